import pytest

from lab.readability import wordlists
from lab.readability.scoring import score


def checks(text: str, kind: str = "text", lang: str = "de") -> set[str]:
    return {found.check for found in score(text, lang, kind=kind).findings}


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("passive", "Ihr Antrag wird von uns geprüft."),
        ("passive", "Die Unterlagen müssen im Original vorgelegt werden."),
        ("passive", "Der Bescheid wurde aufgehoben."),
        ("hidden_command", "Die Nachweise sind dem Amt vorzulegen."),
        ("hidden_command", "Die Zahlung hat bis Freitag zu erfolgen."),
        ("hidden_command", "Dem Antrag sind, sofern vorhanden, Kopien beizufügen."),
        ("nominal_style", "Nach erfolgter Prüfung bekommen Sie Post."),
        ("nominal_style", "Die Beantragung und Verlängerung der Erlaubnis kostet Geld."),
        ("genitive_chain", "Nach Prüfung der Angaben des Antragstellers der Stadt"),
        ("double_negation", "Der Antrag ist nicht unzulässig."),
        ("double_negation", "Ohne Antrag und ohne Frist ist eine Zahlung unmöglich."),
        ("jargon", "Wir können Ihnen Hilfe gewähren."),
        ("phrase", "Bitte nehmen Sie das zur Kenntnis, und antworten Sie."),
        ("nesting", "Der Antrag (siehe Blatt 2 (Rückseite)) gilt, wenn er da ist."),
        ("nesting", "Der Antrag, der, sofern er fehlt, neu gestellt wird, gilt."),
        ("jargon", "Legen Sie ein Lichtbild bei."),
        ("jargon", "Bitte übersenden Sie die Ablichtungen."),
        ("jargon", "Der Ausweis ist vorzulegen."),
        ("phrase", "Wir nehmen Ihre Angaben zur Kenntnis."),
        ("abbreviation", "Änd. d. Verh. bitte melden"),
        ("abbreviation", "Geben Sie Ihre IdNr an."),
        ("common_abbreviation", "Bringen Sie z. B. Ihren Pass mit."),
        ("law_reference", "Antrag nach § 45 Abs. 1b Nr. 2a StVO"),
        ("caps", "BITTE UNBEDINGT BEACHTEN"),
        ("gender_form", "Name des Mieters/der Mieter:in"),
        ("word_long", "Einkommensteuererklärungsformular"),
        ("compound", "Geben Sie die Gültigkeitsdauer an."),
        ("word_rare", "Das Benefizium ist wirksam."),
    ],
)
def test_a_fault_is_found(check: str, text: str) -> None:
    assert check in checks(text)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("passive", "Wir werden Ihren Antrag morgen bearbeiten."),
        ("passive", "Das Wetter wird besser."),
        ("passive", "Wo wurden Sie geboren?"),
        ("hidden_command", "Ihr Text ist zu lang."),
        ("hidden_command", "Sie haben Zeit, um alles zu lesen."),
        ("nominal_style", "Bringen Sie Ihre Bescheinigung und die Rechnung mit."),
        ("double_negation", "Das ist nicht unter der Treppe."),
        ("double_negation", "Es ist keine Frist und keine Gebühr vorgesehen."),
        ("jargon", "Ist das wahr?"),
        ("phrase", "Nach meiner Kenntnis ist es so, dass wir den Bus nehmen."),
        ("word_rare", "Lesen Sie die Ausfüllhinweise."),
        ("jargon", "Ihr Anliegen ist uns wichtig."),
        ("jargon", "Welche Mittel haben Sie?"),
        ("abbreviation", "Schreiben Sie an amt@example.org."),
        ("abbreviation", "I. Angaben zur Person"),
        ("abbreviation", "Steuer-Identifikationsnummer (IdNr) und IdNr des Kindes"),
        ("caps", "Speichern Sie die Datei als PDF oder JPG."),
        ("word_rare", "Sagen Sie uns, was Sie dabeihaben."),
        ("word_rare", "Wer ist die Antragstellerin?"),
        ("word_long", "Telefonnummer"),
    ],
)
def test_plain_text_is_left_alone(check: str, text: str) -> None:
    assert check not in checks(text)


def test_the_length_of_a_sentence_has_two_limits() -> None:
    assert checks("Das ist gut. " * 9) == set()
    assert "sentence_long" in checks("Wir " + "schreiben " * 15)
    assert "sentence_too_long" in checks("Wir " + "schreiben " * 20)


def test_a_legal_notice_may_name_the_law_after_a_plain_sentence() -> None:
    plain_first = "Wir dürfen Ihre Daten nutzen. Das steht in § 67a SGB X."
    assert checks(plain_first, "legal") & {"law_reference", "law_reference_first"} == set()
    assert "law_reference_first" in checks("Nach § 67a SGB X dürfen wir das.", "legal")
    assert "law_reference" in checks(plain_first, "help")


@pytest.mark.parametrize(("label", "is_ambiguous"), [("Datum", True), ("Geburtsdatum", False)])
def test_a_label_of_one_vague_word_is_ambiguous(label: str, is_ambiguous: bool) -> None:
    assert ("label_ambiguous" in checks(label, "label")) is is_ambiguous


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Eingabe fehlerhaft.", {"error_without_cure", "error_blames"}),
        ("Geben Sie Ihr Geburtsdatum ein, zum Beispiel 31.12.1980.", set()),
        ("Bitte füllen Sie dieses Feld aus.", {"error_names_no_field"}),
    ],
)
def test_an_error_message_says_what_to_do(message: str, expected: set[str]) -> None:
    assert {check for check in checks(message, "message") if check.startswith("error")} == expected


def test_a_finding_shows_its_place_in_the_text_as_given() -> None:
    text = "Bitte legen Sie ein Licht\u00adbild bei. Danach wird es ge\u00adprüft."
    found = score(text, "de").findings
    assert [(f.check, f.quote) for f in found if f.check in ("jargon", "passive")] == [
        ("jargon", "Licht\u00adbild"),
        ("passive", "wird es ge\u00adprüft"),
    ]
    assert all(text[f.start : f.end] == f.quote for f in found)


def test_a_compound_comes_with_a_way_to_write_it() -> None:
    found = score("Bewohnerparkausweis", "de", kind="label").findings
    assert "Bewohner-Parkausweis" in found[0].suggestion.de


@pytest.mark.parametrize(
    ("word", "written"),
    [("Rückkaufswert", "Rückkaufs-Wert"), ("Bewohnerparkausweis", "Bewohner-Parkausweis")],
)
def test_the_hyphen_stands_where_the_word_falls_apart(word: str, written: str) -> None:
    found = score(f"Der {word} steht hier.", "de").findings

    assert written in found[0].suggestion.de


def test_every_message_can_be_said_in_both_languages() -> None:
    rows = wordlists.rows("messages.tsv")
    assert all(len(row) == 7 and all(row) for row in rows)


def test_english_has_its_own_checks() -> None:
    found = checks("The form is reviewed prior to the meeting.", lang="en")
    assert found == {"passive", "phrase"}
