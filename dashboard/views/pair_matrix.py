"""How many channels each two countries of a group have, as a chart."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.network import network
from dashboard.analysis.pair_matrix import LIMIT, Matrix, group_matrix, matrix_rows
from dashboard.charts import alt, scales
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, plural
from dashboard.charts.tokens import SAND
from dashboard.core.vocabulary import Empty
from dashboard.store.store import Store
from dashboard.views.pair_params import LABELS


@dataclass(frozen=True, slots=True, eq=False)
class GroupMatrix:
    """The counts, all pairs of the group as rows, the chart and the sources counted."""

    matrix: Matrix
    rows: pd.DataFrame
    chart: Chart
    caption: Caption


def group_chart(
    store: Store, members: tuple[str, ...], name: str, on: date, kind: str, sort: str
) -> GroupMatrix:
    """The matrix of ``members`` with its finding; ``name`` says the group in words."""
    matrix = group_matrix(store, members, on, kind, sort)
    linked = matrix.pairs - matrix.empty_pairs
    what = {
        "all": "a channel of any kind",
        "legal": "a legal basis",
        "narrow": "a cybercrime treaty",
    }
    words = what.get(kind, f"a channel: {LABELS[kind].lower()}")
    size = plural(len(matrix.countries), "country", "countries")
    notes = ["Bilateral agreements are known completely only for the United States (list of 2015)."]
    if matrix.left_out:
        notes.append(
            f"The {LIMIT} countries with most people are drawn; {matrix.left_out} more are in the"
            " download."
        )
    lists = _evidence(store, kind)
    cells = _cells(store, matrix)
    scale = scales.binned(cells.loc[cells["channels"] > 0, "channels"], hint="count")
    cells["bin"] = [
        f"b{scale.class_of(float(n))}" if n else Empty.NONE.value for n in cells["channels"]
    ]
    entries = [
        LegendEntry.of(f"b{i}", label, tone)
        for i, (label, tone) in enumerate(zip(scale.labels, scale.colors, strict=True))
    ]
    verb = "shares" if matrix.pairs == 1 else "share"
    chart = Chart(
        kind="matrix",
        data=cells,
        encodings={
            **{"x": "column_place", "y": "row_place", "x_label": "iso3_b", "y_label": "country_a"},
            **{"color": "bin", "text": "text", "value": "channels"},
        },
        title=f"{linked:,} of {plural(matrix.pairs, 'pair')} {verb} {words} in force",
        subtitle=f"{name[0].upper() + name[1:]}, {size}: number of channels in force on"
        f" {date_phrase(on)}. 0 means none seen.",
        notes=tuple(notes),
        legend=(LegendEntry.of(Empty.NONE, "none seen", SAND), *entries),
        scale=scale,
        columns=(
            Column("country_a", "Country"),
            Column("country_b", "And"),
            Column("channels", LABELS[kind], "number"),
        ),
        variant="square",
    )
    pairs = [
        (f"{a} and {b}", float(n))
        for a, b, n in zip(cells["country_a"], cells["country_b"], cells["channels"], strict=True)
        if a < b
    ]
    text = alt.sentence(f"Matrix. {chart.title}", chart.subtitle, alt.extremes(pairs))
    return GroupMatrix(
        matrix,
        matrix_rows(store, members, on),
        chart.with_alt(text),
        caption(lists, store.sources),
    )


def _cells(store: Store, matrix: Matrix) -> pd.DataFrame:
    """One row a cell off the diagonal."""
    names = [store.countries[iso3].name for iso3 in matrix.countries]
    rows = [
        (i, j, iso3, other, names[i], names[j], int(matrix.counts[i, j]))
        for i, iso3 in enumerate(matrix.countries)
        for j, other in enumerate(matrix.countries)
        if i != j
    ]
    columns = ["row_place", "column_place", "iso3_a", "iso3_b", "country_a", "country_b"]
    frame = pd.DataFrame(rows, columns=[*columns, "channels"])
    return frame.assign(text=frame["channels"].astype(str))


def _evidence(store: Store, kind: str) -> pd.DataFrame:
    """The lists that were counted."""
    found = network(store)
    if kind == "all":
        columns = found.columns()
    elif kind == "narrow":
        columns = found.columns(legal=("narrow",))
    else:
        columns = found.columns(kind=kind)
    deals = found.agreements
    own = deals.counted & ((deals.kind == kind) if kind not in ("all", "narrow") else kind == "all")
    lists = found.instruments.loc[columns, ["source_id", "as_of"]]
    return pd.concat([lists, deals.table.loc[own, ["source_id", "as_of"]]], ignore_index=True)
