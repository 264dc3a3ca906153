"""Distribution strips: one row a group, one dot a country, a tick at the group's median."""

from collections.abc import Mapping
from math import log10
from typing import Literal

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry, Scale
from dashboard.charts.format import number, plural
from dashboard.charts.frames import floats, in_order, require
from dashboard.charts.tokens import ACCENT, INK_SOFT, OUTLINE

ROW_PX = 44
OTHERS, CHOSEN, MEDIAN = "others", "chosen", "median"
_BINS = 60
_MOST_SPREAD = 0.32
_MEDIAN_COLUMNS = ("group", "row", "iso3", "name", "value", "text", "key", "offset")


def strips(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    unit: str = "",
    decimals: int = 0,
    scale: Literal["linear", "log"] = "linear",
    chosen: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Chart:
    """How the values of countries are spread, group by group.

    Needs ``group`` (row label, rows keep their order), ``iso3``, ``name``, ``value``, ``text`` (the
    value in words); uses source_id and as_of. ``chosen`` (iso3 → name) are marked. A country may
    stand in several groups. Rows without a value are left out and counted in a note; on a log
    scale so are values that are not above zero. Adds ``row``, ``offset`` (place across the row)
    and, for every group, a row ``median``.
    """
    require(frame, ("group", "iso3", "name", "value", "text"), "strip")
    marked = dict(chosen or {})
    values = pd.Series(floats(frame["value"]), index=frame.index, dtype="float64")
    keep = values.notna() & ((values > 0) | (scale == "linear"))
    flat = values.notna() & ~keep
    drawn = frame[keep].assign(value=values[keep])
    order = {name: row for row, name in enumerate(in_order(drawn["group"]))}
    drawn["row"] = [order[str(group)] for group in drawn["group"]]
    drawn["key"] = [CHOSEN if iso3 in marked else OTHERS for iso3 in drawn["iso3"]]
    drawn["offset"] = _offsets(drawn, scale)
    drawn = pd.concat([drawn, _medians(drawn, decimals, unit)], ignore_index=True)
    off = int(frame.loc[flat, "iso3"].nunique())
    if off:
        notes = (*notes, f"{plural(off, 'country', 'countries')} with 0 not on the log scale")
    names = ", ".join(marked.values())
    chart = Chart(
        kind="strip",
        data=drawn,
        encodings={
            **{"x": "value", "y": "row", "row_label": "group", "offset": "offset"},
            **{"key": "key", "name": "name", "text": "text"},
        },
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=(
            LegendEntry.of(OTHERS, "A country", OUTLINE),
            LegendEntry.of(MEDIAN, "Median of the row", INK_SOFT),
            *((LegendEntry.of(CHOSEN, names, ACCENT),) if marked else ()),
        ),
        scale=Scale("linear", domain=_domain(drawn)),
        unit=unit,
        columns=(
            Column("group", "Group"),
            Column("name", "Country"),
            Column("value", "Value", "number", unit, decimals),
            Column("text", "In words"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=56 + ROW_PX * max(1, len(order)),
        variant="log" if scale == "log" else "",
    )
    return chart.with_alt(_alt(chart, len(order))).with_evidence()


def _offsets(drawn: pd.DataFrame, scale: str) -> list[float]:
    """Dots that would cover each other are moved apart across the row, the first one stays."""
    places = drawn["value"].astype(float)
    if scale == "log":
        places = places.map(lambda value: log10(value))
    low, high = (places.min(), places.max()) if len(places) else (0.0, 0.0)
    width = (high - low) / _BINS or 1.0
    seen: dict[tuple[int, int], int] = {}
    counts = []
    for row, place in zip(drawn["row"], places, strict=True):
        key = (int(row), int((place - low) / width))
        counts.append((key, seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    fullest: dict[int, int] = {}
    for (row, _), count in seen.items():
        fullest[row] = max(fullest.get(row, 1), count)
    return [
        (-1) ** n * ((n + 1) // 2) * min(0.12, 2 * _MOST_SPREAD / max(fullest[row] - 1, 1))
        for (row, _), n in counts
    ]


def _medians(drawn: pd.DataFrame, decimals: int, unit: str) -> pd.DataFrame:
    rows = []
    for group, part in drawn.groupby("group", sort=False):
        middle = float(part["value"].median())
        words = f"{number(middle, decimals, unit)}, {plural(len(part), 'country', 'countries')}"
        rows.append(
            {
                "group": group,
                "row": int(part["row"].iloc[0]),
                "iso3": "",
                "name": "Median",
                "value": middle,
                "text": words,
                "key": MEDIAN,
                "offset": 0.0,
            }
        )
    return pd.DataFrame(rows, columns=[*_MEDIAN_COLUMNS])


def _domain(drawn: pd.DataFrame) -> tuple[float, float] | None:
    if drawn.empty:
        return None
    return float(drawn["value"].min()), float(drawn["value"].max())


def _alt(chart: Chart, rows: int) -> str:
    middle = chart.data[chart.data["key"] == MEDIAN] if len(chart.data) else chart.data
    medians = [
        f"{g} {t}" for g, t in zip(middle.get("group", ()), middle.get("text", ()), strict=True)
    ]
    return alt.sentence(
        f"Strips of dots in {rows} rows, one dot a country. {chart.title}",
        chart.subtitle,
        f"Medians: {'; '.join(medians)}" if medians else "",
    )
