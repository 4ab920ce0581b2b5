"""The text agreed to, and the hash that says which it was."""

import pytest

from lab.studies.consent import PARTS, consent_hash, consent_parts
from lab.studies.loader import load_study
from tests.builders import KITCHEN_SINK

CONSENT = load_study(KITCHEN_SINK).study.consent


def test_the_parts_come_in_their_order_and_in_the_language_asked_for():
    parts = consent_parts(CONSENT, "de_easy")

    assert tuple(part.name for part in parts) == PARTS
    assert parts[0].text == "Wir prüfen nicht Sie."


def test_the_hash_stays_the_same_for_the_same_text():
    assert consent_hash(CONSENT, "de") == consent_hash(CONSENT.model_copy(), "de")


@pytest.mark.parametrize(
    "change", [{"version": "2"}, {"retention_days": 31}, {"stored": CONSENT.purpose}]
)
def test_every_change_of_what_is_read_changes_the_hash(change):
    assert consent_hash(CONSENT.model_copy(update=change), "de") != consent_hash(CONSENT, "de")


def test_each_language_has_its_own_hash():
    assert len({consent_hash(CONSENT, language) for language in ("de", "en", "de_easy")}) == 3
