"""The parts of a country profile in the order a reader asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.country_profile_changes import changes_block
from dashboard.ui.country_profile_csirts import csirt_block
from dashboard.ui.country_profile_incidents import incidents_block
from dashboard.ui.country_profile_members import members_block
from dashboard.ui.country_profile_obstacles import obstacles_block
from dashboard.ui.country_profile_peers import peers_block
from dashboard.ui.country_profile_treaties import treaty_block
from dashboard.ui.country_profile_unknown import unknown_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import contents_html, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.partner_table import partners_block
from dashboard.ui.state import View
from dashboard.views.country import COUNTRY
from dashboard.views.url import MY, ON

Build = Callable[[Store, str, View], Block | None]


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its anchor, its word in the contents, what builds it, and the figure it leads
    with. ``sourced=False`` where the pieces of its content carry their own sources."""

    anchor: str
    label: str
    build: Build
    figure: str = ""
    sourced: bool = True


PARTS = (
    Part("changes", "Last 12 months", lambda s, c, v: changes_block(s, c, v[ON])),
    Part("treaties", "Treaties", lambda s, c, v: treaty_block(s, c, v[ON]), "treaty-timeline"),
    Part(
        "organisations",
        "Cooperation",
        lambda s, c, v: members_block(s, c, v[ON]),
        "membership-timeline",
    ),
    Part("peers", "Peers", lambda s, c, v: peers_block(s, c, v[ON])),
    Part(
        "partners",
        "Partners",
        lambda s, c, v: partners_block(s, c, v[ON], tuple(v.query.items())),
        "partner-ends",
    ),
    Part("csirts", "CERT/CSIRT", lambda s, c, v: csirt_block(s, c, v[ON])),
    Part("incidents", "Incidents", lambda s, c, v: incidents_block(s, c)),
    Part(
        "obstacles",
        "Obstacles",
        lambda s, c, v: obstacles_block(s, c, v[ON], v[MY]),
        "obstacle-strip",
        sourced=False,
    ),
    Part("not-known", "Not known", lambda s, c, v: unknown_block(s, c, v[ON])),
)


def draw_parts(store: Store, iso3: str, view: View, parts: Sequence[Part] = PARTS) -> None:
    """Contents, then every part; one whose data are broken says so and the others stay."""
    st.html(contents_html([(part.anchor, part.label) for part in parts]))
    for part in parts:
        try:
            _draw(store, iso3, view, part)
        except DataError as error:
            section_heading(part.label, anchor=part.anchor)
            problem(error)


def _draw(store: Store, iso3: str, view: View, part: Part) -> None:
    key = (part.anchor, store.data_version, iso3, tuple(view.query.items()), view[ON])
    block = cached_figure(key, lambda: part.build(store, iso3, view))
    if block is not None:
        lead = partial(_figure, store, view, part.figure) if part.figure else None
        draw_block(block, key=part.anchor, name=iso3, sourced=part.sourced, lead=lead)


def _figure(store: Store, view: View, name: str) -> None:
    key = ("country", name, store.data_version, tuple(view.query.items()), view[ON])
    made = cached_figure(key, lambda: COUNTRY.figure(store, view.state, name))
    if not made.chart.empty:
        draw_chart(made.chart, made.caption, key=name)
