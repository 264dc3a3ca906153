"""The parts of /incidents: which figures each shows, for one dataset or several side by side."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.choice_links import choice_links
from dashboard.ui.country_block import draw_block
from dashboard.ui.figure import figure
from dashboard.ui.incidents_actors import actors_section
from dashboard.ui.incidents_agreement import agreement_block, dates_html
from dashboard.ui.incidents_map import draw_map, map_payload
from dashboard.ui.incidents_records import records_section
from dashboard.ui.markup import draw_html, section_heading
from dashboard.ui.state import View
from dashboard.views.figure import Figure
from dashboard.views.incidents import INCIDENTS
from dashboard.views.incidents_params import (
    CROSS,
    FORM,
    ROLE,
    TOP,
    IncidentParams,
    event_filter,
    figure_key,
)
from dashboard.views.url import State
from dashboard.views.world_map import BORDERS

CROSS_WORDS = {
    "sector:action": "Sector and action",
    "actor_type:action": "Actor and action",
    "actor_type:sector": "Actor and sector",
    "sector:impact": "Sector and impact",
}
ROLE_WORDS = {"victim": "Victims", "origin": "Suspected origins"}
FORM_WORDS = {"sankey": "Streams", "matrix": "Matrix"}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What every part depends on. ``shown`` are the datasets, the main one first."""

    store: Store
    view: View
    params: IncidentParams
    shown: tuple[str, ...]

    def state(self, dataset: str) -> State:
        """The view with another dataset in its place."""
        return self.view.state.replace(self.params.dataset, dataset)

    def made(self, name: str, dataset: str) -> Figure:
        """One figure of one dataset, kept as long as the process."""
        state = self.state(dataset)
        key = ("incidents", name, self.store.data_version, figure_key(state))
        return cached_figure(key, lambda: INCIDENTS.figure(self.store, state, name))


def draw_part(asked: Asked, part: str) -> None:
    """Draw one part of the page."""
    _DRAW[part](asked)


def _overview(asked: Asked) -> None:
    _each(asked, "timeline")
    roles = choice_links(asked.view, ROLE, "Countries as", ROLE_WORDS)
    _each_map(asked, legend=roles)
    _each(asked, "ranking")


def _flows(asked: Asked) -> None:
    form = asked.view[FORM]
    most = {name: name for name in TOP.choices}
    lead = choice_links(asked.view, FORM, "Form", FORM_WORDS)
    lead += choice_links(asked.view, TOP, "Countries by name on each side", most)
    _each(asked, "flows" if form == "sankey" else "flow-matrix", legend=lead)
    _each_map(asked, with_arcs=True)


def _kinds(asked: Asked) -> None:
    _each(asked, "kinds", legend=choice_links(asked.view, CROSS, "Cross", CROSS_WORDS))


def _attribution(asked: Asked) -> None:
    section_heading(
        "Who says who did it?",
        "Most incidents have no named origin. Where one is named, somebody named it: the attacker, "
        "a company, a government, the press. None of that is proof.",
        anchor="attribution",
    )
    _each(asked, "unknown-by-year")
    _each(asked, "unknown-by-victim")
    _each(asked, "who-attributes")
    draw_html(dates_html())


def _agreement(asked: Asked) -> None:
    f = event_filter(asked.store, asked.view.state)
    key = ("incidents-agreement", asked.store.data_version, f.years, f.victims, f.origins)
    block = cached_figure(key, lambda: agreement_block(asked.store, f))
    if block is None:
        draw_html('<p class="empty">Only one dataset is here, so there is none to compare.</p>')
    else:
        draw_block(block, key="agreement")


def _actors(asked: Asked) -> None:
    actors_section(asked.store, asked.view)


def _records(asked: Asked) -> None:
    records_section(asked.store, asked.view, event_filter(asked.store, asked.view.state))


_DRAW: Mapping[str, Callable[[Asked], None]] = {
    "overview": _overview,
    "flows": _flows,
    "kinds": _kinds,
    "attribution": _attribution,
    "agreement": _agreement,
    "actors": _actors,
    "records": _records,
}


def _each(asked: Asked, name: str, legend: str = "") -> None:
    """One figure, or the same figure of each dataset side by side; ``legend`` above the first."""
    for place, dataset in zip(_columns(asked), asked.shown, strict=True):
        with place:
            made = asked.made(name, dataset)
            figure(
                made.chart,
                made.caption,
                key=_key(asked, name, dataset),
                data=made.data,
                legend=legend if dataset == asked.shown[0] else "",
            )


def _each_map(asked: Asked, with_arcs: bool = False, legend: str = "") -> None:
    name = "arcs" if with_arcs else "countries"
    for place, dataset in zip(_columns(asked), asked.shown, strict=True):
        with place:
            state, countries = asked.state(dataset), asked.made("countries", dataset)
            flows = asked.made("flows", dataset) if with_arcs else None
            key = ("incident-map", name, asked.store.data_version, figure_key(state))
            note = countries.caption.sources_text()
            rows = flows.data if flows else None
            payload = cached_figure(key, partial(map_payload, asked.store, state, note, rows))
            figure(
                _map_chart(countries.chart, flows),
                countries.caption,
                key=_key(asked, name, dataset),
                draw=draw_map(asked.view, payload, _key(asked, f"world-{name}", dataset)),
                data=rows if flows else countries.data,
                legend=legend if dataset == asked.shown[0] else "",
            )


def _map_chart(chart: Chart, flows: Figure | None) -> Chart:
    known = chart.data[chart.data["empty"].isna()]
    chart = replace(chart.with_notes(BORDERS), data=known if len(known) else chart.data)
    if flows is None:
        return chart
    return chart.with_title(
        "The largest flows on the map",
        "Arcs run from suspected origin to victim; the wider, the "
        "more incidents. Point at a country to see its own. Colour: " + chart.subtitle,
    )


def _columns(asked: Asked) -> Sequence[AbstractContextManager[object]]:
    """One place for each dataset; a single one needs no column."""
    if len(asked.shown) < 2:
        return [nullcontext() for _ in asked.shown]
    return list(st.columns(len(asked.shown), gap="medium"))


def _key(asked: Asked, name: str, dataset: str) -> str:
    """The main dataset's figures keep their plain names."""
    return name if dataset == asked.shown[0] else f"{name}-{dataset}"
