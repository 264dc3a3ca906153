"""Small multiples: two panels a row on one scale, each series strong in its own."""

from dashboard.charts.chart import Chart
from dashboard.charts.panels import COLUMNS, PANEL_PX
from dashboard.export.still.canvas import Box, Canvas
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import LABEL, SMALL, Kind, ticks
from dashboard.export.still.lines import points_of, tick_words, year_labels

_GAP = 32.0
_HEAD = 24.0


def _rows(chart: Chart) -> int:
    return max(1, -(-len(chart.legend) // COLUMNS))


def _height(chart: Chart, room: float) -> float:
    return (PANEL_PX + _GAP) * _rows(chart)


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    """The panels in order of the legend; a name without values says so in its empty panel."""
    look = canvas.look
    held = {entry.key: points_of(chart, entry) for entry in chart.legend}
    known = [v for points in held.values() for _, v, _ in points if v is not None]
    days = [day for points in held.values() for day, _, _ in points]
    marks = ticks(min([0.0, *known]), max([1e-9, *known]), 4)
    low, high = min([0.0, *known]), max([marks[-1], *known])
    left = max(width(tick_words(mark, marks, chart.unit), SMALL) for mark in marks) + 12
    wide = (box.width - _GAP * (COLUMNS - 1)) / COLUMNS
    tall = box.height / _rows(chart)
    first, last = min(days), max(days)
    first, last = (first - 183, last + 183) if first == last else (first, last)
    for place, entry in enumerate(chart.legend):
        row, column = divmod(place, COLUMNS)
        x, y = box.x + column * (wide + _GAP), box.y + row * tall
        plot = Box(x + left, y + _HEAD, wide - left, tall - _HEAD - _GAP)
        lost = "" if held[entry.key] else ": no data"
        name = fitted(f"{entry.label}{lost}", wide, LABEL)
        canvas.text(x, y + 12, name, LABEL, bold=True, color=entry.color, at="center")
        for mark in marks:
            level = plot.bottom - plot.height * (mark - low) / (high - low)
            ground = look.outline if mark == 0 else look.rule
            canvas.line([(plot.x, level), (plot.right, level)], ground)
            words = tick_words(mark, marks, chart.unit)
            canvas.text(
                plot.x - 8, level, words, SMALL, color=look.ink_soft, align="right", at="center"
            )
        year_labels(canvas, plot, first, last)
        others = [other for other in chart.legend if other is not entry]
        for one in (*others, entry):
            line = [
                (
                    plot.x + plot.width * (day - first) / (last - first),
                    plot.bottom - plot.height * (value - low) / (high - low),
                )
                if value is not None
                else (float("nan"), float("nan"))
                for day, value, _ in held[one.key]
            ]
            if not line:
                continue
            own = one is entry
            key = f"line-{one.key}" if own else f"behind-{entry.key}-{one.key}"
            canvas.line(line, one.color if own else look.rule, 2.5 if own else 1.5, name=key)
            if own and len(line) == 1:
                canvas.marker("circle", *line[0], 8, one.color, one.color)


PANELS_KIND = Kind(_height, _draw, keyed=False)
