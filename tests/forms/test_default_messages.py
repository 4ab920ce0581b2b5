"""The lab's own messages exist in every language for everything that can go wrong."""

import re

import pytest

from lab.forms.default_messages import TEMPLATES, default_message
from lab.forms.model import Rule
from lab.forms.values import DateTrouble


@pytest.mark.parametrize("language", TEMPLATES)
def test_every_rule_has_a_message(language):
    assert {rule.value for rule in Rule} <= set(TEMPLATES[language])


@pytest.mark.parametrize("language", TEMPLATES)
@pytest.mark.parametrize("trouble", set(DateTrouble) - {DateTrouble.UNREADABLE})
def test_every_trouble_with_a_date_has_a_message(language, trouble):
    assert f"not_a_date_{trouble}" in TEMPLATES[language]


@pytest.mark.parametrize("language", TEMPLATES)
def test_the_languages_have_the_same_messages_with_the_same_gaps(language):
    gaps = {key: set(re.findall(r"\{\w+\}", text)) for key, text in TEMPLATES[language].items()}

    assert gaps == {key: set(re.findall(r"\{\w+\}", text)) for key, text in TEMPLATES["de"].items()}
    assert all("{label}" in found for found in gaps.values())


def test_the_most_special_message_is_taken():
    values = {"label": "A"}

    assert "name@example.com" in default_message("en", ("format_email", "format"), values)
    assert "Check" in default_message("en", ("format_pattern", "format"), values)
