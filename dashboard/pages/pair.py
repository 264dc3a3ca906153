"""/pair: two countries on a date: every channel between them, and what is in the way."""

import streamlit as st

from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import draw_block
from dashboard.ui.markup import kicker
from dashboard.ui.pair_channels import coming_block, in_force_block, only_block
from dashboard.ui.pair_choose import A, B, choose_pair, empty_state, problem_of, with_defaults
from dashboard.ui.pair_context import incidents_block, obstacles_block
from dashboard.ui.pair_head import head_html
from dashboard.ui.state import View, bind
from dashboard.ui.url import MY, ON, C, Spec

SPEC = Spec((A, B, ON, MY, C))
BLOCKS = (
    ("channels", in_force_block),
    ("coming", coming_block),
    ("only-one", only_block),
    ("obstacles", obstacles_block),
    ("incidents", incidents_block),
)


def render() -> None:
    """Draw the page."""
    data = store()
    kicker("Two countries on a date")
    view = with_defaults(bind(SPEC, data.countries))
    with st.container(horizontal=True, vertical_alignment="bottom", key="pair-controls"):
        choose_pair(view)
        controls.day(view, ON)
    a, b = view[A], view[B]
    if a is None or b is None or problem_of(data.countries, a, b):
        empty_state(view)
        return
    _pair(data, view, a, b)


def _pair(data: Store, view: View, a: str, b: str) -> None:
    on = view[ON]
    key = (data.data_version, a, b, on)
    query = tuple(view.query.items())
    st.html(
        cached_figure(("pair-head", *key, query), lambda: head_html(data, a, b, on, dict(query)))
    )
    for name, build in BLOCKS:
        block = cached_figure((f"pair-{name}", *key), lambda build=build: build(data, a, b, on))
        if block is not None:
            draw_block(block, key=name, name=f"{a}-{b}")
