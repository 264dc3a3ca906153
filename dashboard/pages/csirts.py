"""/csirts: which country has a national team, every team known, and the networks between them."""

import streamlit as st

from dashboard.analysis.csirt_directory import inventoried
from dashboard.analysis.csirts import directory, national_presence
from dashboard.analysis.layers_csirt import csirt_layer
from dashboard.ui import controls
from dashboard.ui.cache import store
from dashboard.ui.csirts_directory import team_directory
from dashboard.ui.csirts_national import class_metrics, growth, national_table
from dashboard.ui.csirts_networks import networks, reach_section
from dashboard.ui.html_table import link
from dashboard.ui.markup import metrics, page_heading, section_heading
from dashboard.ui.state import bind
from dashboard.views.csirts_params import csirt_params
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    params = csirt_params(data)
    view = bind(params.spec, data.countries)
    on = view[ON]
    full = len(inventoried(data))
    page_heading(
        csirt_layer(data, on).finding,
        f"All teams of a country were listed for {full} countries only, nearly all in Europe; "
        "elsewhere mostly the national team is known. So team counts are not compared between "
        "countries here, and a team that is not listed may well exist.",
        kicker="CERT/CSIRT: who answers the call",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="csirt-controls"):
        controls.day(view, ON)
    metrics(class_metrics(national_presence(data, on)))
    st.html(f"<p>{link('See the classes on the map', f'/map?layer=csirt&on={on}').text}</p>")
    section_heading(
        "Which country has a national team?",
        "A class says what sources say, never more: silence is “no data”, not “no team”. "
        "The ITU score runs from 0 to 1.",
        anchor="national",
    )
    national_table(data, view, on)
    growth(data)
    section_heading(
        "All teams known",
        f"{len(directory(data)):,} teams as their sources list them, each once. "
        f"Complete for {full} countries in November 2023, partial elsewhere.",
        anchor="teams",
    )
    team_directory(data, view, params)
    section_heading(
        "Networks",
        "Where teams meet. Lists come from different years; each row keeps its date. "
        "Trusted Introducer checks teams in steps: listed, accredited, certified.",
        anchor="networks",
    )
    networks(data, view, params)
    section_heading("Who can reach whom", anchor="reach")
    reach_section(data, view, on)
