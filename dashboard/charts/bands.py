"""Shares with two ends over the years: what is known as a line, what is possible as a band."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.colour import with_alpha
from dashboard.charts.format import number
from dashboard.charts.frames import require, series_tones
from dashboard.charts.plotly_base import Figure, Trace, axis, figure, layout, note, nothing, plain
from dashboard.charts.tokens import Theme

PANEL_PX, BARS_PX, GAP_PX = 132, 96, 40


def bands(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    panels: Mapping[str, str],
    things: str,
    notes: tuple[str, ...] = (),
) -> Chart:
    """One panel a measure over a shared axis of years, and bars of the number behind the shares.

    Needs year, measure (a key of ``panels``, which gives its heading), incidents (number), share
    and share_upper (percent, lower and upper end); uses source_id and as_of. ``things`` names
    what is counted.
    """
    require(frame, ("year", "measure", "incidents", "share", "share_upper"), "band")
    tones = series_tones(list(panels), "panels")
    chart = Chart(
        kind="line",
        data=frame.reset_index(drop=True),
        encodings={"x": "year", "y": "share", "upper": "share_upper", "series": "measure"},
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=tuple(LegendEntry.of(key, text, tones[key]) for key, text in panels.items()),
        unit="%",
        columns=(
            Column("year", "Year", "year"),
            Column("measure", "Measure"),
            Column("incidents", things, "number"),
            Column("covered", "Covered, known", "number"),
            Column("covered_upper", "Covered at most", "number"),
            Column("share", "Share, known", "number", "%", 1),
            Column("share_upper", "Share at most", "number", "%", 1),
            Column("as_of", "As of", "date"),
        ),
        height=len(panels) * (PANEL_PX + GAP_PX) + BARS_PX + GAP_PX + 24,
        variant="band",
    )
    return chart.with_alt(_alt(chart)).with_evidence()


def _alt(chart: Chart) -> str:
    parts = []
    for entry in chart.legend:
        own = chart.data[chart.data["measure"] == entry.key]
        if len(own):
            last = own.iloc[-1]
            parts.append(
                f"{entry.label}, {int(last['year'])}: {number(last['share'], 0)} to "
                f"{number(last['share_upper'], 0, '%')}"
            )
    return alt.sentence(f"Line chart with bands. {chart.title}", chart.subtitle, *parts)


def render_bands(chart: Chart, theme: Theme) -> Figure:
    """The panels for the screen: solid line known, dotted line possible, tint between them."""
    if chart.empty:
        return nothing(chart, theme)
    whole = chart.height - 48
    traces: list[Trace] = []
    shapes: dict[str, object] = {}
    heads = []
    top = 1.0
    years = chart.data["year"]
    span = [int(years.min()) - 0.6, int(years.max()) + 0.6]
    for number_, entry in enumerate(chart.legend, start=1):
        top -= GAP_PX / whole
        low = top - PANEL_PX / whole
        own = chart.data[chart.data["measure"] == entry.key]
        name = "" if number_ == 1 else str(number_)
        traces += _panel(own, entry.on(theme.dark), entry.label, name)
        shapes[f"yaxis{name}"] = axis(
            theme,
            domain=[low, top],
            range=[-2, 104],
            tickvals=[0, 50, 100],
            ticktext=["0", "50", "100 %"],
            automargin=True,
        )
        place = {"xref": "paper", "yref": "paper", "x": 0, "y": top, "yanchor": "bottom"}
        ink = {"size": 15, "color": theme.ink}
        heads.append(note(entry.label, theme, **place, font=ink, yshift=6))
        top = low
    last = str(len(chart.legend) + 1)
    top -= GAP_PX / whole
    traces.append(_bars(chart, theme, last))
    shapes[f"yaxis{last}"] = axis(
        theme, domain=[0, max(top, 0.01)], rangemode="tozero", nticks=3, automargin=True
    )
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": top, "yanchor": "bottom"}
    counted = chart.columns[2].label
    heads.append(note(counted, theme, **place, font={"size": 15, "color": theme.ink}, yshift=6))
    years_axis = axis(theme, range=span, showgrid=False, tickformat="d", anchor=f"y{last}")
    shape = layout(
        chart,
        theme,
        margin={"l": 8, "r": 16, "t": 0, "b": 28, "pad": 4},
        hovermode="x unified",
        xaxis=years_axis,
        annotations=heads,
        **shapes,
    )
    return figure(traces, shape)


def _panel(own: pd.DataFrame, colour: str, label: str, name: str) -> list[Trace]:
    x = [int(year) for year in own["year"]]
    low, high = ([round(float(v), 2) for v in own[c]] for c in ("share", "share_upper"))
    words = [
        f"{plain(label)}: {number(a, 1)} to {number(b, 1, '%')}"
        for a, b in zip(low, high, strict=True)
    ]
    shared: Trace = {"type": "scatter", "x": x, "xaxis": "x", "yaxis": f"y{name}"}
    return [
        {
            **shared,
            "mode": "lines+markers",
            "y": low,
            "line": {"color": colour, "width": 2.5},
            "marker": {"size": 5, "color": colour},
            "hovertemplate": "%{customdata}<extra></extra>",
            "customdata": words,
        },
        {
            **shared,
            "mode": "lines",
            "y": high,
            "line": {"color": colour, "width": 1, "dash": "dot"},
            "fill": "tonexty",
            "fillcolor": with_alpha(colour, 0.22),
            "hoverinfo": "skip",
        },
    ]


def _bars(chart: Chart, theme: Theme, name: str) -> Trace:
    rows = chart.data.drop_duplicates("year")
    return {
        "type": "bar",
        "x": [int(year) for year in rows["year"]],
        "y": [int(count) for count in rows["incidents"]],
        "xaxis": "x",
        "yaxis": f"y{name}",
        "marker": {"color": theme.outline},
        "hovertemplate": f"%{{y:,}} {plain(chart.columns[2].label.lower())}<extra></extra>",
    }
