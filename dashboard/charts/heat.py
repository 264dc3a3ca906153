"""A matrix of counts: rows by columns, the cell's colour by classes, its number written in it."""

from collections.abc import Mapping

import pandas as pd

from dashboard.charts import alt, scales
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.format import number, plural
from dashboard.charts.frames import floats, require
from dashboard.core.errors import UserError

ROW_PX = 34


def heat(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    row: str = "row",
    column: str = "column",
    value: str = "incidents",
    labels: Mapping[str, str] | None = None,
    headings: tuple[str, str] = ("Row", "Column"),
    measure: str = "Incidents",
    rows: int | None = None,
    columns: int | None = None,
    family: str = "incidents",
    notes: tuple[str, ...] = (),
) -> Chart:
    """Cells of the largest ``rows`` by the largest ``columns`` (None: all), largest first.

    Needs ``row``, ``column`` (keys, each pair once), ``value`` (number); uses source_id and as_of
    where given. ``labels`` maps keys to words. Cells without a row are none reported: they stay
    blank and are never 0. Adds row_label, column_label, row_place, column_place, text, bin (place
    of the class in the legend). What the limits leave out is counted in a note. Raises UserError
    for a pair given twice.
    """
    require(frame, (row, column, value), "matrix")
    given = frame.assign(**{value: pd.Series(floats(frame[value]), index=frame.index)})
    given = given[given[value] > 0]
    if given.duplicated([row, column]).any():
        raise UserError("A cell of the matrix is given twice", where="matrix")
    words = labels or {}
    order = [_ranked(given, name, value, most) for name, most in ((row, rows), (column, columns))]
    inside = given[row].isin(list(order[0])) & given[column].isin(list(order[1]))
    drawn = given[inside]
    order = [_ranked(drawn, name, value, None) for name in (row, column)]  # none of them blank
    scale = scales.binned(drawn[value], family=family, hint="count")
    drawn = drawn.assign(
        row_label=[words.get(str(key), str(key)) for key in drawn[row]],
        column_label=[words.get(str(key), str(key)) for key in drawn[column]],
        row_place=[order[0][str(key)] for key in drawn[row]],
        column_place=[order[1][str(key)] for key in drawn[column]],
        text=[number(v) for v in drawn[value]],
        bin=[scale.class_of(float(v)) for v in drawn[value]],
    ).sort_values(["row_place", "column_place"])
    left_out = float(given.loc[~inside, value].sum())
    hidden = (
        f"The matrix shows the {len(order[0])} largest rows and the {len(order[1])} largest "
        f"columns; {number(left_out)} more lie outside it",
    )
    chart = Chart(
        kind="matrix",
        data=drawn.reset_index(drop=True),
        encodings={
            **{"x": "column_place", "y": "row_place", "x_label": "column_label"},
            **{"y_label": "row_label", "color": "bin", "text": "text", "value": value},
        },
        title=title,
        subtitle=subtitle,
        notes=(*notes, *(hidden if left_out else ())),
        legend=tuple(
            LegendEntry.of(f"b{i}", label, tone)
            for i, (label, tone) in enumerate(zip(scale.labels, scale.colors, strict=True))
        ),
        scale=scale,
        columns=(
            Column("row_label", headings[0]),
            Column("column_label", headings[1]),
            Column(value, measure, "number"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=150 + ROW_PX * max(1, len(order[0])),
    )
    pairs = [
        (f"{r} and {c}", float(v))
        for r, c, v in zip(
            chart.data["row_label"], chart.data["column_label"], chart.data[value], strict=True
        )
    ]
    text = alt.sentence(
        f"Matrix, {headings[0].lower()} by {headings[1].lower()}. {title}",
        subtitle,
        f"{plural(len(order[0]), 'row')} and {plural(len(order[1]), 'column')}" if pairs else "",
        alt.extremes(pairs),
    )
    return chart.with_alt(text).with_evidence()


def _ranked(given: pd.DataFrame, name: str, value: str, most: int | None) -> dict[str, int]:
    """The place of each key by total, largest first, ties by key."""
    totals = given.groupby(name)[value].sum().reset_index()
    keys = totals.sort_values([value, name], ascending=[False, True])[name]
    return {str(key): place for place, key in enumerate(keys.iloc[:most])}
