"""The view /treaties: adoption curves and the status matrix."""

from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry, standing
from dashboard.views.treaties_curves import curves
from dashboard.views.treaties_matrix import status_matrix
from dashboard.views.treaties_params import ALL, GROUP, STEP, selection, treaty_params
from dashboard.views.url import ON, Spec, State


def adoption(store: Store, state: State) -> Figure:
    """Several treaties by one step, or the steps of one."""
    params = treaty_params(store)
    inside, where = _filter(store, state)
    made = curves(store, state[params.treaties], state[STEP], state[ON], inside, where)
    return Figure("adoption", made.chart, made.caption, made.rows)


def matrix(store: Store, state: State) -> Figure:
    """Every country under the chosen treaties, or under all of them."""
    params = treaty_params(store)
    shown = params.treaties.choices if state[ALL] else state[params.treaties]
    inside, _ = _filter(store, state)
    bodies = state[params.organisation]
    made = status_matrix(store, shown, state[ON], inside, state[GROUP], bodies)
    return Figure("matrix", made.chart, made.caption, made.grid.drop(columns=["entity_kind"]))


def _filter(store: Store, state: State) -> tuple[frozenset[str] | None, str]:
    """Countries inside the filter (None: all) and the filter in words."""
    chosen = selection(state, treaty_params(store))
    if chosen.is_all:
        return None, ""
    return chosen.members(store, state[ON]), f", {chosen.describe(store)}"


def _spec(store: Store) -> Spec:
    return treaty_params(store).spec


TREATIES = ViewEntry(
    path="treaties",
    title="Treaties",
    spec=_spec,
    figures={"adoption": adoption, "matrix": matrix},
    example={"on": "2026-11-24"},
    stands=standing(joined=("adoption",), countries=("matrix",)),
)
