"""The answers of an attempt still being filled in, sealed with a key only the cookie holds."""

import json
import secrets
from datetime import datetime

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lab.forms.condition import Answers
from lab.store.driver import change, select
from lab.store.events import unix_ms
from lab.store.tables import draft as drafts
from lab.store.tables import stream as streams
from lab.store.tables import to_kept
from lab.store.writer import ERASED

NONCE_BYTES = 12
SAVED = (
    "INSERT INTO draft (attempt, sealed, saved_at) VALUES (?, ?, ?) ON CONFLICT (attempt)"
    " DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at"
)
PADDING = 512
"""Sealed drafts are filled up to multiples of this, so that their size says little."""


def key_of(token: str, attempt_id: str) -> bytes:
    """A key of its own for every attempt, from the participant's cookie."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"draft:{attempt_id}".encode())
    return derive.derive(token.encode())


def save(db: sa.Connection, attempt_id: str, key: bytes, answers: Answers, now: datetime) -> None:
    sealed = _seal(attempt_id, key, answers)
    change(db, SAVED, [attempt_id, sealed, to_kept(now)])


def load(db: sa.Connection, attempt_id: str, key: bytes) -> Answers:
    """Empty when nothing was saved, or when it was sealed with another key."""
    rows = select(db, "SELECT sealed FROM draft WHERE attempt = ?", [attempt_id])
    return _open(attempt_id, key, rows[0][0]) if rows else {}


def erase(db: sa.Connection, attempt_id: str) -> None:
    db.execute(sa.delete(drafts).where(drafts.c.attempt == attempt_id))


def erase_older(db: sa.Connection, moment: datetime) -> int:
    """Of people who went away, for good like a withdrawal; returns how many.

    Whoever was heard of since then may still be reading the form: those drafts stay.
    """
    heard = sa.select(streams.c.attempt).where(streams.c.received_ms >= unix_ms(moment))
    forgotten = (drafts.c.saved_at < moment) & drafts.c.attempt.not_in(heard)
    count = db.execute(sa.delete(drafts).where(forgotten)).rowcount
    if count:
        db.info[ERASED] = True
    return count


def _seal(attempt_id: str, key: bytes, answers: Answers) -> bytes:
    plain = json.dumps(dict(answers), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % PADDING)
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, padded, attempt_id.encode())


def _open(attempt_id: str, key: bytes, sealed: bytes) -> Answers:
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        plain = AESGCM(key).decrypt(nonce, body, attempt_id.encode())
    except InvalidTag:
        return {}
    answers = json.loads(plain)
    return {name: _answer(value) for name, value in answers.items()}


def _answer(value: str | list[str]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)
