"""The words a report has for measures, verdicts, versions and what limits them."""

from collections.abc import Sequence

from lab.errors import NotEstimable
from lab.forms.fieldmap import Relation
from lab.forms.model import CHECK_PAGE, Version
from lab.reports.amounts import margin
from lab.reports.service_figures import LeftOut, ServiceName
from lab.statistics.estimates import Unit
from lab.statistics.plan import Measure, TimeEstimand
from lab.statistics.results import Comparison, Limitation, OutcomeComparison
from lab.statistics.verdicts import Verdict, Word
from lab.studies.judging import Deviation
from lab.studies.protocol import VersionId
from lab.texts.formats import format_list
from lab.texts.translator import Translator


def short_version(version: VersionId, say: Translator) -> str:
    """As a column's head."""
    return {"original": say("original"), "revised": say("revised")}[version]


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def measure_name(measure: Measure, say: Translator) -> str:
    return {
        Measure.SUBMITTED_CORRECTLY: say("submitted correctly"),
        Measure.FINISHED: say("completed"),
        Measure.TIME: say("time to fill in"),
        Measure.WRONG_FACTS: say("wrong or missing answers per person"),
        Measure.SUS: say("satisfaction (SUS)"),
        Measure.SEQ: say("ease (SEQ)"),
    }[measure]


def outcome_name(outcome: OutcomeComparison, say: Translator) -> str:
    """With whose time it is: with the limit for some, it is no time that anybody needed."""
    if outcome.time_estimand is None:
        return measure_name(outcome.measure, say)
    if outcome.time_estimand == TimeEstimand.COMPOSITE:
        return say("time until submitted correctly")
    return say("time to fill in (only who got through)")


def service_name(name: ServiceName, say: Translator) -> str:
    """As the standard calls it."""
    return {
        ServiceName.VISITS: say("Visits"),
        ServiceName.COMPLETION: say("Completions (conversion rate)"),
        ServiceName.SATISFACTION: say("User satisfaction"),
        ServiceName.CORRECT: say("Correctly submitted applications"),
        ServiceName.FAULTY: say("Share of faulty applications"),
        ServiceName.DURATION: say("Average processing time"),
        ServiceName.PROBLEMS: say("Number of usability problems"),
    }[name]


def left_out(why: LeftOut, say: Translator) -> str:
    return {
        LeftOut.NO_PROBLEMS_RECORDED: say(
            "left out: nobody wrote down usability problems in this study"
        ),
        LeftOut.NOT_ASKED: say("left out: this study did not ask about it"),
    }[why]


def verdict_label(outcome: OutcomeComparison, say: Translator) -> str:
    """The verdict in a few words, with its hint; for the cells of tables."""
    label = _label(outcome, say)
    if outcome.verdict.hint_n is None or not _says_something(outcome.verdict):
        return label
    return say("hint: %(label)s", label=label)


def _says_something(verdict: Verdict) -> bool:
    return verdict.word not in (Word.NOT_CLEAR, Word.NOT_ESTIMABLE, Word.TOO_EARLY)


def _label(outcome: OutcomeComparison, say: Translator) -> str:
    least = margin_text(outcome, say)
    return {
        Word.COUNTS_ONLY: say("counts only"),
        Word.WORSE: say("worse"),
        Word.BETTER_BY_MARGIN: say("better by at least %(margin)s", margin=least),
        Word.BETTER_LESS_THAN_MARGIN: say("better, but by less than %(margin)s", margin=least),
        Word.BETTER: say("better"),
        Word.PRACTICALLY_THE_SAME: say("practically the same"),
        Word.AT_MOST_MARGIN_WORSE: say("no step back of more than %(margin)s", margin=least),
        Word.NOT_CLEAR: say("not clear"),
        Word.TOO_EARLY: say("too early"),
        Word.NOT_ESTIMABLE: say("cannot be computed"),
    }[outcome.verdict.word]


def margin_text(outcome: OutcomeComparison, say: Translator) -> str:
    return margin(_margin_unit(outcome), outcome.margin, say)


def _margin_unit(outcome: OutcomeComparison) -> str:
    if not isinstance(outcome.headline, NotEstimable):
        return outcome.headline.unit
    match outcome.measure:
        case Measure.SUBMITTED_CORRECTLY | Measure.FINISHED:
            return Unit.POINTS
        case Measure.TIME:
            return Unit.SECONDS
        case Measure.WRONG_FACTS:
            return Unit.FACTS
        case _:
            return Unit.SCORE


