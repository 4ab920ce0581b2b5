"""What an installation of the lab can be told: folders, address, names it answers to."""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lab.errors import LabError

PREFIX = "FORMWERKSTATT_"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
EVERY_ADDRESS = ("0.0.0.0", "::")
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


@dataclass(frozen=True, slots=True)
class Settings:
    """One installation. An empty database_url is SQLite in the data folder; empty means unset."""

    data: Path = Path("sessions")
    forms: Path = Path("forms")
    reports: Path = Path("reports")
    database_url: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    trusted_hosts: tuple[str, ...] = field(default=())
    browser: str = ""

    def __post_init__(self) -> None:
        _check_database(self.database_url)
        _check_address(self.host, self.port)
        _check_public_url(self.public_url)
        for name in self.trusted_hosts:
            _check_host_name(name)
        if self.host in EVERY_ADDRESS and not (self.trusted_hosts or self.public_url):
            raise _fault(
                PREFIX + "TRUSTED_HOSTS",
                f"is unset, but {self.host} listens to the whole network.",
                "Name what the lab is called there, as in lab.example.org,192.168.1.5.",
            )

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data.resolve() / 'lab.sqlite3'}"

    @property
    def behind_tls(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """Host names, without port, that a request may be addressed to."""
        public = urlsplit(self.public_url).hostname or ""
        own = "" if self.host in EVERY_ADDRESS else _bracketed(self.host)
        names = (*LOOPBACK, own, _bracketed(public), *self.trusted_hosts)
        return tuple(dict.fromkeys(name.lower() for name in names if name))


def from_env(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from FORMWERKSTATT_… variables; a misspelt or senseless one is refused."""
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    known = {PREFIX + one.name.upper(): one.name for one in fields(Settings)}
    for name in given.keys() - known.keys():
        raise _fault(name, "there is no such setting.", _did_you_mean(name, tuple(known)))
    return Settings(**{known[name]: _parsed(name, value.strip()) for name, value in given.items()})


def _parsed(name: str, value: str) -> Any:
    setting = name.removeprefix(PREFIX)
    if setting == "PORT":
        return _port(value)
    if setting == "TRUSTED_HOSTS":
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if setting in ("DATA", "FORMS", "REPORTS"):
        if not value:
            raise _fault(name, "is empty.", "Name a folder, or leave the setting out.")
        return Path(value)
    return value


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise _fault(PREFIX + "PORT", f"“{value}” is no port.", "Give a number, as in 8000.")
    return int(value)


def _check_database(url: str) -> None:
    if url and not url.startswith(DATABASES):
        raise _fault(
            PREFIX + "DATABASE_URL",
            "is neither a SQLite nor a PostgreSQL address.",
            f"Begin it with {DATABASES[0]} or {DATABASES[1]}.",
        )


def _check_address(host: str, port: int) -> None:
    if not 0 <= port <= 65535:
        raise _fault(PREFIX + "PORT", f"{port} is no port.", "Give a number from 0 to 65535.")
    if not host or any(sign.isspace() or sign in "/@" for sign in host):
        raise _fault(
            PREFIX + "HOST", f"“{host}” is no address.", "Give a name or number, as in 127.0.0.1."
        )


def _check_public_url(url: str) -> None:
    if not url:
        return
    parts = _split(url)
    clean = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or not clean:
        raise _fault(
            PREFIX + "PUBLIC_URL",
            f"“{url}” is not the address of a site.",
            "Give scheme and name only, as in https://lab.example.org.",
        )


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _check_host_name(name: str) -> None:
    if not _is_host(name):
        raise _fault(
            PREFIX + "TRUSTED_HOSTS",
            f"“{name}” is not a host name.",
            "Give bare names separated by commas, without scheme, port or *.",
        )


def _is_host(name: str) -> bool:
    if name.startswith("["):
        return name.endswith("]") and _is_address(name[1:-1])
    labels = name.removesuffix(".").split(".")
    return all(
        label and label.isascii() and label.replace("-", "").replace("_", "").isalnum()
        for label in labels
    )


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _did_you_mean(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"Did you mean {near[0]}?" if near else f"There are: {', '.join(sorted(known))}."


def _fault(name: str, what: str, cure: str) -> LabError:
    return LabError(what, where=name, cure=cure)
