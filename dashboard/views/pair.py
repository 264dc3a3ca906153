"""The view /pair: how the link between two countries grew, and the pairs of a group."""

from dashboard.analysis.pair_matrix import OWN, group_members, group_names
from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry, standing
from dashboard.views.pair_growth import growth_chart
from dashboard.views.pair_matrix import group_chart
from dashboard.views.pair_params import (
    KIND,
    MEMBERS,
    SORT,
    A,
    B,
    actual_group,
    group_param,
    pair_spec,
    problem_of,
    with_defaults,
)
from dashboard.views.url import ON, State


def growth(store: Store, state: State) -> Figure:
    """The channels of the two countries over time. UserError without two countries."""
    both = with_defaults(state)
    a, b = both[A], both[B]
    if a is None or b is None:
        raise UserError("This figure is about two countries", where="a" if a is None else "b")
    trouble = problem_of(store.countries, a, b)
    if trouble:
        raise UserError(trouble.rstrip("."), where="b", given=b)
    return Figure("growth", *growth_chart(store, a, b, state[ON]))


def matrix(store: Store, state: State) -> Figure:
    """The matrix of a group. UserError where the group has fewer than two countries."""
    both = with_defaults(state)
    group = actual_group(store, both, both[group_param(store)])
    members = group_members(store, group, both[ON], both[MEMBERS])
    if len(members) < 2:
        raise UserError("This group has fewer than two countries on the day", where="group")
    name = "own list" if group == OWN else group_names(store)[group]
    made = group_chart(store, members, name, both[ON], both[KIND], both[SORT])
    return Figure("matrix", made.chart, made.caption, made.rows)


PAIR = ViewEntry(
    path="pair",
    title="Two countries",
    spec=pair_spec,
    figures={"growth": growth, "matrix": matrix},
    example={"a": "FRA", "b": "BRA", "on": "2026-11-24"},
    stands=standing(channels=("growth",), group=("matrix",)),
)
