"""The controls of the page of gaps: dataset, day, treaty and country."""

import streamlit as st

from dashboard.analysis.gaps_incidents import default_dataset
from dashboard.analysis.incident_index import available, dataset_table, short_name
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.glossary import term_help
from dashboard.ui.state import View
from dashboard.views.gaps import GapParams, X
from dashboard.views.url import MY, ON


def dataset_labels(store: Store) -> dict[str, str]:
    """Short names, with what the licence asks for and which is the default."""
    first = default_dataset(store)
    closed = dataset_table(store).set_index("dataset")["noncommercial"]
    labels = {}
    for name in available(store):
        marks = ["default"] if name == first else []
        marks += ["non-commercial"] if bool(closed[name]) else []
        labels[name] = short_name(store, name) + (f" ({', '.join(marks)})" if marks else "")
    return labels


def choose(view: View, params: GapParams, store: Store) -> None:
    """The controls at the top of the page."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="gap-controls"):
        controls.choice(
            view, params.dataset, "Incidents", dataset_labels(store), help=term_help("dataset")
        )
        controls.day(view, ON)


def choose_accession(view: View, params: GapParams) -> tuple[str, tuple[str, ...]]:
    """Treaty and countries of the accession lab; without a choice 'my country' joins."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="lab-controls"):
        treaty = controls.choice(view, params.treaty, "If this treaty …", params.names)
        states = [c.iso3 for c in view.countries.selectable]
        joining = controls.countries(view, X, "… is joined by (up to 10)", among=states)
    mine = view[MY]
    return treaty, joining or ((mine,) if mine else ())
