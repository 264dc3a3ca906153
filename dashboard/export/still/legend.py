"""The legend of a sheet: measured in lines first, then drawn."""

from collections import Counter
from dataclasses import dataclass, replace

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.format import number
from dashboard.export.still.canvas import Box, Canvas
from dashboard.export.still.dots import symbols
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import MARK, Kind
from dashboard.export.still.maps import OUTSIDE, fill_of, outside


@dataclass(frozen=True, slots=True)
class Legend:
    """The legend in lines: (entry, label, x) each; ``shapes`` where marks have a shape."""

    lines: tuple[tuple[tuple[LegendEntry, str, float], ...], ...]
    shapes: dict[str, str]

    @property
    def height(self) -> float:
        return 22.0 * len(self.lines) + 10 if self.lines else 0.0


def legend(chart: Chart, kind: Kind, room: float) -> Legend:
    """The legend of a chart in lines no wider than ``room``; none where the drawing needs none."""
    entries = [entry for entry in chart.legend if entry.label]
    if not kind.keyed or chart.empty or not entries:
        return Legend((), {})
    counts: dict[str, int] = {}
    if chart.kind == "map":
        counts = dict(Counter(map(str, chart.data[chart.encodings["color"]])))
        if len(chart.data) < 200:
            entries.append(LegendEntry("outside", OUTSIDE, "", ""))
    lines: list[list[tuple[LegendEntry, str, float]]] = [[]]
    x = 0.0
    for entry in entries:
        count = counts.get(entry.key)
        label = f"{entry.label} {number(count)}" if count is not None else entry.label
        label = fitted(label, room - 24, 13)
        wide = 24 + width(label, 13) + 18
        if x + wide - 18 > room and lines[-1]:
            lines.append([])
            x = 0.0
        lines[-1].append((entry, label, x))
        x += wide
    return Legend(tuple(map(tuple, lines)), symbols(chart) if chart.kind == "dot" else {})


def draw_legend(canvas: Canvas, key: Legend, left: float, y: float) -> float:
    """Draw it from ``left`` and ``y`` on; where what follows may begin."""
    look = canvas.look
    for line in key.lines:
        middle = y + 11
        for entry, label, x in line:
            shape = key.shapes.get(entry.key)
            at = left + x
            if shape == "line-ns":
                canvas.line([(at + 8, middle - 8), (at + 8, middle + 8)], entry.color, 2)
            elif shape:
                canvas.marker(shape, at + 8, middle, 2.4 * MARK, entry.color, look.paper, 1)
            else:
                fill = outside(look) if entry.key == "outside" else fill_of(entry, look)
                edged = replace(fill, edge=look.outline, line=0.6)
                canvas.rect(Box(at, middle - 6.5, 18, 13), edged)
            canvas.text(at + 24, middle, label, 13, at="center")
        y += 22
    return y + (10 if key.lines else 0)
