"""What a reader chooses on the page of gaps: dataset, day, grouping, treaty and country."""

from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.gaps_holes import GROUPINGS
from dashboard.analysis.gaps_incidents import default_dataset
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.incident_index import SHORT_NAMES, available
from dashboard.core.dates import LAST_DAY
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.state import View
from dashboard.views.params import ChoiceParam, CountryListParam
from dashboard.views.url import MY, ON, Spec

X = CountryListParam("x", limit=10)
GROUPS = ChoiceParam("groups", tuple(GROUPINGS), "income", kind="grouping")
DEFAULT_TREATY = "CETS185"


@dataclass(frozen=True, slots=True)
class GapParams:
    """The parameters of the page; those with choices from the data are made for the store."""

    dataset: ChoiceParam
    treaty: ChoiceParam
    names: dict[str, str]

    @property
    def spec(self) -> Spec:
        return Spec((self.dataset, ON, GROUPS, self.treaty, X, MY))


def gap_params(store: Store) -> GapParams:
    """Datasets that may be shown, and treaties that a state can join at some time."""
    found = lab(store, LAST_DAY)
    ids = found.treaty_ids
    return GapParams(
        dataset=ChoiceParam("dataset", available(store), default_dataset(store), kind="dataset"),
        treaty=ChoiceParam(
            "t", ids, DEFAULT_TREATY if DEFAULT_TREATY in ids else ids[0], kind="treaty"
        ),
        names=dict(zip(ids, found.titles, strict=True)),
    )


def dataset_labels(store: Store) -> dict[str, str]:
    """Short names, with what the licence asks for and which is the default."""
    first = default_dataset(store)
    closed = store.table("incident_datasets").set_index("dataset")["noncommercial"]
    labels = {}
    for name in available(store):
        marks = ["default"] if name == first else []
        marks += ["non-commercial"] if bool(closed[name]) else []
        labels[name] = SHORT_NAMES.get(name, name) + (f" ({', '.join(marks)})" if marks else "")
    return labels


def choose(view: View, params: GapParams, store: Store) -> None:
    """The controls at the top of the page."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="gap-controls"):
        controls.choice(view, params.dataset, "Incidents", dataset_labels(store))
        controls.day(view, ON)


def choose_accession(view: View, params: GapParams) -> tuple[str, tuple[str, ...]]:
    """Treaty and countries of the accession lab; without a choice 'my country' joins."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="lab-controls"):
        treaty = controls.choice(view, params.treaty, "If this treaty …", params.names)
        states = [c.iso3 for c in view.countries.selectable]
        joining = controls.countries(view, X, "… is joined by (up to 10)", among=states)
    mine = view[MY]
    return treaty, joining or ((mine,) if mine else ())
