"""Lines for the screen: names stand at the line ends and keep clear of each other."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.format import date_phrase, number
from dashboard.charts.frames import floats
from dashboard.charts.plotly_base import (
    Figure,
    Trace,
    axis,
    figure,
    layout,
    marks,
    note,
    plain,
    shorten,
)
from dashboard.charts.tokens import Theme

LABEL_PX = 17
LINE = 14
_DASHES = ("solid", "dash", "dot", "longdash", "dashdot", "longdashdot")


def render_lines(chart: Chart, theme: Theme) -> Figure:
    """One trace a series; a missing value is a gap; dashes tell the lines apart without colour."""
    decimals = next((c.decimals for c in chart.columns if c.key == chart.encodings["y"]), 0)
    traces: list[Trace] = []
    ends: list[tuple[float, str, str]] = []
    known_values: list[float] = []
    rows = marks(chart)
    for entry, dash in zip(chart.legend, _DASHES, strict=False):
        own = [mark for mark in rows if mark["series"] == entry.key]
        if not own:
            continue
        values = floats(mark["y"] for mark in own)
        known = [value for value in values if value is not None]
        colour = entry.on(theme.dark)
        days = [str(mark["x"]) for mark in own]
        traces.append(_trace(entry.label, days, values, colour, dash, chart, decimals))
        if known:
            known_values += known
            ends.append((known[-1], entry.label, colour))
    low, high = min(0.0, *known_values, 0.0), max(0.0, *known_values, 0.0)
    span = (high - low) or 1.0
    if len(ends) == 1:  # the title names a line that stands alone
        value, _, colour = ends[0]
        ends = [(value, number(value, decimals, chart.unit), colour)]
    names = [_wrapped(text) for _, text, _ in ends]
    pixel = span * 1.08 / max(1, chart.height - 48)
    places = spread([end[0] for end in ends], [pixel * LABEL_PX * len(name) for name in names])
    labels = [
        note("", theme, xref="paper", x=1.01, y=y, align="left")
        | {"text": f'<span style="color:{colour}">▬</span> {"<br>".join(map(plain, name))}'}
        for y, name, (_, _, colour) in zip(places, names, ends, strict=True)
    ]
    room = 32 + 8 * max((len(line) for name in names for line in name), default=0)
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": room, "t": 12, "b": 32, "pad": 4},
        hovermode="x unified",
        xaxis=axis(theme, type="date", showgrid=False, hoverformat="%-d %b %Y"),
        yaxis=axis(theme, range=[low, low + span * 1.08], automargin=True, tickformat=",~r"),
        annotations=labels,
        **_guides(chart, theme),
    )
    return figure(traces, shape)


def _trace(
    label: str,
    days: list[str],
    values: list[float | None],
    colour: str,
    dash: str,
    chart: Chart,
    decimals: int,
) -> Trace:
    step = chart.variant == "step"
    return {
        "type": "scatter",
        "mode": "lines" if step or len(days) > 1 else "markers",
        "name": plain(label),
        "x": days,
        "y": values,
        "line": {"color": colour, "width": 2.5, "dash": dash, "shape": "hv" if step else "linear"},
        "marker": {"color": colour, "size": 8},
        "connectgaps": False,
        "hovertemplate": "%{customdata}",
        "customdata": [plain(number(value, decimals, chart.unit)) for value in values],
    }


def _wrapped(name: str) -> list[str]:
    """A name in up to three short lines, so that a narrow screen keeps its room for the plot."""
    return wrap(shorten(name, 36), LINE, max_lines=3, placeholder="…")


def spread(places: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Move labels apart until none covers another, keeping order and centre."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[tuple[float, list[int]]] = []
    for i in order:
        centre, own = places[i], [i]
        while groups:
            other, above = groups[-1]
            if centre - other >= (_height(own, heights) + _height(above, heights)) / 2:
                break
            groups.pop()
            centre = (centre * len(own) + other * len(above)) / (len(own) + len(above))
            own = above + own
        groups.append((centre, own))
    result = [0.0] * len(places)
    for centre, own in groups:
        edge = centre - _height(own, heights) / 2
        for i in own:
            result[i] = edge + heights[i] / 2
            edge += heights[i]
    return result


def _height(labels: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[i] for i in labels)


def _guides(chart: Chart, theme: Theme) -> dict[str, Any]:
    return {
        "shapes": [
            {
                "type": "line",
                **(
                    {"x0": g.value, "x1": g.value, "y0": 0, "y1": 1, "yref": "paper"}
                    if g.axis == "x"
                    else {"y0": g.value, "y1": g.value, "x0": 0, "x1": 1, "xref": "paper"}
                ),
                "line": {"color": theme.outline, "width": 1, "dash": "dot"},
                "label": {
                    "text": plain(g.label or date_phrase(g.value)),
                    "font": {"size": 13, "color": theme.ink_soft},
                    "textposition": "end" if g.axis == "y" else "start",
                },
            }
            for g in chart.guides
        ]
    }
