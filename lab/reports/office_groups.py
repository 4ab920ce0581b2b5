"""The main question in each group of people that an office's table tells: is anybody harmed?"""

from dataclasses import replace

from lab.errors import NotEstimable
from lab.reports.blocks import Block, Bullets, Cell, Heading, Paragraph, Table
from lab.reports.chapters.appendix import p_text
from lab.reports.chapters.cells import difference_cell
from lab.reports.office_comparison import TableComparison
from lab.reports.words import capital, measure_name, verdict_label
from lab.statistics.results import OutcomeComparison, SubgroupEffect, Subgroups
from lab.statistics.subgroups import INTERACTION_LEVEL
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT
from lab.texts.formats import format_list
from lab.texts.translator import Translator


def group_blocks(found: TableComparison, say: Translator) -> tuple[Block, ...]:
    """Empty where the table tells no groups."""
    groups, primary = found.comparison.subgroups, found.comparison.primary
    if groups is None:
        return ()
    return (
        Heading(say("Groups of people")),
        Paragraph(_differ(groups, say), "lead"),
        *_warning(groups, say),
        _table(groups, primary, say),
        Bullets(_notes(groups, say)),
    )


def _differ(groups: Subgroups, say: Translator) -> str:
    """The one question that is asked first: do the groups differ at all?"""
    together = groups.interaction
    if isinstance(together, NotEstimable):
        return say("Whether the groups gain differently cannot be computed: too few people.")
    p = p_text(together.p, say)
    if together.p < INTERACTION_LEVEL:
        return say("The groups gain differently; chance alone hardly explains it (%(p)s).", p=p)
    return say(
        "That the groups gain differently is not shown (%(p)s). What single groups show can be "
        "chance.",
        p=p,
    )


def _warning(groups: Subgroups, say: Translator) -> tuple[Block, ...]:
    harmed = [say("“%(name)s”", name=one.name) for one in groups.groups if one.harmed]
    if not harmed:
        return ()
    text = say(
        "Look closely: for %(names)s the revised form seems worse, by more than matters.",
        names=format_list(harmed, say.language),
    )
    return (Paragraph(text, "warning"),)


def _table(groups: Subgroups, primary: OutcomeComparison, say: Translator) -> Table:
    name = capital(measure_name(primary.measure, say))
    columns = (say("group"), say("people"), say("difference"), say("verdict"))
    rows = tuple(_row(one, primary, say) for one in groups.groups)
    caption = say("%(name)s, in each group", name=name)
    return Table(caption, columns, rows, frozenset({1, 2}))


def _row(one: SubgroupEffect, primary: OutcomeComparison, say: Translator) -> tuple[Cell, ...]:
    if one.people < FEWEST_FOR_A_VERDICT:
        few = say("fewer than %(n)s", n=FEWEST_FOR_A_VERDICT)
        return (Cell(one.name), Cell(few), Cell("–"), Cell(say("counts only")))
    here = replace(primary, people=one.people, headline=one.headline, verdict=one.verdict)
    label = verdict_label(here, say)
    people, effect = Cell(str(one.people)), difference_cell(one.headline, say)
    return (Cell(one.name), people, effect, Cell(label, strong=True))


def _notes(groups: Subgroups, say: Translator) -> tuple[str, ...]:
    looked_at = say(
        "%(n)s groups were looked at. The more groups, the more easily one stands out by chance.",
        n=len(groups.groups),
    )
    rule = say(
        "People: pairs, or the smaller of the two sides. A group is pointed out when its estimate "
        "is worse by more than the difference that matters, and its 90 percent range lies on that "
        "side or the groups differ (p below 0.1)."
    )
    if isinstance(groups.opposite, NotEstimable):
        return (looked_at, rule)
    opposite = say(
        "That some groups gain and others lose: %(p)s (Gail & Simon 1985).",
        p=p_text(groups.opposite.p, say),
    )
    return (looked_at, rule, opposite)
