"""A whole study compared: what is shown, what is withheld, and what is said beside it."""

import math
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.statistics import attempts
from lab.errors import LabError, NotEstimable
from lab.statistics.attempts import AttemptRow, table_from_rows
from lab.statistics.comparison import compare
from lab.statistics.estimates import Estimate, SignificanceTest
from lab.statistics.plan import Design, Measure, Monitoring, Plan, TimeEstimand
from lab.statistics.results import Comparison, Limitation, OutcomeComparison, Role
from lab.statistics.verdicts import Word
from tests.statistics.studies import attempt, crossover_rows

LIMIT = 900.0
COHORTS = Plan(design=Design.COHORTS)


def compared(rows: list[AttemptRow], plan: Plan | None = None, seed: int = 1) -> Comparison:
    return compare(table_from_rows(rows), plan or Plan(), np.random.default_rng(seed))


def between(rows: list[AttemptRow]) -> list[AttemptRow]:
    """The first attempt of each person only."""
    return [replace(row, period=1) for row in rows if row.period == 1]


def every_number(thing: object) -> list[float]:
    if isinstance(thing, bool):
        return []
    if isinstance(thing, (int, float)):
        return [float(thing)]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [n for f in fields(thing) for n in every_number(getattr(thing, f.name))]
    if isinstance(thing, tuple):
        return [n for part in thing for n in every_number(part)]
    return []


def test_the_headline_of_paired_completion_is_tango_with_mid_p() -> None:
    found = compared(crossover_rows(16, 3)).primary
    assert isinstance(found.headline, Estimate)
    assert found.headline.method == "Tango score, McNemar mid-p"
    mid_p = found.detail("mcnemar_mid_p")
    assert isinstance(mid_p, SignificanceTest)
    assert found.headline.p == mid_p.p


def test_means_of_a_crossover_are_period_adjusted() -> None:
    found = compared(crossover_rows(16, 3))
    for measure in (Measure.SUS, Measure.WRONG_FACTS, Measure.TIME):
        headline = found.outcome(measure).headline
        assert isinstance(headline, Estimate)
        assert headline.method == "Hills-Armitage"


def test_learning_is_taken_out_of_the_difference() -> None:
    rows = [
        replace(row, sus=60.0 + 10 * (row.period == 2) + (k % 5))
        for k, row in enumerate(crossover_rows(12, 5))
    ]
    headline = compared(rows).outcome(Measure.SUS).headline
    assert isinstance(headline, Estimate)
    assert abs(headline.value) < 3
    period = compared(rows).outcome(Measure.SUS).detail("period_effect")
    assert isinstance(period, Estimate)
    assert period.value == pytest.approx(-10, abs=3)


def test_the_other_time_stands_beside_the_declared_one() -> None:
    found = compared(crossover_rows(20, 3))
    assert found.outcome(Measure.TIME).time_estimand == TimeEstimand.COMPOSITE
    assert found.time_beside.time_estimand == TimeEstimand.COMPLETERS
    assert found.time_beside.role == Role.EXPLORATORY
    swapped = compared(crossover_rows(20, 3), Plan(time_estimand=TimeEstimand.COMPLETERS))
    assert swapped.outcome(Measure.TIME).headline == found.time_beside.headline


def test_who_does_not_get_done_counts_the_limit() -> None:
    rows = [replace(r, completed_correctly=False, seconds=None) for r in crossover_rows(8, 1)]
    original, revised = compared(rows).outcome(Measure.TIME).versions
    assert original.value == revised.value == LIMIT


def test_completers_look_faster_when_the_slow_give_up_and_this_is_said() -> None:
    rows = []
    for number in range(40):
        slow = number % 4 in (2, 3)
        for version in ("original", "revised"):
            lost = slow and version == "revised"
            rows.append(
                attempt(
                    f"{version}{number}",
                    version,
                    1,
                    completed_correctly=not lost,
                    seconds=(700.0 if slow else 300.0) + number,
                )
            )
    found = compared(rows, Plan(design=Design.BETWEEN))
    assert Limitation.TIME_ESTIMANDS_DISAGREE in found.limitations


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_below_five_pairs_there_are_counts_only(people: int) -> None:
    found = compared(crossover_rows(people, 2))
    for outcome in (*found.outcomes, found.time_beside):
        assert isinstance(outcome.headline, NotEstimable)
        assert outcome.verdict.word is Word.COUNTS_ONLY
        assert outcome.details == ()
        assert all(isinstance(v.estimate, NotEstimable) for v in outcome.versions)
    assert found.primary.versions[0].successes is not None


