"""Sees to it that one process at a time writes an SQLite file."""

import fcntl
import os
from pathlib import Path
from typing import IO

from lab.errors import LabError


class LockFile:
    """Held from `take` until `release` or the end of the process, however it ends."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """False: another process (or another store of this one) writes already."""
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file
        return True

    def refusal(self) -> LabError:
        holder = self.path.read_text().strip() or "unknown"
        return LabError(
            f"another process (number {holder}) is writing this database.",
            where=str(self.path.with_suffix("")),
            cure="Stop that server first, or give this command another --data folder;"
            " several servers can share one PostgreSQL (--database-url).",
        )

    def release(self) -> None:
        # The file stays: removing it would let two processes lock two files of one name.
        if self._file is not None:
            self._file.close()
            self._file = None
