"""/country: everything known about one country on a date, then what is not."""

from datetime import date

import streamlit as st

from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.country_block import draw_block
from dashboard.ui.country_choose import choose_country
from dashboard.ui.country_profile_csirts import csirt_block
from dashboard.ui.country_profile_head import head_html
from dashboard.ui.country_profile_incidents import incidents_block
from dashboard.ui.country_profile_members import members_block, peers_block
from dashboard.ui.country_profile_obstacles import obstacles_block
from dashboard.ui.country_profile_treaties import treaty_block, treaty_chart
from dashboard.ui.country_profile_unknown import unknown_block
from dashboard.ui.country_timeline import draw_chart
from dashboard.ui.markup import kicker
from dashboard.ui.partner_table import partners_block
from dashboard.ui.state import bind
from dashboard.views.url import MY, ON, C, Spec

SPEC = Spec((C, ON, MY))


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(SPEC, data.countries)
    kicker("Country profile")
    with st.container(horizontal=True, vertical_alignment="bottom", key="country-controls"):
        controls.country(view, C, "Country")
        on = controls.day(view, ON)
    iso3 = view[C][0] if view[C] else view[MY]
    if iso3 is None:
        choose_country(view)
        return
    key = (data.data_version, iso3, on)
    query = tuple(view.query.items())
    st.html(cached_figure(("head", *key, query), lambda: head_html(data, iso3, on, dict(query))))
    if on > view.state.context.today:
        st.html('<p class="subtitle">This day has not come: the last known state is shown.</p>')
    _treaties(data, iso3, on)
    asked = cached_figure(("partners", *key, query), lambda: partners_block(data, iso3, on, query))
    if asked is not None:
        draw_block(asked, key="partners", name=iso3)
    block = cached_figure(("members", *key), lambda: members_block(data, iso3, on))
    draw_block(block, key="organisations", name=iso3)
    lacking = cached_figure(("peers", *key), lambda: peers_block(data, iso3, on))
    if lacking is not None:
        draw_block(lacking, key="peers", name=iso3)
    block = cached_figure(("csirts", *key), lambda: csirt_block(data, iso3, on))
    draw_block(block, key="csirts", name=iso3)
    block = cached_figure(("incidents", *key), lambda: incidents_block(data, iso3))
    draw_block(block, key="incidents", name=iso3)
    mine = view[MY]
    block = cached_figure(("obstacles", *key, mine), lambda: obstacles_block(data, iso3, on, mine))
    draw_block(block, key="obstacles", name=iso3, sourced=False)
    block = cached_figure(("unknown", *key), lambda: unknown_block(data, iso3, on))
    draw_block(block, key="not-known", name=iso3)


def _treaties(data: Store, iso3: str, on: date) -> None:
    key = (data.data_version, iso3, on)
    block = cached_figure(("treaties", *key), lambda: treaty_block(data, iso3, on))
    draw_block(block, key="treaties", name=iso3, lead=lambda: _timeline(data, iso3, on))


def _timeline(data: Store, iso3: str, on: date) -> None:
    key = ("life", data.data_version, iso3, on)
    life = cached_figure(key, lambda: treaty_chart(data, iso3, on))
    if life is not None:
        draw_chart(*life, key="treaty-life", cache_key=key)
