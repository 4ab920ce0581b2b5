"""The lab's secret: a file only its owner can read, made at the first start, never a default."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

from lab.errors import LabError
from lab.store.private import private_folder

FILE_NAME = "secret.key"
BYTES = 32


def lab_secret(data: Path) -> bytes:
    """The secret of the lab that keeps its recordings in `data`."""
    path = data / FILE_NAME
    try:
        private_folder(data)
        if not path.exists():
            _make(path)
        return _checked(path)
    except OSError as fault:
        raise LabError(
            f"the folder for recordings cannot be used ({fault.strerror}).",
            where=str(data),
            cure="Name one that this account may write to, with --data or FORMWERKSTATT_DATA.",
        ) from fault


def known_secret(data: Path) -> bytes:
    """The secret of a lab that has been started before: never makes one."""
    if not (data / FILE_NAME).exists():
        raise LabError(
            "no lab has been started with this folder.",
            where=str(data),
            cure="Name the folder of the recordings of the running lab with --data.",
        )
    return lab_secret(data)


def _make(path: Path) -> None:
    # Written under another name first: a second process never reads half a secret.
    fresh = path.with_name(f"{FILE_NAME}.{os.getpid()}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(BYTES))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()


def _checked(path: Path) -> bytes:
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise LabError(
            "others on this machine can read the lab's secret.",
            where=str(path),
            cure=f"Run: chmod 600 {path}",
        )
    secret = path.read_bytes()
    if len(secret) != BYTES:
        raise LabError(
            f"the lab's secret has {len(secret)} bytes instead of {BYTES}.",
            where=str(path),
            cure="Put the file back from a backup. Deleting it makes a new secret, but then "
            "receipt codes handed out so far no longer work.",
        )
    return secret