def test_from_five_to_eleven_pairs_the_verdict_carries_the_hint() -> None:
    assert compared(crossover_rows(8, 2)).primary.verdict.hint_n == 8
    assert compared(crossover_rows(12, 2)).primary.verdict.hint_n is None


def test_before_the_planned_number_nothing_is_compared() -> None:
    found = compared(crossover_rows(10, 2), Plan(planned_n=12))
    assert found.before_planned_n
    assert all(outcome.verdict.word is Word.TOO_EARLY for outcome in found.outcomes)
    assert all(isinstance(outcome.headline, NotEstimable) for outcome in found.outcomes)
    assert isinstance(found.preference.test, NotEstimable)
    assert not compared(crossover_rows(12, 2), Plan(planned_n=12)).before_planned_n


def test_planned_looks_ask_for_more_early_and_little_more_at_the_end() -> None:
    plan = Plan(planned_n=30, monitoring=Monitoring.PLANNED_LOOKS, looks=(10, 20))
    early, first, last = (compared(crossover_rows(n, 2), plan) for n in (9, 10, 30))
    assert early.before_planned_n
    assert isinstance(first.primary.headline, Estimate)
    assert isinstance(last.primary.headline, Estimate)
    assert first.primary.headline.level == pytest.approx(0.99948, abs=1e-4)
    assert last.primary.headline.level == pytest.approx(0.95497, abs=1e-4)


def test_an_always_valid_study_shows_the_wider_interval() -> None:
    plan = Plan(planned_n=60, monitoring=Monitoring.ALWAYS_VALID)
    fixed, always = compared(crossover_rows(30, 2)), compared(crossover_rows(30, 2), plan)
    for measure in (Measure.SUBMITTED_CORRECTLY, Measure.SUS):
        one, other = fixed.outcome(measure).headline, always.outcome(measure).headline
        assert isinstance(one, Estimate)
        assert isinstance(other, Estimate)
        assert other.high - other.low > one.high - one.low
        assert other.method == "asymptotic confidence sequence"


def test_an_always_valid_study_waits_for_ten_people_an_order() -> None:
    plan = Plan(planned_n=60, monitoring=Monitoring.ALWAYS_VALID)
    assert compared(crossover_rows(18, 2), plan).primary.verdict.word is Word.TOO_EARLY
    assert compared(crossover_rows(20, 2), plan).primary.verdict.word is not Word.TOO_EARLY


def test_one_order_only_is_compared_and_said_to_be_confounded() -> None:
    rows = [replace(r, period=1 + (r.version == "revised")) for r in crossover_rows(12, 4)]
    found = compared(rows)
    assert Limitation.ONE_ORDER in found.limitations
    headline = found.outcome(Measure.SUS).headline
    assert isinstance(headline, Estimate)
    assert headline.method == "paired t"


def test_two_versions_per_person_are_refused_in_a_design_with_one() -> None:
    with pytest.raises(LabError, match="both versions"):
        compared(crossover_rows(8, 1), Plan(design=Design.BETWEEN))


def test_before_and_after_cohorts_are_labelled() -> None:
    found = compared(between(crossover_rows(40, 6)), Plan(design=Design.COHORTS))
    assert found.limitations[0] is Limitation.NOT_RANDOMISED
    assert isinstance(found.sample_ratio, NotEstimable)


def test_arms_are_compared_by_score_interval_and_welch() -> None:
    found = compared(between(crossover_rows(60, 6)), Plan(design=Design.BETWEEN))
    methods = {
        outcome.measure: outcome.headline.method
        for outcome in found.outcomes
        if isinstance(outcome.headline, Estimate)
    }
    assert methods[Measure.SUBMITTED_CORRECTLY] == "Miettinen-Nurminen score"
    assert methods[Measure.TIME] == methods[Measure.SUS] == "Welch t"


def test_only_secondary_outcomes_are_adjusted() -> None:
    plan = Plan(secondary=(Measure.TIME, Measure.SUS))
    found = compared(crossover_rows(20, 7), plan)
    adjusted = {o.measure for o in found.outcomes if o.adjusted_p is not None}
    assert adjusted == {Measure.TIME, Measure.SUS}
    assert found.primary.role is Role.PRIMARY


def test_technical_losses_are_counted_and_judged_nowhere() -> None:
    rows = crossover_rows(12, 8)
    lost = [replace(row, technical=True) if row.participant == "p0" else row for row in rows]
    found = compared(lost)
    assert found.technical == 2
    assert found.primary.people == 11
    assert sum(found.attrition.started) - sum(found.attrition.analysed) == 1
    assert Limitation.PEOPLE_LOST in found.limitations


