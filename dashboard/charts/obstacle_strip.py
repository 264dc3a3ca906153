"""The nine obstacles of one country as nine rails, a dot for each indicator that gives an order."""

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.dots import MEDIANS
from dashboard.charts.format import listing, plural
from dashboard.charts.frames import require
from dashboard.charts.tokens import INK_SOFT, SERIES
from dashboard.core.vocabulary import Obstacle

ROW_PX = 44


def obstacle_strip(
    frame: pd.DataFrame, *, iso3: str, name: str, title: str, subtitle: str = ""
) -> Chart:
    """One row an obstacle, from the least (0) to the most (100) of an obstacle.

    Needs ``obstacle`` (1–9), ``indicator_id``, ``name``, ``text`` (the value in words), ``year``,
    ``position`` (0–100), source_id and as_of. Dots are never joined, averaged or counted into a
    score. Rows without a position are left out; an obstacle without any keeps its empty rail and a
    note names it.
    """
    needed = ("obstacle", "indicator_id", "name", "text", "year", "position")
    require(frame, (*needed, "source_id", "as_of"), "obstacle strip")
    known = frame[frame["position"].notna() & frame["obstacle"].notna()]
    drawn = pd.DataFrame(
        {
            "obstacle": known["obstacle"].astype(int),
            "iso3": iso3,
            "who": name,
            "indicator_id": known["indicator_id"],
            "indicator": known["name"],
            "value": [f"{t} ({y})" for t, y in zip(known["text"], known["year"], strict=True)],
            "percentile": known["position"].astype(float),
            "source_id": known["source_id"],
            "as_of": known["as_of"],
        }
    ).sort_values("obstacle", kind="stable", ignore_index=True)
    bare = [o for o in Obstacle if not (drawn["obstacle"] == int(o)).any()]
    world = pd.DataFrame(
        {"obstacle": [int(o) for o in Obstacle], "iso3": "world", "who": MEDIANS["world"]}
    ).assign(percentile=50.0, indicator=MEDIANS["world"], value="the middle of all countries")
    rows = pd.concat([drawn, world], ignore_index=True) if len(drawn) else drawn
    rows = rows.assign(
        row=rows["obstacle"] - 1,
        row_label=[f"{int(n)} · {Obstacle(int(n)).label}" for n in rows["obstacle"]],
        missing=False,
        text=[f"{i}: {v}" for i, v in zip(rows["indicator"], rows["value"], strict=True)],
    )
    left_out = f"No indicator with an order and a value for {listing([o.label for o in bare])}"
    return Chart(
        kind="dot",
        data=rows,
        encodings={
            **{"x": "percentile", "y": "row", "row_label": "row_label", "key": "iso3"},
            **{"name": "who", "text": "text", "missing": "missing"},
        },
        title=title,
        subtitle=subtitle,
        notes=(
            "A dot is one indicator among all countries with data: left least, right most of an"
            " obstacle. No score adds them up",
            *((left_out,) if bare else ()),
        ),
        legend=(
            LegendEntry.of(iso3, f"{name}, one indicator", SERIES[0]),
            LegendEntry.of("world", MEDIANS["world"], INK_SOFT),
        ),
        unit="percentile",
        columns=(
            Column("row_label", "Obstacle"),
            Column("indicator", "Indicator"),
            Column("value", "Value (year)"),
            Column("percentile", "Position", "number"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=56 + ROW_PX * len(Obstacle),
        alt=alt.sentence(
            f"Nine rails with {plural(len(drawn), 'dot')}. {title}",
            subtitle,
            *(_words(o, drawn[drawn["obstacle"] == int(o)]) for o in Obstacle),
        ),
    ).with_evidence()


def _words(obstacle: Obstacle, own: pd.DataFrame) -> str:
    if own.empty:
        return f"{obstacle.label}: no position"
    low, high = own["percentile"].min(), own["percentile"].max()
    return f"{obstacle.label}: {plural(len(own), 'indicator')} from {low:.0f} to {high:.0f} of 100"
