"""What attempts came to is added up by version, page and group of fields."""

from dataclasses import replace

import pytest

from lab.forms.fieldmap import Related, Relation
from lab.reports.tallies import FieldTally, Rejected, spread, tally
from lab.sessions.error_ledger import ErrorEntry
from lab.sessions.field_measures import FieldMeasures
from lab.sessions.measures import JudgedFact, Measures
from lab.sessions.model import Attempt
from lab.sessions.navigation import Navigation
from lab.sessions.timing import PageTime, TimeSource

NAMES = Related(Relation.SPLIT, ("name",), ("last", "first"), ("last", "first"))
EXTRA = Related(Relation.DROPPED, ("extra",), (), ())
RELATED = (NAMES, EXTRA)


def an_attempt(version, name="a") -> Attempt:
    return Attempt(name, "s", 0, version, "h", "task", None, None, None, None)


def a_field(field, **changes) -> FieldMeasures:
    empty = FieldMeasures(field, "page", 1, 0, 2.0, None, 0, 0, 0, 0, 0, 0, None)
    return replace(empty, **changes)


def some_measures(**changes) -> Measures:
    return Measures(
        **{
            "finished": True,
            "submitted_correctly": False,
            "wrong_facts": 0,
            "blank_facts": 0,
            "wall_seconds": 60.0,
            "active_seconds": 50.0,
            "pages": (),
            "validation_errors": 0,
            "backtracks": 0,
            **changes,
        }
    )


def test_two_fields_that_were_one_are_counted_as_one_person():
    both = (a_field("last", errors=1, hesitation=1.0), a_field("first", errors=2, hesitation=2.0))

    found = tally([(an_attempt("revised"), some_measures(fields=both))], RELATED)

    names = found.fields["revised", 0]
    assert (names.attempts, names.with_errors) == (1, 1)
    assert names.dwell == spread([4.0])
    assert names.hesitation == spread([3.0])


def test_a_wrong_fact_counts_for_its_group_among_all_who_submitted():
    wrong = some_measures(wrong_facts=1, deviations=(JudgedFact("last", "name", "wrong", "typo"),))
    unsubmitted = some_measures(finished=False, wrong_facts=None, blank_facts=None)

    found = tally(
        [
            (an_attempt("original", "a"), wrong),
            (an_attempt("original", "b"), some_measures()),
            (an_attempt("original", "c"), unsubmitted),
        ],
        RELATED,
    )

    assert found.fields["original", 0] == FieldTally(judged=2, with_wrong=1)
    assert found.deviations == {("original", "typo"): 1}


def test_a_field_only_one_version_has_is_not_judged():
    found = tally([(an_attempt("original"), some_measures())], RELATED)

    assert ("original", 1) not in found.fields


def test_a_field_the_definition_no_longer_has_is_left_out():
    gone = some_measures(fields=(a_field("gone"),), wrong_facts=None)

    assert tally([(an_attempt("original"), gone)], RELATED).fields == {}


def test_a_page_says_who_saw_it_and_who_ended_there():
    page = PageTime("page", 12.0, 0.0, 0.0, TimeSource.BROWSER)
    left = some_measures(pages=(page,), navigation=Navigation(("page",), 3, 0.5, "page"))
    stayed = some_measures(pages=(replace(page, active=20.0),))

    found = tally([(an_attempt("original"), left), (an_attempt("original", "b"), stayed)], RELATED)

    seen = found.pages["original", "page"]
    assert (seen.attempts, seen.left) == (2, 1)
    assert seen.seconds == spread([12.0, 20.0])


def test_a_message_met_twice_in_an_attempt_was_met_by_one_person():
    error = ErrorEntry("page", "name", "required", "Fehlt.", 1, None)
    twice = some_measures(errors=(error, replace(error, number=2)))

    found = tally([(an_attempt("original"), twice)], RELATED)

    assert found.rejected == (Rejected("original", "name", "required", "Fehlt.", 1),)


def test_a_way_without_navigation_is_of_unknown_length():
    found = tally([(an_attempt("original"), some_measures())], RELATED)

    way = found.ways["a"]
    assert (way.visits, way.shortest, way.lostness) == (0, None, None)


@pytest.mark.parametrize(
    ("values", "quartiles"), [([3.0], (3, 3, 3)), ([1, 2, 3, 4, 5], (2, 3, 4))]
)
def test_a_spread_is_made_of_quartiles(values, quartiles):
    found = spread(values)

    assert found is not None
    assert (found.n, found.low, found.median, found.high) == (len(values), *quartiles)


def test_nothing_has_no_spread():
    assert spread([]) is None
