"""What a reader chooses on /incidents: dataset, filters, measure, what is left out, part."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.analysis.event_countries import largest_reporter
from dashboard.analysis.event_queries import total
from dashboard.analysis.incident_bias import ENOUGH, bias
from dashboard.analysis.incident_index import short_name
from dashboard.analysis.incident_words import in_words, word
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.choice_links import choice_links
from dashboard.ui.controls import Filter
from dashboard.ui.gaps_choose import dataset_labels
from dashboard.ui.map_controls import MEASURES
from dashboard.ui.markup import page_html
from dashboard.ui.notices import empty_html
from dashboard.ui.state import View
from dashboard.views.incidents_params import (
    CONFIDENCE,
    DUPLICATES,
    IMPACT,
    LARGEST,
    MALICIOUS,
    NORMALISE,
    ORIGIN,
    PARTS,
    RANSOMWARE,
    STATE,
    VICTIM,
    IncidentParams,
    beside,
    event_filter,
)
from dashboard.views.url import MY, link


def head_html(view: View, params: IncidentParams, store: Store) -> str:
    """The question, what a count is, and a link to each dataset."""
    return page_html(
        "Which incidents were reported, and what do the reports hide?",
        "A count is a count of reports: it follows disclosure laws, the press and the time of "
        "coders. Datasets overlap and count different things, so they stand one at a time or side "
        "by side and are never added up. An origin is suspected, as coded.",
        kicker="Reported incidents",
    ) + choice_links(view, params.dataset, "Dataset", _known(params, dataset_labels(store)))


def choose(view: View, params: IncidentParams, store: Store) -> None:
    """The row of controls: another dataset beside, the measure, and the box of filters."""
    dataset, labels = view[params.dataset], dataset_labels(store)
    with st.container(horizontal=True, vertical_alignment="bottom", key="incident-controls"):
        if len(params.datasets) > 1:
            others = [name for name in params.datasets if name != dataset]
            controls.choices(
                view, params.beside, "Side by side with", labels, among=others, empty="None"
            )
        controls.choice(view, NORMALISE, "Measure", MEASURES)
        _filters(view, params, store)


def counted_html(view: View, params: IncidentParams, store: Store) -> str:
    """Which records count, as links, and what is shown in words and numbers."""
    kinds = {"only": "Malicious only", "all": "All"}
    html = choice_links(view, MALICIOUS, "Records", kinds)
    largest = largest_reporter(store, view[params.dataset], view[MALICIOUS] == "only")
    kept = {True: "Counted", False: "Left out"}
    if largest:
        html += choice_links(view, LARGEST, f"Victims in {view.countries[largest].name}", kept)
    html += choice_links(view, DUPLICATES, "Possible duplicates", kept)
    sentence = selection_sentence(view, params, store)
    shown = f'<div class="choice-row">{html}</div><p class="selection" role="status">{sentence}</p>'
    return shown + _nothing_html(view, params, store)


def _nothing_html(view: View, params: IncidentParams, store: Store) -> str:
    """Where no incident fits: what that means, and the other ways to ask; '' where some do."""
    f = event_filter(store, view.state)
    if total(store, f):
        return ""
    short, known = short_name(store, f.dataset), bias(store, f.dataset, malicious=f.malicious)
    well = known.well_covered
    ways = [("Without filters", link("incidents", _kept(view, params)))]
    for name in params.datasets:
        state = view.state.replace(params.dataset, name)
        if name != f.dataset and (count := total(store, event_filter(store, state))):
            words = f"The same asked of {short_name(store, name)}: {count:,}"
            ways.append((words, view.address(params.dataset, name)))
    return empty_html(
        f"{short} holds no incident that fits.",
        f"That says what {short} collected, not what happened: only {well.numerator} of its"
        f" {well.denominator} countries have {ENOUGH} records or more.",
        *ways,
    )


def _kept(view: View, params: IncidentParams) -> dict[str, str]:
    """The query with dataset, part and reader's country alone."""
    kept = (params.dataset.name, PARTS.param.name, MY.name)
    return {name: text for name, text in view.query.items() if name in kept}


def _known(params: IncidentParams, labels: Mapping[str, str]) -> dict[str, str]:
    return {name: labels[name] for name in params.datasets}


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