def field_label(version: Version, field: str, say: Translator) -> str:
    """As citizens read it; the field's id if the version has changed since."""
    found = next((one for one in version.answer_fields if one.id == field), None)
    return found.label.in_language(say.language) if found else field


def page_title(version: Version, page: str, say: Translator) -> str:
    if page == CHECK_PAGE:
        return say("Check your answers")
    found = next((one for one in version.pages if one.id == page), None)
    return found.title.in_language(say.language) if found else page


def relation_name(relation: Relation, say: Translator) -> str:
    return {
        Relation.KEPT: say("kept"),
        Relation.RENAMED: say("renamed"),
        Relation.SPLIT: say("split"),
        Relation.MERGED: say("merged"),
        Relation.REGROUPED: say("regrouped"),
        Relation.DROPPED: say("dropped"),
        Relation.ADDED: say("new"),
    }[relation]


def plan_part(key: str, say: Translator) -> str:
    """A part of the plan that is fixed beforehand, by its key in study.yaml."""
    return {
        "planned_participants": say("planned number of people"),
        "seed": say("seed of the assignment"),
        "monitoring": say("when it is compared"),
        "looks": say("when it is compared"),
        "primary_outcome": say("main question"),
        "secondary_outcomes": say("what is tested as well"),
        "margins": say("differences that matter"),
        "time_limit_seconds": say("time limit"),
        "idle_seconds": say("time that counts"),
        "time_estimand": say("whose time is compared"),
        "small_group": say("small groups"),
    }[key]


def plan_changed(keys: Sequence[str], say: Translator) -> str:
    parts = dict.fromkeys(plan_part(key, say) for key in keys)
    return say(
        "The plan in study.yaml was changed after the first person: %(parts)s. What was fixed "
        "before the first person still holds.",
        parts=format_list(list(parts), say.language),
    )


def deviation_name(deviation: str, say: Translator) -> str:
    return {
        Deviation.BLANK: say("left blank"),
        Deviation.NOT_ASKED: say("never shown, because of another answer"),
        Deviation.UNEXPECTED: say("filled in though it should stay blank"),
        Deviation.WRONG_CHOICE: say("wrong option chosen"),
        Deviation.TYPO: say("slip of the keyboard"),
        Deviation.SWAPPED: say("the answer belongs into another field"),
        Deviation.DAY_AND_MONTH: say("day and month exchanged"),
        Deviation.WRONG_ORDER: say("several answers in the wrong order"),
        Deviation.INCOMPLETE: say("incomplete"),
        Deviation.EXTRA: say("more than was asked for"),
        Deviation.OTHER_VALUE: say("another value"),
    }[Deviation(deviation)]


def practice_is_balanced(comparison: Comparison) -> bool:
    """As many people as possible began with either form."""
    unbalanced = {Limitation.ONE_ORDER, Limitation.ORDER_UNKNOWN, Limitation.ORDERS_UNEVEN}
    return not unbalanced & set(comparison.limitations)


def limitation_text(limitation: Limitation, say: Translator) -> str:
    return {
        Limitation.NOT_RANDOMISED: say("Who got which form was not decided by lot."),
        Limitation.ONE_ORDER: say(
            "Everybody used the forms in the same order. What comes from practice and what from "
            "the form cannot be told apart."
        ),
        Limitation.ORDER_UNKNOWN: say("It is not known who used which form first."),
        Limitation.ORDERS_UNEVEN: say(
            "The two orders are not evenly filled, so practice is evened out only in part."
        ),
        Limitation.SAMPLE_RATIO_MISMATCH: say(
            "The groups are less even than chance allows. Something went wrong in the assignment "
            "or in the recording; the figures must be treated with caution."
        ),
        Limitation.PEOPLE_LOST: say(
            "Not everybody who began could be analysed. If those people differ from the others, "
            "the figures are shifted."
        ),
        Limitation.SEVERAL_ATTEMPTS_AVERAGED: say(
            "Some people used a form several times; their attempts were averaged."
        ),
        Limitation.TIME_ESTIMANDS_DISAGREE: say(
            "Counting only those who submitted correctly, the times point the other way. Who "
            "finishes differs between the forms."
        ),
    }[limitation]
