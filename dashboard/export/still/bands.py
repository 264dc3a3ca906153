"""Shares with two ends by year: a panel a measure, and the numbers behind the shares."""

import numpy as np
from matplotlib.path import Path

from dashboard.charts.chart import Chart
from dashboard.export.still.canvas import Box, Canvas, Fill
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import LABEL, SMALL, Kind, tick_text, ticks, year_step

_PANEL, _HEAD = 104.0, 26.0
_LEFT = 52.0


def _height(chart: Chart, room: float) -> float:
    rows = len(chart.legend) + 1
    if room >= 700:  # two panels side by side
        rows = (rows + 1) // 2
    return rows * (_PANEL + _HEAD) + 26


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    """Solid line known, dotted line possible, tint between them; bars of the count last."""
    across = 2 if box.width >= 700 else 1
    panels = len(chart.legend) + 1
    down = -(-panels // across)
    gap = 28.0
    wide = (box.width - gap * (across - 1)) / across
    high = (box.height - 26) / down
    years = sorted({int(year) for year in chart.data["year"]})
    for place in range(panels):
        x = box.x + (wide + gap) * (place % across)
        y = box.y + high * (place // across)
        plot = Box(x + _LEFT, y + _HEAD, wide - _LEFT, high - _HEAD - 8)
        last = place // across == down - 1 or place + across >= panels
        entry = chart.legend[place] if place < panels - 1 else None
        title = entry.label if entry else chart.columns[2].label
        canvas.text(x, y + 17, fitted(title, wide, LABEL, True), LABEL, bold=True)
        if entry:
            own = chart.data[chart.data["measure"] == entry.key]
            _panel(canvas, plot, own, years, entry.color)
        else:
            _counts(canvas, plot, chart, years)
        if last:
            _years(canvas, plot, years)


def _x(plot: Box, years: list[int], year: int) -> float:
    span = years[-1] - years[0] + 1
    return plot.x + plot.width * (year - years[0] + 0.5) / span


def _panel(canvas: Canvas, plot: Box, own: object, years: list[int], color: str) -> None:
    frame = own.sort_values("year")  # type: ignore[attr-defined]
    _scale(canvas, plot, [0.0, 50.0, 100.0], 100.0, "%")
    xs = [_x(plot, years, int(year)) for year in frame["year"]]
    low, high = (
        [plot.bottom - plot.height * float(v) / 100 for v in frame[c]]
        for c in ("share", "share_upper")
    )
    below, above = list(zip(xs, low, strict=True)), list(zip(xs, high, strict=True))
    if len(below) > 1:
        around = [*below, *reversed(above), below[0]]
        canvas.shape(Path(np.array(around)), Fill(color, alpha=0.2))
        canvas.line(above, color, 1.2, (2, 3))
    canvas.line(below, color, 2.4)
    for x, y in below:
        canvas.marker("circle", x, y, 4.5, color, color, 0)


def _counts(canvas: Canvas, plot: Box, chart: Chart, years: list[int]) -> None:
    rows = chart.data.drop_duplicates("year")
    counts = [float(v) for v in rows["incidents"]]
    marks = ticks(0.0, max([*counts, 1.0]), 3)
    top = max([*counts, *marks])
    _scale(canvas, plot, marks, top, "")
    wide = plot.width / (years[-1] - years[0] + 1) * 0.76
    for year, count in zip(rows["year"], counts, strict=True):
        tall = plot.height * count / top
        x = _x(plot, years, int(year)) - wide / 2
        canvas.rect(Box(x, plot.bottom - tall, wide, tall), Fill(canvas.look.outline))


def _scale(canvas: Canvas, plot: Box, marks: list[float], top: float, unit: str) -> None:
    look = canvas.look
    for mark in marks:
        y = plot.bottom - plot.height * mark / top
        canvas.line([(plot.x, y), (plot.right, y)], look.rule if mark else look.outline)
        words = tick_text(mark) + (f" {unit}" if unit and mark == marks[-1] else "")
        canvas.text(plot.x - 8, y, words, SMALL, color=look.ink_soft, align="right", at="center")


def _years(canvas: Canvas, plot: Box, years: list[int]) -> None:
    room = width("2000", SMALL) + 14
    step = year_step(years[-1] - years[0] + 1, max(2, int(plot.width // room)))
    for year in range(years[0], years[-1] + 1):
        if year % step == 0:
            x = _x(plot, years, year)
            canvas.text(
                x, plot.bottom + 17, str(year), SMALL, color=canvas.look.ink_soft, align="center"
            )


BANDS = Kind(_height, _draw, keyed=False)
