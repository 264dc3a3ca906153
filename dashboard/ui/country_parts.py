"""The parts of a country profile: what is known in brief, then each subject by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.country_profile_changes import changes_block
from dashboard.ui.country_profile_csirts import csirt_block
from dashboard.ui.country_profile_head import brief_html, numbers_html
from dashboard.ui.country_profile_incidents import incidents_block
from dashboard.ui.country_profile_members import members_block
from dashboard.ui.country_profile_obstacles import obstacles_block
from dashboard.ui.country_profile_peers import peers_block
from dashboard.ui.country_profile_treaties import treaty_block
from dashboard.ui.country_profile_unknown import unknown_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import draw_html, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.partner_table import partners_block
from dashboard.ui.state import View
from dashboard.views.country import COUNTRY, OVERVIEW
from dashboard.views.url import MY, ON

Build = Callable[[Store, str, View], Block | None]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its anchor, what it is called where it cannot be drawn, what builds it, and the
    figure it leads with. ``sourced=False`` where the pieces of its content carry their own
    sources."""

    anchor: str
    label: str
    build: Build
    figure: str = ""
    sourced: bool = True


SECTIONS: Mapping[str, tuple[Section, ...]] = {
    OVERVIEW: (Section("changes", "Last 12 months", lambda s, c, v: changes_block(s, c, v[ON])),),
    "treaties": (
        Section(
            "treaties", "Treaties", lambda s, c, v: treaty_block(s, c, v[ON]), "treaty-timeline"
        ),
    ),
    "cooperation": (
        Section(
            "organisations",
            "Cooperation",
            lambda s, c, v: members_block(s, c, v[ON]),
            "membership-timeline",
        ),
    ),
    "partners": (
        Section(
            "partners",
            "Partners",
            lambda s, c, v: partners_block(s, c, v[ON], tuple(v.query.items())),
            "partner-ends",
        ),
        Section("peers", "Peers", lambda s, c, v: peers_block(s, c, v[ON])),
    ),
    "csirts": (Section("csirts", "CERT/CSIRT", lambda s, c, v: csirt_block(s, c, v[ON])),),
    "incidents": (Section("incidents", "Incidents", lambda s, c, v: incidents_block(s, c)),),
    "obstacles": (
        Section(
            "obstacles",
            "Obstacles",
            lambda s, c, v: obstacles_block(s, c, v[ON], v[MY]),
            "obstacle-strip",
            sourced=False,
        ),
    ),
    "not-known": (Section("not-known", "Not known", lambda s, c, v: unknown_block(s, c, v[ON])),),
}
"""The sections of each part, in the order a reader asks for them."""


def draw_part(store: Store, iso3: str, view: View, part: str) -> None:
    """Draw one part, by its id; a section whose data are broken says so and the others stay."""
    if part == OVERVIEW:
        _brief(store, iso3, view)
    for section in SECTIONS[part]:
        try:
            _draw(store, iso3, view, section)
        except DataError as error:
            section_heading(section.label, anchor=section.anchor)
            problem(error)


def _brief(store: Store, iso3: str, view: View) -> None:
    """The opening paragraph, the headline numbers, and where to go on."""
    on, query = view[ON], view.query
    html = cached_figure(("brief", *_key(store, iso3, view)), lambda: brief_html(store, iso3, on))
    try:
        numbers = ("numbers", *_key(store, iso3, view))
        html += cached_figure(numbers, lambda: numbers_html(store, iso3, on, query))
    except DataError as error:
        draw_html(html)
        problem(error)
        return
    draw_html(html)


def _draw(store: Store, iso3: str, view: View, section: Section) -> None:
    key = (section.anchor, *_key(store, iso3, view))
    block = cached_figure(key, lambda: section.build(store, iso3, view))
    if block is not None:
        lead = partial(_figure, store, iso3, view, section.figure) if section.figure else None
        draw_block(block, key=section.anchor, sourced=section.sourced, lead=lead)


def _figure(store: Store, iso3: str, view: View, name: str) -> None:
    key = ("country", name, *_key(store, iso3, view))
    made = cached_figure(key, lambda: COUNTRY.figure(store, view.state, name))
    if not made.chart.empty:
        draw_chart(made.chart, made.caption, key=name)


def _key(store: Store, iso3: str, view: View) -> tuple[object, ...]:
    """What every part of a profile depends on; links carry the day and the reader's country."""
    return store.data_version, iso3, view[ON], view[MY], "on" in view.query
