"""Builds the definitions that tests need: a small pair of versions, its study, real folders.

`a_version()` and `a_study()` are small and in code; `a_study_folder()` writes the kitchen sink
(tests/definitions/kitchen_sink): every kind of field, conditional pages, check answers.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lab.forms.model import Version
from lab.studies.protocol import Study, VersionId

KITCHEN_SINK = Path(__file__).parent / "definitions" / "kitchen_sink"

_HEAD: Mapping[str, Any] = {
    "form": "permit",
    "title": "Ausweis beantragen",
    "authority": "Bürgerbüro Musterstadt",
    "submit_label": "Antrag absenden",
    "confirmation": {"title": "Abgeschickt", "text": "Wir melden uns."},
}
_ORIGINAL: Mapping[str, Any] = {
    "version": "original",
    "look": "dated",
    "marking": "none",
    "check_answers": False,
    "messages": {"required": "Eingabe fehlerhaft."},
    "pages": [
        {
            "id": "application",
            "title": "Antrag",
            "fields": [
                {"id": "full_name", "kind": "text", "label": "Name, Vorname"},
                {"id": "plate", "kind": "text", "label": "Kennzeichen"},
                {
                    "id": "reason",
                    "kind": "radios",
                    "label": "Antragsgrund",
                    "options": [
                        {"value": "case_1", "label": "I. Umzug"},
                        {"value": "case_2", "label": "II. Erstantrag"},
                    ],
                },
                {"id": "zones", "kind": "text", "label": "Zone alt / neu", "required": False},
            ],
        }
    ],
}
_REVISED: Mapping[str, Any] = {
    "version": "revised",
    "pages": [
        {
            "id": "person",
            "title": "Wer sind Sie?",
            "fields": [
                {"id": "last_name", "kind": "text", "label": "Nachname", "max_length": 40},
                {"id": "first_name", "kind": "text", "label": "Vorname"},
            ],
        },
        {
            "id": "move",
            "title": "Umzug",
            "fields": [{"id": "moved", "kind": "yes_no", "label": "Sind Sie umgezogen?"}],
        },
        {
            "id": "zones_page",
            "title": "Ihre Parkzonen",
            "show_if": {"field": "moved", "equals": "yes"},
            "fields": [
                {"id": "old_zone", "kind": "number", "label": "Alte Zone", "min": 1, "max": 99},
                {"id": "new_zone", "kind": "number", "label": "Neue Zone", "min": 1, "max": 99},
            ],
        },
        {
            "id": "car",
            "title": "Ihr Auto",
            "fields": [{"id": "plate", "kind": "plate", "label": "Kennzeichen"}],
        },
    ],
}
_CONSENT = dict.fromkeys(
    [
        "controller",
        "contact",
        "data_protection_officer",
        "legal_basis",
        "purpose",
        "stored",
        "on_device",
        "voluntary",
    ],
    "Ein Text.",
)


def a_version(version: VersionId = "revised", **changes: Any) -> Version:
    """The original asks all on one page, two facts in a box; the revised asks page by page."""
    of_version = _ORIGINAL if version == "original" else _REVISED
    return Version.model_validate({**_HEAD, **of_version, **changes})


def versions() -> dict[VersionId, Version]:
    return {"original": a_version("original"), "revised": a_version("revised")}


def a_form(*fields: Mapping[str, Any], **changes: Any) -> Version:
    """A version with just these fields on one page called "page"."""
    page = {"id": "page", "title": "Seite", "fields": list(fields)}
    return a_version("revised", pages=[page], **changes)


def a_task(task: str, last: str, first: str, plate: str, zones: tuple[str, str]) -> dict[str, Any]:
    key = {"last_name": last, "first_name": first, "reason": "moved", "plate": plate}
    return {
        "id": task,
        "title": first,
        "scenario": f"Sie sind {first} {last}.",
        "card": [{"label": "Angaben", "value": f"{last} {first} {plate}, Zonen {zones}"}],
        "key": {**key, "old_zone": zones[0], "new_zone": zones[1]},
    }


def a_fact(fact: str, compare: str, original: Any, revised: Any, **more: Any) -> dict[str, Any]:
    places = {"original": original, "revised": revised}
    named = {
        key: {"field": place} if isinstance(place, str) else place for key, place in places.items()
    }
    return {"id": fact, "label": fact, "compare": compare, **named, **more}


def a_study(**changes: Any) -> Study:
    """The study of the two versions, with tasks “anna” and “ben”."""
    of_reason = (
        {"field": "reason", "values": {"moved": "case_1", "new": "case_2"}},
        {"field": "moved", "values": {"moved": "yes", "new": "no"}},
    )
    study = {
        "study": "permit",
        "form": "permit",
        "title": "Ausweis",
        "seed": 1,
        "consent": {**_CONSENT, "version": "1", "retention_days": 30},
        "facts": [
            a_fact("last_name", "words", "full_name", "last_name"),
            a_fact("first_name", "words", "full_name", "first_name", separator=", "),
            a_fact("reason", "choice", *of_reason),
            a_fact("old_zone", "number", "zones", "old_zone", ordered=True, cues=["alt"]),
            a_fact(
                "new_zone",
                "number",
                "zones",
                "new_zone",
                ordered=True,
                cues=["neu"],
                separator=" / ",
            ),
            a_fact("plate", "plate", "plate", "plate"),
        ],
        "tasks": [
            a_task("anna", "Berg", "Anna", "MUS-AB 12", ("3", "14")),
            a_task("ben", "Tal", "Ben", "MUS-BT 34", ("5", "26")),
        ],
    }
    return Study.model_validate({**study, **changes})


def a_study_folder(tmp_path: Path) -> Path:
    """A copy of the kitchen sink to load, change and break."""
    return Path(shutil.copytree(KITCHEN_SINK, tmp_path / "kitchen_sink"))
