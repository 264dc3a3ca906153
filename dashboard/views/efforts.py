"""The view /efforts: one effort's growth and overlaps, and who serves which form."""

from typing import Any

from dashboard.analysis.effort_lists import effort_events
from dashboard.analysis.efforts import effort
from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.views.efforts_figures import growth_chart, overlap_chart
from dashboard.views.efforts_matrix import function_chart
from dashboard.views.efforts_params import COUNTRY, effort_params, given
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.parts import PART
from dashboard.views.url import MY, ON, Spec, State


def functions(store: Store, state: State) -> Figure:
    """Forms of cooperation by effort, for the country of the address where it names one."""
    iso3 = state[COUNTRY][0] if state[COUNTRY] else state[MY]
    return Figure("functions", *function_chart(store, state[ON], iso3))


def growth(store: Store, state: State) -> Figure:
    """How the chosen effort grew. UserError without an effort or without a dated joining."""
    row = _chosen(store, state)
    events, _ = effort_events(store, str(row["effort_id"]), state[ON])
    if events.empty:
        raise UserError(
            f"No joining of {row['short_name']} is dated by then, so no growth can be drawn",
            where="e",
            given=str(row["effort_id"]),
        )
    return Figure("effort-growth", *growth_chart(store, row, state[ON]))


def overlap(store: Store, state: State) -> Figure:
    """Which other efforts its members meet in. UserError without an effort."""
    return Figure("effort-overlap", *overlap_chart(store, _chosen(store, state), state[ON]))


def _chosen(store: Store, state: State) -> dict[str, Any]:
    effort_id = given(state[effort_params(store).effort])
    if not effort_id:
        raise UserError("This figure is about one effort", where="e", fix="Give e=NATO, say")
    return dict(effort(store, effort_id))


def _spec(store: Store) -> Spec:
    return effort_params(store).spec


EFFORTS = ViewEntry(
    path="efforts",
    title="Efforts",
    spec=_spec,
    figures={"functions": functions, "effort-growth": growth, "effort-overlap": overlap},
    example={"e": "NATO", "on": "2026-11-24"},
    stands={"functions": {PART: "functions", "e": ""}},
)
