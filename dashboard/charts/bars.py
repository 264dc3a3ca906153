"""Ranked horizontal bars with the value written at each bar."""

from collections.abc import Collection

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import number, plural
from dashboard.charts.frames import floats, require, texts
from dashboard.charts.tokens import ACCENT, RAMPS, Tone
from dashboard.core.errors import UnknownIdError

ROW_PX, TWO_LINES_PX = 28, 38
LINE = 24
"""Characters of a name in one line; a longer one takes two."""
_FILLS = {family: colours[3] for family, colours in RAMPS.items()} | {"accent": ACCENT}


def ranked_bars(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    label: str = "name",
    value: str = "value",
    key: str = "iso3",
    unit: str = "",
    decimals: int = 0,
    top: int | None = 15,
    highlight: Collection[str] = (),
    family: str = "accent",
    heading: str = "Country",
    measure: str = "Value",
    things: tuple[str, str] = ("country", "countries"),
    notes: tuple[str, ...] = (),
) -> Chart:
    """The ``top`` rows by value, largest first, and the highlighted ones wherever they rank.

    Needs ``key``, ``label``, ``value`` (number or missing); uses source_id and as_of where given.
    Adds ``rank`` (ties share the better rank), ``highlighted`` and ``value_text``. Rows without a
    value are not drawn and never 0: a note counts them. ``top=None`` draws every row.
    """
    require(frame, (key, label, value), "bar")
    if family not in _FILLS:
        raise UnknownIdError(f"“{family}” is not a bar colour", given=family, allowed=_FILLS)
    values = pd.Series(floats(frame[value]), index=frame.index, dtype="float64")
    known = frame.assign(**{value: values})[values.notna()]
    known = known.assign(
        rank=known[value].rank(method="min", ascending=False).astype(int),
        highlighted=known[key].isin(list(highlight)),
    ).sort_values([value, label], ascending=[False, True], kind="stable")
    limit = len(known) if top is None else top
    drawn = known[(pd.RangeIndex(len(known)) < limit) | known["highlighted"].to_numpy()]
    drawn = drawn.assign(value_text=[number(v, decimals) for v in drawn[value]])
    lost = len(frame) - len(known)
    one, many = things
    counted = (
        *((f"{len(drawn)} of {plural(len(known), one, many)} shown",) * (len(drawn) < len(known))),
        *((f"{alt.missing(lost, one, many)} not drawn",) * (lost > 0)),
    )
    pairs = list(zip(texts(drawn[label]), [float(v) for v in drawn[value]], strict=True))
    row = TWO_LINES_PX if max(map(len, texts(drawn[label])), default=0) > LINE else ROW_PX
    chart = Chart(
        kind="bar",
        data=drawn.reset_index(drop=True),
        encodings={
            **{"y": label, "x": value, "key": key},
            **{"text": "value_text", "rank": "rank", "highlight": "highlighted"},
        },
        title=title,
        subtitle=subtitle,
        notes=(*notes, *counted),
        legend=_legend(_FILLS[family]),
        unit=unit,
        columns=(
            Column("rank", "Rank", "number"),
            Column(label, heading),
            Column(value, measure, "number", unit, decimals),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=max(120, 48 + row * len(drawn)),
    )
    text = alt.sentence(
        f"Bar chart. {title}",
        subtitle,
        alt.extremes(pairs, decimals, unit),
        alt.missing(lost, one, many),
    )
    return chart.with_alt(text).with_evidence()


def _legend(tone: Tone) -> tuple[LegendEntry, ...]:
    return (LegendEntry.of("bar", "", tone),)
