"""What the lab wrote of single people outside the database, and its removal when they withdraw."""

import fcntl
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from lab.errors import LabError
from lab.store import erasures
from lab.store.database import Store

T = TypeVar("T")

REGISTER = "copies.jsonl"
"""In the folder of the recordings. It holds paths, and a keyed hash of each session in them."""

LOCK = ".lock"
MARK = ".removed.txt"
REMOVED = (
    "Hier standen Aufzeichnungen von jemandem, der sie widerrufen hat oder dessen Speicherfrist um "
    "ist. Das Labor hat sie am {day} entfernt. Neu machen: {again}\n\n"
    "What was here held recordings of somebody who has withdrawn, or whose retention is over. The "
    "lab removed it on {day}. To make it anew: {again}\n"
)

log = logging.getLogger(__name__)


class Copy(msgspec.Struct, frozen=True):
    """files: absolute paths; the first one's place is where the mark goes. again: the command."""

    files: tuple[str, ...]
    again: str
    sessions: tuple[str, ...]


def copy_of(db: sa.Connection, files: Sequence[Path], again: str, ids: Iterable[str]) -> Copy:
    """Of the sessions with these ids."""
    places = tuple(str(file.absolute()) for file in files)
    return Copy(places, again, tuple(erasures.hash_of(db, one) for one in ids))


@contextmanager
def noted(register: Path, copy: Copy) -> Iterator[None]:
    """Around the writing of a copy.

    Noted before it, lest a crash leave a copy that nobody knows of, and after it, because a
    withdrawal in between has struck it off before it was there.
    """
    _note(register, copy)
    _mark(copy).unlink(missing_ok=True)
    try:
        yield
    finally:
        _note(register, copy)


def _note(register: Path, copy: Copy) -> None:
    with _held(register):
        others = [one for one in _read(register) if one.files != copy.files]
        _write(register, [*others, copy])


def sweep(register: Path, db: sa.Connection, now: datetime) -> int:
    """Removes every copy that holds somebody who is erased; returns how many.

    What cannot be removed now is tried again the next time.
    """
    if not register.exists():
        return 0
    gone = {digest for digest, _ in erasures.all_of(db)}
    with _held(register):
        known = _read(register)
        outdated = [one for one in known if not gone.isdisjoint(one.sessions)]
        removed = [one for one in outdated if _remove(one, now)]
        if removed:
            _write(register, [one for one in known if one not in removed])
    return len(removed)


def made_of_who_stays(
    store: Store, register: Path, now: Callable[[], datetime], make: Callable[[], T]
) -> T:
    """Somebody may withdraw while a copy is written: then it is removed and made once more."""
    while True:
        made = make()
        with store.read() as db:
            if not sweep(register, db, now()):
                return made


def is_mark(path: Path) -> bool:
    return path.name.endswith(MARK)


def _remove(copy: Copy, now: datetime) -> bool:
    """A copy that was moved away or removed by hand is the business of whoever did it."""
    there = [path for path in map(Path, copy.files) if path.is_file()]
    try:
        for path in there:
            path.unlink()
        if there:
            text = REMOVED.format(day=now.date().isoformat(), again=copy.again)
            _mark(copy).write_text(text, encoding="utf-8")
    except OSError as error:
        log.error("A copy of withdrawn recordings has to be removed by hand: %s", error)
        return False
    return True


def _mark(copy: Copy) -> Path:
    first = Path(copy.files[0])
    return first.with_name(first.name + MARK)


@contextmanager
def _held(register: Path) -> Iterator[None]:
    """By one process at a time: the server removes while a command writes.

    The lock has a file of its own, because the register is replaced by another.
    """
    register.parent.mkdir(parents=True, exist_ok=True)
    with register.with_name(register.name + LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(register: Path) -> list[Copy]:
    """A last line that was cut off was noted before anything was written: it is left out."""
    lines = register.read_bytes().splitlines(keepends=True) if register.exists() else []
    whole = [line for line in lines if line.endswith(b"\n")]
    return [_copy(line, register, number) for number, line in enumerate(whole, 1)]


def _copy(line: bytes, register: Path, number: int) -> Copy:
    try:
        return msgspec.json.decode(line, type=Copy)
    except msgspec.DecodeError as error:
        raise LabError(
            "this line of the list of copies cannot be read.",
            where=f"{register}, line {number}",
            cure="Put the file back from a backup, or delete this line: then a withdrawal no "
            "longer removes the package or report that it names.",
        ) from error


def _write(register: Path, copies: Iterable[Copy]) -> None:
    """The register is the old one or the new one, whatever happens in between."""
    fresh = register.with_name(register.name + ".new")
    with fresh.open("wb") as file:
        file.writelines(msgspec.json.encode(one) + b"\n" for one in copies)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(register)
