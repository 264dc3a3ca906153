"""Counts by year as upright columns, with a mark where the way of collecting changed."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, Guide, LegendEntry
from dashboard.charts.format import number
from dashboard.charts.frames import floats, require
from dashboard.charts.tokens import RAMPS


def year_columns(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    year: str = "year",
    value: str = "incidents",
    measure: str = "Incidents",
    unit: str = "",
    decimals: int = 0,
    breaks: Sequence[tuple[int, str]] = (),
    extra: Sequence[Column] = (),
    notes: tuple[str, ...] = (),
    height: int = 340,
) -> Chart:
    """One column a year (variant ``year`` of the bar chart).

    Needs ``year`` (whole number) and ``value`` (number or missing); uses source_id and as_of
    where given. Rows without a year or value are not drawn. ``breaks`` are (first year of the new
    way of collecting, label) and become guides on x, those outside the years drawn left out;
    ``extra`` adds columns to the table twin.
    """
    require(frame, (year, value), "column")
    values = pd.Series(floats(frame[value]), index=frame.index, dtype="float64")
    rows = frame.assign(**{value: values})[values.notna() & frame[year].notna()]
    rows = rows.assign(**{year: rows[year].astype(int)})
    rows = rows.assign(value_text=[number(v, decimals, unit) for v in rows[value]])
    rows = rows.sort_values(year).reset_index(drop=True)
    first, last = (int(rows[year].min()), int(rows[year].max())) if len(rows) else (0, -1)
    chart = Chart(
        kind="bar",
        data=rows,
        encodings={"x": year, "y": value, "text": "value_text"},
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=(LegendEntry.of("bar", measure, RAMPS["incidents"][3]),),
        unit=unit,
        columns=(
            Column(year, "Year", "year"),
            Column(value, measure, "number", unit, decimals),
            *extra,
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=height,
        variant="year",
        guides=tuple(Guide("x", at, label) for at, label in breaks if first < at <= last),
    )
    return chart.with_alt(_alt(chart, decimals)).with_evidence()


def _alt(chart: Chart, decimals: int) -> str:
    pairs = [
        (str(year), float(value))
        for year, value in zip(
            chart.data[chart.encodings["x"]], chart.data[chart.encodings["y"]], strict=True
        )
    ]
    breaks = [f"{guide.value}: {guide.label}" for guide in chart.guides]
    return alt.sentence(
        f"Column chart by year. {chart.title}",
        chart.subtitle,
        alt.extremes(pairs, decimals, chart.unit),
        f"Breaks in collection: {'; '.join(breaks)}" if breaks else "",
    )
