"""What changed between two dates: dated steps of countries under treaties, the undated apart."""

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.history import TREATIES, changes_of_state, dated_within
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import Basis, EntityKind, Status
from dashboard.store.store import Store

CHANGE_COLUMNS = (
    "date",
    "treaty_id",
    "treaty",
    "iso3",
    "name",
    "from_status",
    "to_status",
    "basis",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
_SILENT = (Basis.LIST, Basis.NONE)


def treaty_changes(
    store: Store,
    since: date,
    on: date,
    treaty_ids: Sequence[str] | None = None,
    inside: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Dated changes of status after ``since`` up to ``on``, newest first, with CHANGE_COLUMNS.

    ``date`` is the reduced date of the step as sourced, or the day that follows from the treaty's
    rule or a membership (see ``basis``). The opening of a treaty is an event of the treaty, not of
    a country, and is left out. Territories with an extension are included.
    """
    return _shown(store, dated_within(_steps(store, treaty_ids, inside), since, on))


def undated_changes(
    store: Store,
    since: date,
    on: date,
    treaty_ids: Sequence[str] | None = None,
    inside: frozenset[str] | None = None,
) -> pd.DataFrame:
    """States that a list of the period shows and no source dates, with CHANGE_COLUMNS.

    ``date`` is '' and ``as_of`` the date of the list: the step may lie before the period.
    """
    steps = _steps(store, treaty_ids, inside)
    listed = steps["is_undated"] & ~steps["basis"].isin(_SILENT)
    seen = steps["as_of"].map(lambda text: parse_reduced(str(text)).latest)
    listed &= seen.gt(since) & seen.le(on) & steps["from_day"].le(on.toordinal())
    found = steps[listed & steps["state"].ne(steps["before"])]
    found = found.drop_duplicates(["iso3", "instrument_id"], keep="last")
    return _shown(store, found.assign(date=""))


def net_changes(
    store: Store,
    since: date,
    on: date,
    treaty_ids: Sequence[str],
    counted: Collection[str],
    inside: frozenset[str] | None = None,
) -> dict[str, int]:
    """By treaty: how many countries came to have a status in ``counted`` by a dated step of the
    period, less those that lost it. Territories are left out."""
    moves = dated_within(_steps(store, treaty_ids, inside), since, on)
    territories = {c.iso3 for c in store.countries if c.entity_kind is EntityKind.TERRITORY}
    moves = moves[~moves["iso3"].isin(territories)]
    after, before = (moves[column].isin(list(counted)) for column in ("state", "before"))
    net = (after.astype(int) - before.astype(int)).groupby(moves["instrument_id"]).sum()
    return {treaty_id: int(net.get(treaty_id, 0)) for treaty_id in treaty_ids}


def _steps(
    store: Store, treaty_ids: Sequence[str] | None, inside: frozenset[str] | None
) -> pd.DataFrame:
    steps = changes_of_state(store, TREATIES)
    if treaty_ids is not None:
        steps = steps[steps["instrument_id"].isin(list(treaty_ids))]
    if inside is not None:
        steps = steps[steps["iso3"].isin(inside)]
    return steps


def _shown(store: Store, steps: pd.DataFrame) -> pd.DataFrame:
    names = store.table("treaties").set_index("treaty_id")["short_name"]
    rank = {str(status): place for place, status in enumerate(Status)}
    steps = steps.assign(
        treaty_id=steps["instrument_id"],
        treaty=steps["instrument_id"].map(names),
        name=[store.countries[iso3].name for iso3 in steps["iso3"]],
        from_status=steps["before"],
        to_status=steps["state"],
        evidence_url=evidence_urls(store, steps["source_id"]),
        rank=steps["state"].map(rank),
    )
    steps = steps.sort_values(
        ["from_day", "treaty", "rank", "name"], ascending=[False, True, True, True], kind="stable"
    )
    return steps[list(CHANGE_COLUMNS)].reset_index(drop=True)
