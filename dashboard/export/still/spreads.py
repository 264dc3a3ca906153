"""Distribution strips, intervals and scatter plots without a browser."""

from collections.abc import Callable
from math import ceil, floor, log10

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import marks, row_names
from dashboard.charts.strips import CHOSEN, MEDIAN
from dashboard.export.still.canvas import Box, Canvas
from dashboard.export.still.fonts import fitted
from dashboard.export.still.kind import LABEL, MARK, SMALL, Kind, first_rows, tick_text, ticks

STRIP_ROW, INTERVAL_ROW = 46.0, 21.0
_NAMES = 190.0
_AXIS = 28.0
_SCATTER = 440.0
Place = Callable[[float], float]


def _strip_height(chart: Chart, room: float) -> float:
    return STRIP_ROW * max(1, chart.data["row"].nunique()) + _AXIS


def _interval_height(chart: Chart, room: float) -> float:
    return INTERVAL_ROW * max(1, len(chart.data)) + _AXIS


def _crop_strips(chart: Chart, room: float, height: float) -> Chart:
    return first_rows(chart, "row", int((height - _AXIS) // 34), "row")


def _crop_intervals(chart: Chart, room: float, height: float) -> Chart:
    return first_rows(chart, "row", int((height - _AXIS) // 17), "country")


def _scale(chart: Chart, low: float, high: float, start: float, end: float) -> Place:
    """From a value to pixels; on a log scale by powers."""
    turn = log10 if chart.variant == "log" else float
    first, last = turn(low), turn(high)
    span = (last - first) or 1.0
    return lambda value: start + (turn(value) - first) / span * (end - start)


def _draw_strips(canvas: Canvas, box: Box, chart: Chart) -> None:
    look, rows = canvas.look, marks(chart)
    values = [float(mark["x"]) for mark in rows]
    x = _scale(chart, min(values), max(values), box.x + 12, box.right - 12)
    row = (box.height - _AXIS) / max(1, len(row_names(rows)))
    for number, name in enumerate(row_names(rows)):
        y = box.y + row * (number + 0.66)
        canvas.line([(box.x, y), (box.right, y)], look.rule, 1)
        canvas.text(box.x, y - row * 0.36, fitted(name, box.width, LABEL), LABEL)
    if chart.variant == "log":
        powers = range(ceil(log10(min(values))), floor(log10(max(values))) + 1)
        steps = [10.0**power for power in powers]
    else:
        steps = ticks(min(values), max(values), 6)
    for step in steps:
        words, soft = tick_text(step), look.ink_soft
        canvas.text(x(step), box.bottom - 8, words, SMALL, color=soft, align="center")
    colours = {entry.key: entry.color for entry in chart.legend}
    order = (*(m for m in rows if m["key"] not in {MEDIAN, CHOSEN}), *_last(rows))
    for mark in order:
        y = box.y + row * (float(mark["y"]) + 0.66 + float(mark["offset"]) * 0.9)
        at = x(float(mark["x"]))
        if mark["key"] == MEDIAN:
            canvas.line([(at, y - 11), (at, y + 11)], look.ink, 2.5)
        else:
            chosen = mark["key"] == CHOSEN
            shape, size = ("diamond", 2.0 * MARK) if chosen else ("circle", 1.2 * MARK)
            canvas.marker(shape, at, y, size, colours[str(mark["key"])], look.paper, 0.5)


def _last(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [mark for key in (MEDIAN, CHOSEN) for mark in rows if mark["key"] == key]


def _draw_intervals(canvas: Canvas, box: Box, chart: Chart) -> None:
    look, rows = canvas.look, marks(chart)
    ends = [float(mark[name]) for mark in rows for name in ("low", "high", "x")]
    domain = chart.scale.domain if chart.scale else None
    low, high = domain or (min(ends), max(ends))
    x = _scale(chart, low, high, box.x + _NAMES, box.right - 12)
    colours = {entry.key: entry.color for entry in chart.legend}
    for step in ticks(low, high, 6):
        canvas.line([(x(step), box.y + 20), (x(step), box.bottom)], look.rule, 1)
        canvas.text(
            x(step), box.y + 12, tick_text(step), SMALL, color=look.ink_soft, align="center"
        )
    row = (box.height - _AXIS) / max(1, len(rows))
    for number, mark in enumerate(rows):
        y = box.y + _AXIS + row * (number + 0.5)
        chosen = mark["key"] == "chosen"
        name = fitted(str(mark["row_label"]), _NAMES - 16, SMALL)
        canvas.text(box.x + _NAMES - 12, y, name, SMALL, bold=chosen, align="right", at="center")
        wide = [(x(float(mark["low"])), y), (x(float(mark["high"])), y)]
        canvas.line(wide, colours["bar"], 7)
        if "line" in colours:
            thin = [(x(float(mark["out_low"])), y), (x(float(mark["out_high"])), y)]
            canvas.line(thin, colours["line"], 1.5)
        canvas.marker(
            "circle", x(float(mark["x"])), y, 1.7 * MARK, colours[str(mark["key"])], look.paper, 1
        )


def _draw_scatter(canvas: Canvas, box: Box, chart: Chart) -> None:
    look, rows = canvas.look, marks(chart)
    across, up = ([float(mark[name]) for mark in rows] for name in ("x", "y"))
    plot = Box(box.x + 44, box.y + 28, box.width - 60, box.height - 78)
    x = _scale(chart, min(across), max(across), plot.x + 8, plot.right - 8)
    y = _scale(chart, min(up), max(up), plot.bottom - 8, plot.y + 8)
    for step in ticks(min(across), max(across), 6):
        canvas.line([(x(step), plot.y), (x(step), plot.bottom)], look.rule, 1)
        canvas.text(
            x(step), plot.bottom + 18, tick_text(step), SMALL, color=look.ink_soft, align="center"
        )
    for step in ticks(min(up), max(up), 5):
        canvas.line([(plot.x, y(step)), (plot.right, y(step))], look.rule, 1)
        canvas.text(
            plot.x - 8,
            y(step),
            tick_text(step),
            SMALL,
            color=look.ink_soft,
            align="right",
            at="center",
        )
    labels = [column.label for column in chart.columns[1:3]]
    canvas.text(box.x, box.y + 14, f"↑ {labels[1]}", SMALL, color=look.ink_soft)
    middle = (plot.x + plot.right) / 2
    canvas.text(
        middle, box.bottom - 10, f"{labels[0]} →", SMALL, color=look.ink_soft, align="center"
    )
    for entry in chart.legend:
        for mark in rows:
            if mark["key"] != entry.key:
                continue
            at, level, chosen = x(float(mark["x"])), y(float(mark["y"])), entry.key == "chosen"
            shape, size = ("diamond", 2.0 * MARK) if chosen else ("circle", 1.5 * MARK)
            canvas.marker(shape, at, level, size, entry.color, look.paper, 0.8)
            if chosen:
                canvas.text(at + 10, level, str(mark["name"]), SMALL, at="center")


STRIPS = Kind(_strip_height, _draw_strips, _crop_strips)
INTERVALS = Kind(_interval_height, _draw_intervals, _crop_intervals)
SCATTER = Kind(lambda chart, room: _SCATTER, _draw_scatter)
