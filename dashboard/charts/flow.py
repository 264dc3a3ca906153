"""Flows from left to right: the largest on each side by name, the rest gathered and counted."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import number, plural
from dashboard.charts.frames import floats, require
from dashboard.charts.tokens import RAMPS, UNKNOWN

OTHERS = "others"
NODE_PX = 36


def flow(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    source: str = "origin_iso3",
    target: str = "victim_iso3",
    source_label: str = "origin",
    target_label: str = "victim",
    value: str = "incidents",
    top: int = 12,
    headings: tuple[str, str] = ("Suspected origin", "Victim"),
    measure: str = "Incidents",
    things: tuple[str, str] = ("country", "countries"),
    notes: tuple[str, ...] = (),
) -> Chart:
    """Links between the ``top`` sources and the ``top`` targets by total.

    Needs ``source``, ``target`` (keys), ``source_label``, ``target_label``, ``value``; uses
    source_id and as_of where given. Whoever is not among the top becomes one node a side (key
    ``others``), whose label counts them, so every value of the frame is drawn: the sum stays.
    Rows are ordered by value, largest first.
    """
    require(frame, (source, target, source_label, target_label, value), "flow")
    rows = frame.assign(**{value: pd.Series(floats(frame[value]), index=frame.index)})
    rows = rows[rows[value] > 0]
    for key, label in ((source, source_label), (target, target_label)):
        rows = _gathered(rows, key, label, value, top, things)
    kept = [name for name in ("dataset", "source_id", "as_of") if name in rows]
    drawn = (
        rows.groupby([source, target, source_label, target_label, *kept], dropna=False)[value]
        .sum()
        .reset_index()
        .sort_values([value, source_label, target_label], ascending=[False, True, True])
        .reset_index(drop=True)
    )
    sides = [drawn[key].nunique() for key in (source, target)]
    chart = Chart(
        kind="flow",
        data=drawn,
        encodings={
            **{"source": source, "target": target, "value": value},
            **{"source_label": source_label, "target_label": target_label},
        },
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=(
            LegendEntry.of("flow", headings[0], RAMPS["incidents"][4]),
            LegendEntry.of("end", headings[1], RAMPS["incidents"][2]),
            LegendEntry.of(OTHERS, "Others", UNKNOWN),
        ),
        columns=(
            Column(source_label, headings[0]),
            Column(target_label, headings[1]),
            Column(value, measure, "number"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=max(320, 40 + NODE_PX * max([*sides, 1])),
    )
    return chart.with_alt(_alt(chart, value, source_label, target_label)).with_evidence()


def _gathered(
    rows: pd.DataFrame, key: str, label: str, value: str, top: int, things: tuple[str, str]
) -> pd.DataFrame:
    """Everyone beyond the ``top`` of one side under one key; a single one keeps its name."""
    totals = rows.groupby([key, label])[value].sum().reset_index()
    ranked = totals.sort_values([value, label], ascending=[False, True])[key].tolist()
    if len(ranked) <= top + 1:
        return rows
    rest = rows[key].isin(ranked[top:])
    name = plural(len(ranked) - top, f"other {things[0]}", f"other {things[1]}")
    return rows.assign(**{key: rows[key].mask(rest, OTHERS), label: rows[label].mask(rest, name)})


def _alt(chart: Chart, value: str, left: str, right: str) -> str:
    pairs = [
        (f"{a} to {b}", float(count))
        for a, b, count in zip(chart.data[left], chart.data[right], chart.data[value], strict=True)
    ]
    total = number(sum(count for _, count in pairs))
    return alt.sentence(
        f"Flow diagram. {chart.title}",
        chart.subtitle,
        f"{plural(len(pairs), 'flow')} drawn, {total} in all" if pairs else "",
        alt.extremes(pairs),
    )


def sides_of(rows: Sequence[Mapping[str, Any]], role: str) -> list[tuple[str, str, float]]:
    """(key, label, total) of the side in ``role``, largest first, the gathered rest at the end."""
    totals: dict[str, float] = {}
    labels: dict[str, str] = {}
    for row in rows:
        key = str(row[role])
        totals[key] = totals.get(key, 0.0) + float(row["value"])
        labels[key] = str(row[f"{role}_label"])
    ranked = sorted(totals, key=lambda key: (key == OTHERS, -totals[key], labels[key]))
    return [(key, labels[key], totals[key]) for key in ranked]
