"""Flows from left to right, the widths as the numbers; the gathered rest last on each side."""

from collections import defaultdict

import numpy as np
from matplotlib.path import Path

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.flow import OTHERS, sides_of
from dashboard.charts.format import number
from dashboard.charts.plotly_base import marks
from dashboard.charts.plotly_lines import spread
from dashboard.export.still.canvas import Align, Box, Canvas, Fill
from dashboard.export.still.fonts import fitted
from dashboard.export.still.kind import LABEL, SMALL, Kind

_NODE, _PAD = 13.0, 9.0
_NAMES = 200.0
_ROW, _LINE = 30.0, 15.0


def _height(chart: Chart, room: float) -> float:
    sides = [chart.data[chart.encodings[side]].nunique() for side in ("source", "target")]
    return 40 + _ROW * max([*sides, 8])


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    rows = marks(chart)
    legend = {entry.key: entry for entry in chart.legend}
    plot = Box(box.x + _NAMES, box.y + 26, box.width - 2 * _NAMES, box.height - 30)
    soft = canvas.look.ink_soft
    canvas.text(plot.x - 8, box.y + 14, legend["flow"].label, SMALL, color=soft, align="right")
    canvas.text(plot.right + 8, box.y + 14, legend["end"].label, SMALL, color=soft)
    sides = [sides_of(rows, side) for side in ("source", "target")]
    most = max(len(side) for side in sides)
    total = sum(float(mark["value"]) for mark in rows) or 1.0
    scale = (plot.height - _PAD * (most - 1)) / total
    places = [_places(side, plot, scale) for side in sides]
    used: list[dict[str, float]] = [defaultdict(float), defaultdict(float)]
    order = [{key: i for i, (key, _, _) in enumerate(side)} for side in sides]
    for mark in sorted(
        rows, key=lambda m: (order[0][str(m["source"])], order[1][str(m["target"])])
    ):
        ends = (str(mark["source"]), str(mark["target"]))
        thick = float(mark["value"]) * scale
        tops = [places[i][ends[i]] + used[i][ends[i]] for i in (0, 1)]
        for i in (0, 1):
            used[i][ends[i]] += thick
        color = _tone(legend, ends[0], "flow").color
        start, stop = plot.x + _NODE, plot.right - _NODE
        canvas.shape(_ribbon(start, stop, tops[0], tops[1], thick), Fill(color, alpha=0.32))
    for i, side in enumerate(sides):
        middles = [places[i][key] + value * scale / 2 for key, _, value in side]
        for (key, label, value), middle in zip(
            side, spread(middles, [_LINE] * len(side)), strict=True
        ):
            x = plot.x if i == 0 else plot.right - _NODE
            tall = value * scale
            y = places[i][key]
            tone = _tone(legend, key, "flow" if i == 0 else "end")
            canvas.rect(Box(x, y, _NODE, max(1.0, tall)), Fill(tone.color), name=f"node-{i}-{key}")
            words = f"{fitted(label, _NAMES - 60, LABEL)} {number(value)}"
            place = x - 7 if i == 0 else x + _NODE + 7
            align: Align = "right" if i == 0 else "left"
            canvas.text(place, middle, words, LABEL, align=align, at="center")


def _places(side: list[tuple[str, str, float]], plot: Box, scale: float) -> dict[str, float]:
    """The top of each node; the side fills the height."""
    filled = sum(value for _, _, value in side) * scale
    pad = (plot.height - filled) / max(1, len(side) - 1)
    top = plot.y
    places = {}
    for key, _, value in side:
        places[key] = top
        top += value * scale + pad
    return places


def _ribbon(x0: float, x1: float, y0: float, y1: float, thick: float) -> Path:
    middle = (x0 + x1) / 2
    vertices = [
        *((x0, y0), (middle, y0), (middle, y1), (x1, y1)),
        *((x1, y1 + thick), (middle, y1 + thick), (middle, y0 + thick), (x0, y0 + thick)),
        (x0, y0),
    ]
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    return Path(np.array(vertices), codes)


def _tone(legend: dict[str, LegendEntry], key: str, side: str) -> LegendEntry:
    return legend[OTHERS] if key == OTHERS and OTHERS in legend else legend[side]


FLOW = Kind(_height, _draw, keyed=False)
