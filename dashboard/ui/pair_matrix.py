"""All pairs of a group as a table of counts; each cell leads to its pair."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.analysis.pair_matrix import LIMIT, OWN, Matrix, group_members, group_names
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.markup import draw_html, section_heading
from dashboard.ui.state import View
from dashboard.views.pair_matrix import GroupMatrix, group_chart
from dashboard.views.pair_params import (
    DEFAULT,
    KIND,
    LABELS,
    MEMBERS,
    ORDER,
    SORT,
    A,
    B,
    actual_group,
)
from dashboard.views.params import ChoiceParam
from dashboard.views.url import ON, link


def draw_matrix(store: Store, view: View, group: ChoiceParam) -> None:
    """The table of a group as a section of the page, with its controls."""
    on, actual = view[ON], actual_group(store, view.state, view[group])

    def choose() -> None:
        _controls(store, view, group, actual)

    members = group_members(store, actual, on, view[MEMBERS])
    if len(members) < 2:
        section_heading("How many channels has each pair of a group?", anchor="matrix")
        choose()
        draw_html('<p class="empty">This group has fewer than two countries on the day.</p>')
        return
    query = tuple((k, v) for k, v in view.query.items() if k not in (A.name, B.name))
    name = "own list" if actual == OWN else group_names(store)[actual]
    key = ("pair-matrix", store.data_version, members, on, view[KIND], view[SORT], query, name)
    block = cached_figure(
        key,
        lambda: matrix_block(
            store,
            group_chart(store, members, name, on, view[KIND], view[SORT]),
            name,
            dict(query),
        ),
    )
    draw_block(block, key="matrix", lead=choose)


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


def matrix_block(store: Store, drawn: GroupMatrix, name: str, query: Mapping[str, str]) -> Block:
    """The table with its finding, its sources (those of the lists it counts) and all pairs as
    rows."""
    chart = drawn.chart
    return Block(
        title=chart.title,
        subtitle=f"{chart.subtitle} A number leads to the pair.",
        html=_html(store, drawn.matrix, name, query),
        caption=drawn.caption,
        frame=drawn.rows,
        notes=chart.notes,
        figure_id="matrix",
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
