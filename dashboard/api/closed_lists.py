"""Ids that a parameter takes, for the reference: read from the data like everything else."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.analysis.csirt_teams import directory
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.incident_index import available
from dashboard.analysis.layers import layer_menu
from dashboard.api.params import today
from dashboard.api.routes_changes import instruments
from dashboard.api.routes_csirts import networks_seen
from dashboard.store.store import Store

CLOSED: Mapping[str, Callable[[Store], Sequence[str]]] = {
    "treaty": lambda store: list(store.table("treaties")["treaty_id"]),
    "organisation": lambda store: list(store.table("organisations")["organisation_id"]),
    "indicator": lambda store: list(store.table("indicators")["indicator_id"]),
    "instrument": instruments,
    "dataset": available,
    "network": lambda store: networks_seen(directory(store)),
    "accession": lambda store: lab(store, today()).treaty_ids,
}
"""A parameter marked ``x-ids`` takes one of these and nothing else."""

OPEN: Mapping[str, Callable[[Store], Sequence[str]]] = {
    "layer": lambda store: [entry.layer_id for entry in layer_menu(store)],
}
"""A parameter marked ``x-examples`` takes these and more."""
