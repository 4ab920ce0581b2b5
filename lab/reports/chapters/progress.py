"""How many people had submitted correctly by when, as a figure."""

import numpy as np

from lab.reports import drawing
from lab.reports.amounts import clock
from lab.reports.blocks import Block, Cell, Picture, Table
from lab.reports.chapters.pictures import VERSIONS, Drawn, stamp
from lab.reports.drawing import Axis, Curve
from lab.reports.progress import TwoCurves, moments
from lab.reports.words import short_version
from lab.statistics.plan import Measure
from lab.statistics.progress import Progress
from lab.texts.formats import format_percent
from lab.texts.translator import Translator

MOST_STEPS = 400


def progress_picture(curves: TwoCurves | None, drawn: Drawn, say: Translator) -> tuple[Block, ...]:
    if curves is None:
        return ()
    limit = drawn.comparison.plan.time_limit_seconds
    lines = [
        _curve(one, limit, short_version(version, say))
        for version, one in zip(VERSIONS, curves, strict=True)
    ]
    axis = Axis(say("percent of the people"), say.language, high=limit / 60)
    judged = any(one.measure == Measure.SUBMITTED_CORRECTLY for one in drawn.comparison.outcomes)
    return (
        Picture(
            svg=drawing.curves(lines, axis, say("minutes"), stamp(drawn.simulated, say)),
            alt=_in_words(curves, limit, say),
            caption=_caption(judged, say),
            table=_table(curves, limit, judged, say),
        ),
    )


def _curve(one: Progress, limit: float, label: str) -> Curve:
    """Starts at nothing; of very many steps a choice."""
    times, shares = one.done.times, one.done.share
    if times.size > MOST_STEPS:
        chosen = np.linspace(0, times.size - 1, MOST_STEPS).astype(np.int64)
        times, shares = times[chosen], shares[chosen]
    across = np.concatenate([[0.0], times, [limit]]) / 60
    up = 100 * np.concatenate([[0.0], shares, [one.done.at(limit)]])
    return Curve(label, across.tolist(), up.tolist())


def _caption(judged: bool, say: Translator) -> str:
    done = (
        say("How many people had submitted correctly after so many minutes.")
        if judged
        else say("How many people had completed the form after so many minutes.")
    )
    return " ".join(
        (
            done,
            say(
                "Dashed line: original, solid line: revised. Who gave up, or ended otherwise, "
                "counts to the end as a person who did not get done."
            ),
        )
    )


def _in_words(curves: TwoCurves, limit: float, say: Translator) -> str:
    original, revised = curves
    parts = [
        say(
            "After %(time)s: original %(o)s, revised %(r)s.",
            time=clock(when, say),
            o=format_percent(original.done.at(when), say.language),
            r=format_percent(revised.done.at(when), say.language),
        )
        for when in moments(limit)
    ]
    return " ".join((say("Share of the people who were done."), *parts, *_half(curves, say)))


def _half(curves: TwoCurves, say: Translator) -> tuple[str, ...]:
    original, revised = (_half_text(one, say) for one in curves)
    return (say("Half of the people: original %(o)s, revised %(r)s.", o=original, r=revised),)


def _half_text(one: Progress, say: Translator) -> str:
    return say("not reached") if one.half is None else clock(one.half, say)


def _table(curves: TwoCurves, limit: float, judged: bool, say: Translator) -> Table:
    caption = say("Submitted correctly, by time") if judged else say("Completed, by time")
    columns = (say("after"), *(short_version(version, say) for version in VERSIONS))
    rows = tuple(
        (Cell(clock(when, say)), *(_share_cell(one, when, say) for one in curves))
        for when in moments(limit)
    )
    ended = (
        Cell(say("gave up, ended otherwise, or took longer")),
        *(Cell(format_percent(one.ended.at(limit), say.language)) for one in curves),
    )
    half = (Cell(say("half of the people were done after")), *(_half_cell(o, say) for o in curves))
    return Table(caption, columns, (*rows, ended, half), frozenset({1, 2}))


def _share_cell(one: Progress, when: float, say: Translator) -> Cell:
    share, range_ = format_percent(one.done.at(when), say.language), one.range_at(when)
    if range_ is None:
        return Cell(share)
    low, high = (format_percent(end, say.language) for end in range_)
    return Cell(share, say("%(low)s to %(high)s", low=low, high=high))


def _half_cell(one: Progress, say: Translator) -> Cell:
    low, high = one.half_range
    if low is None:
        return Cell(_half_text(one, say))
    if high is None:
        return Cell(_half_text(one, say), say("at least %(low)s", low=clock(low, say)))
    range_ = say("%(low)s to %(high)s", low=clock(low, say), high=clock(high, say))
    return Cell(_half_text(one, say), range_)
