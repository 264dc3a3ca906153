"""The single accession of two countries that adds most: between them, and overall."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.analysis.accession_lab import ranking
from dashboard.analysis.gaps_lab import SENSES, Lab, lab
from dashboard.core.errors import UserError
from dashboard.store.store import Store


@dataclass(frozen=True)
class PairBest:
    """One accession seen from a pair: who joins what, and what it adds.

    ``between`` says what the two gain between them: 'narrow' (a first cybercrime treaty; a first
    legal basis too where ``between_any``), 'any' (a first legal basis), 'another' (one more
    beside what they have) or '' (nothing between them). ``numbers`` are RANKING_COLUMNS.
    """

    iso3: str
    name: str
    treaty_id: str
    treaty: str
    status: str
    prospective: bool
    between: str
    between_any: bool
    numbers: dict[str, object]


def best_for_pair(
    store: Store, a: str, b: str, on: date, dataset: str | None = None
) -> dict[str, PairBest | None]:
    """The single accession by ``a`` or ``b`` that adds most: ``between`` them, and ``overall``.

    Between them: a first cybercrime treaty before a first legal basis before one more; what would
    work now before what is prospective; then the stronger treaty. Overall: as in ``ranking``.
    None where no single accession by one of them adds anything.
    """
    now = lab(store, on)
    places = [now.row(store, a), now.row(store, b)]
    if places[0] == places[1]:
        raise UserError("A pair needs two different countries", where="a, b", given=a)
    frame = ranking(store, on, dataset)
    homes = [now.found.countries[place] for place in places]
    frame = frame[frame["iso3"].isin(homes)]
    options = [_seen_from_pair(now, places, row) for row in frame.to_dict("records")]
    linking = [option for option in options if option.between]
    worth = [
        option for option in options if option.numbers["new_any"] or option.numbers["new_narrow"]
    ]
    order = ("narrow", "any", "another")
    linking.sort(
        key=lambda o: (
            order.index(o.between) == 2,
            o.prospective,
            order.index(o.between),
            not o.between_any,
            -now.strength[now.treaty_ids.index(o.treaty_id)],
        )
    )
    return {"between": next(iter(linking), None), "overall": next(iter(worth), None)}


def _seen_from_pair(now: Lab, places: list[int], row: dict[Any, Any]) -> PairBest:
    own = now.found.place[str(row["iso3"])]
    other = places[1] if own == places[0] else places[0]
    column = now.treaty_ids.index(str(row["treaty_id"]))
    first = {sense: bool(now.missing[sense][own, other]) for sense in SENSES}
    between = ""
    if now.holds[other, column]:
        if now.narrow[column] and first["narrow"]:
            between = "narrow"
        else:
            between = "any" if first["any"] else "another"
    return PairBest(
        iso3=str(row["iso3"]),
        name=str(row["name"]),
        treaty_id=str(row["treaty_id"]),
        treaty=str(row["treaty"]),
        status=str(row["status"]),
        prospective=bool(row["prospective"]),
        between=between,
        between_any=bool(between) and first["any"],
        numbers={str(k): v for k, v in row.items()},
    )
