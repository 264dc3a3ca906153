"""The parts of a comparison: what is shared, positions, time, and everything side by side."""

from collections.abc import Callable

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.compare_controls import obstacle_controls, table_controls, treaty_controls
from dashboard.ui.compare_table import countries_of, shared_block, table_block
from dashboard.ui.country_block import draw_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import contents_html, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.state import View
from dashboard.views.compare import COMPARE
from dashboard.views.compare_params import BY_DIFFERENCE, ONLY_DIFFERENT, ORDER, sides
from dashboard.views.url import ON

Names = dict[str, str]


def draw_parts(store: Store, view: View, names: Names) -> None:
    """Contents, then every part; one whose data are broken says so and the others stay."""
    parts: tuple[tuple[str, str, Callable[[Store, View, Names], None]], ...] = (
        ("side-by-side", "Side by side", _table),
        ("shared", "What they share", _shared),
        ("positions", "Where they stand", _positions),
        ("timelines", "When they joined", _timelines),
    )
    st.html(contents_html([(anchor, label) for anchor, label, _ in parts]))
    for anchor, label, draw in parts:
        try:
            draw(store, view, names)
        except DataError as error:
            section_heading(label, anchor=anchor)
            problem(error)


def _key(store: Store, view: View) -> tuple[object, ...]:
    return (store.data_version, tuple(view.query.items()), view[ON])


def _table(store: Store, view: View, names: Names) -> None:
    group = sides(store, view.state)[1]
    only, first = view[ONLY_DIFFERENT], view[ORDER] == BY_DIFFERENCE
    block = cached_figure(
        ("side-by-side", *_key(store, view)),
        lambda: table_block(store, names, group, view[ON], only_different=only, first=first),
    )
    draw_block(block, key="side-by-side", name="compare", lead=lambda: table_controls(view))


def _shared(store: Store, view: View, names: Names) -> None:
    countries = countries_of(names)
    if len(countries) < 2:
        section_heading("What they share", anchor="shared")
        st.html(
            '<p class="empty">Choose a second country to see what both share. What most members of'
            " the group have stands in the table above.</p>"
        )
        return
    key = ("shared", store.data_version, countries, view[ON])
    block = cached_figure(key, lambda: shared_block(store, countries, view[ON]))
    draw_block(block, key="shared", name="compare")


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
    key = ("compare", name, *_key(store, view))
    made = cached_figure(key, lambda: COMPARE.figure(store, view.state, name))
    if made.chart.empty:
        st.html(f'<p class="empty">{nothing}</p>')
    else:
        draw_chart(made.chart, made.caption, key=name)
