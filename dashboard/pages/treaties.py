"""/treaties: how states join, who has which status, how long it takes, what has changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.charts.adoption import adoption_figure
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.figure import figure
from dashboard.ui.markup import page_heading
from dashboard.ui.state import View, bind
from dashboard.ui.style import dark
from dashboard.ui.treaties_changes import changes_block
from dashboard.ui.treaties_checks import codes_block, totals_block
from dashboard.ui.treaties_choose import choose
from dashboard.ui.treaties_figures import figures_block
from dashboard.ui.treaties_matrix import matrix_block
from dashboard.ui.treaties_times import times_block
from dashboard.views.treaties_curves import curves
from dashboard.views.treaties_matrix import status_matrix
from dashboard.views.treaties_params import (
    ALL,
    GROUP,
    GROUP_WORDS,
    STEP,
    STEP_WORDS,
    WAIT,
    WAIT_WORDS,
    TreatyParams,
    selection,
    treaty_params,
)
from dashboard.views.url import site_wide


@dataclass(frozen=True, slots=True)
class Asked:
    """What every part of the page depends on. ``where`` is the filter in words, '' for none."""

    version: str
    treaties: tuple[str, ...]
    since: date
    on: date
    inside: frozenset[str] | None
    where: str
    links: tuple[tuple[str, str], ...]


def render() -> None:
    """Draw the page."""
    data = store()
    params = treaty_params(data)
    view = bind(params.spec, data.countries)
    page_heading("Who has joined which treaty, and when", kicker="Treaties")
    since, on = choose(view, params, data)
    chosen = selection(view.state, params)
    asked = Asked(
        version=data.data_version,
        treaties=view[params.treaties],
        since=since,
        on=on,
        inside=None if chosen.is_all else chosen.members(data, on),
        where="" if chosen.is_all else f", {chosen.describe(data)}",
        links=tuple((k, v) for k, v in site_wide(view.state).items() if k in ("on", "my")),
    )
    _block("figures", (asked,), lambda: figures_block(data, *_usual(asked)))
    _curves(data, view, asked)
    _matrix(data, view, params, asked)
    _times(data, view, asked)
    _block("changes", (asked,), lambda: changes_block(data, *_usual(asked)))
    only, links = asked.treaties, dict(asked.links)
    _block("reservations", (asked,), lambda: codes_block(data, only, asked.inside, links))
    _block("totals", (asked.version, only), lambda: totals_block(data, only))


_Usual = tuple[tuple[str, ...], date, date, frozenset[str] | None, dict[str, str], str]


def _usual(a: Asked) -> _Usual:
    return a.treaties, a.since, a.on, a.inside, dict(a.links), a.where


def _block(name: str, key: tuple[Hashable, ...], build: Callable[[], Block | None]) -> None:
    block = cached_figure((f"treaties-{name}", *key), build)
    if block is not None:
        draw_block(block, key=name, name="treaties")


def _curves(data: Store, view: View, asked: Asked) -> None:
    step, mode = view[STEP], dark()
    if len(asked.treaties) > 1:
        controls.choice(view, STEP, "Step", STEP_WORDS, segmented=True)
    key = ("treaties-curves", asked, step)
    made = cached_figure(
        key, lambda: curves(data, asked.treaties, step, asked.on, asked.inside, asked.where)
    )
    drawn = cached_figure(
        (*key, mode), lambda: adoption_figure(made.chart, made.undated, dark=mode)
    )
    figure(made.chart, made.caption, key="adoption", draw=drawn, data=made.rows)


def _matrix(data: Store, view: View, params: TreatyParams, asked: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix-controls"):
        controls.choice(view, GROUP, "Group countries", GROUP_WORDS, segmented=True)
        controls.switch(view, ALL, f"All {len(params.treaties.choices)} treaties")
    shown = params.treaties.choices if view[ALL] else asked.treaties
    bodies, group = view[params.organisation], view[GROUP]
    _block(
        "matrix",
        (asked, shown, group, bodies),
        lambda: matrix_block(
            data,
            shown,
            status_matrix(data, shown, asked.on, asked.inside, group, bodies),
            dict(asked.links),
        ),
    )


def _times(data: Store, view: View, asked: Asked) -> None:
    with st.container(key="times-controls"):
        wait = controls.choice(view, WAIT, "Time", WAIT_WORDS)
    _block(
        "times",
        (asked, wait),
        lambda: times_block(data, asked.treaties, wait, asked.on, asked.inside, asked.where),
    )
