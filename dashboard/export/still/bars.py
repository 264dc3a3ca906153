"""Ranked bars: name, bar, value; and upright columns by year."""

from dataclasses import replace

from dashboard.charts.chart import Chart
from dashboard.export.still.canvas import Box, Canvas, Fill
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import (
    LABEL,
    SMALL,
    Kind,
    first_rows,
    tick_text,
    ticks,
    year_step,
)

ROW = 26.0
_LEAST_ROW = 19.0
_NAMES = 0.34
"""The most that names may take of the width."""


def _height(chart: Chart, room: float) -> float:
    return ROW * max(1, len(chart.data)) + 4


def _crop(chart: Chart, room: float, height: float) -> Chart:
    numbered = chart.data.assign(_place=range(len(chart.data)))
    fits = int(height // _LEAST_ROW)
    if len(numbered) <= fits:
        return chart
    cut = first_rows(replace(chart, data=numbered), "_place", fits, "bar")
    return replace(cut, data=cut.data.drop(columns="_place"))


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    """First row on top; where some are highlighted the others are grey."""
    role, rows, look = chart.encodings, chart.data, canvas.look
    names = [str(name) for name in rows[role["y"]]]
    words = [str(word) for word in rows[role["text"]]]
    values = [float(value) for value in rows[role["x"]]]
    marked = [bool(flag) for flag in rows[role["highlight"]]]
    main = chart.legend[0].color
    rest = look.unknown if any(marked) else main
    left = min(box.width * _NAMES, max((width(n, LABEL, True) for n in names), default=0)) + 10
    right = max((width(w, LABEL) for w in words), default=0) + 8
    most = max([*values, 0.0]) or 1.0
    row = box.height / max(1, len(rows))
    thick = min(18.0, row * 0.68)
    for place, (name, word, value, flag) in enumerate(
        zip(names, words, values, marked, strict=True)
    ):
        middle = box.y + row * (place + 0.5)
        shown = fitted(name, left - 10, LABEL, flag)
        canvas.text(box.x + left - 10, middle, shown, LABEL, bold=flag, align="right", at="center")
        long = max(1.0, (box.width - left - right) * value / most) if value else 1.0
        bar = Box(box.x + left, middle - thick / 2, long, thick)
        canvas.rect(bar, Fill(main if flag else rest), name=f"bar-{place + 1}")
        canvas.text(bar.right + 6, middle, word, LABEL, at="center")


def _columns_height(chart: Chart, room: float) -> float:
    return 320 + 20.0 * len(chart.guides)


def _draw_columns(canvas: Canvas, box: Box, chart: Chart) -> None:
    """One column a year; breaks in collection as dotted lines with their labels on top."""
    role, rows, look = chart.encodings, chart.data, canvas.look
    years = [int(year) for year in rows[role["x"]]]
    values = [float(value) for value in rows[role["y"]]]
    marks = ticks(0.0, max([*values, 1e-9]), 5)
    top = max([*values, *marks])
    left = max(width(tick_text(mark), SMALL) for mark in marks) + 10
    head = 20.0 * len(chart.guides) + 6
    plot = Box(box.x + left, box.y + head, box.width - left, box.height - head - 24)
    for mark in marks:
        y = plot.bottom - plot.height * mark / top
        canvas.line([(plot.x, y), (plot.right, y)], look.rule)
        canvas.text(
            plot.x - 8, y, tick_text(mark), SMALL, color=look.ink_soft, align="right", at="center"
        )
    first, last = years[0], years[-1]
    step = plot.width / (last - first + 1)
    fill = Fill(chart.legend[0].color)
    shown = year_step(last - first + 1, max(2, int(plot.width // 48)))
    for year, value in zip(years, values, strict=True):
        x = plot.x + step * (year - first + 0.5)
        high = plot.height * value / top
        wide = step * 0.8
        canvas.rect(Box(x - wide / 2, plot.bottom - high, wide, high), fill, name=f"year-{year}")
    for year in range(first, last + 1):
        if year % shown == 0 or first == last:
            x = plot.x + step * (year - first + 0.5)
            canvas.text(x, plot.bottom + 17, str(year), SMALL, color=look.ink_soft, align="center")
    canvas.line([(plot.x, plot.bottom), (plot.right, plot.bottom)], look.outline)
    for place, guide in enumerate(chart.guides):
        x = plot.x + step * (float(guide.value) - first)
        y = box.y + 20.0 * place + 10
        canvas.line([(x, y), (x, plot.bottom)], look.outline, dash=(2, 3))
        leans = x > plot.x + plot.width / 2
        room = (x - box.x if leans else box.right - x) - 10
        canvas.text(
            x - 6 if leans else x + 6,
            y,
            fitted(guide.label, room, SMALL),
            SMALL,
            color=look.ink_soft,
            align="right" if leans else "left",
            at="center",
        )


RANKED = Kind(_height, _draw, _crop, keyed=False)
COLUMNS = Kind(_columns_height, _draw_columns, keyed=False)
