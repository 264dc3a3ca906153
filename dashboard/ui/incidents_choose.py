"""What a reader chooses on /incidents: dataset, filters, measure, what is left out, part."""

from dataclasses import replace

import streamlit as st

from dashboard.analysis.event_countries import largest_reporter
from dashboard.analysis.event_queries import total
from dashboard.analysis.incident_bias import bias
from dashboard.analysis.incident_index import short_name
from dashboard.analysis.incident_words import in_words, word
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.controls import Filter
from dashboard.ui.gaps_choose import dataset_labels
from dashboard.ui.map_controls import MEASURES
from dashboard.ui.state import View
from dashboard.views.incidents_params import (
    CONFIDENCE,
    DUPLICATES,
    IMPACT,
    LARGEST,
    MALICIOUS,
    NORMALISE,
    ORIGIN,
    PART,
    RANSOMWARE,
    STATE,
    VICTIM,
    IncidentParams,
    beside,
    event_filter,
)

PART_WORDS = {
    "overview": "When and where",
    "flows": "From whom to whom",
    "kinds": "What kind",
    "attribution": "Who says so",
    "actors": "Named groups",
    "records": "Records",
}


def choose(view: View, params: IncidentParams, store: Store) -> None:
    """The two rows of controls at the top, and the box of filters."""
    dataset = view[params.dataset]
    labels = dataset_labels(store)
    with st.container(horizontal=True, vertical_alignment="bottom", key="incident-controls"):
        controls.choice(view, params.dataset, "Dataset", labels, segmented=True)
        if len(params.datasets) > 1:
            others = [name for name in params.datasets if name != dataset]
            controls.choices(
                view, params.beside, "Side by side with", labels, among=others, empty="None"
            )
        controls.choice(view, NORMALISE, "Measure", MEASURES)
        _filters(view, params, store)
    with st.container(horizontal=True, vertical_alignment="center", key="incident-switch-controls"):
        kinds = {"only": "Malicious only", "all": "All records"}
        controls.choice(view, MALICIOUS, "Records", kinds, segmented=True)
        largest = largest_reporter(store, dataset, view[MALICIOUS] == "only")
        if largest:
            name = view.countries[largest].name
            controls.switch(
                view,
                LARGEST,
                f"Largest reporter ({name})",
                help=f"Off leaves out every incident that struck {name}.",
            )
        controls.switch(
            view,
            DUPLICATES,
            "Possible duplicates",
            help="Records that look the same as another one. Nothing was deleted; off leaves the "
            "flagged ones out.",
        )


def _filters(view: View, params: IncidentParams, store: Store) -> None:
    labels = store.events.describe(view[params.dataset]).labels

    def words(column: str) -> dict[str, str]:
        return {label: _capital(word(label)) for label in labels[column]}

    fields = (
        Filter(params.years, "Years"),
        Filter(VICTIM, "Victim"),
        Filter(ORIGIN, f"Suspected origin, as coded by {short_name(store, view[params.dataset])}"),
        Filter(params.actor, "Kind of actor", words("actors"), labels["actors"]),
        Filter(params.action, "Kind of action", words("actions"), labels["actions"]),
        Filter(params.sector, "Sector of the victim", words("sectors"), labels["sectors"]),
        Filter(IMPACT, "Impact on", {c: _capital(c) for c in IMPACT.choices}),
        Filter(params.basis, "Attribution rests on", words("bases"), labels["bases"]),
        Filter(CONFIDENCE, "Confidence of the coder (VCDB)"),
        Filter(STATE, "State-linked actors only"),
        Filter(RANSOMWARE, "Ransomware only"),
    )
    controls.filters(view, fields, "Filter incidents")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def choose_part(view: View) -> str:
    """Which part of the page is open."""
    return controls.choice(view, PART, "Show", PART_WORDS, segmented=True)


def selection_sentence(view: View, params: IncidentParams, store: Store) -> str:
    """What is shown, in words and numbers, and why it is not everything."""
    f = event_filter(store, view.state)
    short = short_name(store, f.dataset)
    count, everything = total(store, f), bias(store, f.dataset, malicious=False)
    noun = "incident" if count == 1 else "incidents"
    text = f"Shown: {count:,} {noun} of {short} ({in_words(store, f)})."
    left = everything.malicious.denominator - everything.malicious.numerator
    if f.malicious and left:
        text += (
            f" {left:,} of its {everything.incidents:,} records are errors, losses, theft or misuse"
            " without hacking, malware or social engineering; they are left out because this page "
            "is about attacks."
        )
    others = [replace(f, dataset=name) for name in beside(store, view.state)[1:]]
    if others:
        counts = [f"{short_name(store, other.dataset)} {total(store, other):,}" for other in others]
        text += f" Beside it, each counted on its own: {', '.join(counts)}."
    return text