def test_several_tasks_are_averaged_so_that_the_person_stays_the_unit() -> None:
    rows = crossover_rows(12, 9)
    twice = [*rows, *(replace(r, completed_correctly=not r.completed_correctly) for r in rows)]
    found = compared(twice)
    assert found.primary.people == 12
    assert Limitation.SEVERAL_ATTEMPTS_AVERAGED in found.limitations


def test_preferences_are_counted_once_a_person() -> None:
    found = compared(crossover_rows(12, 9)).preference
    assert (found.original, found.revised, found.same) == (4, 8, 0)
    assert isinstance(found.share_revised, Estimate)
    assert found.share_revised.value == pytest.approx(8 / 12)


def test_a_group_that_gets_worse_is_flagged() -> None:
    rows = []
    for number in range(40):
        group = "65+" if number < 20 else "under 65"
        for version in ("original", "revised"):
            good = (version == "revised") != (group == "65+")
            correct = good if number % 5 else not good
            rows.append(
                attempt(f"{version}{number}", version, 1, completed_correctly=correct, group=group)
            )
    found = compared(rows, Plan(design=Design.BETWEEN)).subgroups
    assert found is not None
    assert {group.name: group.harmed for group in found.groups} == {"65+": True, "under 65": False}


@pytest.mark.parametrize(
    "change",
    [
        {"completed_correctly": False, "finished": False, "seconds": None},
        {"wrong_facts": None, "sus": None, "seq": None, "preference": None},
        {"seconds": 300.0, "wrong_facts": 0, "sus": 50.0, "seq": 4.0},
        {"seconds": 0.0},
        {"technical": True},
    ],
    ids=["nobody completed", "nothing asked", "everybody identical", "no time", "all lost"],
)
@pytest.mark.parametrize("people", [1, 2, 5, 8, 30])
@pytest.mark.parametrize("design", list(Design))
def test_degenerate_studies_give_reasons_and_no_nan(
    change: dict[str, object], people: int, design: Design
) -> None:
    rows = crossover_rows(people, 1)
    if design != Design.CROSSOVER:
        rows = between(rows)
    found = compared([replace(row, **change) for row in rows], Plan(design=design))  # type: ignore[arg-type]
    assert not [number for number in every_number(found) if math.isnan(number)]
    assert all(p > 0 for p in all_p(found))


def test_every_name_of_the_appendix_is_explained() -> None:
    page = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
    rows = [
        replace(r, group="a" if int(r.participant[1:]) % 4 < 2 else "b")
        for r in crossover_rows(40, 3)
    ]
    plan = Plan(design=Design.BETWEEN, planned_n=20, monitoring=Monitoring.ALWAYS_VALID)
    found = (compared(rows), compared(between(rows), plan), compared(between(rows[:14]), COHORTS))
    names = {
        entry.name
        for study in found
        for outcome in (*study.outcomes, study.time_beside)
        for part in (outcome, *outcome.versions)
        for entry in part.details
    }
    assert "e_value" in names
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []


def test_a_study_without_attempts_is_compared_without_complaint() -> None:
    found = compared([])
    assert found.people == 0
    assert found.primary.verdict.word is Word.COUNTS_ONLY


@pytest.mark.parametrize("design", [Design.CROSSOVER, Design.BETWEEN])
def test_many_attempts_are_compared_without_resampling(design: Design) -> None:
    rng = np.random.default_rng(1)
    found = compare(attempts(20_000, design), Plan(design=design), rng)
    assert isinstance(found.outcome(Measure.SUS).headline, Estimate)
    assert isinstance(found.outcome(Measure.SUS).detail("permutation"), NotEstimable)
    assert isinstance(found.outcome(Measure.SUS).detail("hodges_lehmann"), NotEstimable)


def test_the_same_table_and_seed_give_the_same_comparison() -> None:
    rows = crossover_rows(40, 11)
    assert compared(rows, seed=5) == compared(rows, seed=5)


def all_p(found: Comparison) -> list[float]:
    return [
        p
        for outcome in (*found.outcomes, found.time_beside)
        for p in (p_of(outcome), *(p_of(entry) for entry in outcome.details))
        if p is not None
    ]


def p_of(thing: OutcomeComparison | object) -> float | None:
    result = getattr(thing, "headline", None) or getattr(thing, "result", None)
    return result.p if isinstance(result, (Estimate, SignificanceTest)) else None
