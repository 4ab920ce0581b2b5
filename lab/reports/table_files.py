"""The team's data: one row an attempt, and what people wrote, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from lab.reports.evidence import Evidence
from lab.sessions.model import Attempt
from lab.statistics.attempts import AttemptRow

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
ATTEMPT_COLUMNS = (
    ("participant", "number of the session; the same in all files"),
    ("simulated", "yes: played by the machine"),
    ("version", "original or revised"),
    ("period", "1: the first form this person filled in, 2: the second"),
    ("task", "the made-up person"),
    ("completed_correctly", "submitted in time, nothing wrong, nothing missing"),
    ("finished", "submitted in time"),
    ("seconds", "active time; pauses are left out"),
    ("wrong_facts", "wrong or missing answers; empty: nothing was submitted"),
    ("sus", "satisfaction, 0 to 100"),
    ("seq", "ease, 1 to 7"),
    ("preference", "original, revised or same"),
    ("outcome", "submitted, gave_up or interrupted"),
    ("clock_seconds", "time by the server's clock, pauses included"),
    ("validation_errors", "answers the form rejected"),
    ("backtracks", "returns to a page seen before"),
    ("help_openings", "how often help was opened"),
    ("pages_visited", "pages gone to, returns included"),
    ("pages_shortest", "pages of the shortest way"),
    ("lostness", "0 is the shortest way (Smith 1996)"),
    ("version_hash", "fingerprint of the form's definition"),
)
"""Name and meaning, in order. `lab compare` reads a table with the first twelve."""


def attempts_csv(evidence: Evidence) -> str:
    numbers = {session.id: session.number + 1 for session in evidence.sessions}
    lines = (
        _line(evidence, numbers[attempt.session], attempt, row)
        for attempt, row in zip(evidence.attempts, evidence.rows, strict=True)
    )
    return _written([name for name, _ in ATTEMPT_COLUMNS], lines)


def comments_csv(evidence: Evidence) -> str:
    """Why people prefer a form, in their own words; may hold what they should not have written."""
    numbers = {session.id: session.number + 1 for session in evidence.sessions}
    said = (
        (numbers[session], evidence.recording.answered.get((session, place, "preference")), text)
        for (session, place, item), text in evidence.recording.answered.items()
        if item == "preference_why" and text and session in numbers
    )
    lines = ((number, _yes(evidence.simulated), *rest) for number, *rest in sorted(said))
    return _written(["participant", "simulated", "preference", "comment"], lines)


def columns_text(simulated: bool) -> str:
    """What stands beside the tables."""
    warning = "SIMULATED DATA: played by the machine, not by people.\n\n" if simulated else ""
    meanings = "\n".join(f"- `{name}`: {meaning}" for name, meaning in ATTEMPT_COLUMNS)
    return (
        f"# Data of the team\n\n{warning}Row by row: for the team only, not to be passed on. "
        "When somebody withdraws, make the report anew and delete older copies of this folder. "
        "Cells that a spreadsheet would take for a formula begin with an apostrophe.\n\n"
        f"## attempts.csv\n\nOne row an attempt.\n\n{meanings}\n\n"
        "## comments.csv\n\nWhat people wrote about why they prefer a form. Read it before you "
        "show it to anybody: people may have written something about themselves.\n"
    )


def _line(evidence: Evidence, number: int, attempt: Attempt, row: AttemptRow) -> tuple[object, ...]:
    measures = evidence.recording.measures.get(attempt.id)
    way = evidence.tallies.ways.get(attempt.id)
    return (
        number,
        _yes(evidence.simulated),
        row.version,
        row.period,
        attempt.task,
        _yes(row.completed_correctly),
        _yes(row.finished),
        row.seconds,
        row.wrong_facts,
        row.sus,
        row.seq,
        row.preference,
        attempt.outcome,
        measures.wall_seconds if measures else None,
        measures.validation_errors if measures else None,
        measures.backtracks if measures else None,
        way.help_openings if way else None,
        way.visits if way else None,
        way.shortest if way else None,
        way.lostness if way else None,
        attempt.version_hash,
    )


def _yes(said: bool) -> str:
    return "yes" if said else "no"


def _written(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
