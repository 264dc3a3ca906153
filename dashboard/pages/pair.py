"""/pair: two countries on a date: every channel between them, and what is in the way."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import kicker, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.pair_accession import accession_block
from dashboard.ui.pair_channels import coming_block, in_force_block, only_block
from dashboard.ui.pair_choose import choose_pair, empty_state
from dashboard.ui.pair_context import incidents_block, obstacles_block
from dashboard.ui.pair_head import head_html
from dashboard.ui.pair_matrix import draw_matrix
from dashboard.ui.state import View, bind
from dashboard.views.pair_growth import growth_chart
from dashboard.views.pair_params import A, B, group_param, pair_spec, problem_of, with_defaults
from dashboard.views.url import ON

Parts = tuple[tuple[str, Callable[[Store, str, str, date], Block | None]], ...]
BEFORE: Parts = (("channels", in_force_block), ("coming", coming_block))
AFTER: Parts = (
    ("accession", accession_block),
    ("only-one", only_block),
    ("obstacles", obstacles_block),
    ("incidents", incidents_block),
)


def render() -> None:
    """Draw the page."""
    data = store()
    kicker("Two countries on a date")
    view = View(with_defaults(bind(pair_spec(data), data.countries).state))
    with st.container(horizontal=True, vertical_alignment="bottom", key="pair-controls"):
        choose_pair(view)
        controls.day(view, ON)
    a, b = view[A], view[B]
    if a is None or b is None or problem_of(data.countries, a, b):
        empty_state(view)
    else:
        _pair(data, view, a, b)
    draw_matrix(data, view, group_param(data))


def _pair(data: Store, view: View, a: str, b: str) -> None:
    on = view[ON]
    key = (data.data_version, a, b, on)
    query = tuple(view.query.items())
    st.html(
        cached_figure(("pair-head", *key, query), lambda: head_html(data, a, b, on, dict(query)))
    )
    _blocks(data, BEFORE, a, b, on)
    section_heading("How the link grew", anchor="growth")
    chart, cite = cached_figure(("pair-growth", *key), lambda: growth_chart(data, a, b, on))
    draw_chart(chart, cite, key="growth")
    _blocks(data, AFTER, a, b, on)


def _blocks(data: Store, parts: Parts, a: str, b: str, on: date) -> None:
    for name, build in parts:
        key = (f"pair-{name}", data.data_version, a, b, on)
        try:
            block = cached_figure(key, partial(build, data, a, b, on))
        except DataError as error:
            problem(error)
            continue
        if block is not None:
            draw_block(block, key=name, name=f"{a}-{b}")
