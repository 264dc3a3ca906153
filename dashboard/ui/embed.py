"""One figure alone, for a page of another site: ``/<page>?embed=true&figure=<id>&…``.

Title, drawing, sources and a link to the full view; no header, controls or footer. ``figure`` names
one of the view's figures, the lead one by default; the other parameters are those of the page.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.map_screen import still_payload
from dashboard.charts.plotly_render import draws
from dashboard.core.errors import UserError
from dashboard.export.image import bare_image
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_timeline import drawn_legend
from dashboard.ui.figure import NOTHING, notes_html, source_line_html, title_html
from dashboard.ui.link_card import PRODUCT
from dashboard.ui.map_component import world_map
from dashboard.ui.markup import anchor_html, draw_html
from dashboard.ui.notices import show_notices
from dashboard.ui.plot import plot_html
from dashboard.ui.previews import view_head
from dashboard.ui.shell import PageEntry
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.params import Context
from dashboard.views.url import ON, State, link, read, write

_PICTURE = 760.0
"""Pixels across a figure of many cells; a narrow frame scrolls it sideways."""


def embed(open_store: Callable[[], Store], view: ViewEntry) -> None:
    """Draw the figure the address asks for. Raises UserError where there is none of that name."""
    store = open_store()
    params = _address()
    name = (params.pop("figure", None) or [""])[-1]
    context = Context(store.countries, datetime.now(UTC).date())
    state, notices = read(params, view.spec(store), context)
    query = write(state)
    key = (view.path, store.data_version, name, tuple(query.items()), context.today)
    with st.container(key="embed"):
        show_notices(notices)
        made = cached_figure(("embed", *key), lambda: view.figure(store, state, name or None))
        draw_html(title_html(made.chart.title, made.chart.subtitle, level=1))
        if made.chart.empty:
            draw_html(NOTHING)
        elif made.chart.kind == "map":
            note = made.caption.sources_text()
            world_map(still_payload(made.chart, _day(state), source_note=note), key="embed-map")
        elif draws(made.chart):
            draw_html(drawn_legend(made.chart) + plot_html(made.chart, key="embed"))
        else:
            draw_html(cached_figure(("embed-picture", *key), lambda: _picture(made.chart)))
        draw_html(notes_html(made.chart.notes) + _below(view, made, state))


def title_of(
    open_store: Callable[[], Store], views: Mapping[str, ViewEntry], page: PageEntry
) -> str:
    """The title of the window for the view the address asks for; '' where data are broken."""
    view = views.get(page.url_path)
    if view is None:
        return ""
    params = _address()
    words = tuple((name, tuple(texts)) for name, texts in params.items())
    try:
        store = open_store()
        key = ("window-title", store.data_version, page.url_path, words)
        head = cached_figure(key, lambda: view_head(store, view, page.head, params))
    except UserError:
        return ""
    return head.full_title


def _address() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _day(state: State) -> date:
    return state[ON] if ON.name in state.spec.names else state.context.today


def _picture(chart: Chart) -> str:
    """A figure that the browser cannot draw, as it stands in files, without title and sources."""
    drawn = b64encode(bare_image(chart, "svg", width=_PICTURE)).decode()
    alt = escape(chart.alt or chart.title, quote=True)
    return (
        '<div class="embed-picture" tabindex="0" role="group" aria-label="Figure">'
        f'<img src="data:image/svg+xml;base64,{drawn}" alt="{alt}"></div>'
    )


def _below(view: ViewEntry, made: Figure, state: State) -> str:
    """The sources, one by name, and the way to the whole view; links leave the frame."""
    sources = source_line_html(replace(made.caption, limit=1), new_tab=True)
    there = write(view.showing(state, made.figure_id))
    way_on = anchor_html("Open the full view", link(view.path, there), new_tab=True)
    return f'{sources}<p class="embed-link">{way_on} · {escape(PRODUCT)}</p>'
