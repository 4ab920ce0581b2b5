"""From an office's own table to the comparison, its words and its report."""

import json
from datetime import date

import pytest

from lab.reports.blocks import Bullets, Paragraph, Table
from lab.reports.dots import dots_of
from lab.reports.json_report import plain
from lab.reports.office_blocks import (
    limits,
    method_blocks,
    refused_blocks,
    result_blocks,
    understood_blocks,
)
from lab.reports.office_comparison import Choices, TableComparison, Undecided, compare_table
from lab.reports.office_document import office_document
from lab.reports.office_json import office_json
from lab.reports.office_sentences import office_sentences
from lab.reports.office_words import (
    obstacle_text,
    refusal,
    remark_text,
    undecided_text,
)
from lab.reports.overview import comparison
from lab.reports.table_files import attempts_csv
from lab.sessions.spreadsheet.model import (
    Meaning,
    Noted,
    Obstacle,
    OfficeTable,
    Refused,
    Remark,
    Trouble,
    Unreadable,
    VersionNames,
)
from lab.sessions.spreadsheet.reading import read_table
from lab.statistics.attempts import table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.plan import Design, Measure, TimeEstimand
from lab.statistics.results import Limitation
from lab.statistics.verdicts import Word
from lab.texts.translator import translator
from tests.reports.builders import evidence_of
from tests.sessions.untidy import UNTIDY

SAY = {language: translator("report", language) for language in ("de", "en")}
EN = SAY["en"]
TODAY = date(2026, 11, 22)


def table(text):
    read = read_table(text.encode(), VersionNames())
    assert isinstance(read, OfficeTable), read
    return read


def compared(text, **choices):
    found = compare_table(table(text), Choices(**choices))
    assert isinstance(found, TableComparison), found
    return found


def crossover(people, *, gain=3, head="Person;Version;Reihenfolge;Korrekt;Zeit (s)"):
    """Of every four people `gain` succeed with the revised version only, the others never."""
    lines = [head]
    for number in range(people):
        orders = ("alt", "neu") if number % 2 else ("neu", "alt")
        for place, version in enumerate(orders, start=1):
            correct = "ja" if version == "neu" and number % 4 < gain else "nein"
            lines.append(f"P{number};{version};{place};{correct};{200 + number}")
    return "\n".join(lines)


def arms(people):
    lines = ["Person;Version;Abgeschlossen"]
    return "\n".join(lines + [f"P{n};{('alt', 'neu')[n % 2]};ja" for n in range(people)])


def interval(outcome):
    headline = outcome.headline
    return (headline.value, headline.low, headline.high)


def test_people_with_both_versions_are_compared_with_themselves():
    found = compared(crossover(12))

    assert found.plan.design == Design.CROSSOVER
    assert found.design_seen
    assert found.comparison.people == 12


def test_people_with_one_version_each_were_not_assigned_by_lot_unless_the_office_says_so():
    assert compared(arms(12)).plan.design == Design.COHORTS
    assert Limitation.NOT_RANDOMISED in compared(arms(12)).comparison.limitations

    by_lot = compared(arms(12), design=Design.BETWEEN)

    assert Limitation.NOT_RANDOMISED not in by_lot.comparison.limitations
    assert not by_lot.design_seen


def test_few_people_with_both_versions_fit_no_design():
    found = compare_table(table(f"{arms(12)}\nP1;alt;ja"), Choices())

    assert found == Undecided(both=1, one=11, asked=None)


def test_people_with_both_versions_are_never_taken_for_two_people():
    text = crossover(12)

    found = compare_table(table(text), Choices(design=Design.BETWEEN))

    assert found == Undecided(both=12, one=0, asked=Design.BETWEEN)


def test_people_with_one_version_only_are_counted_beside_a_crossover():
    found = compared(f"{crossover(12)}\nP99;alt;1;ja;100")

    assert found.one_version == 1
    assert any("only one version" in text for text in limits(found, EN))


