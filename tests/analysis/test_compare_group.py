"""A group as one side of a comparison: shares, medians and majorities, checked against counts."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.compare import compare, comparison, differences_first, members_of
from dashboard.analysis.compare_group import GROUP, group_dimensions, majority, share
from dashboard.analysis.compare_positions import (
    FEWEST_FOR_MEDIAN,
    comparable,
    longest_series,
    median_series,
    series_of,
    side_positions,
)
from dashboard.analysis.indicators import percentiles, values_on
from dashboard.analysis.memberships import members_on
from dashboard.analysis.standing import standing
from dashboard.analysis.treaties import parties_on
from dashboard.core.errors import UserError
from dashboard.store.store import Store

ON = date(2026, 11, 24)
AFRICA = "region:Africa"


@pytest.fixture(scope="module")
def africa(store: Store) -> tuple[str, ...]:
    return members_of(store, AFRICA, ON)


@pytest.fixture(scope="module")
def wide(store: Store) -> pd.DataFrame:
    return comparison(store, ("KEN",), ON, AFRICA).set_index("item_id")


def test_a_majority_is_more_than_half() -> None:
    assert majority(["a", "a", "b"]) == "a"
    assert majority(["a", "b"]) == ""
    assert majority([]) == ""
    assert share(27, 44) == "27 of 44 (61 %)"
    assert share(0, 0) == "no data"


def test_shares_are_counts_of_members_on_the_day(
    store: Store, africa: tuple[str, ...], wide: pd.DataFrame
) -> None:
    assert len(africa) == 54
    held = len(parties_on(store, "CETS185", ON) & set(africa))
    assert wide.loc["CETS185", GROUP] == f"In force for {share(held, 54)}"
    inside = len(members_on(store, "COMMONWEALTH", ON) & set(africa))
    assert wide.loc["COMMONWEALTH", GROUP] == f"Members: {share(inside, 54)}"


def test_a_list_that_names_members_only_gives_a_count_and_no_share(store: Store) -> None:
    row = comparison(store, ("FRA",), ON, "region:Europe").set_index("item_id").loc["PARIS_CALL"]
    assert row[GROUP].startswith("Members: 27; no data for 18")
    assert "%" not in row[GROUP]


def test_medians_name_their_n(store: Store, africa: tuple[str, ...], wide: pd.DataFrame) -> None:
    values = values_on(store, "gci_overall", 2026)
    own = values[values["iso3"].isin(africa) & ~values["implausible"]]["value"].dropna()
    assert wide.loc["gci_overall", GROUP] == f"median {own.median():.1f} of 100 (n = {len(own)})"


def test_without_a_majority_nothing_differs_and_nothing_is_unknown(store: Store) -> None:
    members = members_of(store, "region:Europe", ON)
    rows = pd.DataFrame(group_dimensions(store, members, ON, "FRA"))
    split = rows[rows["state"].eq("") & ~rows["blank"]]
    assert len(split)
    wide = comparison(store, ("FRA",), ON, "region:Europe").set_index("item_id")
    both = wide.loc[wide.index.intersection(split["item_id"])]
    assert not both["differs"].any()


def test_regime_measures_of_a_group_are_distances_to_the_first_country(wide: pd.DataFrame) -> None:
    row = wide.loc["vdem_libdem"]
    assert row["KEN"] == "measured from here"
    assert "apart (n = " in row[GROUP]


def test_a_group_and_its_country_have_the_same_items(store: Store) -> None:
    long = compare(store, ("KEN", "GHA"), ON, AFRICA)
    counts = long.groupby("item_id")["iso3"].nunique()
    alone = set(counts[counts < 3].index)
    assert alone <= {"region", "income", "csirt_team"}


@pytest.mark.parametrize(
    ("countries", "group"),
    [((), AFRICA), (("FRA",), ""), (("FRA", "DEU", "ITA", "ESP", "POL", "NLD"), AFRICA)],
)
def test_a_group_takes_a_place_among_two_to_six(
    store: Store, countries: tuple[str, ...], group: str
) -> None:
    with pytest.raises(UserError, match="two to six"):
        compare(store, countries, ON, group)


def test_a_group_without_members_on_the_day_is_an_error(store: Store) -> None:
    with pytest.raises(UserError, match="no member is known on 1 January 1940"):
        members_of(store, "org:EU", date(1940, 1, 1))


def test_differences_first_keeps_the_order_within(store: Store) -> None:
    wide = comparison(store, ("FRA", "BRA"), ON)
    first = differences_first(wide)
    differs = first["differs"].tolist()
    assert differs == sorted(differs, reverse=True)
    assert sorted(first["item_id"]) == sorted(wide["item_id"])
    kept = wide[wide["differs"]]["item_id"].tolist()
    assert first["item_id"].tolist()[: len(kept)] == kept


def test_years_differ_only_where_values_have_several(store: Store) -> None:
    wide = comparison(store, ("FRA", "BRA", "KEN"), ON)
    assert (wide.loc[wide["years_differ"], "year"] == "").all()
    assert wide["years_differ"].any()


def test_forms_of_cooperation_are_a_dimension(store: Store) -> None:
    wide = comparison(store, ("FRA", "XKX"), ON).set_index("item_id")
    row = wide.loc["form:research and development"]
    assert (row["FRA"], row["XKX"], row["differs"]) == ("3 bodies", "Nothing on record", True)


def test_the_place_of_a_group_is_that_of_its_median(store: Store, africa: tuple[str, ...]) -> None:
    frame = side_positions(store, ("KEN",), africa, 2026, 6).set_index(["indicator_id", "iso3"])
    values = values_on(store, "gci_overall", 2026)
    middle = values[values["iso3"].isin(africa) & ~values["implausible"]]["value"].median()
    assert frame.loc[("gci_overall", GROUP), "value"] == pytest.approx(middle)
    own = standing(store, "KEN", 2026).set_index("indicator_id").loc["gci_overall", "position"]
    assert frame.loc[("gci_overall", "KEN"), "percentile"] == pytest.approx(own)
    near = percentiles(values)[(values["value"] - middle).abs().idxmin()]
    assert frame.loc[("gci_overall", GROUP), "percentile"] == pytest.approx(100 - near, abs=3)


def test_series_hold_every_year_and_medians_need_three(
    store: Store, africa: tuple[str, ...]
) -> None:
    table = store.table("values")
    mine = table[table["indicator_id"].eq("wgi_cc") & table["iso3"].eq("KEN")]
    own = series_of(store, "wgi_cc", ("KEN",), 2026)
    assert own["year"].tolist() == sorted(mine["year"])
    assert series_of(store, "wgi_cc", ("KEN",), 2000)["year"].max() <= 2000
    middle = median_series(store, "wgi_cc", africa, 2026)
    assert middle["countries"].ge(FEWEST_FOR_MEDIAN).all()
    year = int(middle["year"].iloc[-1])
    rows = series_of(store, "wgi_cc", africa, 2026)
    assert middle["value"].iloc[-1] == pytest.approx(rows[rows["year"] == year]["value"].median())
    assert median_series(store, "wgi_cc", africa[:2], 2026).empty


def test_no_regime_measure_is_drawn_through_time(store: Store) -> None:
    ids = {about.indicator_id for about in comparable(store)}
    assert not ids & {"vdem_libdem", "fh_freedom_total"}
    assert longest_series(store, ("FRA", "BRA"), 2026, 6) in ids
    assert longest_series(store, ("FRA", "BRA"), 1900, 6) == ""
