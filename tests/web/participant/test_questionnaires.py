"""Questions after each form: answered, left out, answered again."""

import pytest

from lab.sessions.model import SessionState, Step
from lab.studies.questionnaires import QUESTIONNAIRES
from tests.web.participant.taking_part import SCALES

SUS = SCALES["sus"]


@pytest.fixture
def at_seq(at_original):
    at_original.fill_form()
    at_original.press_go_on()
    return at_original


@pytest.fixture
def at_sus(at_seq):
    at_seq.send(seq="6")
    return at_seq


@pytest.fixture
def at_preference(at_sus):
    at_sus.send(**dict.fromkeys(SUS, "4"))
    at_sus.send()
    at_sus.fill_form()
    at_sus.press_go_on()
    at_sus.rate()
    return at_sus


def test_an_answer_is_kept_and_the_sitting_goes_on(at_seq):
    at_seq.send(seq="6")

    assert at_seq.ratings() == {(0, "seq"): "6"}
    assert at_seq.address == "/sus"


def test_what_is_missing_is_asked_for_once_and_what_was_given_stays(at_sus):
    page = at_sus.send(sus_1="5")

    assert at_sus.address == "/sus"
    assert page.title.get_text().startswith("Fehler: ")
    links = [link["href"] for link in page.select("[role=alert] a")]
    assert links == [f"#f-sus_{number}-1" for number in range(2, 11)]
    assert page.select_one("#f-sus_1-5").has_attr("checked")


def test_nobody_is_forced_to_answer(at_sus):
    at_sus.send(sus_1="5")

    at_sus.send("action=skip")

    assert at_sus.address == "/task"
    assert at_sus.ratings() == {(0, "seq"): "6", (0, "sus_1"): "5"}


def test_the_button_to_skip_comes_only_after_something_was_missing(at_seq):
    assert at_seq.page.select("button[value=skip]") == []


def test_answering_twice_keeps_the_last_word_and_goes_on_once(at_seq):
    action, data = at_seq.filled(seq="2")

    at_seq.client.post(action, data=data)
    at_seq.client.post(action, data={**data, "seq": "7"})

    assert at_seq.session.step == Step.SUS
    assert at_seq.ratings() == {(0, "seq"): "2"}


@pytest.mark.parametrize("value", ["0", "8", "", "sehr leicht", "٣"])
def test_only_what_the_scale_offers_is_taken(at_seq, value):
    at_seq.send(seq=value)

    assert at_seq.address == "/seq"
    assert at_seq.ratings() == {}


def test_the_comparison_ends_the_sitting(at_preference):
    at_preference.send(preference="first", preference_why="Weniger Text")

    assert at_preference.address == "/receipt"
    assert at_preference.session.state == SessionState.FINISHED
    ratings = at_preference.ratings()
    assert ratings[1, "preference"] == "first"
    assert ratings[1, "preference_why"] == "Weniger Text"


def test_the_reason_may_be_left_blank(at_preference):
    at_preference.send(preference="same")

    assert at_preference.address == "/receipt"


def test_a_reason_is_kept_while_the_choice_is_still_missing(at_preference):
    page = at_preference.send(preference_why="Weil <b>kurz</b>")

    assert at_preference.address == "/preference"
    assert page.select_one("#f-preference_why").get_text() == "\nWeil <b>kurz</b>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\n" * 900, "a\n" * 899 + "a"),
        ("x" * 2500, "x" * 2000),
        ("ku\x00rz ", "kurz"),
        ("u\u0308ber", "über"),
    ],
    ids=["line ends count once", "too long", "nul", "composed"],
)
def test_a_reason_is_kept_whatever_its_length_and_line_ends(at_preference, typed, kept):
    at_preference.send(preference="same", preference_why=typed)

    assert at_preference.ratings()[1, "preference_why"] == kept


@pytest.mark.parametrize("language", ["de", "en", "de_easy"])
def test_the_questions_are_asked_in_the_language_of_the_session(person, language):
    person.agree(language)
    person.send()
    person.visit("/give-up")
    person.send("decision=give_up")

    assert person.address == "/seq"
    legend = person.page.select_one("legend").get_text(strip=True)
    assert legend == QUESTIONNAIRES["seq"][0].wording[language]
