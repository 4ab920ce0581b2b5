"""Who of the staff may come in: one-time links and sessions, kept as hashes of their tokens."""

from datetime import datetime

import sqlalchemy as sa

from lab.store.tables import staff_link, staff_session


def add_link(db: sa.Connection, token_hash: bytes, role: str, expires_at: datetime) -> None:
    db.execute(
        sa.insert(staff_link).values(token_hash=token_hash, role=role, expires_at=expires_at)
    )


def use_link(db: sa.Connection, token_hash: bytes, now: datetime) -> str | None:
    """The link's role; the link is gone afterwards. None: unknown, used or expired."""
    this = staff_link.c.token_hash == token_hash
    used = sa.delete(staff_link).where(this).returning(staff_link.c.role, staff_link.c.expires_at)
    row = db.execute(used).first()
    return row.role if row and row.expires_at > now else None


def begin_session(db: sa.Connection, token_hash: bytes, role: str, expires_at: datetime) -> None:
    db.execute(
        sa.insert(staff_session).values(token_hash=token_hash, role=role, expires_at=expires_at)
    )


def role_of(db: sa.Connection, token_hash: bytes, now: datetime) -> str | None:
    """The role of a running session. None: unknown, ended or expired."""
    running = (staff_session.c.token_hash == token_hash) & (staff_session.c.expires_at > now)
    role: str | None = db.execute(sa.select(staff_session.c.role).where(running)).scalar()
    return role


def end_session(db: sa.Connection, token_hash: bytes) -> None:
    db.execute(sa.delete(staff_session).where(staff_session.c.token_hash == token_hash))


def forget_expired(db: sa.Connection, now: datetime) -> None:
    for table in (staff_link, staff_session):
        db.execute(sa.delete(table).where(table.c.expires_at <= now))
