"""The opening paragraph of a country profile: clauses from counted facts, each with its rows.

A deterministic template: the same data and day give the same words. A clause whose table is broken
is left out and its error kept, so that the rest of the paragraph stands.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.incidents import summary_of
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.pair_summary import subject
from dashboard.analysis.partners import partners
from dashboard.analysis.profile import csirt_words, treaty_words, unserved
from dashboard.analysis.standing import standing
from dashboard.analysis.treaties import country_treaties
from dashboard.analysis.unknowns import unknowns
from dashboard.core.dates import day_phrase
from dashboard.core.errors import DataError
from dashboard.core.vocabulary import CsirtPresence, EntityKind, MembershipStatus, Status
from dashboard.core.words import listing
from dashboard.store.memo import per_store
from dashboard.store.store import Store

_NAMED = 3
OPEN = ("any", "by_invitation")
"""``open_to`` of treaties that a state of any region may join."""
_KINDS = {
    EntityKind.UN_MEMBER: "a UN member state",
    EntityKind.OTHER: "listed for memberships of its own, not as a UN member,",
    EntityKind.TERRITORY: "a territory",
}


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One statement with a full stop. ``rows`` (source_id, as_of) are what it rests on."""

    topic: str
    text: str
    rows: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """The paragraph in order, and what kept a clause from being said."""

    clauses: tuple[Clause, ...]
    errors: tuple[DataError, ...]


@per_store(size=64)
def opening(store: Store, iso3: str, on: date) -> Opening:
    """The clauses about one country on a day; topics with nothing to say are left out."""
    clauses: list[Clause] = []
    errors: list[DataError] = []
    for make in _MAKERS:
        try:
            clauses += make(store, iso3, on)
        except DataError as error:
            errors.append(error)
    return Opening(tuple(clauses), tuple(errors))


