"""What the lab wrote of single people outside the database, and its removal when they withdraw."""

import fcntl
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TypeVar

import msgspec
import sqlalchemy as sa

from lab.store import erasures
from lab.store.database import Store

T = TypeVar("T")

REGISTER = "copies.jsonl"
"""In the folder of the recordings. It holds paths, and a keyed hash of each session in them."""

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
    with _opened(register) as file:
        others = [one for one in _read(file) if one.files != copy.files]
        _write(file, [*others, copy])


def sweep(register: Path, db: sa.Connection, now: datetime) -> int:
    """Removes every copy that holds somebody who is erased; returns how many.

    What cannot be removed now is tried again the next time.
    """
    if not register.exists():
        return 0
    gone = {digest for digest, _ in erasures.all_of(db)}
    with _opened(register) as file:
        known = _read(file)
        outdated = [one for one in known if not gone.isdisjoint(one.sessions)]
        removed = [one for one in outdated if _remove(one, now)]
        _write(file, [one for one in known if one not in removed])
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
def _opened(register: Path) -> Iterator[IO[bytes]]:
    """For one process at a time: the server removes while a command writes."""
    register.parent.mkdir(parents=True, exist_ok=True)
    with register.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _read(file: IO[bytes]) -> list[Copy]:
    """A line that a crash cut off was noted before anything was written: it is left out."""
    file.seek(0)
    whole = [line for line in file.readlines() if line.endswith(b"\n")]
    return [msgspec.json.decode(line, type=Copy) for line in whole]


def _write(file: IO[bytes], copies: Iterable[Copy]) -> None:
    file.truncate(0)
    file.writelines(msgspec.json.encode(one) + b"\n" for one in copies)
    file.flush()
