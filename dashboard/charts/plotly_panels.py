"""Small multiples for the screen: two panels a row, one range for all of them."""

from typing import Any

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.format import number
from dashboard.charts.frames import floats
from dashboard.charts.panels import COLUMNS
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
    shorten,
)
from dashboard.charts.tokens import Theme

_GAP_X, _GAP_Y = 0.06, 0.16


def render_panels(chart: Chart, theme: Theme) -> Figure:
    """Each panel: its own series strong, the others faint, its name above, 'no data' in words."""
    decimals = next((c.decimals for c in chart.columns if c.key == chart.encodings["y"]), 0)
    rows = marks(chart)
    own = {e.key: [m for m in rows if m["series"] == e.key] for e in chart.legend}
    low, high = _range([value for value in floats(m["y"] for m in rows) if value is not None])
    span = (high - low) or 1.0
    days = sorted(str(m["x"]) for m in rows)
    traces: list[Trace] = []
    axes: dict[str, Any] = {}
    names: list[dict[str, Any]] = []
    lines_of = -(-len(chart.legend) // COLUMNS)
    for place, entry in enumerate(chart.legend):
        ident = "" if place == 0 else str(place + 1)
        x0, x1, y0, y1 = _cell(place, lines_of)
        axes[f"xaxis{ident}"] = axis(
            theme, type="date", domain=[x0, x1], anchor=f"y{ident}", showgrid=False, nticks=5,
            range=_time(days), hoverformat="%Y",
        )  # fmt: skip
        axes[f"yaxis{ident}"] = axis(
            theme, domain=[y0, y1], anchor=f"x{ident}", range=[low, low + span * 1.08], nticks=4,
            tickformat=",~r", showticklabels=place % COLUMNS == 0,
        )  # fmt: skip
        for other in chart.legend:
            if other is not entry and own[other.key]:
                traces.append(_faint(own[other.key], ident, theme))
        traces.append(_strong(own[entry.key], entry, ident, chart, decimals, theme))
        words = entry.label if own[entry.key] else f"{entry.label}: no data"
        names.append(
            note(
                shorten(words, 30),
                theme,
                xref="paper",
                yref="paper",
                x=x0,
                y=y1,
                yanchor="bottom",
                font={"size": 13, "color": entry.on(theme.dark)},
            )
        )
    shape = layout(
        chart,
        theme,
        margin={"l": 44, "r": 8, "t": 24, "b": 28, "pad": 2},
        hovermode="x",
        annotations=names,
        **axes,
    )
    return figure(traces, shape)


def _range(known: list[float]) -> tuple[float, float]:
    return min(0.0, *known, 0.0), max(0.0, *known, 0.0)


def _time(days: list[str]) -> list[str] | None:
    """One span of time for all panels, a little wider than the first and last year."""
    if not days:
        return None
    return [f"{int(days[0][:4]) - 1}-07-01", f"{int(days[-1][:4])}-07-01"]


def _cell(place: int, lines_of: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of one panel as shares of the plot."""
    row, column = divmod(place, COLUMNS)
    width = (1 - _GAP_X * (COLUMNS - 1)) / COLUMNS
    height = (1 - _GAP_Y * (lines_of - 1)) / lines_of
    x0, y1 = column * (width + _GAP_X), 1 - row * (height + _GAP_Y)
    return x0, x0 + width, max(0.0, y1 - height), y1


def _faint(own: list[Mark], ident: str, theme: Theme) -> Trace:
    return {
        **_base(own, ident),
        "mode": "lines",
        "opacity": 0.55,
        "line": {"color": theme.outline, "width": 1},
        "hoverinfo": "skip",
    }


def _strong(
    own: list[Mark], entry: LegendEntry, ident: str, chart: Chart, decimals: int, theme: Theme
) -> Trace:
    colour = entry.on(theme.dark)
    return {
        **_base(own, ident),
        "name": plain(entry.label),
        "line": {"color": colour, "width": 2.5},
        "marker": {"color": colour, "size": 5},
        "hovertemplate": "%{customdata}",
        "customdata": [plain(number(v, decimals, chart.unit)) for v in floats(m["y"] for m in own)],
    }


def _base(own: list[Mark], ident: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [str(mark["x"]) for mark in own],
        "y": floats(mark["y"] for mark in own),
        "xaxis": f"x{ident}",
        "yaxis": f"y{ident}",
        "connectgaps": False,
        "showlegend": False,
    }
