"""Timelines for the screen: bars over dates, faint where a date is unsure, a band for undated."""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.frames import texts
from dashboard.charts.plotly_base import (
    Figure,
    Trace,
    axis,
    figure,
    layout,
    note,
    plain,
    row_labels,
)
from dashboard.charts.tokens import Theme

THICK = 0.34
"""Height of a segment, as a share of its row."""


def render_timeline(chart: Chart, theme: Theme) -> Figure:
    """Two traces a status: certain days solid, possible days faint; undated ones in a side band."""
    role = chart.encodings
    rows = chart.data
    undated = [bool(flag) for flag in rows[role["undated"]]]
    first, last = _range(chart)
    band = first - (last - first) * 0.16
    traces: list[Trace] = []
    for entry in chart.legend:
        own = rows[rows[role["color"]] == entry.key]
        colour = entry.on(theme.dark)
        dated = own[[not flag for flag in own[role["undated"]]]]
        faint = dated[dated[role["x_maybe"]] != dated[role["x0"]]]
        for part, start, stop, opacity in (
            (dated, "x0", "x1", 1.0),
            (faint, "x_maybe", "x0", 0.35),
        ):
            traces += _segments(chart, part, start, stop, colour, opacity, entry.label, theme)
        loose = own[[bool(flag) for flag in own[role["undated"]]]]
        if not loose.empty:
            traces.append(_marks(chart, loose, band, colour, entry.label, theme))
    labels = rows.drop_duplicates(role["y"]).sort_values(role["y"])[role["row_label"]]
    names = [str(label) for label in labels]
    shapes: list[dict[str, Any]] = []
    notes = row_labels(names, theme, lift=THICK / 2 + 0.06)
    left = first
    if any(undated):
        left = band - (last - first) * 0.1
        edge = first - (last - first) * 0.05
        shapes.append(
            {
                "type": "rect",
                "x0": left.isoformat(),
                "x1": edge.isoformat(),
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "fillcolor": theme.panel,
                "line": {"width": 0},
                "layer": "below",
            }
        )
        notes.append(
            note("date not known", theme, x=left.isoformat(), y=0, yref="paper", yanchor="top")
        )
    for guide in chart.guides:
        shapes.append(
            {
                "type": "line",
                "x0": guide.value,
                "x1": guide.value,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": theme.outline, "width": 1, "dash": "dot"},
            }
        )
    shape = layout(
        chart,
        theme,
        barmode="overlay",
        margin={"l": 8, "r": 12, "t": 8, "b": 40, "pad": 0},
        xaxis=axis(
            theme, type="date", range=[left.isoformat(), _after(last)], **_ticks(first, last)
        ),
        yaxis=axis(theme, visible=False, range=[len(names) - 0.5, -0.7]),
        shapes=shapes,
        annotations=notes,
    )
    return figure(traces, shape)


def _range(chart: Chart) -> tuple[date, date]:
    role = chart.encodings
    days = [*texts(chart.data[role["x_maybe"]]), *texts(chart.data[role["x1"]])]
    guides = [str(guide.value) for guide in chart.guides if guide.axis == "x"]
    known = sorted(date.fromisoformat(day) for day in (*days, *guides) if day)
    first = known[0] if known else date(2001, 1, 1)
    last = known[-1] if known else first
    return min(first, last - timedelta(days=365)), last


def _after(last: date) -> str:
    return (last + timedelta(days=60)).isoformat()


def _ticks(first: date, last: date) -> dict[str, Any]:
    """Whole years, at most about eight, none of them inside the undated band."""
    years = last.year - first.year + 1
    step = next((s for s in (1, 2, 5, 10, 20) if years / s <= 8), 50)
    shown = [y for y in range(first.year, last.year + 1) if y % step == 0 and y > first.year]
    return {"tickvals": [f"{y}-01-01" for y in shown], "ticktext": [str(y) for y in shown]}


def _segments(
    chart: Chart,
    part: pd.DataFrame,
    start: str,
    stop: str,
    colour: str,
    opacity: float,
    label: str,
    theme: Theme,
) -> list[Trace]:
    if part.empty:
        return []
    role = chart.encodings
    begins, ends = texts(part[role[start]]), texts(part[role[stop]])
    lengths = [
        (date.fromisoformat(end) - date.fromisoformat(begin)).days * 86_400_000
        for begin, end in zip(begins, ends, strict=True)
    ]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": plain(label),
            "base": begins,
            "x": lengths,
            "y": [int(place) for place in part[role["y"]]],
            "width": THICK,
            "marker": {
                "color": colour,
                "opacity": opacity,
                "line": {"color": theme.outline, "width": 0.5},
            },
            "hovertext": _hover(chart, part, label),
            "hoverinfo": "text",
        }
    ]


def _marks(
    chart: Chart, part: pd.DataFrame, band: date, colour: str, label: str, theme: Theme
) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(label),
        "x": [band.isoformat()] * len(part),
        "y": [int(place) for place in part[chart.encodings["y"]]],
        "marker": {
            "symbol": "diamond",
            "size": 13,
            "color": colour,
            "line": {"color": theme.outline, "width": 1},
        },
        "hovertext": _hover(chart, part, label),
        "hoverinfo": "text",
    }


def _hover(chart: Chart, part: pd.DataFrame, label: str) -> list[str]:
    role = chart.encodings
    return [
        f"<b>{plain(name)}</b><br>{plain(label)}, {plain(when)}"
        for name, when in zip(part[role["row_label"]], part[role["text"]], strict=True)
    ]
