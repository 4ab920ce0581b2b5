from datetime import UTC, datetime

import pytest

from lab.reports.overview import (
    Recording,
    attempt_rows,
    comparison,
    plan_of,
)
from lab.reports.overview_words import overview
from lab.sessions.measures import Measures
from lab.sessions.model import Attempt, Outcome, Session, SessionState, Step
from lab.statistics.plan import Measure
from lab.studies.protocol import Study
from lab.texts.translator import translator

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PLANNED = 6


def a_study(**changes) -> Study:
    said = {"de": "Text"}
    consent = dict.fromkeys(
        (
            *("controller", "contact", "data_protection_officer", "legal_basis", "purpose"),
            *("stored", "on_device", "voluntary"),
        ),
        said,
    )
    tasks = [
        {"id": name, "title": said, "scenario": said, "card": [{"label": said, "value": said}]}
        for name in ("one", "other")
    ]
    return Study.model_validate(
        {
            "study": "permit",
            "form": "permit",
            "title": said,
            "planned_participants": PLANNED,
            "seed": 1,
            "time_limit_seconds": 600,
            "consent": {"version": "1", "retention_days": 30, **consent},
            "facts": [{"id": "street", "label": said, "compare": "words"}],
            "tasks": [{**task, "key": {"street": "Am Markt"}} for task in tasks],
            **changes,
        }
    )


PLAN = plan_of(a_study())


def a_session(name, state=SessionState.FINISHED, simulated=False) -> Session:
    return Session(name, "permit", 0, "de", simulated, state, Step.RECEIPT, 1, NOW)


def an_attempt(session, position, version, outcome=Outcome.SUBMITTED, started=True) -> Attempt:
    began = NOW if started else None
    return Attempt(
        f"{session}-{position}", session, position, version, "h", "one", began, NOW, outcome, None
    )


def some_measures(correct=True, seconds=100.0, finished=True) -> Measures:
    wrong = (0 if correct else 2) if finished else None
    return Measures(
        finished=finished,
        submitted_correctly=correct,
        wrong_facts=wrong,
        blank_facts=0 if finished else None,
        wall_seconds=seconds,
        active_seconds=seconds,
        pages=(),
        validation_errors=0,
        backtracks=0,
    )


def a_recording(sessions, attempts, measures, answered=None) -> Recording:
    return Recording(a_study(), tuple(sessions), tuple(attempts), measures, answered or {})


def crossover(people, *, simulated=False, correct_originals=0) -> Recording:
    """Everybody does both versions; the revised one goes well and quickly for all."""
    sessions, attempts, measures = [], [], {}
    for number in range(people):
        name = f"s{number}"
        order = ("original", "revised") if number % 2 else ("revised", "original")
        sessions.append(a_session(name, simulated=simulated))
        for position, version in enumerate(order):
            attempt = an_attempt(name, position, version)
            correct = version == "revised" or number < correct_originals
            seconds = (90.0 if version == "revised" else 200.0) + number
            attempts.append(attempt)
            measures[attempt.id] = some_measures(correct, seconds)
    return a_recording(sessions, attempts, measures)


def test_a_row_says_what_an_attempt_came_to():
    answered = {("s", 0, f"sus_{n}"): "5" if n % 2 else "1" for n in range(1, 11)}
    answered |= {("s", 0, "seq"): "6", ("s", 1, "preference"): "second"}
    attempt = an_attempt("s", 0, "original")
    recording = a_recording(
        [a_session("s")], [attempt], {attempt.id: some_measures(correct=False)}, answered
    )

    (row,) = attempt_rows(recording, simulated=False)

    assert (row.participant, row.version, row.period) == ("s", "original", 1)
    assert row.finished
    assert not row.completed_correctly
    assert (row.seconds, row.wrong_facts, row.sus, row.seq) == (100.0, 2, 100.0, 6.0)
    assert row.preference == "revised"


def test_who_submits_after_the_time_limit_has_not_finished_in_time():
    attempt = an_attempt("s", 0, "original")
    measures = {attempt.id: some_measures(seconds=601.0)}

    (row,) = attempt_rows(a_recording([a_session("s")], [attempt], measures), simulated=False)

    assert not row.finished
    assert not row.completed_correctly


def test_nothing_submitted_means_no_facts_were_judged():
    attempt = an_attempt("s", 0, "original", Outcome.GAVE_UP)
    measures = {attempt.id: some_measures(correct=False, finished=False)}

    (row,) = attempt_rows(a_recording([a_session("s")], [attempt], measures), simulated=False)

    assert row.wrong_facts is None
    assert not row.finished


def test_sessions_still_running_and_attempts_never_begun_make_no_rows():
    sessions = [
        a_session("running", SessionState.ACTIVE),
        a_session("stopped", SessionState.STOPPED),
    ]
    attempts = [
        an_attempt("running", 0, "original"),
        an_attempt("stopped", 0, "original", Outcome.INTERRUPTED),
        an_attempt("stopped", 1, "revised", None, started=False),
    ]

    rows = attempt_rows(a_recording(sessions, attempts, {}), simulated=False)

    assert [(row.participant, row.period) for row in rows] == [("stopped", 1)]


def test_people_and_rehearsals_are_never_compared_together():
    recording = crossover(4, simulated=True)

    assert comparison(recording, simulated=False) is None
    found = comparison(recording, simulated=True)
    assert found is not None
    assert found.people == 4


def test_the_plan_is_the_protocols():
    plan = plan_of(a_study(margins={"time": 0.3}, planned_participants=20))

    assert (plan.planned_n, plan.time_limit_seconds, plan.margins.time) == (20, 600, 0.3)
    assert plan.primary == Measure.SUBMITTED_CORRECTLY


@pytest.mark.parametrize("people", [0, 1, PLANNED - 1])
def test_before_the_planned_number_nothing_but_the_number_is_said(people):
    found = overview(
        comparison(crossover(people), simulated=False), PLAN, translator("report", "en")
    )

    assert (found.people, found.planned, found.lines) == (people, PLANNED, ())
    assert found.preference is None


def test_from_the_planned_number_on_every_outcome_has_a_line():
    found = overview(
        comparison(crossover(PLANNED, correct_originals=2), simulated=False),
        PLAN,
        translator("report", "en"),
    )

    assert len(found.lines) == len(Measure)
    correct = found.lines[0]
    assert correct.what == "Submitted correctly"
    assert correct.original == "2 of 6 (33%)"
    assert correct.revised == "6 of 6 (100%)"
    assert "points" in correct.difference
    assert "A hint from 6 people" in correct.verdict


def test_what_was_never_measured_is_a_dash_and_not_a_zero():
    found = overview(
        comparison(crossover(PLANNED), simulated=False), PLAN, translator("report", "en")
    )

    sus = next(line for line in found.lines if line.what.startswith("Usability"))
    assert (sus.original, sus.revised, sus.difference) == ("–", "–", "–")
