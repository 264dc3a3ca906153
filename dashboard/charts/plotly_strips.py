"""Distribution strips for the screen."""

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import (
    Figure,
    Mark,
    Trace,
    axis,
    figure,
    layout,
    marks,
    plain,
    row_labels,
    row_names,
)
from dashboard.charts.strips import CHOSEN, MEDIAN
from dashboard.charts.tokens import Theme

_SIZES = {MEDIAN: 22, CHOSEN: 12}


def render_strips(chart: Chart, theme: Theme) -> Figure:
    """One row a group; dots apart where they would cover each other, the median as a tick."""
    rows = marks(chart)
    names = row_names(rows)
    traces = [_trace(chart, rows, entry.key, theme) for entry in chart.legend]
    rails = [
        {
            **{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y},
            **{"layer": "below", "line": {"color": theme.rule, "width": 1}},
        }
        for y in range(len(names))
    ]
    log = chart.variant == "log"
    across = {"type": "log", "dtick": 1} if log else {}
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 12, "t": 8, "b": 32, "pad": 0},
        xaxis=axis(theme, tickformat="~s" if log else ",", **across),
        yaxis=axis(theme, visible=False, range=[len(names) - 0.45, -0.8]),
        shapes=rails,
        annotations=row_labels(names, theme, lift=0.3),
    )
    return figure(traces, shape)


def _trace(chart: Chart, rows: list[Mark], key: str, theme: Theme) -> Trace:
    entry = next(e for e in chart.legend if e.key == key)
    own = [mark for mark in rows if mark["key"] == key]
    colour = entry.on(theme.dark)
    median = key == MEDIAN
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(entry.label),
        "x": [float(mark["x"]) for mark in own],
        "y": [int(mark["y"]) + float(mark["offset"]) for mark in own],
        "marker": {
            "symbol": "line-ns" if median else "diamond" if key == CHOSEN else "circle",
            "size": _SIZES.get(key, 6),
            "color": theme.ink if median else colour,
            "opacity": 1 if median or key == CHOSEN else 0.8,
            "line": {
                "color": theme.ink if median else theme.paper,
                "width": 2.5 if median else 0.5,
            },
        },
        "hovertext": [
            f"<b>{plain(mark['name'])}</b>, {plain(mark['row_label'])}<br>{plain(mark['text'])}"
            for mark in own
        ],
        "hoverinfo": "text",
    }
