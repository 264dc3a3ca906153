"""Figures of /incidents that cross borders: from suspected origins to victims."""

import pandas as pd

from dashboard.analysis.event_queries import flows
from dashboard.charts.flow import flow
from dashboard.charts.format import plural
from dashboard.charts.heat import heat
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.incidents_common import Chosen, chosen
from dashboard.views.incidents_params import TOP
from dashboard.views.url import State

UNIT = (
    "One count is one incident between one suspected origin and one victim in another country; an "
    "incident with several of either counts for each pair."
)


def named_flows(at: Chosen) -> pd.DataFrame:
    """Flows across borders with the names of both ends, largest first."""
    rows = flows(at.store, at.f)
    return rows.assign(origin=at.names(rows["origin_iso3"]), victim=at.names(rows["victim_iso3"]))


def sankey(store: Store, state: State) -> Figure:
    """The largest origins and victims by name, everyone else gathered."""
    at = chosen(store, state)
    rows = named_flows(at)
    chart = flow(
        rows,
        title=_title(at, rows),
        subtitle=_subtitle(at),
        top=int(state[TOP]),
        notes=(UNIT, *_origin_notes(at)),
    )
    return at.figure("flows", chart, rows)


def flow_matrix(store: Store, state: State) -> Figure:
    """The same flows as a matrix: suspected origins down, victims across."""
    at = chosen(store, state)
    rows = named_flows(at)
    top = int(state[TOP])
    names = {c.iso3: c.name for c in store.countries}
    chart = heat(
        rows,
        title=_title(at, rows),
        subtitle=_subtitle(at),
        row="origin_iso3",
        column="victim_iso3",
        labels=names,
        headings=("Suspected origin", "Victim"),
        rows=top,
        columns=top,
        notes=(UNIT, *_origin_notes(at)),
    )
    return at.figure("flow-matrix", chart, rows)


def _title(at: Chosen, rows: pd.DataFrame) -> str:
    if rows.empty:
        return f"{at.short} codes no incident across borders in this selection"
    top = rows.iloc[0]
    return (
        f"{at.short} codes {plural(len(rows), 'flow')} across borders; the largest from "
        f"{top['origin']} to {top['victim']} ({top['incidents']:,})"
    )


def _subtitle(at: Chosen) -> str:
    return f"{at.lead}; suspected origin and victim, as coded by {at.short}"


def _origin_notes(at: Chosen) -> tuple[str, ...]:
    known = at.about.known_origin
    return (
        f"A suspected origin is what {at.short} coded from public reports, not proof; "
        f"{known.percent} of its incidents have one.",
        *at.notes,
    )
