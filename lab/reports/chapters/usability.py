"""Nutzbarkeit: how many got through, how long it took, and what went wrong."""

from lab.errors import NotEstimable
from lab.reports.amounts import between, clock
from lab.reports.blocks import Block, Bullets, Cell, Chapter, Heading, Paragraph, Table
from lab.reports.chapters.cells import comparison_columns, outcome_row
from lab.reports.chapters.pictures import (
    Drawn,
    completion_picture,
    time_picture,
    wrong_facts_picture,
)
from lab.reports.chapters.progress import progress_picture
from lab.reports.findings import Compared, Findings
from lab.reports.words import deviation_name, field_label, short_version
from lab.statistics.plan import Measure, TimeEstimand
from lab.statistics.results import OutcomeComparison
from lab.studies.protocol import VersionId
from lab.texts.translator import Translator

MEASURES = (
    Measure.SUBMITTED_CORRECTLY,
    Measure.FINISHED,
    Measure.TIME,
    Measure.WRONG_FACTS,
)
VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


def usability(findings: Findings, compared: Compared, say: Translator) -> Chapter:
    drawn = Drawn(compared.comparison, compared.dots, findings.simulated)
    return Chapter(
        "usability",
        say("Usability"),
        (
            Paragraph(
                say(
                    "Do people reach their goal, how long does it take them, and what goes wrong? "
                    "Every person filled in both forms, so everybody is compared with themselves."
                )
            ),
            outcome_table(compared, say),
            *completion_picture(drawn, say),
            *time_picture(drawn, say),
            Paragraph(other_time(compared.comparison.time_beside, say), "note"),
            *progress_picture(compared.progress, drawn, say),
            *wrong_facts_picture(drawn, say),
            *_deviations(compared, say),
            *_rejected(findings, compared, say),
        ),
    )


def outcome_table(compared: Compared, say: Translator) -> Table:
    outcomes = [compared.comparison.outcome(measure) for measure in MEASURES]
    return Table(
        say("Usability: original and revised form"),
        comparison_columns(say("figure"), say),
        tuple(outcome_row(one, say) for one in outcomes),
        frozenset({1, 2, 3}),
    )


def other_time(beside: OutcomeComparison, say: Translator) -> str:
    """The estimand that was not declared, with the completion rates in the same sentence."""
    original, revised = beside.versions
    if isinstance(beside.headline, NotEstimable):
        return say(
            "The times of only those who submitted correctly cannot be compared: too few people."
        )
    if beside.time_estimand == TimeEstimand.COMPOSITE:
        return say(
            "Counting the time limit for everybody who did not submit correctly, the difference "
            "in time is %(range)s.",
            range=between(beside.headline, say),
        )
    return say(
        "Only those who submitted correctly (%(o)s people with the original, %(r)s with the "
        "revised form): typically %(before)s and %(after)s, the difference is %(range)s. That "
        "compares only those who got through; the two groups may differ.",
        o=original.n,
        r=revised.n,
        before=_typical(beside, 0, say),
        after=_typical(beside, 1, say),
        range=between(beside.headline, say),
    )


def _typical(outcome: OutcomeComparison, place: int, say: Translator) -> str:
    version = outcome.versions[place]
    estimate = version.estimate
    value = version.value if isinstance(estimate, NotEstimable) else estimate.value
    return clock(value or 0.0, say)


def _deviations(compared: Compared, say: Translator) -> tuple[Block, ...]:
    kinds = sorted({kind for _, kind in compared.deviations})
    if not kinds:
        return ()
    rows = sorted(
        (tuple(compared.deviations.get((v, kind), 0) for v in VERSIONS), kind) for kind in kinds
    )
    return (
        Table(
            say("Wrong and missing answers in submitted applications, by kind"),
            (say("kind"), *(short_version(v, say) for v in VERSIONS)),
            tuple(
                (Cell(deviation_name(kind, say)), *(Cell(str(n)) for n in counts))
                for counts, kind in reversed(rows)
            ),
            frozenset({1, 2}),
        ),
    )


def _rejected(findings: Findings, compared: Compared, say: Translator) -> tuple[Block, ...]:
    """Described only: a form that checks little rejects little."""
    items = tuple(
        say.ngettext(
            "%(version)s, field “%(field)s”: “%(message)s” (%(n)s person)",
            "%(version)s, field “%(field)s”: “%(message)s” (%(n)s people)",
            one.attempts,
            version=short_version(one.version, say),
            field=field_label(findings.versions[one.version], one.field, say),
            message=one.message,
        )
        for one in compared.rejected
    )
    if not items:
        return ()
    return (
        Heading(say("The messages people met most often")),
        Paragraph(
            say(
                "Rejected answers are described and not compared: a form that checks little "
                "rejects little."
            )
        ),
        Bullets(items),
    )
