"""Single incidents: one page of records under a filter, and everything coded of one incident."""

from typing import Any

import ibis
import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_select import of_incidents, selected
from dashboard.analysis.incident_index import available
from dashboard.core.errors import UserError
from dashboard.store.events.schema import RECORD_TYPES, columns_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

SORTS = (
    "date",
    "incident_id",
    "actor_type",
    "action_type",
    "sector_group",
    "records_affected",
    "severity",
)
RECORD_COLUMNS = ("incident_id", "dataset", *list(RECORD_TYPES)[1:], "victims", "origins")
BLOCK = 1 << 16
LARGEST_PAGE = 1000


@per_store(size=128)
def records(
    store: Store,
    f: EventFilter,
    sort: str = "date",
    descending: bool = True,
    page: int = 1,
    size: int = 25,
) -> pd.DataFrame:
    """One row for each incident of one page, with RECORD_COLUMNS; empty beyond the last page.

    ``victims`` and ``origins`` are iso3 lists joined by ``;`` (doubtful codes included, partners
    not). Missing values come last in either direction; ties are in the order of the dates.
    """
    if sort not in SORTS:
        raise UserError("Unknown column to sort by", where="sort", given=sort, allowed=SORTS)
    if page < 1 or not 1 <= size <= LARGEST_PAGE:
        raise UserError(
            "There is no such page",
            where="page",
            given=f"page {page}, {size} rows",
            allowed=("page 1 or later", f"1 to {LARGEST_PAGE} rows"),
        )
    return _from(store, f, sort, descending, (page - 1) * size, size)


def records_from(store: Store, f: EventFilter, start: int, count: int) -> pd.DataFrame:
    """``count`` records from position ``start`` on, newest first, with RECORD_COLUMNS."""
    pieces = [
        _from(store, f, "date", True, at, min(LARGEST_PAGE, start + count - at))
        for at in range(start, start + count, LARGEST_PAGE)
    ]
    return pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)


def _from(
    store: Store, f: EventFilter, sort: str, descending: bool, skip: int, size: int
) -> pd.DataFrame:
    find = _by_date if sort == "date" else _by_column
    numbers = find(store, f, sort, descending, skip, size)
    table = store.events.table(f.dataset, "records")
    if numbers:
        wanted = table.filter(
            table.event.between(min(numbers), max(numbers)) & table.event.isin(numbers)
        )
    else:
        wanted = table.limit(0)
    frame = store.events.frame(wanted).set_index("event").loc[numbers].reset_index(drop=True)
    return frame.assign(dataset=f.dataset)[list(RECORD_COLUMNS)]


@per_store(size=128)
def record(store: Store, incident_id: str) -> dict[str, Any] | None:
    """Every coded field of one incident, and frames ``victims`` and ``origins``; None if unknown.

    The frames have iso3, raw_country, country_doubtful, actor_role (``partner`` is no attacker),
    attribution_basis, confidence, source_id, as_of.
    """
    dataset = incident_id.partition(":")[0]
    if dataset not in available(store):
        return None
    table = store.events.table(dataset, "records")
    found = store.events.frame(table.filter(table.incident_id == incident_id))
    if found.empty:
        return None
    row = found.iloc[0].to_dict()
    links = store.events.table(dataset, "links")
    said = store.events.frame(links.filter(links.event == int(row["event"])))
    said = said.sort_values(["side", "number"]).drop(columns=["event", "number"])
    victims = said[said["side"] == "victim"].drop(columns=["side"]).reset_index(drop=True)
    origins = said[said["side"] != "victim"].drop(columns=["side"]).reset_index(drop=True)
    fields = {name: row[name] for name in columns_of("records") if name in RECORD_TYPES}
    return {**fields, "dataset": dataset, "victims": victims, "origins": origins}


def _by_date(
    store: Store, f: EventFilter, sort: str, descending: bool, skip: int, size: int
) -> list[int]:
    """Incident numbers of a page in the order of dates, which is that of the numbers.

    Counted by blocks of numbers first, so that the last page costs what the first does.
    """
    table = of_incidents(store, f, ("event", "year")).table
    blocks = _blocks(store, f)
    dated, undated = blocks[blocks["year_known"]], blocks[~blocks["year_known"]]
    order = [*(dated[::-1] if descending else dated).itertuples(index=False)]
    order += [*undated.itertuples(index=False)]
    numbers: list[int] = []
    for block, known, incidents in ((int(b), bool(k), int(n)) for b, k, n in order):
        if skip >= incidents:
            skip -= incidents
            continue
        own = table.filter(
            (table.event >= block * BLOCK)
            & (table.event < (block + 1) * BLOCK)
            & ((table.year > 0) == known)
        )
        key = ibis.desc("event") if descending and known else ibis.asc("event")
        left = size - len(numbers)
        numbers += _numbers(store, own.select("event").order_by(key).limit(left, offset=skip))
        skip = 0
        if len(numbers) == size:
            break
    return numbers


@per_store(size=64)
def _blocks(store: Store, f: EventFilter) -> pd.DataFrame:
    table = of_incidents(store, f, ("event", "year")).table
    keyed = table.select(block=(table.event // BLOCK).cast("int64"), year_known=(table.year > 0))
    counts = keyed.group_by(["block", "year_known"]).aggregate(incidents=keyed.count())
    frame = store.events.frame(counts).astype({"year_known": "bool"})
    return frame.sort_values(["block", "year_known"], ignore_index=True)[
        ["block", "year_known", "incidents"]
    ]


def _by_column(
    store: Store, f: EventFilter, sort: str, descending: bool, skip: int, size: int
) -> list[int]:
    kept = selected(store, f, "events", ("event",)).table
    coded = store.events.table(f.dataset, "records")
    table = coded.filter(coded.event.isin(kept.event)).select("event", sort)
    key = table[sort].desc(nulls_first=False) if descending else table[sort].asc(nulls_first=False)
    return _numbers(store, table.order_by([key, ibis.desc("event")]).limit(size, offset=skip))


def _numbers(store: Store, piece: Any) -> list[int]:
    """Incident numbers of a sorted piece; named anew, as Spark leaves the column it counts an
    offset by in the answer."""
    named = piece.select(found=piece.event)
    return [int(n) for n in store.events.frame(named)["found"]]
