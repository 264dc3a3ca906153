"""The matrices behind the accession lab on one day: who holds what, which links are missing."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from dashboard.analysis.indicators import values_on
from dashboard.analysis.network import ACTIVE, PROSPECTIVE, UNKNOWN, Bools, Network, network
from dashboard.analysis.timelines import treaty_timelines
from dashboard.core.dates import parse_reduced
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

Floats = npt.NDArray[np.float32]
GDP = "gdp_current_usd"
SENSES = {"narrow": ("narrow",), "any": ("narrow", "any")}
"""Legal basis in the narrow sense (cybercrime treaties) and in any sense; always both."""
MAY_JOIN = (Status.NOT_PARTY, Status.INVITED, Status.SIGNED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Lab:
    """Everything a question needs on one day.

    ``status[n, t]``, ``holds[n, t]`` (1 where t works for n; signed or ratified where t is not in
    force), ``joinable[n, t]`` (an entity that is no UN member must have signed or joined some
    treaty: of others it is not known whether they could); ``missing[sense][n, n]`` is 1 where two
    countries have no known legal basis, ``unsure`` 1 where of those one may exist.
    """

    found: Network
    names: tuple[str, ...]
    treaty_ids: tuple[str, ...]
    titles: tuple[str, ...]
    narrow: tuple[bool, ...]
    strength: tuple[int, ...]
    prospective: tuple[bool, ...]
    status: npt.NDArray[np.object_]
    holds: Floats
    joinable: Bools
    missing: dict[str, Floats]
    unsure: dict[str, Floats]
    states: Floats
    people: Floats
    gdp: Floats

    def column(self, treaty_id: str) -> int:
        """The column of a treaty; UserError where it is not one that a state can join here."""
        if treaty_id not in self.treaty_ids:
            raise UserError(
                "The accession lab covers the treaties that give a legal basis and are open",
                where="treaty",
                given=treaty_id,
                allowed=self.treaty_ids,
            )
        return self.treaty_ids.index(treaty_id)

    def row(self, store: Store, iso3: str) -> int:
        """The place of a country; UserError for a territory."""
        country = store.countries[iso3]
        if country.iso3 not in self.found.place:
            raise UserError(
                f"{country.name} is a territory: it joins no treaties of its own",
                where="country",
                given=iso3,
                fix="Choose the state it belongs to",
            )
        return self.found.place[country.iso3]


@per_store(size=16)
def lab(store: Store, on: date) -> Lab:
    """The matrices of one day."""
    found = network(store)
    rules = store.table("treaties").set_index("treaty_id")
    day = on.toordinal()
    chosen = [
        column
        for column, instrument in enumerate(found.instruments["instrument_id"])
        if found.is_treaty[column]
        and found.counted[column]
        and found.legal[column] in SENSES["any"]
        and rules.at[instrument, "kind"] != "organisation_law"
        and _begun(rules.at[instrument, "opened"], day)
    ]
    table = found.instruments.iloc[chosen]
    ids = tuple(str(i) for i in table["instrument_id"])
    codes = found.codes_on(on)
    in_force = np.array(
        [
            _begun(rules.at[i, "entered_into_force"], day)
            or _begun(rules.at[i, "in_force_by"], day)
            for i in ids
        ],
        dtype=np.bool_,
    )
    own = codes[:, chosen]
    holds = (own == ACTIVE) | ((own == PROSPECTIVE) & ~in_force)
    timelines = treaty_timelines(store)
    status = timelines.states_on(on, found.tracks[:, chosen].reshape(-1)).reshape(own.shape)
    known, doubted = _missing(found, on)
    gdp = values_on(store, GDP, on.year).set_index("iso3")["value"]
    countries = [store.countries[iso3] for iso3 in found.countries]
    member = np.array([c.un_member for c in countries])
    able = member | (codes[:, found.is_treaty] >= PROSPECTIVE).any(axis=1)
    return Lab(
        found=found,
        names=tuple(c.name for c in countries),
        treaty_ids=ids,
        titles=tuple(str(name) for name in table["name"]),
        narrow=tuple(bool(found.legal[c] == "narrow") for c in chosen),
        strength=tuple(int(s) for s in table["strength"]),
        prospective=tuple(bool(p) for p in ~in_force),
        status=status,
        holds=holds.astype(np.float32),
        joinable=np.isin(status.astype(str), [str(s) for s in MAY_JOIN]) & able[:, None],
        missing=known,
        unsure=doubted,
        states=member.astype(np.float32),
        people=np.array(
            [(c.population or 0) if c.un_member else 0 for c in countries], dtype=np.float32
        ),
        gdp=np.nan_to_num(
            np.array(
                [gdp.get(c.iso3, np.nan) if c.un_member else 0 for c in countries],
                dtype=np.float32,
            )
        ),
    )


def _begun(text: object, day: int) -> bool:
    return isinstance(text, str) and bool(text) and parse_reduced(text).earliest.toordinal() <= day


def _missing(found: Network, on: date) -> tuple[dict[str, Floats], dict[str, Floats]]:
    missing, unsure = {}, {}
    for sense, legal in SENSES.items():
        least = found.pair_counts(on, legal=legal)
        most = found.pair_counts(on, legal=legal, code=UNKNOWN)
        gap = (least == 0).astype(np.float32)
        np.fill_diagonal(gap, 0)
        missing[sense] = gap
        unsure[sense] = gap * (most > 0)
    return missing, unsure
