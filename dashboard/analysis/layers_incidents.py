"""Map layer of reported incidents: one dataset, victims or suspected origins."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from dashboard.analysis.incident_bias import Bias, bias
from dashboard.analysis.incident_counts import Years, counts
from dashboard.analysis.incident_index import check_dataset, events
from dashboard.analysis.incident_rates import FEWEST_FOR_RATE, PER_PEOPLE, users_years
from dashboard.analysis.incident_summary import ROLES, incident_words, span_words
from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Normalisation
from dashboard.store.store import Store

_UNITS = {
    Normalisation.COUNT: "incidents",
    Normalisation.PER_MILLION: "incidents per million people",
    Normalisation.PER_MILLION_USERS: "incidents per million internet users",
    Normalisation.SHARE: "% of the dataset’s incidents",
}


def incidents_layer(
    store: Store,
    dataset: str,
    on: date,
    role: str = "victim",
    years: Years = None,
    malicious: bool = True,
    normalise: Normalisation = Normalisation.COUNT,
) -> Layer:
    """Reported incidents by country in one dataset; the bias note always comes with it.

    ``years`` defaults to the whole collection up to the year of ``on``.
    """
    facts = incident_facts(store, dataset, on, role, years, malicious, normalise)
    found = events(store, facts.dataset)
    about = bias(store, facts.dataset, malicious)
    kind = "malicious incidents" if malicious else "incidents of any kind"
    counted = found.incidents.total(found.incidents.chosen(facts.years, malicious))
    period = span_words(facts.years)
    return counted_layer(store, facts.rows, about, role, normalise, on, counted, period, kind)


class Facts(NamedTuple):
    """Counts by country (COUNTRY_COLUMNS) with the dataset and the years they are of."""

    rows: pd.DataFrame
    dataset: str
    years: tuple[int, int]


def incident_facts(
    store: Store,
    dataset: str,
    on: date,
    role: str,
    years: Years,
    malicious: bool,
    normalise: Normalisation,
) -> Facts:
    """The numbers of ``incidents_layer``."""
    name = check_dataset(store, dataset)
    side = next((r for r in ROLES if r == role), None)
    if side is None:
        raise UnknownIdError("Unknown role", where="role", given=role, allowed=ROLES)
    span = years or _until(events(store, name).span(malicious), on.year)
    return Facts(counts(store, name, side, span, malicious, normalise=normalise), name, span)


def counted_layer(
    store: Store,
    facts: pd.DataFrame,
    about: Bias,
    role: str,
    normalise: Normalisation,
    on: date,
    counted: int,
    period: str,
    kind: str,
    which: str = "",
) -> Layer:
    """The layer of ``facts`` (COUNTRY_COLUMNS, one row for every registry entry).

    ``counted`` is the number of incidents they come from, ``period`` their years, ``kind``
    what they are and ``which`` a closer choice among them, in words.
    """
    short = about.short_name
    frame = facts.assign(
        category=None,
        text=[
            _words(row, normalise, incident_words(row["incidents"], role, period, short))
            for row in facts.to_dict("records")
        ],
        since="",
        year=pd.array([pd.NA] * len(facts), dtype="Int64"),
    )
    who = "victim country" if role == "victim" else f"suspected origin, as coded by {short}"
    return Layer(
        layer_id=f"incidents:{about.dataset}",
        family="incidents",
        title=f"Reported incidents: {short}",
        measure=", ".join(part for part in (f"Reported {kind} by {who}", period) if part)
        + (f"; {which}" if which else ""),
        unit=_UNITS[normalise],
        kind="number",
        frame=frame[list(FRAME_COLUMNS)],
        palette="incidents",
        on=on,
        finding=_finding(facts, role, short, period, counted),
        scale="log" if normalise in PER_PEOPLE else "count",
        decimals={Normalisation.COUNT: 0, Normalisation.SHARE: 1}.get(normalise, 2),
        notes=_notes(store, about, role, normalise, facts),
        table="incidents",
    )


def _until(span: tuple[int, int] | None, year: int) -> tuple[int, int]:
    """The years of the collection that lie before the end of ``year``."""
    if span is None:
        return (year, year)
    return (min(span[0], year), min(span[1], year))


def _finding(facts: pd.DataFrame, role: str, short: str, period: str, total: int) -> str:
    """One sentence on how concentrated the reports are."""
    some = facts[facts["incidents"] > 0]
    if some.empty:
        return f"{short} holds no incident with a known country for {period or 'this selection'}"
    top = some.sort_values(["incidents", "name"], ascending=[False, True]).iloc[0]
    during = f" in {period}" if period else ""
    countries = "country" if len(some) == 1 else "countries and territories"
    if role == "origin":
        return (
            f"{short} names {len(some)} {countries} as suspected origins{during}"
            f"; most often coded: {top['name']}, in {top['incidents']:,}"
        )
    share = round(top["incidents"] / total * 100)
    return (
        f"{short} reports incidents in {len(some)} {countries}{during}; "
        f"{top['name']} is named in {share} % of them"
    )


def _words(row: Mapping[Any, Any], how: Normalisation, text: str) -> str:
    if how is Normalisation.COUNT or pd.isna(row["value"]):
        return f"{text}: {row['note']}" if row["incidents"] and row["note"] else text
    return f"{row['value']:,.2f} {_UNITS[how]} ({text})"


def _notes(
    store: Store, about: Bias, role: str, how: Normalisation, facts: pd.DataFrame
) -> tuple[str, ...]:
    notes = [about.sentence, about.bias_note]
    notes.append("No mark means none reported here, not that nothing happened.")
    if role == "origin":
        notes.append(
            f"Origins are suspected, as coded by {about.short_name} from public reports; incidents "
            "known to stay inside one country are left out."
        )
    if how in PER_PEOPLE:
        years = facts["population_year"].dropna()
        base = f"Population of {years.max()}. " if len(years) else ""
        if how is Normalisation.PER_MILLION_USERS and (span := users_years(store)):
            base += f"Internet users: the latest share known of each country, {span_words(span)}. "
        notes.append(f"{base}Rates from fewer than {FEWEST_FOR_RATE} incidents are not shown.")
    return tuple(dict.fromkeys(note for note in notes if note))
