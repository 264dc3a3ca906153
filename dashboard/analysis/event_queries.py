"""Counts of incidents under a filter, computed by the event engine (DESIGN §2.4).

Every function takes one dataset's filter and answers with a frame that carries ``dataset``,
``source_id`` and ``as_of``. Counts are counts of reports; origins are suspected, as coded by the
dataset. Countries whose code is marked doubtful are left out of counts by victim and of flows.
"""

from typing import Any, Literal

import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_records import record, records
from dashboard.analysis.event_select import (
    MASK_OF,
    Rows,
    checked,
    of_incidents,
    selected,
    without_countries,
)
from dashboard.core.errors import UserError
from dashboard.store.events.schema import EventSet, code_of, iso3_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

__all__ = [
    "NOT_STATED",
    "by_country",
    "by_label",
    "by_two",
    "by_year",
    "flows",
    "record",
    "records",
    "total",
    "unattributed",
]

NOT_STATED = "not stated"
Role = Literal["victim", "origin"]


@per_store(size=256)
def total(store: Store, f: EventFilter) -> int:
    """Number of incidents the filter keeps."""
    rows = of_incidents(store, f)
    return int(_frame(store, rows.table.aggregate(n=rows.count))["n"].iloc[0])


@per_store(size=256)
def by_year(store: Store, f: EventFilter) -> pd.DataFrame:
    """Columns year, incidents: years that have any, in order; incidents without a year last."""
    rows = of_incidents(store, f, ("year",))
    frame = _frame(store, rows.table.group_by("year").aggregate(incidents=rows.count))
    frame["year"] = frame["year"].astype("Int64").mask(frame["year"] == 0)
    return _cited(store, f, frame.sort_values("year", ignore_index=True))


@per_store(size=256)
def by_country(store: Store, f: EventFilter, role: Role) -> pd.DataFrame:
    """Columns iso3, incidents, inside: incidents of each country in that role, most first.

    An incident counts once for each of its countries. As origin, incidents known to stay inside
    the country count under ``inside`` instead (0 for victims).
    """
    if role == "victim":
        rows = _victims(store, f)
        frame = _frame(store, rows.table.group_by("victim").aggregate(incidents=rows.count))
        frame = frame.assign(iso3=_iso3(frame.pop("victim")), inside=0)
    else:
        rows = selected(store, f, "origins", ("origin", "inside"))
        keys = ["origin", "inside"]
        frame = _frame(store, rows.table.group_by(keys).aggregate(incidents=rows.count))
        home = frame.pop("inside").astype(bool)
        frame = frame.assign(
            iso3=_iso3(frame.pop("origin")),
            inside=frame["incidents"].where(home, 0),
            incidents=frame["incidents"].mask(home, 0),
        )
        frame = frame.groupby("iso3", as_index=False)[["incidents", "inside"]].sum()
    return _cited(store, f, _most_first(frame.astype({"inside": "Int64"}), "iso3"))


@per_store(size=256)
def by_label(store: Store, f: EventFilter, field: str) -> pd.DataFrame:
    """Columns label, incidents, most first; an incident counts once under each of its labels.

    ``field``: actor_type, action, sector, impact, motive, basis, confidence; nothing coded is
    "not stated". Basis and confidence are asked of incidents with a suspected origin only.
    """
    column = _mask(field)
    about, table, count = _labelled(store, f, (field,))
    frame = _frame(store, table.group_by(column).aggregate(incidents=count))
    frame = _spread(about, frame, column, "label")
    return _cited(store, f, _most_first(frame, "label"))


@per_store(size=256)
def by_two(store: Store, f: EventFilter, row_field: str, column_field: str) -> pd.DataFrame:
    """Columns row, column, incidents: a cross table of two fields of ``by_label``, or ``year``
    (text, "not stated" where unknown), ``victim`` or ``origin`` (iso3); most first."""
    if row_field == column_field:
        raise UserError("A cross table needs two different fields", where="column", given=row_field)
    about, table, count = _labelled(store, f, (row_field, column_field))
    keys = [_key(field) for field in (row_field, column_field)]
    frame = _frame(store, table.group_by(keys).aggregate(incidents=count))
    for field, key, name in zip((row_field, column_field), keys, ("row", "column"), strict=True):
        if field in MASK_OF:
            frame = _spread(about, frame, key, name)
        elif field == "year":
            frame[name] = frame[key].astype("str").mask(frame[key] == 0, NOT_STATED)
        else:
            frame[name] = _iso3(frame[key])
        frame = frame.drop(columns=key, errors="ignore")
    return _cited(store, f, _most_first(frame, "row", "column"))


