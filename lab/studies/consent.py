"""The text a person agrees to, in the order it is shown, and the hash that proves which it was."""

import hashlib
import json
from dataclasses import dataclass

from lab.studies.protocol import Consent

PARTS = (
    "purpose",
    "stored",
    "on_device",
    "voluntary",
    "legal_basis",
    "controller",
    "contact",
    "data_protection_officer",
)


@dataclass(frozen=True, slots=True)
class ConsentPart:
    """`name` is one of PARTS; its heading is the lab's, its text the study's."""

    name: str
    text: str


def consent_parts(consent: Consent, language: str) -> tuple[ConsentPart, ...]:
    return tuple(ConsentPart(name, getattr(consent, name).in_language(language)) for name in PARTS)


def consent_hash(consent: Consent, language: str) -> str:
    """SHA-256 (hex) of everything the person read: version, texts, days of retention."""
    parts = [[part.name, part.text] for part in consent_parts(consent, language)]
    read = [consent.version, language, consent.retention_days, parts]
    return hashlib.sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()
