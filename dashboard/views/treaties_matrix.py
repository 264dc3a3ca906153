"""The status matrix as a chart: every country under every chosen treaty on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.treaties import treaty
from dashboard.analysis.treaty_stats import status_grid
from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, LegendEntry
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, plural
from dashboard.charts.tokens import STATUS
from dashboard.core.vocabulary import Basis, Status
from dashboard.store.store import Store
from dashboard.views.country_groups import country_groups
from dashboard.views.treaties_params import brief

WORDS = {
    Status.IN_FORCE: "In force",
    Status.BOUND: "Bound",
    Status.RATIFIED: "Ratified",
    Status.SIGNED: "Signed",
    Status.INVITED: "Invited",
    Status.NOT_PARTY: "Not party",
    Status.WITHDRAWN: "Left",
    Status.UNKNOWN: "No data",
    Status.NOT_APPLICABLE: "n/a",
}
"""The word of each status in a cell."""
KEY = {Status.NOT_APPLICABLE: "n/a: not open to it"}
"""Longer words where the key of the matrix has room for them."""
_STEPS = (Status.IN_FORCE, Status.BOUND, Status.RATIFIED, Status.SIGNED, Status.INVITED)


@dataclass(frozen=True, slots=True, eq=False)
class StatusMatrix:
    """The grid behind a matrix, its rows by group (iso3) and what it says as a chart."""

    grid: pd.DataFrame
    groups: dict[str, list[str]]
    chart: Chart
    caption: Caption


def cell_text(status: str, since: str, basis: str) -> str:
    """'In force 2004'; a step without a sourced date carries a star."""
    word = WORDS[Status(status)]
    if status in _STEPS:
        word += f" {since[:4]}" if since else ("*" if basis == Basis.AS_OF else "")
    return word


def status_matrix(
    store: Store,
    treaty_ids: Sequence[str],
    on: date,
    inside: frozenset[str] | None,
    grouping: str,
    organisations: tuple[str, ...],
) -> StatusMatrix:
    """Rows are countries in groups, columns treaties; ``inside`` filters the countries."""
    grid = status_grid(store, treaty_ids, on)
    if inside is not None:
        grid = grid[grid["iso3"].isin(inside)]
    present = set(grid["iso3"])
    listed = [c.iso3 for c in store.countries.selectable if c.iso3 in present]
    groups = country_groups(store, listed, grouping, organisations, on)
    order = [(group, iso3) for group, own in groups.items() for iso3 in own]
    places = pd.DataFrame(order, columns=["group", "iso3"]).assign(row_place=range(len(order)))
    columns = {treaty_id: place for place, treaty_id in enumerate(treaty_ids)}
    cells = zip(grid["status"], grid["since"], grid["basis"], strict=True)
    drawn = grid.assign(
        text=[cell_text(*(str(v) for v in cell)) for cell in cells],
        status_label=[Status(str(s)).label for s in grid["status"]],
        column_place=[columns[str(t)] for t in grid["treaty_id"]],
        treaty=[brief(store, str(t)) for t in grid["treaty_id"]],
        name=[store.countries[str(i)].name for i in grid["iso3"]],
    ).merge(places, on="iso3")
    title = f"{plural(len(listed), 'country', 'countries')} under "
    title += f"{plural(len(treaty_ids), 'treaty', 'treaties')}: status on {date_phrase(on)}"
    chart = Chart(
        kind="matrix",
        data=drawn.sort_values(["row_place", "column_place"]).reset_index(drop=True),
        encodings={
            **{"x": "column_place", "y": "row_place", "x_label": "treaty", "y_label": "name"},
            **{"color": "status", "text": "text", "group": "group"},
        },
        title=title,
        subtitle="The year is that of the step; * marks a step without a sourced date.",
        notes=(_list_dates(store, treaty_ids),),
        legend=_legend(grid),
        columns=(
            Column("name", "Country"),
            Column("iso3", "Code"),
            Column("treaty", "Treaty"),
            Column("status_label", "Status"),
            Column("since", "Since", "date"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        variant="words",
    )
    words = alt.class_counts((e.label, e.count or 0) for e in chart.legend)
    chart = chart.with_alt(alt.sentence(f"Matrix. {title}", words)).with_evidence()
    return StatusMatrix(grid, groups, chart, caption(grid, store.sources))


def _list_dates(store: Store, treaty_ids: Sequence[str]) -> str:
    dates = [f"{brief(store, t)} {date_phrase(treaty(store, t)['list_as_of'])}" for t in treaty_ids]
    return f"Lists as of: {', '.join(dates)}."


def _legend(grid: pd.DataFrame) -> tuple[LegendEntry, ...]:
    count = grid["status"].value_counts()
    return tuple(
        LegendEntry.of(s.value, KEY.get(s, s.label), STATUS[s], int(count[s]))
        for s in WORDS
        if s in count.index
    )
