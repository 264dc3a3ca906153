"""The status matrix: every country under every chosen treaty on one day."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.memberships import members_on
from dashboard.analysis.treaties import treaty
from dashboard.analysis.treaty_stats import status_grid
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.charts.tokens import STATUS
from dashboard.core.vocabulary import Basis, Status
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell
from dashboard.ui.matrix import Cell, Head, matrix_html, tones_css
from dashboard.ui.treaties_choose import brief
from dashboard.views.url import link

WORDS = {
    Status.IN_FORCE: ("f", "In force"),
    Status.BOUND: ("b", "Bound"),
    Status.RATIFIED: ("r", "Ratified"),
    Status.SIGNED: ("s", "Signed"),
    Status.INVITED: ("i", "Invited"),
    Status.NOT_PARTY: ("n", "Not party"),
    Status.WITHDRAWN: ("w", "Left"),
    Status.UNKNOWN: ("u", "No data"),
    Status.NOT_APPLICABLE: ("x", "n/a"),
}
"""Class and word of each status in a cell."""
FILLED = (Status.UNKNOWN, Status.NOT_APPLICABLE)
REGIONAL = ("AU", "ASEAN", "CARICOM", "CIS", "COE", "EU", "GCC", "LAS", "OAS", "PIF")
"""Organisations to group by where none is chosen: regional bodies of every continent."""
_KEY = {Status.NOT_APPLICABLE: "n/a: not open to it"}
_STEPS = (Status.IN_FORCE, Status.BOUND, Status.RATIFIED, Status.SIGNED, Status.INVITED)


def css() -> str:
    """Colours of the cells; the two kinds of empty have theirs in the stylesheet."""
    return tones_css({WORDS[s][0]: STATUS[s] for s in WORDS if s not in FILLED})


def matrix_block(
    store: Store,
    treaty_ids: Sequence[str],
    on: date,
    inside: frozenset[str] | None,
    grouping: str,
    organisations: tuple[str, ...],
    query: Mapping[str, str],
) -> Block:
    """Rows are countries, grouped by region or organisation; heads link to the map, rows to the
    country's profile."""
    grid = status_grid(store, treaty_ids, on)
    if inside is not None:
        grid = grid[grid["iso3"].isin(inside)]
    cells = {
        (str(i), str(t)): _cell(status, since, basis)
        for i, t, status, since, basis in grid[
            ["iso3", "treaty_id", "status", "since", "basis"]
        ].itertuples(index=False)
    }
    present = set(grid["iso3"])
    heads = [
        Head(c.iso3, c.name, link("country", {**query, "c": c.iso3}))
        for c in store.countries.selectable
        if c.iso3 in present
    ]
    groups = _groups(store, heads, grouping, organisations, on)
    columns = [
        Head(
            treaty_id,
            brief(store, treaty_id),
            link("map", {**query, "layer": treaty_id}),
            f"as of {treaty(store, treaty_id)['list_as_of']}",
        )
        for treaty_id in treaty_ids
    ]
    title = f"{plural(len(heads), 'country', 'countries')} under "
    title += f"{plural(len(treaty_ids), 'treaty', 'treaties')}: status on {date_phrase(on)}"
    table = matrix_html(
        groups, columns, lambda row, column: cells[row, column], caption=title, css=css()
    )
    return Block(
        title=title,
        subtitle="Click a treaty for its map, a country for its profile. The year is that of the"
        " step; * marks a step without a sourced date.",
        html=_legend(grid) + table if heads else _NOBODY,
        caption=caption(grid, store.sources),
        frame=grid.drop(columns=["entity_kind"]),
    )


_NOBODY = '<p class="empty">No country passes the filter. Clear it to see all.</p>'


def _cell(status: str, since: str, basis: str) -> Cell:
    css_class, word = WORDS[Status(status)]
    if status in _STEPS:
        word += f" {since[:4]}" if since else ("*" if basis == Basis.AS_OF else "")
    return Cell(word, css_class)


def _groups(
    store: Store, heads: list[Head], grouping: str, organisations: tuple[str, ...], on: date
) -> dict[str, list[Head]]:
    groups: dict[str, list[Head]] = {}
    if grouping == "region":
        for head in sorted(heads, key=lambda h: store.countries[h.key].un_region or "~"):
            region = store.countries[head.key].un_region or "No region"
            groups.setdefault(region, []).append(head)
        return groups
    table = store.table("organisations").set_index("organisation_id")["short_name"]
    rest = {head.key for head in heads}
    for organisation in organisations or REGIONAL:
        members = members_on(store, organisation, on)
        own = [head for head in heads if head.key in members]
        if own:
            groups[str(table[organisation])] = own
            rest -= members
    others = [head for head in heads if head.key in rest]
    return groups | ({"Members of none of these": others} if others else {})


def _legend(grid: pd.DataFrame) -> str:
    count = grid["status"].value_counts()
    items = "".join(
        f'<li><i class="{css_class}"></i>{cell(_KEY.get(status, status.label))}'
        f" <small>{int(count[status]):,}</small></li>"
        for status, (css_class, _) in WORDS.items()
        if status in count.index
    )
    return f'<ul class="mx key" aria-label="What the cells mean">{items}</ul>'
