import random

import pytest

from lab.errors import LabError, NotEstimable
from lab.readability.scoring import KINDS, score


def difficulty(text: str) -> float:
    value = score(text, "de").difficulty
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize("text", ["", "  ", "…", "12345", "§ 12", "☐", "01.02.2024"])
def test_a_text_without_words_has_no_difficulty(text: str) -> None:
    scored = score(text, "de")
    assert scored.counts.words == 0
    assert isinstance(scored.difficulty, NotEstimable)


def test_a_label_is_too_short_for_a_formula() -> None:
    values = score("Familienname", "de").formulas
    assert set(values) == {"amstad", "wstf1", "wstf2", "wstf3", "wstf4", "lix", "rix", "gsmog"}
    assert all(isinstance(value, NotEstimable) for value in values.values())


def test_a_page_of_text_has_formulas() -> None:
    values = score("Wir prüfen Ihren Antrag und schicken Ihnen einen Brief. " * 10, "de").formulas
    assert all(isinstance(value, float) for value in values.values())


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(LabError, match=r"'de-DE'.*Use one of: de, en"):
        score("Guten Tag", "de-DE")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(LabError, match="Use one of: text, label"):
        score("Guten Tag", "de", kind="poem")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_text_can_be_scored(kind: str) -> None:
    assert score("Bitte füllen Sie das Feld aus.", "de", kind=kind).counts.words == 6


@pytest.mark.parametrize(
    ("harder", "easier"),
    [
        (
            "Die Inanspruchnahme der Leistung setzt die Vorlage eines Nachweises voraus.",
            "Zeigen Sie uns bitte einen Nachweis. Dann bekommen Sie das Geld.",
        ),
        ("Staatsangehörigkeitsfeststellungsverfahren", "Aus welchem Land kommen Sie?"),
        (
            "Die Vorlage d. Unterl. hat b. d. zust. Beh. zu erfolgen.",
            "Bringen Sie die Papiere bitte zu uns ins Amt.",
        ),
        ("BITTE NUR MIT KUGELSCHREIBER AUSFÜLLEN", "Bitte nur mit Kugelschreiber ausfüllen"),
    ],
)
def test_officialese_is_harder_than_plain_language(harder: str, easier: str) -> None:
    assert difficulty(harder) > difficulty(easier)


def test_the_contributions_add_up_to_the_difficulty() -> None:
    scored = score("Dem Antrag sind sämtliche Nachweise gem. § 60 SGB I beizufügen.", "de")
    assert sum(part.points for part in scored.contributions) == pytest.approx(scored.difficulty)


def test_scoring_leaves_nothing_behind() -> None:
    texts = ["Wir prüfen das.", "Der Antrag ist einzureichen.", "Name", "Ggf. Nachweis beifügen"]
    first = [score(text, "de") for text in texts]
    shuffled = random.Random(1).sample(texts, len(texts))
    assert {text: score(text, "de") for text in shuffled} == dict(zip(texts, first, strict=True))


def test_english_gets_formulas_but_no_index() -> None:
    scored = score("Please fill in this form. " * 12, "en")
    assert set(scored.formulas) == {"flesch", "flesch_kincaid", "ari", "lix"}
    assert isinstance(scored.difficulty, NotEstimable)
