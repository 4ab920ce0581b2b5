import pytest

from lab.readability.compounds import split
from lab.readability.lexicon import facts
from lab.readability.names import name_flags
from lab.readability.stems import stem
from lab.readability.tokens import words_in


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Aufenthaltserlaubnis", ("Aufenthalts", "erlaubnis")),
        ("Wohnungsgeberbestätigung", ("Wohnungs", "geber", "bestätigung")),
        ("Bewohnerparkausweises", ("Bewohner", "park", "ausweises")),
        ("Straßenverkehrsbehörde", ("Straßenverkehrs", "behörde")),
        ("Verantwortung", ("Verantwortung",)),
        ("Haus", ("Haus",)),
    ],
)
def test_a_compound_falls_into_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert split(word) == parts


@pytest.mark.parametrize(
    ("one", "other"), [("Anträge", "Antrag"), ("geprüft", "prüfen"), ("Mieterinnen", "Mieter")]
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("harder", "easier"),
    [("Zession", "Geld"), ("Nießbrauch", "Wohnung"), ("vorzulegen", "zeigen"), ("Petent", "Kind")],
)
def test_a_rare_word_is_harder_than_an_everyday_one(harder: str, easier: str) -> None:
    assert facts(harder).hardness > facts(easier).hardness


def test_grammatical_words_are_never_hard() -> None:
    assert all(facts(word).hardness == 0 for word in ("der", "und", "Ihre", "wird"))


def test_names_stand_in_a_row_and_carry_no_load() -> None:
    text = "Das Amt in Hamburg leitet Frau Ilse Kowalczyk seit Mai."
    words = words_in(text, 0, len(text))
    flags = name_flags(words, [facts(word.text).traits for word in words])
    named = {word.text for word, flag in zip(words, flags, strict=True) if flag}
    assert {"Hamburg", "Ilse", "Kowalczyk"} <= named
    assert "Amt" not in named


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mieter:innen und Vermieter/-innen", ["Mieter:innen", "und", "Vermieter/-innen"]),
        ("und/oder", ["und", "oder"]),
        ("Online-Antrag an amt@stadt.example.de", ["Online-Antrag", "an"]),
        ("www.stadt.example.de, DE12 3456 7890 1234 5678 90", []),
        ("3-Zimmer-Wohnung, 18-jährig, § 67a", ["Zimmer-Wohnung", "jährig"]),
    ],
)
def test_only_what_a_reader_reads_is_a_word(text: str, words: list[str]) -> None:
    assert [word.text for word in words_in(text, 0, len(text))] == words