def test_the_main_question_is_the_first_the_table_can_tell():
    head = "Person;Version;{};SUS\nP1;alt;ja;50\nP1;neu;ja;60\n"

    assert compared(head.format("Korrekt")).plan.primary == Measure.SUBMITTED_CORRECTLY
    assert compared(head.format("Fertig")).plan.primary == Measure.FINISHED
    assert compared(head.format("Gerät")).plan.primary == Measure.SUS


def test_only_outcomes_of_the_table_are_reported():
    found = compared("Person;Version;SUS\nP1;alt;50\nP1;neu;60\n")

    assert [one.measure for one in found.comparison.outcomes] == [Measure.SUS]


def test_times_without_completion_are_those_of_people_who_finished():
    found = compared("Person;Version;Zeit (s)\nP1;alt;50\nP1;neu;60\n")

    assert found.plan.time_estimand == TimeEstimand.COMPLETERS


def test_an_own_time_limit_counts_for_who_fails():
    found = compared(crossover(8), time_limit_seconds=205)

    original, _ = found.comparison.outcome(Measure.TIME).versions
    assert original.value == 205
    assert found.over_limit == 1


def test_the_words_are_those_of_the_report():
    sentences = office_sentences(compared(crossover(16)), EN)

    assert sentences[0].startswith("The revised form is clearly better")
    assert "12 of 16 people submitted a correct application" in sentences[0]
    assert "percentage points more" in sentences[1]


def test_few_people_are_counted_and_not_judged():
    found = compared(crossover(4))

    assert found.comparison.primary.verdict.word == Word.COUNTS_ONLY
    assert "too few people for a verdict" in office_sentences(found, EN)[0]


def test_arms_of_few_people_are_told_what_a_verdict_takes():
    assert "5 people with each form" in office_sentences(compared(arms(6)), EN)[1]


def test_a_person_with_several_tasks_counts_once():
    head = "Person;Version;Aufgabe;Korrekt"
    lines = [
        f"P{n};{version};{task};{'ja' if task == 'A' else 'nein'}"
        for n in range(8)
        for version in ("alt", "neu")
        for task in "AB"
    ]

    found = compared("\n".join([head, *lines]))

    assert found.comparison.people == 8
    assert Limitation.SEVERAL_ATTEMPTS_AVERAGED in found.comparison.limitations
    assert "50%" in office_sentences(found, EN)[0]


def test_the_data_of_a_report_compare_as_the_report_does():
    evidence = evidence_of(12)
    read = read_table(attempts_csv(evidence).encode(), VersionNames())
    assert isinstance(read, OfficeTable)

    found = compare_table(read, Choices())
    assert isinstance(found, TableComparison)

    assert read.refused == ()
    reported = comparison(evidence.recording, simulated=False)
    assert reported is not None
    for one, other in zip(found.comparison.outcomes, reported.outcomes, strict=True):
        assert one.verdict.word == other.verdict.word
        assert interval(one) == pytest.approx(interval(other), rel=1e-4)


def test_the_order_of_lines_and_columns_changes_nothing():
    text = crossover(12)
    head, *lines = (line.split(";") for line in text.splitlines())
    turned = "\n".join(";".join(reversed(cells)) for cells in (head, *reversed(lines)))

    same = compared(turned).comparison.outcomes

    for one, other in zip(compared(text).comparison.outcomes, same, strict=True):
        assert interval(one) == pytest.approx(interval(other))
        assert one.verdict == other.verdict


@pytest.mark.parametrize("untidy", UNTIDY, ids=lambda one: one.name)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_untidy_table_ends_in_a_whole_report(untidy, language):
    read = read_table(untidy.content, untidy.names)
    assert isinstance(read, OfficeTable)
    found = compare_table(read, Choices())
    assert isinstance(found, TableComparison)
    say = SAY[language]

    document = office_document(found, "Tabelle", TODAY, say)

    assert {chapter.id for chapter in document.chapters} >= {"ratings", "table", "method"}
    assert len(document.first_page) >= 5
    assert all((understood_blocks(read, say), result_blocks(found, say), method_blocks(found, say)))
    listed = [block for block in refused_blocks(read, say) if isinstance(block, Bullets)]
    named = " ".join(item for block in listed for item in block.items)
    assert all(str(line) in named for line in untidy.refused)


