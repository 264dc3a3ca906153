"""Lines over time: names stand at the line ends; possible values as a tinted band."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from matplotlib.path import Path

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.format import date_phrase
from dashboard.charts.frames import floats
from dashboard.charts.plotly_lines import spread
from dashboard.export.still.canvas import Align, Box, Canvas, Fill
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import LABEL, SMALL, Kind, tick_text, ticks, year_step

DASHES: tuple[tuple[float, ...], ...] = ((), (9, 4), (2, 3), (14, 4), (9, 3, 2, 3), (14, 3, 2, 3))
_GAP = 17.0
_TINT = 0.16


def _height(chart: Chart, room: float) -> float:
    return 360.0


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    """One line a series with its name at the end; a missing value is a gap."""
    role, look = chart.encodings, canvas.look
    held = [(e, d, points_of(chart, e)) for e, d in zip(chart.legend, DASHES, strict=False)]
    held = [(entry, dash, points) for entry, dash, points in held if points]
    known = [v for _, _, points in held for _, v, more in points if v is not None]
    tops = [v + more for _, _, points in held for _, v, more in points if v is not None]
    days = [day for _, _, points in held for day, _, _ in points]
    days += [_day(str(g.value)) for g in chart.guides if g.axis == "x"]
    low, high = min([0.0, *known]), max([1e-9, *tops])
    names = [fitted(entry.label, 170, LABEL) for entry, _, _ in held]
    marks = ticks(low, high, 5)
    high = max(high, marks[-1])
    left = max(width(tick_words(mark, marks, chart.unit), SMALL) for mark in marks) + 10
    right = max((width(name, LABEL, True) for name in names), default=0) + 14
    plot = Box(box.x + left, box.y + 20, box.width - left - right, box.height - 46)
    first, last = min(days), max(days)
    if first == last:
        first, last = first - 183, last + 183

    def at(day: float, value: float) -> tuple[float, float]:
        x = plot.x + plot.width * (day - first) / (last - first)
        return x, plot.bottom - plot.height * (value - low) / (high - low)

    for mark in marks:
        _, y = at(first, mark)
        canvas.line([(plot.x, y), (plot.right, y)], look.outline if mark == 0 else look.rule)
        words = tick_words(mark, marks, chart.unit)
        canvas.text(plot.x - 8, y, words, SMALL, color=look.ink_soft, align="right", at="center")
    year_labels(canvas, plot, first, last)
    for guide in chart.guides:
        _guide(canvas, plot, at(_day(str(guide.value)), low)[0], guide.label or str(guide.value))
    step = chart.variant == "step"
    for entry, _, points in held:
        if "more" in role and points[-1][2]:
            _band(
                canvas,
                [(*at(d, v), at(d, v + m)[1]) for d, v, m in points if v is not None],
                entry,
                step,
            )
    for entry, dash, points in held:
        xy = [at(d, v) if v is not None else (float("nan"),) * 2 for d, v, _ in points]
        canvas.line(_steps(xy) if step else xy, entry.color, 2.5, dash, name=f"line-{entry.key}")
        if len(points) == 1:
            canvas.marker("circle", *xy[0], 8, entry.color, entry.color)
    ends = [
        next(v for _, v, _ in reversed(points) if v is not None)
        for _, _, points in held
        if any(v is not None for _, v, _ in points)
    ]
    if len(ends) == len(held):
        _names(canvas, plot, [at(last, v)[1] for v in ends], names, [e for e, _, _ in held])
    for _, _, points in held:
        more = points[-1][2]
        value = points[-1][1]
        if more and value is not None and plot.height * more / (high - low) > 16:
            x, y = at(points[-1][0], value + more / 2)
            words = f"+{tick_text(more)} undated"
            canvas.text(x - 6, y, words, SMALL, color=look.ink_soft, align="right", at="center")


def points_of(chart: Chart, entry: LegendEntry) -> list[tuple[int, float | None, float]]:
    """(day, value, what may lie above it) of one series."""
    role = chart.encodings
    own = chart.data[chart.data[role["series"]] == entry.key]
    more = floats(own[role["more"]]) if "more" in role else [0.0] * len(own)
    days = [_day(str(day)) for day in own[role["x"]]]
    return list(zip(days, floats(own[role["y"]]), (m or 0.0 for m in more), strict=True))


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def tick_words(mark: float, marks: Sequence[float], unit: str) -> str:
    """The highest tick carries the unit where it is short."""
    return f"{tick_text(mark)} {unit}" if mark == marks[-1] and len(unit) == 1 else tick_text(mark)


def year_labels(canvas: Canvas, plot: Box, first: int, last: int) -> None:
    """Labels at the beginning of years; of months where the span is short."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    step = year_step(end.year - begin.year + 1, max(2, int(plot.width // 60)))
    days = [date(y, 1, 1) for y in range(begin.year, end.year + 1) if y % step == 0]
    days = [day for day in days if first <= day.toordinal() <= last]
    shown = [(day.toordinal(), str(day.year)) for day in days]
    if len(shown) < 2:
        shown = [(first, date_phrase(begin)), (last, date_phrase(end))]
    for day, words in shown:
        x = plot.x + plot.width * (day - first) / (last - first)
        half = width(words, SMALL) / 2
        x = min(max(x, plot.x + half), plot.right - half) if len(shown) == 2 else x
        canvas.text(x, plot.bottom + 18, words, SMALL, color=canvas.look.ink_soft, align="center")


def _guide(canvas: Canvas, plot: Box, x: float, label: str) -> None:
    look = canvas.look
    canvas.line([(x, plot.y - 6), (x, plot.bottom)], look.outline, dash=(2, 3))
    leans = x > plot.x + plot.width / 2
    align: Align = "right" if leans else "left"
    place = x - 4 if leans else x + 4
    canvas.text(place, plot.y - 8, label, SMALL, color=look.ink_soft, align=align, at="center")


def _steps(xy: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners of a line that holds each value until the next point."""
    out: list[tuple[float, float]] = []
    for x, y in xy:
        if out:
            out.append((x, out[-1][1]))
        out.append((x, y))
    return out


def _band(
    canvas: Canvas, points: list[tuple[float, float, float]], entry: LegendEntry, step: bool
) -> None:
    low = [(x, y) for x, y, _ in points]
    high = [(x, y) for x, _, y in points]
    around = [*(_steps(low) if step else low), *reversed(_steps(high) if step else high)]
    canvas.shape(Path(np.array([*around, around[0]])), Fill(entry.color, alpha=_TINT))


def _names(
    canvas: Canvas, plot: Box, heights: list[float], names: list[str], entries: list[LegendEntry]
) -> None:
    """Names beside the line ends, moved apart; they stay inside the plot."""
    places = spread(heights, [_GAP] * len(heights))
    over = max([0.0, *(y - plot.bottom for y in places)])
    for y, name, entry in zip(places, names, entries, strict=True):
        canvas.line([(plot.right + 2, y - over), (plot.right + 9, y - over)], entry.color, 3)
        canvas.text(plot.right + 13, y - over, name, LABEL, bold=True, at="center")


LINES = Kind(_height, _draw, keyed=False)
