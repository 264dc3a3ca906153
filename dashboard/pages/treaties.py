"""/treaties: how states join, who has which status, how long it takes, what has changed."""

from datetime import date

import streamlit as st

from dashboard.charts.adoption import adoption_figure
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import draw_block
from dashboard.ui.figure import figure
from dashboard.ui.markup import page_heading
from dashboard.ui.state import View, bind
from dashboard.ui.style import dark
from dashboard.ui.treaties_choose import (
    ALL,
    GROUP,
    GROUP_WORDS,
    STEP,
    STEP_WORDS,
    TreatyParams,
    choose,
    selection,
    treaty_params,
)
from dashboard.ui.treaties_curves import curves
from dashboard.ui.treaties_matrix import matrix_block
from dashboard.ui.url import site_wide


def render() -> None:
    """Draw the page."""
    data = store()
    params = cached_figure(("treaty-params", data.data_version), lambda: treaty_params(data))
    view = bind(params.spec, data.countries)
    page_heading("Who has joined which treaty, and when", kicker="Treaties")
    _, on = choose(view, params, data)
    chosen = selection(view, params)
    inside = None if chosen.is_all else chosen.members(data, on)
    treaty_ids = view[params.treaties]
    _curves(data, view, treaty_ids, on, inside, "" if inside is None else chosen.describe(data))
    _matrix(data, view, params, treaty_ids, on, inside)


def _curves(
    data: Store,
    view: View,
    treaty_ids: tuple[str, ...],
    on: date,
    inside: frozenset[str] | None,
    where: str,
) -> None:
    step = view[STEP]
    if len(treaty_ids) > 1:
        controls.choice(view, STEP, "Step", STEP_WORDS, segmented=True)
    key = ("curves", data.data_version, treaty_ids, step, on, inside)
    words = f", {where}" if where else ""
    made = cached_figure(key, lambda: curves(data, treaty_ids, step, on, inside, words))
    mode = dark()
    spec = cached_figure((*key, mode), lambda: adoption_figure(made.chart, made.undated, dark=mode))
    figure(made.chart, made.caption, key="adoption", draw=spec, data=made.rows)


def _matrix(
    data: Store,
    view: View,
    params: TreatyParams,
    treaty_ids: tuple[str, ...],
    on: date,
    inside: frozenset[str] | None,
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix-controls"):
        controls.choice(view, GROUP, "Group countries", GROUP_WORDS, segmented=True)
        controls.switch(view, ALL, f"All {len(params.treaties.choices)} treaties")
    shown = params.treaties.choices if view[ALL] else treaty_ids
    query = {k: v for k, v in site_wide(view.state).items() if k in ("on", "my")}
    bodies = view[params.organisation]
    key = ("matrix", data.data_version, shown, on, inside, view[GROUP], bodies, str(query))
    block = cached_figure(
        key, lambda: matrix_block(data, shown, on, inside, view[GROUP], bodies, query)
    )
    draw_block(block, key="matrix", name="treaty-status")
