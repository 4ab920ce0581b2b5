import json

import pytest

from tests.sessions.untidy import UNTIDY

TIDY = "Person;Version;Reihenfolge;Korrekt;Zeit (s);SUS\n" + "".join(
    f"P{number};{version};{place};{answer};{seconds};{sus},5\n"
    for number in range(12)
    for place, (version, answer, seconds, sus) in enumerate(
        [
            ("alt", "nein", 400 + number, 50 + number % 3),
            ("neu", "ja", 200 + number, 72 + number % 4),
        ]
        if number % 2
        else [("neu", "ja", 210 + number, 70 + number % 5), ("alt", "nein", 380 + number, 52)],
        start=1,
    )
)


@pytest.fixture
def table(tmp_path):
    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_table_is_compared_in_german(run, table):
    found = run("compare", table(TIDY))

    assert found.exit_code == 0, found.output
    assert "Das Ergebnis in drei Sätzen" in found.output
    assert "12 von 12" in found.output
    assert "So wurden die Spalten gelesen" in found.output


def test_a_table_is_compared_in_english(run, table):
    output = run("compare", table(TIDY), "--lang", "en").output

    assert "The result in three sentences" in output
    assert "What the columns were taken for" in output


def test_what_is_piped_has_no_colours(run, table):
    assert "\x1b" not in run("compare", table(TIDY)).output


@pytest.mark.parametrize("untidy", UNTIDY, ids=lambda one: one.name)
def test_an_untidy_table_is_compared_and_names_what_it_leaves_out(run, table, untidy):
    names = []
    if untidy.names.original:
        names = ["--original", untidy.names.original, "--revised", untidy.names.revised]

    found = run("compare", table(untidy.content), "--json", *names)

    told = json.loads(found.output)
    assert {one["line"]: one["trouble"] for one in told["left_out"]} == untidy.refused
    assert told["attempts"] == len(untidy.read)


def test_lines_to_put_right_are_a_finding_and_totals_are_not(run, table):
    assert run("compare", table(TIDY + "Summe;;;;4800;\n")).exit_code == 0

    found = run("compare", table(TIDY + "P99;alt;1;jein;1;\n"))

    assert found.exit_code == 1
    assert "Zeile 26, Spalte „Korrekt“: „jein“ ist weder ja noch nein." in found.output
    assert "12 Personen, 24 Durchgänge" in found.output


def test_names_that_only_the_office_knows_are_asked_for(run, table):
    path = table(TIDY.replace(";alt;", ";Entwurf A;").replace(";neu;", ";Entwurf B;"))

    asked = run("compare", path)
    told = run("compare", path, "--original", "Entwurf A", "--revised", "entwurf b")

    assert asked.exit_code == 2
    assert '--original "Entwurf A" --revised "Entwurf B"' in asked.output.replace("\n", " ")
    assert told.exit_code == 0


@pytest.mark.parametrize(
    ("content", "arguments", "told"),
    [
        (b"PK\x03\x04", [], "CSV UTF-8"),
        ("", [], "leer"),
        ("a;b\n1;2\n", [], "Überschrift"),
        ("Person;Version;Korrekt\nP1;alt;jein\nP1;neu;jein\n", [], "Zeile 2"),
        (TIDY, ["--design", "between"], "denselben Namen"),
        (TIDY, ["--design", "parallel"], "--design"),
        (TIDY, ["--time-limit", "0"], "--time-limit"),
        (TIDY, ["--time-limit", "nan"], "--time-limit"),
        (TIDY, ["--time-limit", "inf"], "--time-limit"),
        (TIDY, ["--out", "/proc/x"], "--out"),
        (TIDY, ["--lang", "fr"], "--lang"),
        (TIDY, ["--series", "alt", "--series", "neu"], "3 or more versions"),
        (TIDY, ["--series", "alt", "--series", "neu", "--series", "alt"], "each once"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(run, table, content, arguments, told):
    found = run("compare", table(content), *arguments)

    assert found.exit_code == 2
    assert told in found.output
    assert "Traceback" not in found.output


def test_a_table_that_is_not_there_is_said_so(run):
    found = run("compare", "nowhere.csv")

    assert found.exit_code == 2
    assert "nowhere.csv" in found.output


def test_other_programs_get_everything_that_people_read(run, table):
    told = json.loads(run("compare", table(TIDY), "--json", "--lang", "en").output)

    assert told["people"] == 12
    assert told["design"] == "crossover"
    assert told["understood"]["columns"]["Zeit (s)"] == "time"
    assert told["sentences"][0].startswith("The revised form is clearly better")
    measures = [one["measure"] for one in told["outcomes"]]
    assert measures == ["submitted_correctly", "time", "sus"]
    assert told["outcomes"][0]["verdict"]["word"] == "better_by_margin"


SERIES = "Person;Version;Korrekt\n" + "".join(
    f"{name}{number};{name};{'ja' if number < right else 'nein'}\n"
    for name, right in (("Alpha", 2), ("Beta", 5), ("Gamma", 8))
    for number in range(9)
)


def test_three_versions_are_a_series(run, table):
    found = run("compare", table(SERIES), "--lang", "en")

    assert found.exit_code == 0
    assert "holds 3 versions, in this order: “Alpha”, “Beta” and “Gamma”" in found.output
    assert "a trend for the better" in found.output


def test_the_office_says_the_order_of_a_series(run, table):
    order = ("--series", "Gamma", "--series", "Beta", "--series", "Alpha")
    told = json.loads(run("compare", table(SERIES), *order, "--json").output)

    assert told["series"]["names"] == ["Gamma", "Beta", "Alpha"]
    assert told["series"]["outcomes"][0]["trend"]["rising"] is False


def test_the_comparison_ends_in_a_report(run, table, tmp_path):
    out = tmp_path / "report"

    found = run("compare", table(TIDY, "parken.csv"), "--out", out)

    assert found.exit_code == 0
    html = (out / "report.html").read_text(encoding="utf-8")
    assert "parken" in html
    assert "So wurden die Spalten gelesen" in html
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["people"] == 12
    assert (out / "report.pdf").exists() or "Without report.pdf" in found.output
