"""/csirts: which country has a national team, every team known, and the networks between them."""

import streamlit as st

from dashboard.analysis.csirt_directory import inventoried
from dashboard.analysis.layers_csirt import finding
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.csirts_directory import team_directory
from dashboard.ui.csirts_national import growth, national_table
from dashboard.ui.csirts_networks import networks
from dashboard.ui.markup import page_heading
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.csirts_params import COUNTRIES, PARTS, csirt_params
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    params = csirt_params(data)
    view = bind(params.spec, data.countries)
    on = view[ON]
    page_heading(
        cached_figure(("csirts-finding", data.data_version, on), lambda: finding(data, on)),
        f"All teams of a country were listed for {len(inventoried(data))} countries only, nearly "
        "all in Europe; elsewhere mostly the national team is known. So team counts are not "
        "compared between countries here, and a team that is not listed may well exist.",
        kicker="CERT/CSIRT: who answers the call",
    )
    shown = parts_bar(view, PARTS)
    if {"national", "networks"} & set(shown):
        with st.container(horizontal=True, vertical_alignment="bottom", key="csirt-controls"):
            controls.day(view, ON)
            if "networks" in shown and "teams" not in shown:
                controls.countries(view, COUNTRIES, "Whom can teams of a country reach?")
    if "national" in shown:
        national_table(data, view, on)
    if "teams" in shown:
        team_directory(data, view, params)
    if "networks" in shown:
        networks(data, view, params, on)
    if "growth" in shown:
        growth(data)
