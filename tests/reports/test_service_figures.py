"""The standard's figures: their order, their people, and what is left out."""

from lab.errors import NotEstimable
from lab.reports.findings import find
from lab.reports.service_figures import (
    LeftOut,
    MissingFigure,
    ServiceFigure,
    ServiceName,
    service_figures,
    time_spent,
)
from lab.statistics.attempts import AttemptRow, table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.plan import Measure, Plan
from tests.reports.builders import evidence_of


def rows(*results: str) -> tuple[AttemptRow, ...]:
    """A letter a person and version: c correct, f faulty, u unfinished."""
    return tuple(
        AttemptRow(
            participant=str(number),
            version=version,
            period=1 + (place + number) % 2,
            completed_correctly=result == "c",
            finished=result != "u",
            seconds=100.0,
        )
        for number, pair in enumerate(results)
        for place, (version, result) in enumerate(zip(("original", "revised"), pair, strict=True))
    )


def figures(*results: str, small_group: int = 5):
    made = rows(*results)
    comparison = compare(table_from_rows(made), Plan())
    found = service_figures(comparison, made, small_group, Measure.SUS)
    return {one.name: one for one in found}


def test_the_order_is_the_standards():
    found = find(evidence_of(12))
    assert found.compared is not None

    assert [one.name for one in found.compared.service] == list(ServiceName)


def test_problems_are_left_out_with_the_reason():
    problems = figures(*["cc"] * 6)[ServiceName.PROBLEMS]

    assert problems == MissingFigure(ServiceName.PROBLEMS, LeftOut.NO_PROBLEMS_RECORDED)


def test_satisfaction_that_nobody_was_asked_for_is_left_out():
    assert isinstance(figures(*["cc"] * 6)[ServiceName.SATISFACTION], MissingFigure)


def test_visits_are_people_who_began():
    visits = figures(*["uc"] * 6)[ServiceName.VISITS]

    assert isinstance(visits, ServiceFigure)
    assert (visits.original.n, visits.revised.n) == (6, 6)
    assert visits.verdict is None


def test_the_faulty_are_counted_among_the_submitted():
    faulty = figures("fc", "fc", "fc", "cc", "cc", "uf", "uc")[ServiceName.FAULTY]

    assert isinstance(faulty, ServiceFigure)
    assert (faulty.original.successes, faulty.original.n) == (3, 5)
    assert (faulty.revised.successes, faulty.revised.n) == (1, 7)


def test_the_faulty_are_compared_in_those_who_submitted_both_and_never_judged():
    faulty = figures("fc", "fc", "fc", "cc", "cc", "uf")[ServiceName.FAULTY]

    assert isinstance(faulty, ServiceFigure)
    assert not isinstance(faulty.difference, NotEstimable)
    assert faulty.difference.value == -0.6
    assert faulty.difference.n == (5,)
    assert faulty.verdict is None


def test_a_share_of_too_few_submitted_applications_is_held_back():
    faulty = figures("fc", "fc", "fc", "uc", "uc", "uc")[ServiceName.FAULTY]

    assert isinstance(faulty, ServiceFigure)
    assert (faulty.original.n, faulty.original.value) == (3, None)
    assert isinstance(faulty.difference, NotEstimable)


def test_the_time_spent_is_of_everybody_who_began_without_the_limit():
    made = rows(*["uc"] * 6)

    assert time_spent(made, 5) == {"original": 100.0, "revised": 100.0}


def test_the_time_spent_by_too_few_is_held_back():
    assert time_spent(rows("uc", "cc"), 5) == {}
