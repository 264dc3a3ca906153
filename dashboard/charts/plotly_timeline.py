"""Timelines for the screen: bars over dates, faint where a date is unsure, a band for undated."""

from datetime import date, timedelta
from typing import Any

from dashboard.charts.chart import Chart, LegendEntry
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
from dashboard.charts.tokens import Theme

THICK = 0.34
"""Height of a segment, as a share of its row."""
FAINT = 0.35
_DAY_MS = 86_400_000


def render_timeline(chart: Chart, theme: Theme) -> Figure:
    """Two traces a status: certain days solid, possible days faint; undated ones in a side band."""
    rows = marks(chart)
    names = row_names(rows)
    first, last = _range(chart, rows)
    band = first - (last - first) * 0.16
    traces: list[Trace] = []
    for entry in chart.legend:
        own = [mark for mark in rows if mark["color"] == entry.key]
        dated = [mark for mark in own if not mark["undated"]]
        unsure = [mark for mark in dated if mark["x_maybe"] != mark["x0"]]
        fading = [mark for mark in dated if mark.get("x_until", mark["x1"]) != mark["x1"]]
        loose = [mark for mark in own if mark["undated"]]
        traces += [
            *([_segments(dated, "x0", "x1", 1.0, entry, theme)] if dated else ()),
            *([_segments(unsure, "x_maybe", "x0", FAINT, entry, theme)] if unsure else ()),
            *([_segments(fading, "x1", "x_until", FAINT, entry, theme)] if fading else ()),
            *([_loose(loose, band, entry, theme)] if loose else ()),
        ]
    shapes: list[dict[str, Any]] = []
    notes = row_labels(names, theme, lift=THICK / 2 + 0.06)
    left = first
    if any(mark["undated"] for mark in rows):
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
            note("date not known", theme, x=left.isoformat(), y=1, yref="paper", yanchor="bottom")
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
        margin={"l": 8, "r": 12, "t": 24, "b": 32, "pad": 0},
        xaxis=axis(
            theme, type="date", range=[left.isoformat(), _after(last)], **_ticks(first, last)
        ),
        yaxis=axis(theme, visible=False, range=[len(names) - 0.5, -0.7]),
        shapes=shapes,
        annotations=notes,
    )
    return figure(traces, shape)


def _range(chart: Chart, rows: list[Mark]) -> tuple[date, date]:
    days = [str(mark.get(role, "")) for mark in rows for role in ("x_maybe", "x1", "x_until")]
    guides = [str(guide.value) for guide in chart.guides if guide.axis == "x"]
    known = sorted(date.fromisoformat(day) for day in (*days, *guides) if day)
    first = known[0] if known else date(2001, 1, 1)
    last = known[-1] if known else first
    return min(first, last - timedelta(days=365)), last


def _after(last: date) -> str:
    return (last + timedelta(days=60)).isoformat()


def _ticks(first: date, last: date) -> dict[str, Any]:
    """Whole years, about five at most to fit a narrow frame, none inside the undated band."""
    years = last.year - first.year + 1
    step = next((s for s in (1, 2, 5, 10, 20) if years / s <= 5), 50)
    shown = [y for y in range(first.year, last.year + 1) if y % step == 0 and y > first.year]
    return {"tickvals": [f"{y}-01-01" for y in shown], "ticktext": [str(y) for y in shown]}


def _segments(
    own: list[Mark], start: str, stop: str, opacity: float, entry: LegendEntry, theme: Theme
) -> Trace:
    days = [date.fromisoformat(m[stop]) - date.fromisoformat(m[start]) for m in own]
    return {
        "type": "bar",
        "orientation": "h",
        "name": plain(entry.label),
        "base": [str(mark[start]) for mark in own],
        "x": [length.days * _DAY_MS for length in days],
        "y": [int(mark["y"]) for mark in own],
        "width": THICK,
        "marker": {
            "color": entry.on(theme.dark),
            "opacity": opacity,
            "line": {"color": theme.outline, "width": 0.5},
        },
        **_hover(own, entry),
    }


def _loose(own: list[Mark], band: date, entry: LegendEntry, theme: Theme) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": plain(entry.label),
        "x": [band.isoformat()] * len(own),
        "y": [int(mark["y"]) for mark in own],
        "marker": {
            "symbol": "diamond",
            "size": 13,
            "color": entry.on(theme.dark),
            "line": {"color": theme.outline, "width": 1},
        },
        **_hover(own, entry),
    }


def _hover(own: list[Mark], entry: LegendEntry) -> dict[str, object]:
    words = [
        f"<b>{plain(mark['row_label'])}</b><br>{plain(entry.label)}, {plain(mark['text'])}"
        for mark in own
    ]
    return {"hovertext": words, "hoverinfo": "text"}
