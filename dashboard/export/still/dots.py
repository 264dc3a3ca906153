"""Percentile dot plots: a rail for each indicator, a shape for each country."""

from collections import Counter

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.dots import MEDIANS
from dashboard.charts.plotly_base import marks, row_names
from dashboard.charts.tokens import SYMBOLS
from dashboard.export.still.canvas import Box, Canvas
from dashboard.export.still.fonts import fitted
from dashboard.export.still.kind import LABEL, MARK, SMALL, Kind, first_rows

ROW = 48.0
_LEAST_ROW = 36.0
_MARGIN = 96.0
"""Room left of the scale for countries without data."""


def symbols(chart: Chart) -> dict[str, str]:
    """The shape of each key, as on the screen."""
    countries = [entry.key for entry in chart.legend if entry.key not in MEDIANS]
    return dict(zip(countries, SYMBOLS, strict=False)) | dict.fromkeys(MEDIANS, "line-ns")


def _height(chart: Chart, room: float) -> float:
    return ROW * max(1, chart.data[chart.encodings["y"]].nunique()) + 30


def _crop(chart: Chart, room: float, height: float) -> Chart:
    fits = int((height - 30) // _LEAST_ROW)
    return first_rows(chart, chart.encodings["y"], fits, "indicator")


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    look, rows = canvas.look, marks(chart)
    names = row_names(rows)
    places = sorted({int(mark["y"]) for mark in rows})
    shapes = symbols(chart)
    lost = any(mark["missing"] and mark["key"] not in MEDIANS for mark in rows)
    left = box.x + (_MARGIN if lost else 10)
    plot = Box(left, box.y, box.right - 10 - left, box.height - 26)
    row = plot.height / max(1, len(places))
    for line, name in enumerate(names):
        y = plot.y + row * (line + 0.7)
        canvas.text(box.x, y - 14, fitted(name, box.width, LABEL), LABEL)
        canvas.line([(plot.x, y), (plot.right, y)], look.rule, 2)
    for tick in (0, 25, 50, 75, 100):
        x = plot.x + plot.width * tick / 100
        canvas.text(x, box.bottom - 6, str(tick), SMALL, color=look.ink_soft, align="center")
    if lost:
        canvas.text(box.x, box.bottom - 6, "no data", SMALL, color=look.ink_soft)
    waiting: Counter[int] = Counter()
    for entry in (
        *(e for e in chart.legend if e.key in MEDIANS),
        *(e for e in chart.legend if e.key not in MEDIANS),
    ):
        for mark in rows:
            if mark["key"] == entry.key:
                y = plot.y + row * (places.index(int(mark["y"])) + 0.7)
                _mark(canvas, plot, box.x, y, mark, entry, shapes[entry.key], waiting)


def _mark(
    canvas: Canvas,
    plot: Box,
    margin: float,
    y: float,
    mark: dict[str, object],
    entry: LegendEntry,
    shape: str,
    waiting: Counter[int],
) -> None:
    """One country or median; without data a country waits in the margin, open."""
    median = entry.key in MEDIANS
    if mark["missing"]:
        if median:
            return
        row = int(str(mark["y"]))
        x = margin + 6 + 15 * waiting[row]
        waiting[row] += 1
        canvas.marker(shape, x, y, 2.2 * MARK, canvas.look.paper, entry.color, 1.6)
        return
    x = plot.x + plot.width * float(str(mark["x"])) / 100
    if median:
        tall = 22 if entry.key == "world" else 14
        canvas.line([(x, y - tall / 2), (x, y + tall / 2)], entry.color, 2)
    else:
        canvas.marker(shape, x, y, 2.4 * MARK, entry.color, canvas.look.paper, 1)


DOTS = Kind(_height, _draw, _crop)
