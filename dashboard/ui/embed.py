"""One figure alone, for a page of another site: ``/<page>?embed=true&figure=<id>&…``.

Title, drawing, sources and a link to the full view; no header, controls or footer. ``figure`` names
one of the view's figures, the lead one by default; the other parameters are those of the page.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.map_screen import still_payload
from dashboard.charts.plotly_render import draws
from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_timeline import legend_html
from dashboard.ui.figure import notes_html, plotly, source_line_html, title_html
from dashboard.ui.link_card import PRODUCT
from dashboard.ui.map_component import world_map
from dashboard.ui.markup import anchor_html
from dashboard.ui.notices import show_notices
from dashboard.ui.previews import FIGURES, view_head
from dashboard.ui.shell import PageEntry
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.params import Context
from dashboard.views.url import ON, State, link, read, write


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
        st.html(title_html(made.chart.title, made.chart.subtitle, level=1))
        if made.chart.empty:
            st.html('<p class="empty">No rows fit this selection, so nothing is drawn.</p>')
        elif made.chart.kind == "map":
            note = made.caption.sources_text()
            world_map(still_payload(made.chart, _day(state), source_note=note), key="embed-map")
        elif draws(made.chart):
            _drawn(made.chart)
        else:
            st.html(_picture(view, made, query, state.spec.names))
        st.html(notes_html(made.chart.notes) + _below(view, made, query))


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


def _drawn(chart: Chart) -> None:
    if chart.variant != "band" and (legend := legend_html(chart)):
        st.html(legend)
    plotly(chart, key="embed-plot")


def _picture(view: ViewEntry, made: Figure, query: dict[str, str], names: Container[str]) -> str:
    """The file of a figure that the browser cannot draw."""
    own = {name: text for name, text in query.items() if name in names}
    source = link(f"{FIGURES}/{view.path}.svg", {**own, "figure": made.figure_id})
    alt = escape(made.chart.alt or made.chart.title, quote=True)
    return f'<img class="embed-picture" src="{escape(source, quote=True)}" alt="{alt}">'


def _below(view: ViewEntry, made: Figure, query: dict[str, str]) -> str:
    """The sources, one by name, and the way to the whole view; links leave the frame."""
    sources = source_line_html(replace(made.caption, limit=1), new_tab=True)
    way_on = anchor_html("Open the full view", link(view.path, query), new_tab=True)
    return f'{sources}<p class="embed-link">{way_on} · {escape(PRODUCT)}</p>'
