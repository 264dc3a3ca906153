"""Dot plots with interval bars: one row a country, a dot, and how far the dot could move."""

from collections.abc import Collection, Sequence

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry, Scale
from dashboard.charts.format import listing
from dashboard.charts.frames import require
from dashboard.charts.tokens import ACCENT, INK, INK_SOFT, UNKNOWN

ROW_PX = 22


def intervals(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    dot: str,
    bar: str,
    line: str = "",
    unit: str = "",
    domain: tuple[float, float] | None = None,
    chosen: Collection[str] = (),
    columns: Sequence[Column] = (),
    notes: tuple[str, ...] = (),
) -> Chart:
    """Rows in the order of ``frame``, from the top.

    Needs ``iso3``, ``name``, ``value``, ``low``, ``high`` (the wide bar) and ``text`` (for the
    tooltip); with ``line`` also ``out_low`` and ``out_high`` (a thin line). ``dot``, ``bar`` and
    ``line`` say what the marks mean; ``columns`` are further columns of the table twin. Countries
    in ``chosen`` are marked.
    """
    thin = ("out_low", "out_high") if line else ()
    require(frame, ("iso3", "name", "value", "low", "high", "text", *thin), "interval")
    drawn = frame.assign(
        row=range(len(frame)),
        key=["chosen" if iso3 in chosen else "others" for iso3 in frame["iso3"]],
    ).reset_index(drop=True)
    roles = {"x": "value", "y": "row", "row_label": "name", "low": "low", "high": "high"}
    roles |= {"key": "key", "text": "text"} | {name: name for name in thin}
    legend = [
        LegendEntry.of("others", dot, INK),
        LegendEntry.of("bar", bar, UNKNOWN),
        *((LegendEntry.of("line", line, INK_SOFT),) if line else ()),
    ]
    names = [str(n) for n, k in zip(drawn["name"], drawn["key"], strict=True) if k == "chosen"]
    if names:
        legend.append(LegendEntry.of("chosen", listing(names, 6), ACCENT))
    chart = Chart(
        kind="interval",
        data=drawn,
        encodings=roles,
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=tuple(legend),
        scale=Scale("linear", domain=domain),
        unit=unit,
        columns=(
            Column("name", "Country"),
            Column("value", dot, "number"),
            Column("low", f"{bar}: from", "number"),
            Column("high", f"{bar}: to", "number"),
            *((Column("out_low", f"{line}: from", "number"),) if line else ()),
            *((Column("out_high", f"{line}: to", "number"),) if line else ()),
            *columns,
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=56 + ROW_PX * max(1, len(drawn)),
    )
    return chart.with_alt(_alt(chart)).with_evidence()


def _alt(chart: Chart) -> str:
    first = [
        f"{name} {value:g} ({low:g} to {high:g})"
        for name, value, low, high in chart.data[["name", "value", "low", "high"]]
        .head(5)
        .itertuples(index=False)
    ]
    return alt.sentence(
        f"Dot plot with interval bars for {len(chart.data)} countries. {chart.title}",
        chart.subtitle,
        f"First: {'; '.join(first)}" if first else "",
    )
