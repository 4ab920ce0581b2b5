"""What participants are asked, in all three languages."""

import pytest

from lab.studies.questionnaires import PREFERENCE, QUESTIONNAIRES, SEQ, SUS, said

ITEMS = [item for items in QUESTIONNAIRES.values() for item in items]


def test_the_sus_has_ten_items_of_five_points():
    assert [item.id for item in SUS] == [f"sus_{number}" for number in range(1, 11)]
    assert {item.scale.points for item in SUS if item.scale} == {5}


def test_the_seq_is_one_item_of_seven_points_from_difficult_to_easy():
    (item,) = SEQ

    assert item.scale is not None
    assert item.scale.points == 7
    assert said(item.scale.low, "en") == "very difficult"
    assert said(item.scale.high, "en") == "very easy"


def test_at_the_end_people_choose_the_first_the_second_or_neither_and_say_why():
    which, why = PREFERENCE

    assert [choice.value for choice in which.choices] == ["first", "second", "same"]
    assert (why.scale, why.choices) == (None, ())


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_every_word_exists_in_every_language(item, language):
    scale = (item.scale.low, item.scale.high) if item.scale else ()
    wordings = (item.wording, *scale, *(choice.wording for choice in item.choices))

    assert all(wording[language] for wording in wordings)


def test_another_language_gets_german():
    assert said(SEQ[0].wording, "fr") == SEQ[0].wording["de"]


def test_ids_are_unique():
    assert len({item.id for item in ITEMS}) == len(ITEMS) == 13
