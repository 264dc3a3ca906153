"""What every Plotly figure shares: plain dicts, our fonts and colours, no title, no toolbar."""

from collections.abc import Mapping
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.tokens import FONT, TYPE_SCALE, Theme

Figure = dict[str, Any]
"""``{"data": [...], "layout": {...}, "config": {...}}`` of plain lists, numbers and text."""
Trace = dict[str, Any]
Mark = dict[str, Any]

CONFIG: Mapping[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
NOTE, BODY = TYPE_SCALE[0], TYPE_SCALE[1]


def plain(text: object) -> str:
    """Text safe inside a figure: Plotly reads a few tags, data must not become one."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shorten(text: str, most: int) -> str:
    """At most ``most`` characters, cut at a word where possible, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rsplit(" ", 1)[0] if " " in head[most * 2 // 3 :] else head
    return f"{cut.rstrip(' ,;:(–-')}…"


def two_lines(text: str, most: int) -> str:
    """A label in at most two lines of ``most`` characters each, ready for Plotly."""
    if len(text) <= most:
        return plain(text)
    cut = text.rfind(" ", 0, most + 1)
    first, rest = (text[:cut], text[cut + 1 :]) if cut > 0 else (text[:most], text[most:])
    return f"{plain(first)}<br>{plain(shorten(rest, most))}"


def marks(chart: Chart) -> list[Mark]:
    """The rows drawn as plain dicts from role to cell."""
    columns = {role: chart.data[column].tolist() for role, column in chart.encodings.items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def row_names(rows: list[Mark]) -> list[str]:
    """Row labels by place (role ``y``), from the first mark of each row."""
    names: dict[int, str] = {}
    for mark in rows:
        names.setdefault(int(mark["y"]), str(mark["row_label"]))
    return [names[place] for place in sorted(names)]


def axis(theme: Theme, **settings: Any) -> dict[str, Any]:
    """A quiet axis: light grid, no zero line, no zoom."""
    return {
        "showline": False,
        "zeroline": False,
        "gridcolor": theme.rule,
        "tickfont": {"color": theme.ink_soft, "size": NOTE},
        "ticks": "",
        "tickangle": 0,
        "fixedrange": True,
        **settings,
    }


def layout(chart: Chart, theme: Theme, **settings: Any) -> dict[str, Any]:
    """The layout around any chart; ``settings`` replace or add keys."""
    return {
        "height": chart.height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": BODY, "color": theme.ink},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.panel,
            "bordercolor": theme.outline,
            "font": {"family": FONT, "size": NOTE, "color": theme.ink},
            "align": "left",
        },
        "dragmode": False,
        "uirevision": chart.kind,
        "shapes": [],
        "annotations": [],
        **settings,
    }


def note(text: str, theme: Theme, **place: Any) -> dict[str, Any]:
    """A piece of text in the figure, without an arrow."""
    return {
        "text": plain(text),
        "showarrow": False,
        "font": {"size": NOTE, "color": theme.ink_soft},
        "xref": "x",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        **place,
    }


def row_labels(labels: list[str], theme: Theme, lift: float) -> list[dict[str, Any]]:
    """A label above each row instead of beside it, so that narrow screens keep the plot."""
    return [
        note(
            shorten(text, 48),
            theme,
            xref="paper",
            x=0,
            y=place - lift,
            font={"size": NOTE, "color": theme.ink},
            yanchor="bottom",
        )
        for place, text in enumerate(labels)
    ]


def figure(data: list[Trace], shape: dict[str, Any]) -> Figure:
    return {"data": data, "layout": shape, "config": dict(CONFIG)}


def nothing(chart: Chart, theme: Theme) -> Figure:
    """A figure for a chart without rows: it says so instead of showing empty axes."""
    hidden = {"visible": False, "fixedrange": True}
    text = note(
        "Nothing to show for this selection",
        theme,
        **{"xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "xanchor": "center"},
    )
    return figure([], layout(chart, theme, xaxis=hidden, yaxis=hidden, annotations=[text]))
