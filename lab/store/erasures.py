"""Who has withdrawn: a keyed hash each, so that nobody comes back from a backup or a device."""

import contextlib
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from lab.errors import LabError
from lab.store.engines import sqlite_file
from lab.store.schema import copies_by_upgrades
from lab.store.tables import erasure as erasures
from lab.store.tables import meta
from lab.store.tables import session as sessions
from lab.store.upsert import insert_once
from lab.store.writer import ERASED

Entry = tuple[str, datetime]
"""A session's keyed hash, and when it was erased."""

KEY = "erasure_key"
DIGEST_SIGNS = 64


def erase(db: sa.Connection, session_id: str, now: datetime) -> bool:
    """Deletes the session and all that belongs to it for good. False: it was not there.

    On SQLite the rows are overwritten and the journal is emptied before the work returns; on
    PostgreSQL the tables are vacuumed.
    """
    digest = hash_of(db, session_id)
    if not _delete(db, session_id):
        return False
    # Before the COMMIT: if the machine dies in between, the next start erases again.
    _note(db, [(digest, now)])
    return True


def is_erased(db: sa.Connection, session_id: str) -> bool:
    this = erasures.c.hash == hash_of(db, session_id)
    return db.execute(sa.select(erasures.c.hash).where(this)).first() is not None


def all_of(db: sa.Connection) -> tuple[Entry, ...]:
    """The ledger, to be kept apart from backups."""
    rows = db.execute(sa.select(erasures).order_by(erasures.c.erased_at, erasures.c.hash))
    return tuple((row.hash, row.erased_at) for row in rows)


def replay(db: sa.Connection, ledger: Iterable[Entry]) -> int:
    """After a restored backup: erases again whom the ledger names; returns how many.

    Run whenever a database is opened, so that the key is in every backup from the first on.
    """
    _key(db)
    for digest, moment in ledger:
        db.execute(insert_once(erasures), {"hash": digest, "erased_at": moment})
    known = {digest for digest, _ in all_of(db)}
    ids = db.execute(sa.select(sessions.c.id)).scalars() if known else ()
    back = [found for found in ids if hash_of(db, found) in known]
    return sum(_delete(db, found) for found in back)


def hash_of(db: sa.Connection, session_id: str) -> str:
    return hmac.new(_key(db), session_id.encode(), hashlib.sha256).hexdigest()


def _key(db: sa.Connection) -> bytes:
    """Made once and kept in the database, so that every backup of it fits the ledger."""
    found = sa.select(meta.c.value).where(meta.c.name == KEY)
    if (value := db.execute(found).scalar()) is None:
        db.execute(insert_once(meta), {"name": KEY, "value": secrets.token_hex(32)})
        value = db.execute(found).scalar_one()
    return bytes.fromhex(value)


def _delete(db: sa.Connection, session_id: str) -> bool:
    # What belongs to the session goes with it, by the tables' foreign keys.
    deleted = db.execute(sa.delete(sessions).where(sessions.c.id == session_id)).rowcount
    if deleted:
        db.info[ERASED] = True
    return deleted == 1


def _note(db: sa.Connection, entries: Iterable[Entry]) -> None:
    for digest, moment in entries:
        db.execute(insert_once(erasures), {"hash": digest, "erased_at": moment})
        if file := sqlite_file(db.engine.url):
            _add_line(ledger_file(file), f"{digest} {moment.isoformat()}\n")
            for copy in copies_by_upgrades(file):
                copy.unlink()


def ledger_file(database: Path) -> Path:
    """Beside an SQLite file: a restored older file is put right by it at the next start."""
    return database.with_name(database.name + ".erasures")


def read_ledger(file: Path) -> tuple[Entry, ...]:
    """A last line that was cut off was never confirmed: it is left out."""
    whole, cut = _lines(file.read_bytes() if file.exists() else b"")
    found = [(number, _entry(line)) for number, line in enumerate(whole, 1) if line.strip()]
    for number, entry in found:
        if entry is None:
            raise _unreadable(file, number)
    last = _entry(cut)
    return tuple(entry for _, entry in (*found, (0, last)) if entry is not None)


def _add_line(file: Path, line: str) -> None:
    """After a whole line: what a crash or a full disk cut off goes, lest it spoil this one."""
    with file.open("a+b") as ledger:
        ledger.seek(0)
        _, cut = _lines(ledger.read())
        if _entry(cut) is not None:
            ledger.write(b"\n")
        else:
            ledger.truncate(ledger.seek(0, os.SEEK_END) - len(cut))
        ledger.write(line.encode())
        ledger.flush()
        os.fsync(ledger.fileno())


def _lines(content: bytes) -> tuple[list[bytes], bytes]:
    """The lines that are whole, and what stands after the last of them."""
    *whole, cut = content.split(b"\n")
    return whole, cut


def _entry(line: bytes) -> Entry | None:
    match line.decode(errors="replace").split():
        case [digest, moment] if len(digest) == DIGEST_SIGNS:
            with contextlib.suppress(ValueError):
                read = datetime.fromisoformat(moment)
                return (digest, read) if read.tzinfo else None
    return None


def _unreadable(file: Path, number: int) -> LabError:
    return LabError(
        "this line of the list of withdrawals cannot be read.",
        where=f"{file}, line {number}",
        cure="Put the file back from a backup of its own. Without one, delete this line only: "
        "whoever it stands for would come back if an older backup of the database were restored.",
    )
