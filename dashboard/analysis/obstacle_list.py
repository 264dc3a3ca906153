"""The nine obstacles in words, their indicators with years and coverage, and how values spread."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.coverage import indicator_coverage
from dashboard.analysis.dyads import dyadic_from
from dashboard.analysis.indicators import (
    Indicator,
    distance_to,
    indicator,
    indicators,
    values_on,
)
from dashboard.analysis.selection import INCOME_GROUPS
from dashboard.core.vocabulary import EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store


@dataclass(frozen=True, slots=True)
class ObstacleText:
    """One row of the table ``obstacles``: what it is, why it hinders, what its figures can show."""

    obstacle: int
    slug: str
    title: str
    what: str
    why: str
    note: str


@per_store()
def obstacle_text(store: Store, obstacle: int) -> ObstacleText:
    """The words on one obstacle, a number from 1 to 9."""
    row = store.table("obstacles").set_index("obstacle").loc[obstacle]
    words = (str(row[name]) for name in ("slug", "title", "what", "why", "note"))
    return ObstacleText(obstacle, *words)


def obstacle_indicators(store: Store, obstacle: int) -> pd.DataFrame:
    """Every indicator of an obstacle: indicator_coverage plus the words of the list of indicators,
    source_id and as_of; single countries first, then pairs."""
    own = [about.indicator_id for about in indicators(store, obstacle)]
    frame = indicator_coverage(store).set_index("indicator_id", drop=False).loc[own]
    about = [indicator(store, name) for name in own]
    columns = ("unit", "use", "definition", "caution", "direction", "direction_editorial")
    words = {name: [getattr(a, name) for a in about] for name in (*columns, "source_id", "as_of")}
    frame = frame.assign(**words, method=[a.method for a in about])
    return frame.sort_values(["level", "name"], ignore_index=True)


def first_indicator(store: Store, obstacle: int) -> Indicator:
    """The one a reader sees first: in composites and computed here, in composites, a level of
    single countries, or any, in this order; numbers before classes."""

    def order(about: Indicator) -> tuple[bool, ...]:
        return (
            not (about.in_composite and about.method != ""),
            not (about.in_composite and about.rankable),
            not about.rankable,
            about.level != "country",
        )

    return min(indicators(store, obstacle), key=order)


def needs_reference(about: Indicator) -> bool:
    """True where the indicator only says how far apart two countries are."""
    return about.difference_only or about.level == "dyadic"


def spread_of(store: Store, about: Indicator, year: int, reference: str | None) -> pd.DataFrame:
    """Values of all states, or their distance to ``reference`` where only that says something:
    the frame of ``values_on``, ``distance_to`` or ``dyadic_from`` without territories and values
    in doubt. Empty without a reference where one is needed."""
    if not needs_reference(about):
        frame = values_on(store, about.indicator_id, year)
    elif reference is None:
        return values_or_nothing(store)
    elif about.level == "dyadic":
        frame = dyadic_from(store, about.indicator_id, reference, year)
    else:
        frame = distance_to(store, about.indicator_id, reference, year)
    keep = (frame["entity_kind"] != EntityKind.TERRITORY.value) & ~frame["implausible"].astype(bool)
    return frame[keep].reset_index(drop=True)


def values_or_nothing(store: Store) -> pd.DataFrame:
    """No rows, with the columns of ``values_on``."""
    first = next(a for a in indicators(store, level="country"))
    return values_on(store, first.indicator_id, 0).iloc[:0]


def grouped(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``frame`` once for the world, once for their region and once for their income
    group, with ``group``; in this order."""
    countries = [store.countries[str(iso3)] for iso3 in frame["iso3"]]
    regions = pd.Series([c.un_region for c in countries], index=frame.index, dtype="object")
    incomes = pd.Series([c.wb_income_group for c in countries], index=frame.index, dtype="object")
    parts = [frame.assign(group="World")]
    parts += [frame[regions == name].assign(group=name) for name in sorted(set(regions) - {""})]
    parts += [frame[incomes == name].assign(group=name) for name in INCOME_GROUPS]
    return pd.concat(parts, ignore_index=True)
