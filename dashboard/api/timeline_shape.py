"""What all timelines share: where they start, the order of countries, data with its sources."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.store.boundaries import world_order
from dashboard.store.memo import per_store
from dashboard.store.store import Store

START = date(2001, 1, 1)


@dataclass(frozen=True)
class Timeline:
    """``data`` as the answer holds it (see docs/api.md) and the ids of the sources it rests on."""

    data: dict[str, Any]
    cited: tuple[str, ...]


@per_store()
def country_order(store: Store) -> tuple[str, ...]:
    """What the map draws, in its order, then the registry entries it does not draw."""
    drawn = world_order()
    return (*drawn, *(c.iso3 for c in store.countries if c.iso3 not in set(drawn)))
