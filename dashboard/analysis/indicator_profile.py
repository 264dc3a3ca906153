"""Where a country stands: medians of groups, percentiles, ranks and the profile of one country.

"Countries" are here the UN members and the other entities with memberships of their own:
territories are shown with their values but counted in no median, rank or percentile. Values
marked implausible are left out likewise (DESIGN §2.8, FACTS of the sources).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.analysis.indicator_index import IntArray, doubtful, positions, value_index
from dashboard.analysis.indicator_list import Indicator, all_indicators
from dashboard.analysis.indicator_values import first_years, later
from dashboard.core.countries import Country
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Direction, Empty, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

BoolArray = npt.NDArray[np.bool_]
GROUPS = ("world", "un_region", "wb_region", "wb_income_group")
PROFILE_COLUMNS = (
    "obstacle",
    "indicator_id",
    "name",
    "use",
    "direction",
    "direction_editorial",
    "unit",
    "value",
    "year",
    "text",
    "state",
    "empty",
    "implausible",
    "rank",
    "rank_of",
    "same_value",
    "world_median",
    "region_median",
    "income_median",
    "region",
    "income_group",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)


def counted(frame: pd.DataFrame) -> pd.Series:
    """Values of ``values_on`` that count in medians, ranks and percentiles, by iso3."""
    mask = frame["value"].notna() & ~frame["implausible"]
    mask &= frame["entity_kind"] != EntityKind.TERRITORY.value
    return pd.Series(frame["value"].to_numpy()[mask], index=frame["iso3"].to_numpy()[mask])


def medians(frame: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Medians of ``values_on`` (or of a distance): columns group, name, median, countries.

    ``group`` is world, un_region, wb_region or wb_income_group; ``countries`` says how many
    values stand behind the median. UserError for the level of a difference_only indicator.
    """
    _levels_only(frame, "median")
    values = counted(frame)
    rows: list[tuple[str, str, float, int]] = []
    if len(values):
        rows.append(("world", "World", float(values.median()), len(values)))
    countries = store.countries
    for group in GROUPS[1:]:
        names = [getattr(countries[str(iso3)], group) for iso3 in values.index]
        for name, part in values.groupby(np.array(names, dtype=object)):
            if name:
                rows.append((group, str(name), float(part.median()), len(part)))
    return pd.DataFrame(rows, columns=["group", "name", "median", "countries"])


def percentiles(frame: pd.DataFrame) -> pd.Series:
    """Share of countries with a lower value, in percent, ties counting half; by row of ``frame``.

    Speaks of the value, not of good or bad: the direction of an indicator is stated apart. NaN
    for territories, implausible values and no data; UserError for difference_only indicators.
    """
    _levels_only(frame, "percentile")
    values = counted(frame)
    share = (values.rank(method="average") - 0.5) / max(len(values), 1) * 100
    return frame["iso3"].map(share).astype(float)


