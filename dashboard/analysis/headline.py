"""Headline numbers of a layer: how many, what share of states, people and GDP, what changed."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.indicators import values_on
from dashboard.analysis.layer import Layer
from dashboard.analysis.memberships import members_on, organisation
from dashboard.analysis.treaties import parties_on, treaty
from dashboard.core.dates import day_phrase, parse_reduced, year_before
from dashboard.core.vocabulary import CsirtPresence, EntityKind, MembershipStatus, Status
from dashboard.store.store import Store

_ACTIVE: dict[str, frozenset[str]] = {
    "status": frozenset({Status.IN_FORCE, Status.BOUND}),
    "membership": frozenset({MembershipStatus.MEMBER}),
    "csirt": frozenset({CsirtPresence.YES, CsirtPresence.LIKELY}),
}
_ACTIVE_WORD = {
    "status": "Parties",
    "membership": "Members or participants",
    "csirt": "With a national CSIRT, or likely",
}
GDP = "gdp_current_usd"


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline number: ``value`` as printed, ``detail`` its base, date or caveat."""

    label: str
    value: str
    detail: str


def finding(layer: Layer, figures: tuple[Figure, ...], among: str | None) -> str:
    """The layer's own finding, or under a filter what its first numbers say of ``among``."""
    if among is None:
        return layer.finding
    told = {figure.label: figure.value for figure in figures}
    median = told.get("Median")
    if median is not None:
        return f"{layer.title}: median {median} among {among}"
    if figures and layer.kind == "category":
        return f"{layer.title}: {figures[0].value} {figures[0].label.lower()} among {among}"
    return f"{layer.title} among {among}"


def headline(store: Store, layer: Layer, members: frozenset[str]) -> tuple[Figure, ...]:
    """Three to five figures of a layer over the selected countries (all: the whole registry)."""
    frame = layer.frame[layer.frame["iso3"].isin(members)]
    if layer.kind == "number":
        return _numbers(store, layer, frame)
    words = _ACTIVE.get(layer.palette)
    if words is None:
        return ()
    held = frame[frame["category"].isin(words)]
    active = frozenset(held.loc[held["entity_kind"] != EntityKind.TERRITORY, "iso3"])
    states = [c for c in store.countries.un_members if c.iso3 in members]
    count = sum(c.iso3 in active for c in states)
    label = _ACTIVE_WORD[layer.palette]
    others = len(active) - count
    extra = f" and {others} other {'entity' if others == 1 else 'entities'}" if others else ""
    whole = "193 UN member states" if len(states) == 193 else f"{len(states)} selected states"
    figures = [Figure(label, str(len(active)), f"{count} UN member states{extra}")]
    if states:
        figures.append(Figure("Share of states", _percent(count, len(states)), f"of {whole}"))
    figures += _weights(store, layer.on, active, members)
    change = _change(store, layer, members)
    return tuple(figures + ([change] if change else []))


def _weights(
    store: Store, on: date, active: frozenset[str], members: frozenset[str]
) -> list[Figure]:
    people = {c.iso3: c.population for c in store.countries if c.population and c.iso3 in members}
    years = [c.population_year for c in store.countries if c.population_year]
    figures = []
    if people:
        share = _percent(
            sum(n for iso3, n in people.items() if iso3 in active), sum(people.values())
        )
        figures.append(Figure("Share of people", share, f"population of {max(years)}"))
    gdp = values_on(store, GDP, on.year)
    gdp = gdp[gdp["iso3"].isin(members) & gdp["value"].notna()]
    if len(gdp):
        part = gdp.loc[gdp["iso3"].isin(active), "value"].sum()
        span = f"{int(gdp['year'].min())}–{int(gdp['year'].max())}"
        share = _percent(float(part), float(gdp["value"].sum()))
        figures.append(Figure("Share of GDP", share, f"latest year known, {span}"))
    return figures


def _change(store: Store, layer: Layer, members: frozenset[str]) -> Figure | None:
    """Net change in the twelve months up to the view's date, or to the list's as-of date."""
    if layer.palette == "status":
        last = treaty(store, layer.layer_id).get("list_as_of")
    elif layer.palette == "membership":
        last = organisation(store, layer.layer_id).get("list_as_of")
    else:
        return None
    end = layer.on
    if isinstance(last, str):
        end = min(end, parse_reduced(last).latest)
    start = year_before(end)
    before, after = (len(_active_on(store, layer, day) & members) for day in (start, end))
    return Figure(
        "Change in 12 months",
        f"{after - before:+d}" if after != before else "0",
        f"{day_phrase(start)} – {day_phrase(end)}",
    )


def _active_on(store: Store, layer: Layer, day: date) -> frozenset[str]:
    if layer.palette == "membership":
        return members_on(store, layer.layer_id, day)
    territories = {c.iso3 for c in store.countries if c.entity_kind is EntityKind.TERRITORY}
    return parties_on(store, layer.layer_id, day) - territories


def _numbers(store: Store, layer: Layer, frame: pd.DataFrame) -> tuple[Figure, ...]:
    known = frame[frame["value"].notna()]
    states = frame[frame["entity_kind"].eq(EntityKind.UN_MEMBER)]
    have = int(states["value"].notna().sum())
    figures = [Figure("With a value", str(len(known)), f"{have} of {len(states)} UN member states")]
    if len(known):
        top = known.nlargest(1, "value").iloc[0]
        median = f"{known['value'].median():,.{max(layer.decimals, 0)}f}"
        figures.append(Figure("Median", median, layer.unit))
        high = f"{top['value']:,.{max(layer.decimals, 0)}f}"
        figures.append(Figure("Highest", high, str(top["name"])))
    return tuple(figures)


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "no data"
