"""Time series whose lines carry their names at the end, so that no legend is needed."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import date_phrase, listing, number
from dashboard.charts.frames import floats, in_order, require, series_tones, texts
from dashboard.core.dates import parse_reduced


def lines(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    x: str = "date",
    y: str = "value",
    series: str = "name",
    order: Sequence[str] | None = None,
    step: bool = False,
    unit: str = "",
    decimals: int = 0,
    measure: str = "Value",
    heading: str = "Country",
    notes: tuple[str, ...] = (),
    height: int = 360,
) -> Chart:
    """Up to six series over time.

    Needs ``series`` (text), ``x`` (reduced ISO date or year), ``y`` (number or missing); uses
    source_id and as_of where given. Rows are sorted by series and time; a missing value is a gap.
    ``step`` holds each value until the next date (counts that change on a day). Raises UserError
    for more than six series and BadDateError for an ``x`` that is no date.
    """
    require(frame, (series, x, y), "line")
    names = list(order) if order is not None else in_order(frame[series])
    tones = series_tones(names, "series")
    rows = frame[frame[series].isin(names)]
    rows = rows.assign(
        x_day=[parse_reduced(_year(cell)).earliest.isoformat() for cell in rows[x]],
        **{y: pd.Series(floats(rows[y]), index=rows.index, dtype="float64")},
    )
    place = {name: i for i, name in enumerate(names)}
    rows = (
        rows.assign(_place=[place[str(name)] for name in rows[series]])
        .sort_values(["_place", "x_day"], kind="stable")
        .drop(columns="_place")
        .reset_index(drop=True)
    )
    chart = Chart(
        kind="line",
        data=rows,
        encodings={"x": "x_day", "y": y, "series": series},
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=tuple(LegendEntry.of(name, name, tones[name]) for name in names),
        unit=unit,
        columns=(
            Column(series, heading),
            Column(x, "Date", "date"),
            Column(y, measure, "number", unit, decimals),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=height,
        variant="step" if step else "",
    )
    return chart.with_alt(_alt(chart, names, decimals)).with_evidence()


def _year(cell: object) -> str:
    """A year given as a number ('2024', 2024.0) as text."""
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def _alt(chart: Chart, names: Sequence[str], decimals: int) -> str:
    start = f"Line chart. {chart.title}"
    parts = []
    series, x, y = (chart.encodings[role] for role in ("series", "x", "y"))
    known = chart.data[chart.data[y].notna()]
    for name in names:
        own = known[known[series] == name]
        if own.empty:
            parts.append(f"{name}: no data")
            continue
        first, last = own.iloc[0], own.iloc[-1]
        parts.append(
            f"{name}: {number(first[y], decimals)} on {date_phrase(first[x])}, "
            f"{number(last[y], decimals, chart.unit)} on {date_phrase(last[x])}"
        )
    return alt.sentence(start, chart.subtitle, f"Series: {listing(texts(names))}", *parts)
