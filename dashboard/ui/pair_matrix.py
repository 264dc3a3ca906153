"""All pairs of a group as a table of counts; each cell leads to its pair."""

from collections.abc import Mapping
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.network import network
from dashboard.analysis.pair_matrix import (
    KINDS,
    LIMIT,
    OWN,
    SORTS,
    Matrix,
    group_matrix,
    group_members,
    group_names,
    matrix_rows,
)
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.markup import section_heading
from dashboard.ui.pair_choose import A, B
from dashboard.ui.state import View
from dashboard.views.params import ChoiceParam, CountryListParam
from dashboard.views.url import ON, link

LABELS = {
    "legal": "Any legal basis",
    "narrow": "Cybercrime treaty",
    "law_enforcement": "Law enforcement",
    "csirt": "CSIRT to CSIRT",
    "diplomacy": "Diplomacy and norms",
    "alliance": "Alliance",
    "all": "All kinds",
}
ORDER = {"name": "By name", "total": "By total", "region": "By region"}
KIND = ChoiceParam("kind", KINDS, "legal", kind="kind of channel")
SORT = ChoiceParam("sort", SORTS, "name", kind="order")
MEMBERS = CountryListParam("members", limit=LIMIT)
DEFAULT = "auto"
_FALLBACK = "org:G7"


def group_param(store: Store) -> ChoiceParam:
    """The parameter ``group``: a group of the data, an own list, or the region of A."""
    return ChoiceParam("group", (DEFAULT, *group_names(store), OWN), DEFAULT, kind="group")


def draw_matrix(store: Store, view: View, group: ChoiceParam) -> None:
    """The table of a group as a section of the page, with its controls."""
    on, actual = view[ON], _actual(store, view, view[group])

    def choose() -> None:
        _controls(store, view, group, actual)

    members = group_members(store, actual, on, view[MEMBERS])
    if len(members) < 2:
        section_heading("How many channels has each pair of a group?", anchor="matrix")
        choose()
        st.html('<p class="empty">This group has fewer than two countries on the day.</p>')
        return
    query = tuple((k, v) for k, v in view.query.items() if k not in (A.name, B.name))
    name = "own list" if actual == OWN else group_names(store)[actual]
    key = ("pair-matrix", store.data_version, members, on, view[KIND], view[SORT], query, name)
    block = cached_figure(
        key,
        lambda: matrix_block(store, members, name, on, view[KIND], view[SORT], dict(query)),
    )
    draw_block(block, key="matrix", name=actual.replace(":", "-"), lead=choose)


def _controls(store: Store, view: View, group: ChoiceParam, actual: str) -> None:
    chosen = view[group]
    labels = {
        DEFAULT: f"{group_names(store)[actual]} (to begin with)" if chosen == DEFAULT else "Region",
        OWN: "Own list of countries",
        **group_names(store),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix-controls"):
        controls.choice(view, group, "Group", labels)
        controls.choice(view, KIND, "Channels", LABELS)
        controls.choice(view, SORT, "Order", ORDER, segmented=True)
    if chosen == OWN:
        among = [c.iso3 for c in view.countries.selectable]
        controls.countries(view, MEMBERS, f"Countries, up to {LIMIT}", among=among)


def _actual(store: Store, view: View, chosen: str) -> str:
    """The group shown: without a choice the part of the world of A, else the G7."""
    if chosen != DEFAULT:
        return chosen
    here = view[A]
    region = store.countries[here].un_subregion if here else ""
    return f"region:{region}" if f"region:{region}" in group_names(store) else _FALLBACK


def matrix_block(
    store: Store,
    members: tuple[str, ...],
    name: str,
    on: date,
    kind: str,
    sort: str,
    query: Mapping[str, str],
) -> Block:
    """The table with its finding, its sources (those of the lists it counts) and all pairs as
    rows."""
    matrix = group_matrix(store, members, on, kind, sort)
    frame = matrix_rows(store, members, on)
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
    return Block(
        title=f"{linked:,} of {plural(matrix.pairs, 'pair')} share {words} in force",
        subtitle=f"{name[0].upper() + name[1:]}, {size}: number of channels in force on"
        f" {date_phrase(on)}. 0 means none seen. A number leads to the pair.",
        html=_html(store, matrix, name, query),
        caption=caption(_evidence(store, kind), store.sources),
        frame=frame,
        notes=tuple(notes),
    )


def _html(store: Store, matrix: Matrix, name: str, query: Mapping[str, str]) -> str:
    """A square table with its heads in place; colour and number say the same."""
    names = [store.countries[iso3].name for iso3 in matrix.countries]
    most = max(int(matrix.counts.max()), 1)
    head = "".join(
        f'<th scope="col"><abbr title="{escape(full, quote=True)}">{iso3}</abbr></th>'
        for iso3, full in zip(matrix.countries, names, strict=True)
    )
    carried = link("", query).partition("?")[2]
    tail = escape(f"&{carried}", quote=True) if carried else ""
    body = []
    for i, iso3 in enumerate(matrix.countries):
        cells = "".join(
            '<td class="self">–</td>'
            if i == j
            else f'<td class="k{_step(int(matrix.counts[i, j]), most)}">'
            f'<a href="?a={iso3}&amp;b={other}{tail}" target="_self">{matrix.counts[i, j]}</a></td>'
            for j, other in enumerate(matrix.countries)
        )
        body.append(
            f'<tr><th scope="row">{escape(names[i])}</th>{cells}'
            f'<td class="sum">{matrix.totals[i]:,}</td></tr>'
        )
    return (
        '<div class="matrix-scroll" tabindex="0" role="region"'
        f' aria-label="Channels between countries: {escape(name, quote=True)}">'
        '<table class="matrix"><caption>Channels between each two countries</caption>'
        f'<thead><tr><th scope="col">Country</th>{head}<th scope="col">Sum</th></tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _step(count: int, most: int) -> int:
    """0 for none, else 1 to 4 by the share of the largest count."""
    return 0 if not count else min(4, 1 + (4 * (count - 1)) // most)


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
