"""What only a version as a whole can get wrong."""

import pytest

from lab.forms.checking import check_version
from lab.forms.faults import Severity
from tests.broken import Broken, assert_told
from tests.builders import a_version

BROKEN = {
    "id twice": Broken(
        "revised.yaml",
        "id: first_name",
        "id: last_name",
        "pages[1].fields[1].id",
        "“last_name” is used twice",
        "its own id",
        "id: last_name",
    ),
    "reserved page": Broken(
        "revised.yaml",
        "id: remarks_page",
        "id: check",
        "pages[5].id",
        "“check” is reserved",
        "Choose another",
        "id: check",
    ),
    "option value twice": Broken(
        "revised.yaml",
        "value: sunday",
        "value: saturday",
        "pages[2].fields[2].options[1].value",
        "“saturday” is used twice",
        "its own value",
        "value: saturday",
    ),
    "option label twice": Broken(
        "revised.yaml",
        "de: Südplatz",
        "de: Nordplatz",
        "pages[2].fields[3].options[1].label",
        "Two options read “Nordplatz”",
        "its own label",
        "value: south",
    ),
    "one option": Broken(
        "original.yaml",
        '          - { value: choice_2, label: { de: "II", en: "II" } }\n',
        "",
        "pages[0].fields[6].options",
        "only one option",
        "Add another",
        "options",
    ),
    "min above max": Broken(
        "revised.yaml",
        "min: 1\n",
        "min: 13\n",
        "pages[2].fields[4].max",
        "(12.5) is below",
        "Exchange",
        "max: 12.5",
    ),
    "min length above max length": Broken(
        "revised.yaml",
        "min_length: 2",
        "min_length: 61",
        "pages[1].fields[0].max_length",
        "is below",
        "Exchange",
        "max_length: 60",
    ),
    "first day after last day": Broken(
        "revised.yaml",
        "min: 2026-01-01",
        "min: 2027-01-01",
        "pages[4].fields[1].max",
        "is below",
        "Exchange",
        "2026-12-31",
    ),
    "no day of the calendar": Broken(
        "revised.yaml",
        "min: 2026-01-01",
        "min: 2026-02-31",
        "pages[4].fields[1].min",
        "no day of the calendar",
        "year-month-day",
        "2026-02-31",
    ),
    "German date as limit": Broken(
        "revised.yaml",
        "min: 2026-01-01",
        "min: 1.1.2026",
        "pages[4].fields[1].min",
        "“1.1.2026” is not written",
        "year-month-day",
        "1.1.2026",
    ),
    "pattern that does not work": Broken(
        "revised.yaml",
        r"'HY-\d{5}'",
        r"'HY-(\d{5}'",
        "pages[3].fields[0].pattern",
        "does not work",
        "simpler",
        "HY-(",
    ),
    "pattern that takes for ever": Broken(
        "revised.yaml",
        r"'HY-\d{5}'",
        r"'HY-(\d+)+'",
        "pages[3].fields[0].pattern",
        "for ever",
        "Repeat no group",
        r"(\d+)+",
    ),
    "pattern missing": Broken(
        "revised.yaml",
        "        pattern: 'HY-\\d{5}'\n",
        "",
        "pages[3].fields[0].pattern",
        "no pattern",
        "Add “pattern:”",
        "certificate_number",
    ),
    "pattern for long texts": Broken(
        "revised.yaml",
        "max_length: 8\n",
        "max_length: 101\n",
        "pages[3].fields[0].max_length",
        "only tried on 100",
        "Lower it",
        "101",
    ),
    "message for a rule that cannot be broken": Broken(
        "revised.yaml",
        "          format: { de: Schreiben",
        "          too_large: { de: Schreiben",
        "pages[3].fields[0].messages.too_large",
        "can never break the rule “too_large”",
        "It can break: required, too_long, format",
        "too_large",
    ),
    "text missing in English": Broken(
        "revised.yaml",
        "{ de: Vorname, en: First name }",
        "{ de: Vorname }",
        "pages[1].fields[1].label",
        "missing in English",
        "Add “en:”",
        "Vorname",
    ),
    "condition on an unknown field": Broken(
        "revised.yaml",
        "{ field: goods, equals: food }",
        "{ field: good, equals: food }",
        "pages[3].show_if.field",
        "asks about “good”",
        "Did you mean “goods”?",
        "field: good,",
    ),
    "condition on a field of the same page": Broken(
        "revised.yaml",
        "- { field: telephone, answered: true }",
        "- { field: remarks, answered: true }",
        "pages[5].fields[1].show_if.any[1].field",
        "on the same page",
        "earlier page",
        "remarks, answered",
    ),
    "condition on a later page": Broken(
        "revised.yaml",
        "{ field: goods, equals: food }",
        "{ field: consent, equals: agreed }",
        "pages[3].show_if.field",
        "on a later page",
        "earlier page",
        "consent, equals",
    ),
    "condition on a text": Broken(
        "revised.yaml",
        "{ field: goods, equals: food }",
        "{ field: start_list, equals: food }",
        "pages[3].show_if.field",
        "text without an answer",
        "filled in",
        "start_list",
    ),
    "condition on an unknown option": Broken(
        "revised.yaml",
        "not: { field: square, one_of: [north] }",
        "not: { field: square, one_of: [nord] }",
        "pages[4].show_if.all[1].not.one_of[0]",
        "“square” has no option “nord”",
        "Did you mean “north”?",
        "nord",
    ),
    "condition on a typed answer": Broken(
        "revised.yaml",
        "- { field: telephone, answered: true }",
        "- { field: town, equals: Ulm }",
        "pages[5].fields[1].show_if.any[1].equals",
        "typed freely",
        "answered: true",
        "Ulm",
        Severity.WARNING,
    ),
    "unreachable page": Broken(
        "revised.yaml",
        "not: { field: square, one_of: [north] }",
        'not: { field: has_car, equals: "yes" }',
        "pages[4]",
        "leads to the page “car”",
        "show_if",
        "id: car",
    ),
    "unreachable field": Broken(
        "revised.yaml",
        "any:\n            - { field: days, equals: sunday }",
        "all:\n            - { field: telephone, answered: false }",
        "pages[5].fields[1]",
        "shows “weekend_notice”",
        "show_if",
        "weekend_notice",
    ),
    "file and version differ": Broken(
        "original.yaml",
        "version: original",
        "version: revised",
        "version",
        "called original.yaml",
        "Write “version: original”",
        "version: revised",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_told_with_file_line_path_and_cure(broken, tmp_path):
    assert_told(broken, tmp_path)


def test_too_many_ways_are_a_fault_of_the_version():
    asked = [{"id": f"f{number}", "kind": "yes_no", "label": "?"} for number in range(12)]
    shown = [
        {"id": f"p{number}", "title": "x", "show_if": {"field": f"f{number}", "equals": "yes"}}
        for number in range(12)
    ]
    first = {"id": "first", "title": "1", "fields": asked}

    (objection,) = check_version(a_version(pages=[first, *shown]))

    assert objection.spot == ("pages",)
    assert "more than 2000 ways" in objection.what
