"""The world map: the screen's shapes, dots, hatching and outlines."""

import numpy as np
from matplotlib.path import Path

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.tokens import PATTERN_HATCH, PATTERN_OUTLINE, Theme
from dashboard.core.vocabulary import Empty
from dashboard.export.still.canvas import Box, Canvas, Fill
from dashboard.export.still.geometry import World, world
from dashboard.export.still.kind import Kind

HATCH, DISPUTED = "//////", "\\\\\\\\\\"
_DOT = 6.5
_GROUND = "siachen"
"""A disputed area that belongs to no country drawn: hatched on ground of its own."""
OUTSIDE = "outside the filter"


def _height(chart: Chart, room: float) -> float:
    return room * world().ratio


def fill_of(entry: LegendEntry, look: Theme) -> Fill:
    """How a class fills an area, on the map and in its legend."""
    if entry.pattern == PATTERN_HATCH:
        return Fill(look.panel, look.outline, 0.4, HATCH, look.hatch)
    if entry.pattern == PATTERN_OUTLINE:
        return Fill(look.paper, look.outline, 0.6)
    return Fill(entry.color, look.paper, 0.5)


def outside(look: Theme) -> Fill:
    """A country the filter leaves out."""
    return Fill(look.panel, look.rule, 0.5)


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    """Countries without a row are outside the filter; others have the fill of their class."""
    earth, look = world(), canvas.look
    plot = _centred(box, earth)
    legend = {entry.key: entry for entry in chart.legend}
    role = chart.encodings
    keys = dict(zip(chart.data[role["location"]], chart.data[role["color"]], strict=True))
    lost = legend[Empty.NO_DATA]
    everyone = len(keys) >= len(earth.shapes)
    fills: dict[str, Fill] = {}
    for iso3 in (*earth.shapes, *earth.dots):
        if iso3 in keys:
            fills[iso3] = fill_of(legend[str(keys[iso3])], look)
        else:
            fills[iso3] = fill_of(lost, look) if everyone else outside(look)
    for iso3, path in earth.shapes.items():
        if iso3 not in earth.dots:
            canvas.shape(_on_page(path, earth, plot), fills[iso3], name=iso3)
    for area, path in earth.disputed:
        ground = area == _GROUND
        fill = Fill(
            look.panel if ground else "none",
            look.outline,
            0.5,
            HATCH if ground else DISPUTED,
            look.hatch if ground else look.ink,
        )
        canvas.shape(_on_page(path, earth, plot), fill, name=f"disputed-{area}")
    for iso3, place in earth.dots.items():
        xy = earth.to_page(np.array([place]), plot)[0]
        fill = fills[iso3]
        circle = _circle(float(xy[0]), float(xy[1]), _DOT * plot.width / 912)
        edged = Fill(fill.color, look.outline, 0.8, fill.hatch, fill.hatch_color)
        canvas.shape(circle, edged, name=iso3)


def _centred(box: Box, earth: World) -> Box:
    """The largest box of the map's ratio inside ``box``."""
    wide = min(box.width, box.height / earth.ratio)
    tall = wide * earth.ratio
    return Box(box.x + (box.width - wide) / 2, box.y + (box.height - tall) / 2, wide, tall)


def _on_page(path: Path, earth: World, plot: Box) -> Path:
    return Path(earth.to_page(np.asarray(path.vertices), plot), path.codes)


def _circle(x: float, y: float, size: float) -> Path:
    unit = Path.unit_circle()
    return Path(np.asarray(unit.vertices) * (size / 2) + (x, y), unit.codes)


MAP = Kind(_height, _draw)
