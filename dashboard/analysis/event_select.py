"""An EventFilter as an expression: the smallest table that can answer, cut to what counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import ibis

from dashboard.analysis.event_filter import CONFIDENCES, IMPACTS, EventFilter
from dashboard.analysis.incident_index import check_dataset
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.events.schema import ROLL_UPS, SEVERAL, TABLES, EventSet, code_of, columns_of
from dashboard.store.store import Store

MASK_OF = {
    "actor_type": "actors",
    "action": "actions",
    "sector": "sectors",
    "impact": "impacts",
    "motive": "motives",
    "basis": "bases",
    "confidence": "confidences",
}
"""Multi-valued fields of an incident and their columns of bits."""
_LISTS = {
    "actor_types": "actors",
    "actions": "actions",
    "sectors": "sectors",
    "impacts": "impacts",
    "bases": "bases",
    "confidences": "confidences",
}


@dataclass(frozen=True)
class Rows:
    """Rows that count: ``count`` is the number of them as an aggregate of ``table``."""

    table: Any
    rolled_up: bool

    @property
    def count(self) -> Any:
        if self.rolled_up:
            return self.table.n.sum().fill_null(0).cast("int64")
        return self.table.count().cast("int64")

    def where(self, test: Callable[[Any], Any]) -> "Rows":
        """Those for which ``test(table)`` holds."""
        return replace(self, table=self.table.filter(test(self.table)))


def checked(store: Store, f: EventFilter) -> EventSet:
    """The dataset of a filter whose values exist; UserError says what is wrong with one.

    Words that only this dataset lacks (a kind of action, a basis) are allowed: they match nothing.
    """
    dataset = check_dataset(store, f.dataset)
    if f.years is not None and f.years[0] > f.years[1]:
        raise UserError("The first year lies after the last", where="years", given=f.years)
    for iso3 in (*f.victims, *f.origins, *([f.without] if f.without else [])):
        _ = store.countries[iso3]
    incidents = store.contract("incidents")
    for where, given, allowed in (
        ("actor_types", f.actor_types, incidents.field("actor_types").allowed),
        ("sectors", f.sectors, incidents.field("sector_group").allowed),
        ("impacts", f.impacts, IMPACTS),
        ("confidences", f.confidences, CONFIDENCES),
    ):
        for word in given:
            if word not in allowed:
                raise UnknownIdError(
                    f"“{word[:40]}” is not in the list", where=where, given=word, allowed=allowed
                )
    return store.events.describe(dataset)


def selected(store: Store, f: EventFilter, kind: str, needs: Iterable[str] = ()) -> Rows:
    """The rows of ``kind`` (a base table) whose incident the filter keeps.

    ``needs`` are the columns the question itself uses; a roll-up that has all of them and those
    of the filter is taken instead of the base table.
    """
    about = checked(store, f)
    tests = _tests(about, f)
    linked = bool(f.victims or f.origins or f.without or f.text.strip())
    name = kind if linked else _smallest(kind, {*needs, *tests})
    table = store.events.table(f.dataset, name)
    for column, test in tests.items():
        table = table.filter(test(table[column]))
    if linked:
        table = _linked(store, f, kind, table)
    return Rows(table, name in ROLL_UPS)


def of_incidents(store: Store, f: EventFilter, needs: Iterable[str] = ()) -> Rows:
    """One row for each incident kept. With one country alone to look for, the table of that side
    has each incident once, and its roll-ups answer."""
    plain = not (f.without or f.text.strip())
    if plain and len(f.victims) == 1 and not f.origins:
        return _of_country(store, f, "victims", "victim", f.victims[0], needs)
    if plain and len(f.origins) == 1 and not f.victims:
        return _of_country(store, f, "origins", "origin", f.origins[0], needs)
    return selected(store, f, "events", needs)


def without_countries(f: EventFilter) -> EventFilter:
    """The filter without its victims and origins."""
    return replace(f, victims=(), origins=())


def _of_country(
    store: Store, f: EventFilter, kind: str, column: str, iso3: str, needs: Iterable[str]
) -> Rows:
    checked(store, f)
    rows = selected(store, without_countries(f), kind, {*needs, column})
    return rows.where(lambda table: table[column] == code_of(iso3))


def _tests(about: EventSet, f: EventFilter) -> dict[str, Any]:
    """Column → test of it, for everything that needs no look at the countries."""
    tests: dict[str, Any] = {}
    if f.years is not None:
        first, last = (max(1, min(year, 9999)) for year in f.years)
        tests["year"] = lambda c: c.between(first, last)
    if f.malicious:
        tests["malicious"] = lambda c: c
    if f.ransomware:
        tests["ransomware"] = lambda c: c
    if f.state_linked:
        tests["state"] = lambda c: c
    if not f.duplicates:
        tests["duplicate"] = lambda c: ~c
    for name, column in _LISTS.items():
        words = getattr(f, name)
        if words:
            tests[column] = _any_bit(about.bits(column, words))
    return tests


def _any_bit(mask: int) -> Any:
    if mask == 0:
        return lambda c: ibis.literal(False)
    return lambda c: (c & mask) != 0


def _smallest(kind: str, columns: set[str]) -> str:
    for name, (base, _) in ROLL_UPS.items():
        if base == kind and columns <= set(columns_of(name)):
            return name
    missing = columns - set(TABLES[kind])
    if missing:
        raise KeyError(f"{kind} has no {missing}")
    return kind


def _linked(store: Store, f: EventFilter, kind: str, table: Any) -> Any:
    """Cut to incidents by their countries or words, looked up by number."""
    dataset = f.dataset
    for side, column, codes in (
        ("victims", "victim", f.victims),
        ("origins", "origin", f.origins),
    ):
        if codes:
            table = table.filter(_has(store, dataset, table, side, column, codes))
    if f.without:
        struck = _has(store, dataset, table, "victims", "victim", (f.without,))
        table = table.filter(~struck)
    if f.text.strip():
        sought = f.text.strip().lower()
        if kind == "events":
            return table.filter(table.search.contains(sought))
        texts = store.events.table(dataset, "events")
        table = table.filter(table.event.isin(texts.filter(texts.search.contains(sought)).event))
    return table


def _has(
    store: Store, dataset: str, table: Any, side: str, column: str, codes: tuple[str, ...]
) -> Any:
    """Whether one of the countries is on that side of the incident: told by the row itself, and
    looked up only where the incident has several countries there."""
    numbers = [code_of(iso3) for iso3 in codes]
    lone = table[f"lone_{column}"]
    own = store.events.table(dataset, side)
    own = own.filter((own[f"lone_{column}"] == SEVERAL) & own[column].isin(numbers))
    return lone.isin(numbers) | ((lone == SEVERAL) & table.event.isin(own.event))
