"""The verdict on an office's own data in three plain sentences, in the words of the report."""

from lab.reports.chapters.cells import value_cell
from lab.reports.office_comparison import TableComparison
from lab.reports.sentences import (
    Three,
    certainty_sentence,
    others_sentence,
    primary_sentence,
)
from lab.reports.service_figures import unit_of
from lab.reports.words import capital, outcome_name, verdict_label
from lab.statistics.plan import Design, Measure
from lab.statistics.results import OutcomeComparison
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT, Word
from lab.texts.translator import Translator


def office_sentences(found: TableComparison, say: Translator) -> Three:
    """How the main question came out, how sure that is, and the other outcomes."""
    main = found.comparison.primary
    return (
        _main(main, say),
        _certainty(main, found.plan.design, say),
        others_sentence(found.comparison, say),
    )


def _main(outcome: OutcomeComparison, say: Translator) -> str:
    counted = all(version.successes is not None for version in outcome.versions)
    if outcome.measure == Measure.SUBMITTED_CORRECTLY and counted:
        return primary_sentence(outcome, say)
    original, revised = (value_cell(one, unit_of(outcome), say).text for one in outcome.versions)
    return say(
        "%(name)s: original form %(o)s, revised form %(r)s. Verdict: %(verdict)s.",
        name=capital(outcome_name(outcome, say)),
        o=original,
        r=revised,
        verdict=verdict_label(outcome, say),
    )


def _certainty(outcome: OutcomeComparison, design: Design, say: Translator) -> str:
    if outcome.verdict.word == Word.COUNTS_ONLY and design != Design.CROSSOVER:
        return say(
            "A verdict takes at least %(n)s people with each form; below that we only count.",
            n=FEWEST_FOR_A_VERDICT,
        )
    return certainty_sentence(outcome, say)
