"""Scatter plots for the screen."""

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import (
    NOTE,
    Figure,
    axis,
    figure,
    layout,
    marks,
    note,
    plain,
)
from dashboard.charts.tokens import Theme


def render_scatter(chart: Chart, theme: Theme) -> Figure:
    """Dots with both axes named; the chosen countries carry their name."""
    rows = marks(chart)
    traces = []
    for entry in chart.legend:
        own = [mark for mark in rows if mark["key"] == entry.key]
        chosen = entry.key == "chosen"
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": plain(entry.label),
                "x": [float(mark["x"]) for mark in own],
                "y": [float(mark["y"]) for mark in own],
                "marker": {
                    "size": 12 if chosen else 8,
                    "symbol": "diamond" if chosen else "circle",
                    "color": entry.on(theme.dark),
                    "opacity": 1 if chosen else 0.7,
                    "line": {"color": theme.paper, "width": 1},
                },
                "hovertext": [
                    f"<b>{plain(mark['name'])}</b><br>{plain(mark['text'])}" for mark in own
                ],
                "hoverinfo": "text",
            }
        )
    names = [
        note(
            mark["name"],
            theme,
            x=float(mark["x"]),
            y=float(mark["y"]),
            xshift=10,
            font={"size": NOTE, "color": theme.ink},
        )
        for mark in rows
        if mark["key"] == "chosen"
    ]
    across, up = (column.label for column in chart.columns[1:3])
    top = note(f"↑ {up}", theme, xref="paper", yref="paper", x=0, y=1, yanchor="bottom", yshift=8)
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 16, "t": 32, "b": 48, "pad": 0},
        xaxis=axis(theme, title={"text": f"{plain(across)} →", "font": {"size": NOTE}}),
        yaxis=axis(theme, automargin=True),
        annotations=[top, *names],
    )
    return figure(traces, shape)