@per_store(size=256)
def flows(store: Store, f: EventFilter, by_year: bool = False) -> pd.DataFrame:
    """Columns origin_iso3, victim_iso3, (year,) incidents; most first.

    The unit is incident × (suspected origin, victim) with origin ≠ victim. ``victims`` and
    ``origins`` of the filter hold for the ends of each pair. Unknown years are NA.
    """
    checked(store, f)
    keys = ["origin", "victim", *(["year"] if by_year else [])]
    rows = selected(store, without_countries(f), "crossings", keys)
    for column, wanted in (("origin", f.origins), ("victim", f.victims)):
        if wanted:
            codes = [code_of(iso3) for iso3 in wanted]
            rows = rows.where(lambda t, c=column, codes=codes: t[c].isin(codes))  # type: ignore[misc]
    frame = _frame(store, rows.table.group_by(keys).aggregate(incidents=rows.count))
    frame.insert(0, "origin_iso3", _iso3(frame.pop("origin")))
    frame.insert(1, "victim_iso3", _iso3(frame.pop("victim")))
    if by_year:
        frame["year"] = frame["year"].astype("Int64")
    frame = _most_first(frame, "origin_iso3", "victim_iso3", *(["year"] if by_year else []))
    if by_year:
        frame["year"] = frame["year"].mask(frame["year"] == 0)
    return _cited(store, f, frame)


@per_store(size=128)
def unattributed(store: Store, f: EventFilter, by: Literal["year", "victim"]) -> pd.DataFrame:
    """Columns key (year or iso3), incidents, without_origin: how many have no suspected origin.

    Years in order with unknown ones last; victims with most incidents first. Origins of the
    filter make no sense here and are UserError.
    """
    if f.origins or f.bases or f.confidences:
        raise UserError(
            "Incidents without an origin cannot be chosen by their origin",
            where="by",
            given=by,
            fix="Leave origin, attribution basis and confidence open",
        )
    if by not in ("year", "victim"):
        raise UserError("Unknown way to count", where="by", given=by, allowed=("year", "victim"))
    if by == "year":
        rows, key = of_incidents(store, f, ("year", "origin_known")), "year"
    else:
        rows, key = _victims(store, f, "origin_known"), "victim"
    counted = rows.table.group_by([key, "origin_known"]).aggregate(incidents=rows.count)
    frame = _frame(store, counted)
    known = frame.pop("origin_known").astype(bool)
    frame["without_origin"] = frame["incidents"].mask(known, 0)
    frame = frame.groupby(key, as_index=False)[["incidents", "without_origin"]].sum()
    keys = frame.pop(key)
    if by == "victim":
        frame.insert(0, "key", _iso3(keys))
        return _cited(store, f, _most_first(frame, "key"))
    frame.insert(0, "key", keys.astype("Int64").mask(keys == 0))
    return _cited(store, f, frame.sort_values("key", ignore_index=True))


def _victims(store: Store, f: EventFilter, *needs: str) -> Rows:
    """Incident × victim without doubtful codes."""
    return selected(store, f, "victims", ("victim", "doubtful", *needs)).where(
        lambda t: ~t.doubtful
    )


def _labelled(store: Store, f: EventFilter, fields: tuple[str, ...]) -> tuple[EventSet, Any, Any]:
    """The rows that a count by these fields runs over, and their number."""
    about = checked(store, f)
    keys = [_key(field) for field in fields]
    if {"victim", "origin"} <= set(fields):
        rows = selected(store, f, "crossings", keys)
    elif "victim" in fields:
        rows = _victims(store, f, *keys)
    elif "origin" in fields:
        rows = selected(store, f, "origins", [*keys, "inside"]).where(lambda t: ~t.inside)
    elif {"basis", "confidence"} & set(fields):
        rows = of_incidents(store, f, [*keys, "origin_known"]).where(lambda t: t.origin_known)
    else:
        rows = of_incidents(store, f, keys)
    return about, rows.table, rows.count


def _key(field: str) -> str:
    return field if field in ("year", "victim", "origin") else _mask(field)


def _mask(field: str) -> str:
    if field not in MASK_OF:
        raise UserError("Unknown field", where="field", given=field, allowed=tuple(MASK_OF))
    return MASK_OF[field]


def _spread(about: EventSet, frame: pd.DataFrame, column: str, name: str) -> pd.DataFrame:
    """One row for each label of each mask, added up over masks."""
    masks = frame.pop(column).astype("int64")
    words = {mask: about.words(column, mask) or (NOT_STATED,) for mask in masks.unique()}
    frame = frame.assign(**{name: masks.map(words)}).explode(name)
    keys = [key for key in frame.columns if key != "incidents"]
    frame[name] = frame[name].astype("str")
    return frame.groupby(keys, as_index=False, sort=False)[["incidents"]].sum()


def _iso3(codes: pd.Series) -> pd.Series:
    known = {code: iso3_of(int(code)) for code in codes.unique()}
    return codes.map(known).astype("str")


def _most_first(frame: pd.DataFrame, *keys: str) -> pd.DataFrame:
    order = ["incidents", *keys]
    frame = frame[[*keys, *(c for c in frame.columns if c not in keys)]]
    return frame.sort_values(order, ascending=[False, *[True] * len(keys)], ignore_index=True)


def _frame(store: Store, expression: Any) -> pd.DataFrame:
    return store.events.frame(expression)


def _cited(store: Store, f: EventFilter, frame: pd.DataFrame) -> pd.DataFrame:
    about = store.events.describe(f.dataset)
    return frame.assign(dataset=f.dataset, source_id=about.source_id, as_of=about.as_of)
