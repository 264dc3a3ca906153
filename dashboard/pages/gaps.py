"""/gaps: where suspected incidents cross between states without a channel, and what would help."""

from datetime import date
from html import escape

import streamlit as st

from dashboard.analysis.gaps_holes import GROUPINGS
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import draw_block
from dashboard.ui.figure import figure
from dashboard.ui.gaps_choose import choose, choose_accession
from dashboard.ui.gaps_head import head_html
from dashboard.ui.gaps_lab import (
    accession_html,
    accessions_block,
    greedy_block,
    joint_html,
    not_open_yet,
    treaties_block,
)
from dashboard.ui.gaps_method import method_html
from dashboard.ui.gaps_tables import groups_block, holes_block, missing_block, structure_block
from dashboard.ui.markup import kicker, section_heading
from dashboard.ui.state import View, bind
from dashboard.views.gaps import GROUPS, GapParams, gap_params, year_chart
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    params = gap_params(data)
    kicker("Gaps: incidents between states that share no channel")
    view = bind(params.spec, data.countries)
    choose(view, params, data)
    dataset, on, query = view[params.dataset], view[ON], view.query
    key = (data.data_version, dataset, on)
    st.html(cached_figure(("gap-head", *key), lambda: head_html(data, dataset, on)))
    chart, cite = cached_figure(("gap-years", *key), lambda: year_chart(data, dataset, on))
    figure(chart, cite, key="gaps-by-year")
    _lab(data, view, params, query)
    linked = tuple(query.items())
    holes = cached_figure(
        ("gap-holes", *key, linked), lambda: holes_block(data, dataset, on, query)
    )
    draw_block(holes, key="holes", name="gaps")
    missing = cached_figure(("gap-missing", *key, linked), lambda: missing_block(data, on, query))
    draw_block(missing, key="missing", name="gaps")
    _shape(data, view, on)
    st.html(method_html())


def _lab(data: Store, view: View, params: GapParams, query: dict[str, str]) -> None:
    section_heading(
        "Accession lab: what would one more accession change?",
        "Choose a treaty and one or more countries; narrow and any legal basis stand side by side.",
        anchor="lab",
    )
    treaty, joining = choose_accession(view, params)
    country = joining[0] if len(joining) == 1 else None
    dataset, on = view[params.dataset], view[ON]
    closed = not_open_yet(data, treaty, on)
    key = (data.data_version, dataset, on, treaty, joining, tuple(query.items()))
    if closed:
        st.html(f'<p class="empty">{escape(closed)}</p>')
    else:
        if country:
            st.html(
                cached_figure(
                    ("lab-one", *key), lambda: accession_html(data, country, treaty, on, dataset)
                )
            )
        elif joining:
            st.html(
                cached_figure(
                    ("lab-joint", *key), lambda: joint_html(data, joining, treaty, on, dataset)
                )
            )
        block = cached_figure(
            ("lab-best", *key), lambda: accessions_block(data, treaty, on, dataset, query)
        )
        draw_block(block, key="best-accessions", name=treaty)
    if country:
        block = cached_figure(
            ("lab-treaties", *key), lambda: treaties_block(data, country, on, dataset, query)
        )
        draw_block(block, key="best-treaties", name=country)
    if not closed:
        block = cached_figure(("lab-path", *key), lambda: greedy_block(data, treaty, on, dataset))
        draw_block(block, key="next-accessions", name=treaty)


def _shape(data: Store, view: View, on: date) -> None:
    grouping = view[GROUPS]
    key = (data.data_version, on)
    block = cached_figure(("gap-groups", grouping, *key), lambda: groups_block(data, grouping, on))
    draw_block(
        block,
        key="groups",
        name=f"gaps-{grouping}",
        lead=lambda: _choose_groups(view),
    )
    block = cached_figure(("gap-shape", *key), lambda: structure_block(data, on))
    draw_block(block, key="structure", name="gaps")


def _choose_groups(view: View) -> None:
    controls.choice(view, GROUPS, "Groups", GROUPINGS, segmented=True)
