"""A study as small as one can be, and a session of it."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lab.forms.model import Version
from lab.sessions.model import Session
from lab.store import sessions, studies
from lab.studies.protocol import Study, VersionId

TOKENS = itertools.count()


@dataclass(frozen=True)
class Folder:
    study: Study
    versions: Mapping[VersionId, Version]


def version(name: str, title: str = "Antrag") -> Version:
    return Version.model_validate(
        {
            "form": "tiny",
            "version": name,
            "title": title,
            "authority": "Amt",
            "submit_label": "Absenden",
            "pages": [
                {
                    "id": "person",
                    "title": "Person",
                    "fields": [
                        {"kind": "yes_no", "id": "here", "label": "Sind Sie hier?"},
                        {
                            "kind": "text",
                            "id": "name",
                            "label": "Name",
                            "show_if": {"not": {"field": "here", "equals": "no"}},
                        },
                    ],
                }
            ],
            "confirmation": {"title": "Danke", "text": "Fertig."},
        }
    )


def study(title: str = "Kleine Studie") -> Study:
    consent = ("controller", "contact", "data_protection_officer", "legal_basis", "purpose")
    told = dict.fromkeys((*consent, "stored", "on_device", "voluntary"), "…")
    task = {
        "title": "Aufgabe",
        "scenario": "Sie ziehen um.",
        "card": [{"label": "Name", "value": "Erika Muster"}],
        "key": {"name": "Erika Muster"},
    }
    return Study.model_validate(
        {
            "study": "tiny",
            "form": "tiny",
            "title": title,
            "seed": 7,
            "consent": {"version": "1", "retention_days": 30, **told},
            "facts": [{"id": "name", "label": "Name", "compare": "words"}],
            "tasks": [{"id": "one", **task}, {"id": "two", **task}],
        }
    )


def folder(title: str = "Kleine Studie") -> Folder:
    return Folder(study(title), {"original": version("original"), "revised": version("revised")})


def begin_session(
    db: sa.Connection,
    now: datetime,
    *,
    simulated: bool = False,
    pinned: studies.PinnedStudy | None = None,
) -> Session:
    pin = pinned or studies.pin(db, folder(), now)
    number = next(TOKENS)
    token, receipt = f"token-{number}".encode(), f"receipt-{number}".encode()
    return sessions.begin(db, pin, "de", simulated, "consent", token, receipt, now)
