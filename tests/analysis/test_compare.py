"""Comparisons on the shipped data: what is compared, what differs, what is shared."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.compare import (
    COMPARE_COLUMNS,
    compare,
    shared_and_distinct,
    side_by_side,
)
from dashboard.analysis.memberships import members_on
from dashboard.analysis.treaties import parties_on
from dashboard.core.errors import UserError
from dashboard.store.store import Store

ON = date(2026, 11, 24)
THREE = ("FRA", "BRA", "KEN")


@pytest.fixture(scope="module")
def wide(store: Store) -> pd.DataFrame:
    return side_by_side(compare(store, THREE, ON), THREE).set_index("item_id")


@pytest.mark.parametrize(
    "countries",
    [(), ("FRA",), ("FRA", "FRA"), ("FRA", "BRA", "KEN", "IND", "USA", "CHN", "NAM")],
)
def test_two_to_six_different_countries(store: Store, countries: tuple[str, ...]) -> None:
    with pytest.raises(UserError, match="two to six different"):
        compare(store, countries, ON)


def test_one_row_for_each_item_and_country(store: Store) -> None:
    long = compare(store, THREE, ON)
    assert tuple(long.columns) == COMPARE_COLUMNS
    assert not long.duplicated(["item_id", "iso3"]).any()
    assert (long.groupby("item_id")["iso3"].nunique() == 3).all()
    assert long["text"].str.len().gt(0).all()


def test_the_same_status_since_another_day_is_no_difference(wide: pd.DataFrame) -> None:
    row = wide.loc["UNTOC"]
    assert row["FRA"].startswith("In force since 29 September 2003")
    assert row["BRA"].startswith("In force since 28 February 2004")
    assert not row["differs"]


def test_budapest_in_three_countries(wide: pd.DataFrame) -> None:
    row = wide.loc["CETS185"]
    assert row["FRA"] == "In force since 1 May 2006"
    assert row["BRA"] == "In force since 1 March 2023"
    assert row["KEN"].startswith("Invited on 9 October 2024")
    assert row["differs"]


def test_absent_and_unknown_stay_apart_and_unknown_is_no_difference(wide: pd.DataFrame) -> None:
    assert wide.loc["NATO", "BRA"] == "Not a member"
    assert wide.loc["CCDCOE", "BRA"] == "No data"
    assert not wide.loc["CCDCOE", "differs"]
    assert wide.loc["CCDCOE", "unknown"] == 2


def test_years_stand_with_the_row_or_with_each_value(wide: pd.DataFrame) -> None:
    assert wide.loc["gci_overall", "year"] == "2024"
    mixed = wide[(wide["year"] == "") & wide["group"].str.startswith("Obstacle")]
    dated = mixed[list(THREE)].apply(lambda col: col.str.contains(r"\(\d{4}\)|^No data|measured"))
    assert len(mixed)
    assert dated.to_numpy().all()


def test_regime_measures_are_only_distances_from_the_first(wide: pd.DataFrame) -> None:
    row = wide.loc["vdem_libdem"]
    assert row["FRA"] == "measured from here"
    assert row["BRA"].endswith("apart from France")


def test_incidents_keep_dataset_side_and_years_apart(wide: pd.DataFrame) -> None:
    items = wide[wide["group"] == "Reported incidents"]["item"]
    assert items.is_unique
    assert "VCDB, as suspected origin (1984–2022)" in set(items)
    assert wide.loc["incidents:vcdb:victim", "FRA"] == "25 reported"


def test_what_differs_does_not_depend_on_the_order(store: Store, wide: pd.DataFrame) -> None:
    back = tuple(reversed(THREE))
    other = side_by_side(compare(store, back, ON), back).set_index("item_id")
    pd.testing.assert_series_equal(wide["differs"].sort_index(), other["differs"].sort_index())


@pytest.mark.parametrize("countries", [THREE, ("TUV", "NAM"), ("XKX", "TWN", "ABW")])
@pytest.mark.parametrize("on", [date(2001, 1, 1), ON, date(2090, 1, 1)])
def test_shared_is_held_by_all_and_distinct_by_one(
    store: Store, countries: tuple[str, ...], on: date
) -> None:
    shared, only = shared_and_distinct(compare(store, countries, on), countries)

    def holders(row: pd.Series) -> set[str]:
        lookup = parties_on if row["group"] == "Treaties" else members_on
        return set(lookup(store, row["item_id"], on)) & set(countries)

    assert all(holders(row) == set(countries) for _, row in shared.iterrows())
    for iso3, part in only.items():
        assert all(holders(row) == {iso3} for _, row in part.iterrows())


def test_every_row_cites_a_source(wide: pd.DataFrame, store: Store) -> None:
    cited = {s for cell in wide["source_id"] for s in cell.split(";") if s}
    assert cited <= set(store.sources)
    assert wide.loc["CETS185", "source_id"] == "COE185"
