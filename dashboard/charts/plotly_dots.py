"""Percentile dot plots for the screen."""

from dashboard.charts.chart import Chart
from dashboard.charts.dots import MEDIANS
from dashboard.charts.plotly_base import (
    NOTE,
    Figure,
    Trace,
    axis,
    figure,
    layout,
    note,
    plain,
    row_labels,
)
from dashboard.charts.tokens import SYMBOLS, Theme

MARGIN_X = -9.0
"""Where countries without data stand, left of the scale."""
_STEP = 2.5


def render_dots(chart: Chart, theme: Theme) -> Figure:
    """One row an indicator from 0 to 100; countries as shapes, medians as ticks."""
    role = chart.encodings
    rows = chart.data
    labels = rows.drop_duplicates(role["y"]).sort_values(role["y"])[role["row_label"]]
    names = [str(label) for label in labels]
    symbols = dict(
        zip([e.key for e in chart.legend if e.key not in MEDIANS], SYMBOLS, strict=False)
    )
    used: dict[int, int] = {}
    traces: list[Trace] = []
    for entry in chart.legend:
        own = rows[rows[role["key"]] == entry.key]
        median = entry.key in MEDIANS
        gone = [bool(flag) for flag in own[role["missing"]]]
        places = [int(place) for place in own[role["y"]]]
        xs: list[float | None] = []
        for value, lost, place in zip(own[role["x"]], gone, places, strict=True):
            if lost and not median:
                used[place] = used.get(place, 0) + 1
            margin = None if median else MARGIN_X + _STEP * (used.get(place, 1) - 1)
            xs.append(margin if lost else float(value))
        colour = entry.on(theme.dark)
        symbol = "line-ns" if median else symbols[entry.key]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": plain(entry.label),
                "x": xs,
                "y": places,
                "marker": {
                    "symbol": [f"{symbol}-open" if lost else symbol for lost in gone],
                    "size": 18 if median else 13,
                    "color": colour,
                    "opacity": 1,
                    "line": {
                        "color": colour if median else theme.paper,
                        "width": _widths(gone, median),
                    },
                },
                "hovertext": [
                    f"<b>{plain(entry.label)}</b><br>{plain(names[place])}<br>{plain(text)}"
                    for place, text in zip(places, own[role["text"]], strict=True)
                ],
                "hoverinfo": "text",
            }
        )
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
    if used:
        notes.append(
            note(
                "no data",
                theme,
                x=MARGIN_X,
                y=1.0,
                yref="paper",
                yanchor="bottom",
                xanchor="center",
                font={"size": NOTE, "color": theme.ink_soft},
            )
        )
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 12, "t": 24, "b": 32, "pad": 0},
        xaxis=axis(
            theme,
            range=[-14 if used else -3, 103],
            tickvals=[0, 25, 50, 75, 100],
            ticktext=["0", "25", "50", "75", "100"],
        ),
        yaxis=axis(theme, visible=False, range=[len(names) - 0.4, -0.75]),
        shapes=rails,
        annotations=notes,
    )
    return figure(traces, shape)


def _widths(gone: list[bool], median: bool) -> list[float]:
    """Outline widths: ticks and open shapes are all outline, filled shapes get a thin gap."""
    return [2.0 if median or lost else 1.0 for lost in gone]