def ranks(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    """Columns rank (Int64, 1 = least of an obstacle, ties share the better rank) and rank_of.

    Only where an order says something (``Indicator.rankable``); UserError otherwise.
    """
    about = all_indicators(store)[str(frame["indicator_id"].iloc[0])]
    _levels_only(frame, "ranking")
    if not about.rankable:
        raise UserError(
            f"“{about.name}” gives no ranking",
            where="indicator",
            given=about.indicator_id,
            fix="It is shown as background or in classes only",
        )
    values = counted(frame)
    ascending = about.direction is Direction.HIGHER_IS_OBSTACLE
    order = values.rank(method="min", ascending=ascending)
    rank = frame["iso3"].map(order).astype("Int64")
    return pd.DataFrame({"rank": rank, "rank_of": len(values)}, index=frame.index)


def country_profile(
    store: Store, iso3: str, year: int, reference: str | None = None
) -> pd.DataFrame:
    """All indicators of single countries for one country: PROFILE_COLUMNS, by obstacle.

    Each with the latest value up to ``year``, the year it describes, its rank where one is
    allowed (``same_value`` countries share it), and the medians of the world, of its UN region and
    of its income group. ``state`` is what to compare. difference_only indicators show the distance
    to ``reference`` and nothing without one; ``obstacle`` is NA for background figures, medians
    are NaN for classes.
    """
    country = store.countries[iso3]
    groups, known = _Groups.of(store, country), all_indicators(store)
    rows = latest_rows(store, iso3, year, reference)
    for row in rows:
        about = known[row["indicator_id"]]
        if not about.difference_only:
            at = _latest(store, about.indicator_id, year)
            row |= _standing(store, about, at, groups, row["value"])
    types = {"year": "Int64", "obstacle": "Int64", "rank": "Int64", "rank_of": "Int64"}
    frame = pd.DataFrame(rows).assign(
        region=country.un_region, income_group=country.wb_income_group
    )
    frame["evidence_url"] = evidence_urls(store, frame["source_id"])
    return frame.reindex(columns=list(PROFILE_COLUMNS)).astype({**types, "same_value": "Int64"})


def latest_rows(
    store: Store, iso3: str, year: int, reference: str | None = None
) -> list[dict[str, Any]]:
    """The rows of ``country_profile`` without rank and medians: what the values are."""
    country, place = store.countries[iso3], positions(store)
    other = store.countries[reference] if reference else None
    rows = []
    for about in all_indicators(store).values():
        if about.level != "country":
            continue
        at = _latest(store, about.indicator_id, year)
        row = _cell(store, about, int(at[place[country.iso3]]))
        if row["empty"] is not None:
            first = first_years(store, about.indicator_id)[place[country.iso3]]
            row["note"] = later(first, year)
        elif about.difference_only:
            from_row = int(at[place[other.iso3]]) if other else -1
            row |= _distance(store, about, row, from_row, other if other != country else None)
        row["state"] = row["text"] if row["empty"] is None else row["empty"]
        rows.append(row)
    return rows


@per_store(size=1024)
def _latest(store: Store, indicator_id: str, year: int) -> IntArray:
    """The row of the latest value up to ``year`` of every registry entry, -1 for none."""
    places = np.arange(len(store.countries), dtype=np.int64)
    return value_index(store).latest(indicator_id, places, year)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Which registry entries count in the world, in the country's region and income group."""

    world: BoolArray
    region: BoolArray
    income: BoolArray

    @classmethod
    def of(cls, store: Store, home: Country) -> "_Groups":
        all_ = tuple(store.countries)
        world = np.array([c.entity_kind is not EntityKind.TERRITORY for c in all_])

        def like_home(group: str) -> BoolArray:
            own = getattr(home, group)
            alike = np.array([bool(own) and getattr(c, group) == own for c in all_])
            both: BoolArray = world & alike
            return both

        return cls(world, like_home("un_region"), like_home("wb_income_group"))


def _cell(store: Store, about: Indicator, at: int) -> dict[str, Any]:
    index = value_index(store)
    value = float(index.value[at])
    reason = doubtful(store).get(at, "")
    return {
        "obstacle": None if about.obstacle is None else int(about.obstacle),
        "indicator_id": about.indicator_id,
        "name": about.name,
        "use": about.use,
        "direction": str(about.direction),
        "direction_editorial": about.direction_editorial,
        "unit": about.unit,
        "value": value,
        "year": None if at < 0 else int(index.years(slice(at, at + 1))[0]),
        "text": about.words(value) if at >= 0 else Empty.NO_DATA.label,
        "empty": None if at >= 0 else Empty.NO_DATA.value,
        "implausible": bool(reason),
        "note": reason,
        "source_id": index.sources[index.source[at]],
        "as_of": index.dates[index.as_of[at]],
    }


def _standing(
    store: Store, about: Indicator, at: IntArray, groups: _Groups, value: float
) -> dict[str, Any]:
    """Rank, ties and medians among the countries that count."""
    index, reasons = value_index(store), doubtful(store)
    sound = (at >= 0) & ~np.array([int(row) in reasons for row in at])
    world, region, income = (
        index.value[at[sound & group]] for group in (groups.world, groups.region, groups.income)
    )
    result: dict[str, Any] = {
        "rank_of": len(world) if about.rankable else None,
        "same_value": int((world == value).sum()),
    }
    if about.scale != "categorical":
        result["world_median"] = float(np.median(world)) if len(world) else None
        result["region_median"] = float(np.median(region)) if len(region) else None
        result["income_median"] = float(np.median(income)) if len(income) else None
    if about.rankable and result["same_value"]:
        more = about.direction is Direction.HIGHER_IS_OBSTACLE
        result["rank"] = 1 + int((world < value if more else world > value).sum())
    return result


def _distance(
    store: Store, about: Indicator, row: dict[str, Any], from_row: int, other: Country | None
) -> dict[str, Any]:
    """What replaces the level of a difference_only indicator."""
    if other is None or from_row < 0:
        note = f"no value for {other.name}" if other else "shown only as the distance to a country"
        empty = Empty.NO_DATA if other else Empty.NOT_APPLICABLE
        return {"value": float("nan"), "empty": empty.value, "text": empty.label, "note": note}
    value = abs(row["value"] - float(value_index(store).value[from_row]))
    if about.scale == "categorical":
        return {"value": value, "text": f"{'differs from' if value else 'same as'} {other.name}"}
    return {"value": value, "text": f"{about.words(value)} apart from {other.name}"}


def _levels_only(frame: pd.DataFrame, what: str) -> None:
    if (frame["use"] == "difference_only").any() and "reference_year" not in frame.columns:
        raise UserError(
            f"A {what} of this indicator would say nothing: only the difference between two "
            "countries counts",
            where="indicator",
            given=str(frame["indicator_id"].iloc[0]),
            fix="Choose a country to measure the distance from",
        )
