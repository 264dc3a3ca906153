"""The parts of a comparison: in brief, everything side by side, positions, and time."""

from collections.abc import Callable, Mapping

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.compare_brief import links_of, shared_block, tally_block
from dashboard.ui.compare_controls import obstacle_controls, table_controls, treaty_controls
from dashboard.ui.compare_table import countries_of, table_block
from dashboard.ui.country_block import draw_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import draw_html, section_heading, section_html
from dashboard.ui.notices import problem
from dashboard.ui.state import View
from dashboard.views.compare import COMPARE
from dashboard.views.compare_params import (
    BY_DIFFERENCE,
    OBSTACLE,
    ONLY_DIFFERENT,
    ORDER,
    OVERVIEW,
    PARTS,
    series_param,
    sides,
    treaties_param,
)
from dashboard.views.url import ON

Names = dict[str, str]


def draw_part(store: Store, view: View, names: Names, part: str) -> None:
    """Draw one part, by its id; one whose data are broken says so."""
    try:
        _DRAW[part](store, view, names)
    except DataError as error:
        section_heading(PARTS.labels[part], anchor=part)
        problem(error)


def _key(store: Store, view: View) -> tuple[object, ...]:
    return store.data_version, *sides(store, view.state), view[ON]


def _brief(store: Store, view: View, names: Names) -> None:
    """Where to go on, differences counted by topic, what all share and what one alone has."""
    group, query = sides(store, view.state)[1], view.query
    draw_html(links_of(store, names, query))
    block = cached_figure(
        ("tally", *_key(store, view)), lambda: tally_block(store, names, group, view[ON])
    )
    draw_block(block, key="tally")
    countries = countries_of(names)
    if len(countries) < 2:
        draw_html(
            section_html("What they share", anchor="shared")
            + '<p class="empty">Choose a second country to see what both share. What most members'
            " of the group have stands in the table side by side.</p>"
        )
        return
    shared = ("shared", store.data_version, countries, view[ON])
    block = cached_figure(shared, lambda: shared_block(store, countries, view[ON]))
    draw_block(block, key="shared")


def _table(store: Store, view: View, names: Names) -> None:
    group = sides(store, view.state)[1]
    only, first = view[ONLY_DIFFERENT], view[ORDER] == BY_DIFFERENCE
    block = cached_figure(
        ("side-by-side", *_key(store, view), only, first),
        lambda: table_block(store, names, group, view[ON], only_different=only, first=first),
    )
    draw_block(block, key="side-by-side", lead=lambda: table_controls(view))


def _positions(store: Store, view: View, names: Names) -> None:
    text = "Ranked indicators of one obstacle on one scale, and one of them through the years."
    section_heading("Where they stand", text, anchor="positions")
    with st.container(horizontal=True, vertical_alignment="bottom", key="positions-controls"):
        obstacle_controls(view, store)
    left, right = st.columns(2, gap="large")
    with left:
        _figure(store, view, "positions", "None of them has a ranked value here.")
    with right:
        _figure(store, view, "series", "No indicator of this obstacle has values of two years.")


def _timelines(store: Store, view: View, names: Names) -> None:
    section_heading("When they joined", "Steps under treaties on one axis.", anchor="timelines")
    with st.container(key="timelines-controls"):
        treaty_controls(view, store)
    with st.container(key="block-timelines"):
        _figure(store, view, "treaties", "None of them is known to have taken a step under these.")


def _figure(store: Store, view: View, name: str, nothing: str) -> None:
    closer = (view[OBSTACLE], view[series_param(store)], view[treaties_param(store)])
    key = ("compare", name, *_key(store, view), *closer)
    made = cached_figure(key, lambda: COMPARE.figure(store, view.state, name))
    if made.chart.empty:
        draw_html(f'<p class="empty">{nothing}</p>')
    else:
        draw_chart(made.chart, made.caption, key=name)


_DRAW: Mapping[str, Callable[[Store, View, Names], None]] = {
    OVERVIEW: _brief,
    "side-by-side": _table,
    "positions": _positions,
    "timelines": _timelines,
}
