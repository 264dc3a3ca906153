"""Percentile dot plots for the screen."""

from collections import Counter

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.dots import MEDIANS
from dashboard.charts.plotly_base import (
    Figure,
    Mark,
    Trace,
    axis,
    figure,
    layout,
    marks,
    note,
    plain,
    row_labels,
    row_names,
)
from dashboard.charts.tokens import SYMBOLS, Theme

MARGIN_X = -9.0
"""Where countries without data stand, left of the scale."""
_STEP = 2.5
_TICKS = {"world": "line-ns", "region": "line-ns", "income": "y-down"}
_SIZES = {"world": 20, "region": 12, "income": 10}


def render_dots(chart: Chart, theme: Theme) -> Figure:
    """One row an indicator from 0 to 100; countries as shapes, medians as ticks."""
    rows = marks(chart)
    names = row_names(rows)
    countries = [entry.key for entry in chart.legend if entry.key not in MEDIANS]
    symbols = dict(zip(countries, SYMBOLS, strict=False)) | _TICKS
    waiting: Counter[int] = Counter()
    traces = []
    for entry in chart.legend:
        own = [mark for mark in rows if mark["key"] == entry.key]
        places = [_place(mark, waiting) for mark in own]
        traces.append(_trace(entry, own, places, symbols[entry.key], names, theme))
    rails = [
        {
            "type": "line",
            "x0": 0,
            "x1": 100,
            "y0": y,
            "y1": y,
            "layer": "below",
            "line": {"color": theme.rule, "width": 2},
        }
        for y in range(len(names))
    ]
    notes = row_labels(names, theme, lift=0.2)
    if waiting:
        notes.append(
            note(
                "no data",
                theme,
                xref="paper",
                x=0,
                y=1.0,
                yref="paper",
                yanchor="bottom",
            )
        )
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 12, "t": 24, "b": 32, "pad": 0},
        xaxis=axis(
            theme,
            range=[-14 if waiting else -3, 103],
            tickvals=[0, 25, 50, 75, 100],
            ticktext=["0", "25", "50", "75", "100"],
        ),
        yaxis=axis(theme, visible=False, range=[len(names) - 0.4, -0.75]),
        shapes=rails,
        annotations=notes,
    )
    return figure(traces, shape)


def _place(mark: Mark, waiting: Counter[int]) -> float | None:
    """The percentile, or a free spot in the margin; a median without data is not drawn."""
    if not mark["missing"]:
        return float(mark["x"])
    if mark["key"] in MEDIANS:
        return None
    row = int(mark["y"])
    waiting[row] += 1
    return MARGIN_X + _STEP * (waiting[row] - 1)


def _trace(
    entry: LegendEntry,
    own: list[Mark],
    places: list[float | None],
    symbol: str,
    names: list[str],
    theme: Theme,
) -> Trace:
    median = entry.key in MEDIANS
    colour = entry.on(theme.dark)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(entry.label),
        "x": places,
        "y": [int(mark["y"]) for mark in own],
        "marker": {
            "symbol": [f"{symbol}-open" if mark["missing"] else symbol for mark in own],
            "size": _SIZES.get(entry.key, 13),
            "color": colour,
            "opacity": 1,
            "line": {
                "color": colour if median else theme.paper,
                "width": [2.0 if median or mark["missing"] else 1.0 for mark in own],
            },
        },
        "hovertext": [
            f"<b>{plain(entry.label)}</b><br>{plain(names[int(mark['y'])])}"
            f"<br>{plain(mark['text'])}"
            for mark in own
        ],
        "hoverinfo": "text",
    }