def test_a_report_says_when_nobody_was_there():
    text = crossover(8, head="Person;Version;Reihenfolge;Korrekt;Zeit (s);simuliert")
    head, *lines = text.splitlines()

    found = compared("\n".join([head, *(f"{line};ja" for line in lines)]))

    assert office_document(found, "x", TODAY, EN).stamp == "Simulated data"
    assert office_json(found, EN)["simulated"] is True
    first, *_ = result_blocks(found, EN)
    assert isinstance(first, Paragraph)
    assert "say nothing about people" in first.text


def test_of_very_many_lines_left_out_the_first_are_named():
    wrong = "\n".join(f"Q{n};alt;1;jein;1" for n in range(150))

    *_, listed = refused_blocks(table(f"{crossover(8)}\n{wrong}"), EN)

    assert isinstance(listed, Bullets)
    assert len(listed.items) == 101
    assert listed.items[-1] == "And 50 more."


def test_officials_see_no_figures_of_few_people():
    document = office_document(compared(crossover(4)), "x", TODAY, EN)

    (shown,) = (block for block in document.first_page if isinstance(block, Table))
    assert "–" in {cell.text for cell in shown.rows[0]}


def test_what_machines_get_is_json_and_always_the_same():
    once, again = (
        json.dumps(plain(office_json(compared(crossover(12)), EN)), sort_keys=True)
        for _ in range(2)
    )

    assert once == again
    assert "NaN" not in once
    assert json.loads(once)["primary"] == "submitted_correctly"


def test_dots_are_the_values_that_are_compared():
    found = compared(
        "Person;Version;Korrekt;Zeit (s);Technischer Abbruch\n"
        "P1;alt;nein;50;\nP1;neu;ja;60;\nP2;alt;ja;2000;\nP2;neu;ja;;\nP3;alt;ja;9;ja\n"
    )

    dots = dots_of(found.table.rows, found.comparison)[Measure.TIME]

    assert [repr(one) for one in dots] == [
        "Dots(original=900.0, revised=nan)",
        "Dots(original=900.0, revised=60.0)",
    ]


EVERY_REFUSED = [Refused(7, 9, one, "SUS", "abc", "ab", 3) for one in Trouble]


@pytest.mark.parametrize("refused", EVERY_REFUSED, ids=lambda one: one.trouble)
def test_every_trouble_is_told_with_its_lines_and_column(refused):
    assert refusal(refused, EN).startswith("Lines 7 to 9, column “SUS”: ")
    assert refusal(refused, SAY["de"]).startswith("Zeilen 7 bis 9, Spalte „SUS“: ")


@pytest.mark.parametrize("remark", list(Remark))
def test_every_remark_is_a_sentence_in_both_languages(remark):
    english, german = (remark_text(Noted(remark, ("1", "2")), SAY[one]) for one in ("en", "de"))

    assert english.endswith(".")
    assert english != german


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_every_obstacle_comes_with_what_to_do(obstacle):
    found = Unreadable(obstacle, ("A", "B"), (Meaning.PARTICIPANT,))

    english, german = (obstacle_text(found, SAY[one]) for one in ("en", "de"))

    assert all(english)
    assert all(a != b for a, b in zip(english, german, strict=True))


def test_a_design_that_does_not_fit_comes_with_what_to_do():
    asked, unasked = (undecided_text(Undecided(3, 2, one), EN) for one in (Design.BETWEEN, None))

    assert "same name" in asked[1]
    assert "--design crossover" in unasked[1]


def test_the_comparison_is_the_one_function_of_the_house():
    found = compared(crossover(12))

    assert (
        compare(table_from_rows(found.table.rows), found.plan).primary == found.comparison.primary
    )
