import pytest

from lab.readability.normalise import normalise
from lab.readability.segmentation import sentences_in


def split(text: str, lang: str = "de") -> list[str]:
    text = normalise(text).text
    return [text[s.start : s.end] for s in sentences_in(text, lang)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Bitte bringen Sie Ihren Ausweis mit (Reisepass o. Ä.). Wir brauchen ihn am Schalter.", 2),
        ("Der Antrag wird i. d. R. in 4 Wochen bearbeitet. Nachfragen sind u. U. nötig.", 2),
        ("Zuständig ist das Bürgeramt Mitte, Karl-Marx-Allee 31, 10178 Berlin.", 1),
        ("Frau Dr. Müller und Herr Prof. Schmidt sind am 3. 5. 2024 nicht im Haus.", 1),
        ("Haben Sie Fragen?! Rufen Sie an: Tel. 115.", 2),
        ("Die Miete beträgt 1.234,56 Euro inkl. Nebenkosten. Bitte überweisen.", 2),
        ("Gilt auch für Studierende, Auszubildende etc. Bitte legen Sie einen Nachweis bei.", 2),
        ("Siehe §§ 60 ff. SGB I. Die Mitwirkung ist Pflicht.", 2),
        ("Ihr 3. Kind ist geboren? Dann steht Ihnen mehr Geld zu.", 2),
        ("Wohnort: Musterstr. 5, 12345 Musterstadt", 1),
        ("Sie fragte: „Muss ich das ausfüllen?“ Ja, müssen Sie.", 2),
        ("„Muss ich das?“, fragte sie.", 1),
        ("(1) Der Antrag ist schriftlich zu stellen. (2) Er ist zu begründen.", 2),
        ("Das Formular steht unter https://www.example.de/formular.pdf. Dort laden Sie es.", 2),
        ("Das Kindergeld wird bis zum 18. Lebensjahr gezahlt. Danach nur in Ausbildung.", 2),
        ("Am 24. und 31. Dezember ist geschlossen.", 1),
        ("Die Frist endet am 31.12.2024. Anträge nach diesem Datum werden abgelehnt.", 2),
        ("Bitte wählen Sie: ☐ ja ☐ nein", 3),
        ("Es gilt die StVO in der Fassung vom 6.3.2013 (BGBl. I S. 367).", 1),
        ("Gehen Sie zu Schalter 4. Ziehen Sie eine Nummer.", 2),
        ("Heinrich-Heine-Str. 12, 3. Etage, Zi. 304", 1),
        ("Verein e. V. Bitte Satzung beilegen.", 2),
        ("Familienstand:\nledig\nverheiratet\nverwitwet\ngeschieden", 5),
        ("Ja... Vielleicht. Nein!", 3),
        ("Das ist so. Die Regel gilt immer.", 2),
        ("Füllen Sie Zeile 7 aus. Zeile 8 bleibt leer.", 2),
        ("Seit 2015 gilt das Gesetz. 2020 wurde es geändert.", 2),
        ("Er wohnt in St. Pölten. Sie wohnt in Bad Neuenahr-Ahrweiler.", 2),
    ],
)
def test_german_sentences_end_where_a_reader_would_end_them(text: str, number: int) -> None:
    assert len(split(text)) == number, split(text)


def test_a_wrapped_line_goes_on_and_a_list_item_does_not() -> None:
    wrapped = (
        "Wir haben Ihren Antrag erhalten und prüfen ihn so bald wie möglich,\nspätestens im Mai."
    )
    assert len(split(wrapped)) == 1
    assert len(split("Bitte legen Sie bei:\n- eine Kopie\n- einen Nachweis")) == 3


def test_english_abbreviations_do_not_end_a_sentence() -> None:
    assert len(split("Bring proof, e.g. a bill. Mr. Smith will help. It takes 5 days.", "en")) == 3


def test_a_sentence_knows_its_place() -> None:
    assert split("1. Angaben zur Person\n  Ihr Name. Bitte!") == [
        "Angaben zur Person",
        "Ihr Name.",
        "Bitte!",
    ]
