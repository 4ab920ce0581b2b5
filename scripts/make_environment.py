"""Makes the virtual environment .venv and puts exactly the locked packages into it.

Runs with the Python a machine has, before anything is installed: standard library only, and
readable by an old Python as far as the message that says so.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import venv
from pathlib import Path

from scripts import debian

OLDEST = (3, 11)
HOUSE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HOUSE / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
UV = ENVIRONMENT / "bin" / "uv"
LOCK = HOUSE / "requirements.lock"
UV_LOCK = HOUSE / "scripts" / "locks" / "uv.lock"
UV_INSTALL = (str(UV), "pip", "install", "--quiet", "--compile-bytecode", "--python", str(PYTHON))
PIP_INSTALL = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")


def main() -> None:
    _require_python()
    if not _runs(str(PYTHON), "-m", "pip", "--version"):
        _require_ensurepip()
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=True)
    print("Installing the Python packages (half a minute to two minutes)")
    locked = ("--require-hashes", "-r", str(LOCK))
    # uv does it in a third of pip's time; where it cannot be had, pip does the same.
    if not (_has_uv() and _runs(*UV_INSTALL, *locked)):
        _do(*PIP_INSTALL, *locked)
    _do(*PIP_INSTALL, "--no-deps", "--no-build-isolation", "--editable", str(HOUSE))


def _require_python() -> None:
    if sys.version_info < OLDEST:
        have = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(
            f"Python 3.11 or newer is needed, python3 is {have}. "
            "Install one and name it: make PYTHON=python3.12"
        )


def _require_ensurepip() -> None:
    """Debian keeps what a virtual environment needs in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not debian.install(package):
        sys.exit(
            "This Python cannot make virtual environments. "
            f"Install {package} (as root: apt-get install {package}), then run make again."
        )


def _has_uv() -> bool:
    return _runs(*PIP_INSTALL, "--require-hashes", "-r", str(UV_LOCK))


def _runs(*command: str) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def _do(*command: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}{done.stderr}\nThis failed: {' '.join(command)}")


if __name__ == "__main__":
    main()
