"""Percentile dot plots: one row an indicator, one dot a country, ticks for the medians."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import listing, number, year
from dashboard.charts.frames import floats, in_order, require, series_tones, texts
from dashboard.charts.tokens import INK_SOFT, OUTLINE
from dashboard.core.errors import UserError

ROW_PX = 52
MEDIANS = {
    "world": "World median",
    "region": "Region median",
    "income": "Income-group median",
}
_TONES = {"world": INK_SOFT, "region": OUTLINE, "income": OUTLINE}


def percentile_dots(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    names: Mapping[str, str],
    low: str = "lowest",
    high: str = "highest",
    notes: tuple[str, ...] = (),
) -> Chart:
    """Where up to six countries stand among all countries, indicator by indicator.

    Needs ``indicator_id``, ``indicator`` (row label), ``iso3`` (a key of ``names``, or one of
    MEDIANS for the tick of a median), ``percentile`` (0–100 or missing), ``value``, ``year``; uses
    ``unit``, ``decimals``, source_id and as_of where given. Rows keep their order. A country
    without a value stands at the margin as "no data". Adds ``label``, the value with its year.
    """
    needed = ("indicator_id", "indicator", "iso3", "percentile", "value", "year")
    require(frame, needed, "dot")
    tones = series_tones(list(names), "countries")
    strangers = set(in_order(frame["iso3"])) - set(names) - set(MEDIANS)
    if strangers:
        raise UserError(
            "The dot plot got rows of countries that were not chosen",
            where="iso3",
            given=", ".join(sorted(strangers)),
            allowed=(*names, *MEDIANS),
        )
    percentiles = floats(frame["percentile"])
    values = floats(frame["value"])
    gone = [p is None or v is None for p, v in zip(percentiles, values, strict=True)]
    shown = [None if lost else p for p, lost in zip(percentiles, gone, strict=True)]
    rows = {name: i for i, name in enumerate(in_order(frame["indicator_id"]))}
    drawn = frame.assign(
        percentile=pd.Series(shown, index=frame.index, dtype="float64"),
        missing=gone,
        row=[rows[str(i)] for i in frame["indicator_id"]],
        who=[{**names, **MEDIANS}[str(iso3)] for iso3 in frame["iso3"]],
        label=_labels(frame, values, gone),
    ).reset_index(drop=True)
    chart = Chart(
        kind="dot",
        data=drawn,
        encodings={
            **{"x": "percentile", "y": "row", "row_label": "indicator", "key": "iso3"},
            **{"name": "who", "text": "label", "missing": "missing"},
        },
        title=title,
        subtitle=subtitle,
        notes=(*notes, f"Position among all countries with data: left {low}, right {high}"),
        legend=(
            *(LegendEntry.of(iso3, name, tones[iso3]) for iso3, name in names.items()),
            *(LegendEntry.of(key, MEDIANS[key], _TONES[key]) for key in _medians(frame)),
        ),
        unit="percentile",
        columns=(
            Column("indicator", "Indicator"),
            Column("who", "Country"),
            Column("label", "Value (year)"),
            Column("percentile", "Percentile", "number"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=64 + ROW_PX * len(rows),
    )
    return chart.with_alt(_alt(chart, list(names.values()), len(rows))).with_evidence()


def _medians(frame: pd.DataFrame) -> list[str]:
    """The medians to explain: that of the world always, others where there are rows of them."""
    drawn = set(in_order(frame["iso3"])) | {"world"}
    return [key for key in MEDIANS if key in drawn]


def _labels(frame: pd.DataFrame, values: list[float | None], gone: list[bool]) -> list[str]:
    units = texts(frame["unit"]) if "unit" in frame else [""] * len(frame)
    places = floats(frame["decimals"]) if "decimals" in frame else [None] * len(frame)
    return [
        "no data" if lost else f"{number(value, int(digits or 0), unit)} ({year(when)})"
        for value, digits, unit, when, lost in zip(
            values, places, units, frame["year"], gone, strict=True
        )
    ]


def _alt(chart: Chart, names: list[str], rows: int) -> str:
    lost = chart.data[chart.data["missing"].astype(bool)]
    absent = [f"{who}, {what}" for who, what in zip(lost["who"], lost["indicator"], strict=True)]
    return alt.sentence(
        f"Dot plot of {rows} indicators. {chart.title}",
        chart.subtitle,
        f"Countries: {listing(names)}",
        f"No data: {'; '.join(absent[:6])}{' and others' if len(absent) > 6 else ''}"
        if absent
        else "",
    )
