"""/pair: two countries on a date: every channel between them, and what is in the way."""

from datetime import date

import streamlit as st

from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.markup import draw_html
from dashboard.ui.pair_choose import choose_pair, empty_html
from dashboard.ui.pair_head import head_html
from dashboard.ui.pair_matrix import draw_matrix
from dashboard.ui.pair_parts import draw_part
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import View, bind
from dashboard.views.pair_params import (
    PARTS,
    A,
    B,
    group_param,
    pair_spec,
    problem_of,
    with_defaults,
)
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    view = View(with_defaults(bind(pair_spec(data), data.countries).state))
    with st.container(horizontal=True, vertical_alignment="bottom", key="pair-controls"):
        choose_pair(view)
        controls.day(view, ON)
    a, b = view[A], view[B]
    if a is None or b is None or problem_of(data.countries, a, b):
        draw_html(empty_html(view))
        draw_matrix(data, view, group_param(data))
    else:
        _pair(data, view, a, b, view[ON])


def _pair(data: Store, view: View, a: str, b: str, on: date) -> None:
    key = ("pair-head", data.data_version, tuple(view.query.items()), on)
    draw_html(cached_figure(key, lambda: head_html(data, view, a, b, on)))
    for part in parts_bar(view, PARTS):
        if part == "group":
            draw_matrix(data, view, group_param(data))
        else:
            draw_part(data, part, a, b, on)
