"""Brings a database to today's tables, or says why it cannot be used."""

import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from lab.errors import LabError
from lab.store.private import private_file

MIGRATIONS = Path(__file__).parent / "migrations"
COPY = ".before-"
ONE_AT_A_TIME = 7_114_020_021
"""Number of the advisory lock under which PostgreSQL's tables are changed."""


def head() -> str:
    """The newest revision this program knows."""
    return ScriptDirectory.from_config(config()).get_heads()[0]


def config() -> Config:
    """Alembic's, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return made


def revision(db: sa.Connection) -> str | None:
    """The revision of the database; None: it is empty."""
    return MigrationContext.configure(db).get_current_revision()


def require_current(db: sa.Connection, where: str) -> None:
    """For a reader beside a running server: it may not change anything."""
    found = revision(db)
    _refuse_newer(found, where)
    if found is None:
        _refuse_foreign(db, where)
        raise LabError(
            "this database is empty.",
            where=where,
            cure="Check --data and --database-url; a server makes the tables at its first start.",
        )
    if found != head():
        raise LabError(
            f"the database is of an older version of the lab (revision {found}).",
            where=where,
            cure="Start the server of this version once: it makes a copy and upgrades.",
        )


def upgrade(db: sa.Connection, where: str, file: Path | None) -> None:
    """In one transaction: afterwards the tables are the old ones or today's, never between."""
    with db.begin():
        if db.dialect.name == "postgresql":
            db.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
        found = revision(db)
        _refuse_newer(found, where)
        if found == head():
            return
        if found is None:
            _refuse_foreign(db, where)
        elif file is not None:
            back_up(file, file.with_name(f"{file.name}{COPY}{head()}"))
        change(db)


def change(db: sa.Connection, revision: str = "head") -> None:
    """Takes the steps to this revision, or back to it."""
    chosen = config()
    chosen.attributes["connection"] = db
    known = MigrationContext.configure(db).get_current_heads()
    back = revision == "base" or (revision != "head" and head() in known)
    (command.downgrade if back else command.upgrade)(chosen, revision)


def _refuse_newer(found: str | None, where: str) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    if found is not None and found not in known:
        raise LabError(
            f"the database was written by a newer version of the lab (revision {found}).",
            where=where,
            cure="Install that version or a later one, or choose another --data folder;"
            " nothing was changed.",
        )


def _refuse_foreign(db: sa.Connection, where: str) -> None:
    tables = sorted(set(sa.inspect(db).get_table_names()) - {"alembic_version"})
    if tables:
        raise LabError(
            f"this database belongs to another program (it has a table “{tables[0]}”).",
            where=where,
            cure="Give the lab a database of its own.",
        )


def copies_by_upgrades(file: Path) -> tuple[Path, ...]:
    """They hold the rows of everybody who had taken part until then."""
    return tuple(file.parent.glob(f"{file.name}{COPY}*"))


def back_up(file: Path, copy: Path) -> None:
    """A whole, consistent copy of an SQLite database, also while it is in use."""
    source = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    target = sqlite3.connect(private_file(copy))
    try:
        target.execute("PRAGMA synchronous=FULL")
        source.backup(target)
    finally:
        target.close()
        source.close()
