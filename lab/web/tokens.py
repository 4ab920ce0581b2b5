"""Random tokens, the hashes kept of them, and signed tokens that carry their purpose."""

import hashlib
import hmac
import secrets
from enum import StrEnum
from functools import lru_cache
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RECEIPT_LENGTH = 10


class Purpose(StrEnum):
    """What a signed token is good for; one signed for one purpose is refused for another."""

    CONSENT = "consent"
    CSRF = "csrf"
    RECEIPT = "receipt"
    SIMULATED = "simulated"
    STAFF = "staff"
    STREAM = "stream"


class BadTokenError(Exception):
    """The token is forged, altered, for another purpose, or too old."""


def new_token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token (SHA-256)."""
    return hashlib.sha256(token.encode()).digest()


def sign(secret: bytes, purpose: Purpose, payload: Any) -> str:
    """A URL-safe token; the payload is JSON and can be read by whoever holds the token."""
    return _serializer(secret, purpose).dumps(payload)


def read(secret: bytes, purpose: Purpose, token: str, max_age: int | None = None) -> Any:
    """The payload of a token made by `sign`; max_age in seconds. Raises BadTokenError."""
    try:
        return _serializer(secret, purpose).loads(token, max_age=max_age)
    except BadSignature as fault:
        raise BadTokenError(purpose) from fault


def keyed_hash(secret: bytes, purpose: Purpose, text: str) -> bytes:
    """HMAC-SHA-256: cannot be guessed back without the lab's secret, even if text is short."""
    return hmac.digest(secret, f"{purpose}:{text}".encode(), "sha256")


def same(one: str, other: str) -> bool:
    """Equal, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def receipt_code(secret: bytes, session_token: str) -> str:
    """XXXXX-XXXXX; nearly 50 bits, no letters to confuse.

    It follows from secret and cookie, so that it can be shown again until the sitting ends, and is
    kept nowhere.
    """
    number = int.from_bytes(keyed_hash(secret, Purpose.RECEIPT, f"code of {session_token}"))
    signs = ""
    for _ in range(RECEIPT_LENGTH):
        number, sign = divmod(number, len(RECEIPT_ALPHABET))
        signs += RECEIPT_ALPHABET[sign]
    return f"{signs[:5]}-{signs[5:]}"


def receipt_hash(secret: bytes, code: str) -> bytes:
    """The hash kept of a receipt code; case, blanks and hyphens do not matter."""
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return keyed_hash(secret, Purpose.RECEIPT, signs)


@lru_cache(maxsize=32)
def _serializer(secret: bytes, purpose: Purpose) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        secret, salt=f"formwerkstatt:{purpose}", signer_kwargs={"digest_method": hashlib.sha256}
    )
