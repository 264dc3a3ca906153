"""The indicators of the nine obstacles: what each measures and how it may be used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.analysis.computed import indicator_table
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.vocabulary import Direction, Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store

LEVELS = ("country", "dyadic")
_CLASS = re.compile(r"(\d+(?:\.\d+)?) (?:= )?([a-z][^,]*)")
_BARE = ("score", "index", "share")
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the list of indicators. ``obstacle`` is None for background figures; ``method``
    says how it is computed from other tables, '' where a publisher gives the values."""

    indicator_id: str
    name: str
    obstacle: Obstacle | None
    level: str
    unit: str
    unit_short: str
    direction: Direction
    direction_editorial: bool
    use: str
    in_composite: bool
    decimals: int
    scale: str
    minimum: float | None
    maximum: float | None
    definition: str
    caution: str
    zero_filled: bool
    pairs_listed: str
    source_id: str
    as_of: str
    method: str = ""

    @property
    def difference_only(self) -> bool:
        """True where only the distance between two countries may be shown."""
        return self.use == "difference_only"

    @property
    def rankable(self) -> bool:
        """True where an order of countries says something: levels with a direction, in grades."""
        graded = self.use == "level" and self.scale != "categorical"
        return graded and self.level == "country" and self.direction is not Direction.CONTEXT

    @property
    def classes(self) -> dict[float, str]:
        """Labels of a categorical indicator by value, as its unit text names them; may be {}."""
        if self.scale != "categorical":
            return {}
        if self.unit_short == "yes/no":
            return {1.0: "yes", 0.0: "no"}
        return {float(number): label.strip() for number, label in _CLASS.findall(self.unit)}

    def words(self, value: float) -> str:
        """A value with its unit: '65.8 of 100', '46.0 %', 'law', 'tier 1'."""
        if self.scale == "categorical":
            return self.classes.get(value, f"{self.unit_short} {value:g}")
        unit = "" if self.unit_short in _BARE else f" {self.unit_short}"
        for size, word in _LARGE:
            if abs(value) >= size:
                return f"{value / size:,.1f} {word}{unit}"
        return f"{value:,.{self.decimals}f}{unit}"


@per_store()
def all_indicators(store: Store) -> dict[str, Indicator]:
    """Every indicator by id, in the order of obstacles (background figures last) and names."""
    table = indicator_table(store)
    table = table.sort_values(["obstacle", "name"], na_position="last")
    return {str(r["indicator_id"]): _indicator(r) for r in table.to_dict("records")}


def indicator(store: Store, indicator_id: str) -> Indicator:
    """One indicator; UnknownIdError names the allowed ids."""
    known = all_indicators(store)
    if indicator_id not in known:
        raise UnknownIdError(
            f"No indicator has the id “{indicator_id[:60]}”",
            where="indicator",
            given=indicator_id,
            allowed=sorted(known),
            fix=None if store.noncommercial else "Indicators for non-commercial use are off here",
        )
    return known[indicator_id]


def indicators(
    store: Store, obstacle: int | None = None, level: str | None = None
) -> tuple[Indicator, ...]:
    """Indicators, narrowed to one obstacle (1–9) or level (country, dyadic)."""
    if obstacle is not None and obstacle not in set(Obstacle):
        raise UnknownIdError(
            "There are nine obstacles",
            where="obstacle",
            given=obstacle,
            allowed=[str(int(o)) for o in Obstacle],
        )
    if level is not None and level not in LEVELS:
        raise UnknownIdError("Unknown level", where="level", given=level, allowed=LEVELS)
    return tuple(
        found
        for found in all_indicators(store).values()
        if obstacle in (None, found.obstacle) and level in (None, found.level)
    )


def country_indicator(store: Store, indicator_id: str) -> Indicator:
    """An indicator of single countries; UserError for one that only pairs have."""
    about = indicator(store, indicator_id)
    if about.level != "country":
        raise UserError(
            f"“{about.name}” exists only between two countries",
            where="indicator",
            given=indicator_id,
            fix="Choose a country to measure from",
        )
    return about


def _indicator(row: Mapping[Any, Any]) -> Indicator:
    def text(name: str) -> str:
        value = row[name]
        return value if isinstance(value, str) else ""

    def number(name: str) -> float | None:
        value = row[name]
        return None if pd.isna(value) else float(str(value))

    obstacle = number("obstacle")
    return Indicator(
        indicator_id=text("indicator_id"),
        name=text("name"),
        obstacle=None if obstacle is None else Obstacle(int(obstacle)),
        level=text("level"),
        unit=text("unit"),
        unit_short=text("unit_short"),
        direction=Direction(text("direction")),
        direction_editorial=bool(row["direction_editorial"]),
        use=text("use"),
        in_composite=bool(row["in_composite"]),
        decimals=int(number("decimals") or 0),
        scale=text("scale"),
        minimum=number("minimum"),
        maximum=number("maximum"),
        definition=text("definition"),
        caution=text("caution"),
        zero_filled=bool(row["zero_filled"]),
        pairs_listed=text("pairs_listed"),
        source_id=text("source_id"),
        as_of=text("as_of"),
        method=text("method"),
    )
