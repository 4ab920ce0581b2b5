"""The one door to matplotlib: figures as SVG, the same bytes for the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from lab.texts.formats import format_number

ORIGINAL_INK, REVISED_INK, GREY = "#a84400", "#005a9c", "#595959"
INKS = (ORIGINAL_INK, REVISED_INK)
MARKS = ("o", "s")
FILLS = ("white", REVISED_INK)
EDGES = (ORIGINAL_INK, "white")
WIDTH = 3.5  # inches: as wide as a phone, half as wide as A4
MOST_DOTS = 120
"""Above, single people are no longer seen and quartiles say more."""
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "formwerkstatt",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": "#1a1a1a",
    "text.parse_math": False,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its interval; low and high are None where there is none. `version`: 0 or 1."""

    label: str
    version: int
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Axis:
    """What is measured, where the scale ends (None: as far as the data), what is drawn across."""

    label: str
    language: str
    low: float = 0.0
    high: float | None = None
    line: float | None = None
    line_label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One version's values, NaN where a person has none; the mean with its interval, if any."""

    label: str
    values: Sequence[float]
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """One version's share, in percent, from each time on."""

    label: str
    times: Sequence[float]
    shares: Sequence[float]


def shares(bars: Sequence[Bar], axis: Axis, stamp: str) -> str:
    """Shares from 0 to 100 percent, one under the other, with their intervals."""
    with rc_context(STYLE):
        figure, axes = _canvas(0.7 + 0.36 * len(bars), stamp)
        places = range(len(bars), 0, -1)
        for place, bar in zip(places, bars, strict=True):
            _interval(axes, bar, place)
        axes.set_xlim(0, 100)
        axes.set_ylim(0.4, len(bars) + 0.6)
        axes.set_yticks(list(places), [bar.label for bar in bars])
        axes.set_xlabel(axis.label)
        axes.xaxis.grid(visible=True, color="#dddddd", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.tick_params(axis="y", length=0)
        return _svg(figure)


def pairs(columns: tuple[Column, Column], axis: Axis, stamp: str) -> str:
    """Each person's two values, joined by a line."""
    with rc_context(STYLE):
        figure, axes = _canvas(2.6, stamp)
        if len(columns[0].values) <= MOST_DOTS:
            for before, after in zip(columns[0].values, columns[1].values, strict=True):
                axes.plot((0, 1), (before, after), color="#9a9a9a", linewidth=0.8, zorder=1)
            for place, column in enumerate(columns):
                _dots(axes, np.full(len(column.values), place), column.values, place)
        else:
            _boxes(axes, columns)
        _finish(axes, columns, axis)
        return _svg(figure)


def dots(columns: tuple[Column, Column], axis: Axis, stamp: str) -> str:
    """A dot for each person; equal values stand side by side. The bar is the mean."""
    with rc_context(STYLE):
        figure, axes = _canvas(2.6, stamp)
        if len(columns[0].values) <= MOST_DOTS:
            for place, column in enumerate(columns):
                seen = np.array([value for value in column.values if not np.isnan(value)])
                _dots(axes, place + _side_by_side(seen), seen, place)
        else:
            _boxes(axes, columns)
        _finish(axes, columns, axis)
        return _svg(figure)


def curves(lines: Sequence[Curve], axis: Axis, across: str, stamp: str) -> str:
    """Shares that rise over time, one step line a version; across: what the time axis says."""
    with rc_context(STYLE):
        figure, axes = _canvas(2.6, stamp)
        for version, line in enumerate(lines):
            style = ("--", "-")[version]
            drawn: dict[str, Any] = {"color": INKS[version], "linewidth": 1.8, "linestyle": style}
            axes.step(line.times, line.shares, where="post", label=line.label, **drawn)
        axes.set_xlim(0, axis.high)
        axes.set_ylim(0, 102)
        axes.set_xlabel(across)
        axes.set_ylabel(axis.label)
        axes.yaxis.grid(visible=True, color="#dddddd", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: format_number(v, axis.language)))
        axes.legend(loc="upper left", frameon=False, fontsize=8, handlelength=2.6)
        return _svg(figure)


def _canvas(height: float, stamp: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    axes = figure.add_subplot()
    if stamp:
        axes.set_title(stamp, fontsize=8, color="#8a0000", loc="left", fontweight="bold")
    return figure, axes


def _interval(axes: Axes, bar: Bar, place: int) -> None:
    ink = INKS[bar.version]
    if bar.low is not None and bar.high is not None:
        style = ("--", "-")[bar.version]
        axes.plot((bar.low, bar.high), (place, place), color=ink, linewidth=1.8, linestyle=style)
    _dots(axes, [place], [bar.value], bar.version, flipped=True)


def _dots(
    axes: Axes,
    across: Sequence[float] | np.ndarray,
    values: Sequence[float] | np.ndarray,
    version: int,
    *,
    flipped: bool = False,
) -> None:
    x, y = (values, across) if flipped else (across, values)
    axes.plot(
        x,
        y,
        linestyle="none",
        marker=MARKS[version],
        markersize=(5.5, 6.5)[version],
        markeredgecolor=EDGES[version],
        markerfacecolor=FILLS[version],
        markeredgewidth=(1.3, 0.8)[version],
        clip_on=False,
        zorder=3,
    )


def _side_by_side(values: np.ndarray) -> np.ndarray:
    """Offsets that keep equal values apart, around the middle."""
    offsets = np.zeros(len(values))
    for value in np.unique(values):
        same = np.flatnonzero(values == value)
        width = min(0.08, 0.8 / len(same))
        offsets[same] = (np.arange(len(same)) - (len(same) - 1) / 2) * width
    return offsets


def _boxes(axes: Axes, columns: Sequence[Column]) -> None:
    seen = [[value for value in column.values if not np.isnan(value)] for column in columns]
    axes.boxplot(seen, positions=[0, 1], widths=0.3, showfliers=False)


def _finish(axes: Axes, columns: Sequence[Column], axis: Axis) -> None:
    for place, column in enumerate(columns):
        _mean(axes, column, place)
    if axis.line is not None:
        axes.axhline(axis.line, color=GREY, linewidth=0.8, linestyle=":")
        axes.annotate(
            axis.line_label, (1.45, axis.line), ha="right", va="bottom", fontsize=8, color=GREY
        )
    axes.set_xlim(-0.5, 1.5)
    axes.set_ylim(axis.low, axis.high)
    axes.set_xticks((0, 1), [column.label for column in columns])
    axes.set_ylabel(axis.label)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda v, _: format_number(v, axis.language)))


def _mean(axes: Axes, column: Column, place: int) -> None:
    """Beside the dots, so that neither hides the other."""
    if column.mean is None:
        return
    beside, ink = place + (-0.38, 0.38)[place], INKS[place]
    if column.low is not None and column.high is not None:
        axes.plot((beside, beside), (column.low, column.high), color=ink, linewidth=1.8)
    axes.plot((beside - 0.06, beside + 0.06), (column.mean, column.mean), color=ink, linewidth=3)


def _svg(figure: Figure) -> str:
    written = BytesIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return written.getvalue().decode()
