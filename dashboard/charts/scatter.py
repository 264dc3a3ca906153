"""Scatter plots: two values of each country against each other."""

from collections.abc import Collection

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import listing
from dashboard.charts.frames import require
from dashboard.charts.tokens import ACCENT, OUTLINE

AxisLabels = tuple[str, str]


def scatter(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    labels: AxisLabels,
    decimals: tuple[int, int] = (0, 0),
    chosen: Collection[str] = (),
    notes: tuple[str, ...] = (),
) -> Chart:
    """One dot a country at (``x``, ``y``).

    Needs ``iso3``, ``name``, ``x``, ``y``, ``text``; rows lacking one of the two are left out.
    ``labels`` name the two axes with their units. Countries in ``chosen`` are marked and named.
    """
    require(frame, ("iso3", "name", "x", "y", "text"), "scatter")
    drawn = frame[frame["x"].notna() & frame["y"].notna()].reset_index(drop=True)
    drawn["key"] = ["chosen" if iso3 in chosen else "others" for iso3 in drawn["iso3"]]
    names = [str(n) for n, k in zip(drawn["name"], drawn["key"], strict=True) if k == "chosen"]
    chart = Chart(
        kind="scatter",
        data=drawn,
        encodings={"x": "x", "y": "y", "key": "key", "name": "name", "text": "text"},
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=(
            LegendEntry.of("others", "A country", OUTLINE),
            *((LegendEntry.of("chosen", listing(names, 6), ACCENT),) if names else ()),
        ),
        unit=" · ".join(labels),
        columns=(
            Column("name", "Country"),
            Column("x", labels[0], "number", decimals=decimals[0]),
            Column("y", labels[1], "number", decimals=decimals[1]),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=460,
    )
    text = f"Scatter plot of {len(drawn)} countries. {title}"
    return chart.with_alt(alt.sentence(text, subtitle)).with_evidence()
