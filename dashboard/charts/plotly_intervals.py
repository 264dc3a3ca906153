"""Dot plots with interval bars for the screen."""

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import (
    NOTE,
    Figure,
    Mark,
    Trace,
    axis,
    figure,
    layout,
    marks,
    plain,
    row_names,
    shorten,
)
from dashboard.charts.tokens import Theme

_LABEL = 22


def render_intervals(chart: Chart, theme: Theme) -> Figure:
    """A row a country, first at the top: a wide pale bar, a thin line, a dot."""
    rows = marks(chart)
    colours = {entry.key: entry.on(theme.dark) for entry in chart.legend}
    traces = [_bars(rows, "low", "high", colours["bar"], 8, 0.7)]
    if "line" in colours:
        traces.append(_bars(rows, "out_low", "out_high", colours["line"], 2, 1.0))
    for entry in chart.legend:
        if entry.key in {"others", "chosen"}:
            own = [mark for mark in rows if mark["key"] == entry.key]
            traces.append(_dots(own, entry.label, entry.on(theme.dark), theme))
    marked = {int(mark["y"]) for mark in rows if mark["key"] == "chosen"}
    labels = [
        f"<b>{plain(shorten(name, _LABEL))}</b>" if y in marked else plain(shorten(name, _LABEL))
        for y, name in enumerate(row_names(rows))
    ]
    domain = chart.scale.domain if chart.scale else None
    ends = {"range": [domain[0], domain[1]]} if domain else {}
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 16, "t": 28, "b": 16, "pad": 0},
        xaxis=axis(theme, side="top", **ends),
        yaxis=axis(
            theme,
            automargin=True,
            showgrid=False,
            range=[len(labels) - 0.4, -0.6],
            tickvals=list(range(len(labels))),
            ticktext=labels,
            tickfont={"color": theme.ink, "size": NOTE},
        ),
    )
    return figure(traces, shape)


def _bars(rows: list[Mark], low: str, high: str, colour: str, width: int, opacity: float) -> Trace:
    """All bars as one broken line, which costs the browser one path."""
    x: list[float | None] = []
    y: list[int | None] = []
    for mark in rows:
        x += [float(mark[low]), float(mark[high]), None]
        y += [int(mark["y"]), int(mark["y"]), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": colour, "width": width},
        "opacity": opacity,
        "hoverinfo": "skip",
    }


def _dots(own: list[Mark], label: str, colour: str, theme: Theme) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(label),
        "x": [float(mark["x"]) for mark in own],
        "y": [int(mark["y"]) for mark in own],
        "marker": {"size": 9, "color": colour, "line": {"color": theme.paper, "width": 1}},
        "hovertext": [f"<b>{plain(m['row_label'])}</b><br>{plain(m['text'])}" for m in own],
        "hoverinfo": "text",
    }
