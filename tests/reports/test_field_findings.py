"""No figure of a field is shown that too few people stand behind."""

from dataclasses import replace

import pytest

from lab.reports.field_findings import field_findings
from lab.reports.tallies import FieldTally, Spread
from tests.reports.builders import evidence_of

MANY = Spread(9, 1.0, 2.0, 3.0)
FEW = Spread(2, 1.0, 2.0, 3.0)


def shown(tally, small_group=5):
    """The original's side of the first group of fields, with this tally."""
    evidence = evidence_of(12)
    tallies = replace(evidence.tallies, fields={("original", 0): tally})
    return field_findings(replace(evidence, tallies=tallies), small_group)[0].original.tally


def test_what_few_people_did_is_held_back_where_many_were_judged():
    assert shown(FieldTally(attempts=1, with_errors=1, judged=12, with_wrong=3)) == FieldTally(
        judged=12, with_wrong=3
    )


def test_what_few_people_were_judged_on_is_held_back_where_many_did_something():
    tally = FieldTally(attempts=9, with_errors=2, judged=2, with_wrong=1, hesitation=MANY)

    assert shown(tally) == replace(tally, judged=0, with_wrong=0)


def test_how_long_few_people_waited_is_held_back():
    tally = FieldTally(attempts=9, with_errors=2, hesitation=FEW)

    assert shown(tally) == replace(tally, hesitation=None)


@pytest.mark.parametrize("tally", [FieldTally(), FieldTally(attempts=4, judged=4, with_wrong=4)])
def test_a_field_of_too_few_people_has_no_figures(tally):
    assert shown(tally) is None