def _identity(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    country = store.countries[iso3]
    where = country.un_subregion or country.un_region
    text = f"{subject(country)} is {_KINDS[country.entity_kind]}{f' in {where}' * bool(where)}"
    people = ""
    if count := country.population:
        many = f"{count / 1e6:,.1f} million" if count >= 1e6 else f"{count:,}"
        people = f"{many} people ({country.population_year})"
    if income := country.wb_income_group:
        text += f", {_article(income)} {income.lower().replace(' income', '-income')} economy"
        text += f" of {people}" * bool(people)
    elif people:
        text += f", with {people}"
    table = store.table("countries")
    yield Clause("countries", f"{text}.", table[table["iso3"] == iso3])


def _article(word: str) -> str:
    return "an" if word[:1].upper() in "AEIOU" else "a"


def _treaties(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = country_treaties(store, iso3, on)
    said = frame[frame["status"].isin([Status.IN_FORCE, Status.BOUND, Status.RATIFIED, "signed"])]
    rows = said if len(said) else frame
    yield Clause("treaties", f"{treaty_words(store, iso3, on)}.", rows)
    if store.countries[iso3].entity_kind is EntityKind.TERRITORY:
        return
    own = frame.set_index("treaty_id", drop=False)
    for treaty_id in world_wide(store):
        row = own.loc[[treaty_id]]
        sentence = status_sentence(str(row["short_name"].iloc[0]), str(row["text"].iloc[0]))
        yield Clause("treaties", f"{sentence}.", row)


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPOKEN = (
    ("In force since", "The {treaty} has been in force for it since"),
    ("In force", "The {treaty} is in force for it"),
    ("Bound through", "It is bound by the {treaty} through"),
    ("Bound", "It has been bound by the {treaty}"),
    ("Ratified", "It ratified the {treaty}"),
    ("Signed", "It signed the {treaty}"),
    ("Invited", "It was invited to join the {treaty}"),
    ("Withdrawn", "It withdrew from the {treaty}"),
    ("Not a party", "It is not a party to the {treaty}"),
    ("Not applicable", "The {treaty} is not open to it"),
    ("No data", "Whether it is a party to the {treaty} is not known"),
)
"""How a status in words begins, and how a sentence with it is said; the rest is kept."""


def status_sentence(treaty: str, text: str) -> str:
    """A status in words as a sentence about the country, without a full stop: 'Signed on 25 October
    2025, as of 2026-01-17' → 'It signed the … on 25 October 2025, as of 17 January 2026'."""
    for start, said in _SPOKEN:
        if text.startswith(start):
            text = said.format(treaty=treaty) + text.removeprefix(start)
            break
    else:
        text = f"{treaty}: {text[:1].lower()}{text[1:]}"
    return _ISO_DAY.sub(lambda day: day_phrase(date.fromisoformat(day[0])), text)


def world_wide(store: Store) -> tuple[str, ...]:
    """Ids of the cybercrime treaties that count as a channel and that any state may join, the
    strongest first."""
    rules = store.table("channels")
    narrow = rules[rules["legal_basis"].eq("narrow") & rules["counts"].astype(bool)]
    table = store.table("treaties")
    anyone = set(table.loc[table["open_to"].isin(OPEN), "treaty_id"])
    ranked = narrow.sort_values("strength", ascending=False)["instrument_id"]
    return tuple(str(name) for name in ranked if name in anyone)


def _memberships(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = country_memberships(store, iso3, on)
    members = frame[frame["status"].eq(MembershipStatus.MEMBER)]
    if members.empty:
        return
    current = frame[frame["status"].ne(MembershipStatus.FORMER)]
    gaps = unserved(current)
    bodies = (
        "one organisation or effort"
        if len(members) == 1
        else f"{len(members)} organisations and efforts"
    )
    forms = "which serve all nine forms of cooperation"
    if gaps:
        named = listing(gaps) if len(gaps) <= _NAMED else f"{len(gaps)} of the nine forms"
        forms = f"with nothing on record for {named}"
    yield Clause("memberships", f"It takes part in {bodies}, {forms}.", current)


def _partners(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = partners(store, iso3, on)
    states = frame[frame["un_member"].astype(bool)] if len(frame) else frame
    if states.empty:
        return
    narrow, wide = (int((states[name] > 0).sum()) for name in ("legal_narrow", "legal_any"))
    others = f"of {len(states)} {'other ' * store.countries[iso3].un_member}UN member states"
    text = f"A cybercrime treaty in force links it to {narrow or 'none'} {others}"
    text += f", a legal basis of any kind to {wide or 'none'}."
    linked = states[states["legal_any"] > 0]
    rows = linked if len(linked) else country_treaties(store, iso3, on)
    yield Clause("partners", text, rows)


def _csirt(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    rows = national_presence(store, on)
    rows = rows[rows["iso3"].eq(iso3)]
    if rows["presence"].eq(CsirtPresence.NOT_APPLICABLE).all():
        return
    if rows["source_id"].fillna("").eq("").all():
        gaps = unknowns(store, iso3, on)
        rows = gaps[gaps["topic"].eq("csirts")]
    yield Clause("csirts", f"{csirt_words(store, iso3, on)}.", rows)


def _incidents(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = summary_of(store, iso3, malicious=True)
    frame = frame[frame["role"].eq("victim") & frame["incidents"].fillna(0).gt(0)]
    for n, row in enumerate(frame.to_dict("records"), 1):
        lead = "Malicious incidents reported with a victim there, each dataset by itself: "
        last = n == len(frame)
        lead = lead if n == 1 else "and " * last
        text = f"{lead}{row['incidents']:,} in {row['short_name']} ({row['years']})"
        text += "." if last else ";"
        yield Clause("incidents", text, frame.iloc[[n - 1]])


def _obstacles(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = standing(store, iso3, on.year)
    known = frame[frame["position"].notna() & ~frame["implausible"].astype(bool)]
    if known.empty:
        return
    row = known.sort_values(["position", "name"], ascending=[False, True]).iloc[[0]]
    name, text, year = (row[c].iloc[0] for c in ("name", "text", "year"))
    place = float(row["position"].iloc[0])
    among = (
        f"Of the {len(known)} indicators that rank it" if len(known) > 1 else "Where it is ranked"
    )
    words = (
        f"{among}, “{name}” ({text} in {year}) shows most of an obstacle: {place:.0f} on a scale"
        " from 0, the least, to 100, the most."
    )
    yield Clause("obstacles", words, row)


def _unknown(store: Store, iso3: str, on: date) -> Iterator[Clause]:
    frame = unknowns(store, iso3, on)
    if len(frame):
        what = "point" if len(frame) == 1 else "points"
        text = f"On {len(frame)} {what} the lists and figures read for this profile are silent."
        yield Clause("unknown", text, frame)


_MAKERS: tuple[Callable[[Store, str, date], Iterator[Clause]], ...] = (
    _identity,
    _treaties,
    _memberships,
    _partners,
    _csirt,
    _incidents,
    _obstacles,
    _unknown,
)
