"""Indicators: latest value up to a year, distances instead of rankings, medians, pairs."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.analysis.indicators import (
    all_indicators,
    country_profile,
    distance_to,
    dyadic_from,
    dyadic_values,
    indicator,
    indicators,
    medians,
    percentiles,
    ranks,
    values_on,
)
from dashboard.analysis.layers_indicators import indicator_layer
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.vocabulary import Empty
from dashboard.store.store import Store

YEAR, TODAY = 2026, date(2026, 11, 24)
DIFFERENCE_ONLY = (
    "fh_freedom_total",
    "fotn_2025",
    "unga_cyber_track_lean",
    "unga_ideal_point",
    "vdem_libdem",
    "vdem_polyarchy",
    "wgi_va",
)


def test_all_indicators_listed_and_computed_are_known_and_sorted_by_obstacle(store: Store) -> None:
    found = all_indicators(store)
    computed = {name for name, about in found.items() if about.method}
    assert len(found) - len(computed) == 81
    assert computed == set(store.table("computed_indicators")["indicator_id"])
    obstacles = [about.obstacle or 10 for about in found.values()]
    assert obstacles == sorted(obstacles)


def test_an_unknown_id_names_the_allowed_ones(store: Store) -> None:
    with pytest.raises(UnknownIdError) as caught:
        indicator(store, "gci")
    assert "gci_overall" in caught.value.allowed


def test_indicators_narrow_to_obstacle_and_level(store: Store) -> None:
    assert {i.obstacle for i in indicators(store, obstacle=7)} == {7}
    assert all(i.level == "dyadic" for i in indicators(store, level="dyadic"))
    with pytest.raises(UnknownIdError, match="nine obstacles"):
        indicators(store, obstacle=10)


def test_gci_2024_covers_194_with_46_in_tier_one(store: Store) -> None:
    overall = values_on(store, "gci_overall", YEAR)
    assert overall["value"].notna().sum() == 194
    assert set(overall["year"].dropna()) == {2024}
    assert overall["value"].mean() == pytest.approx(65.8, abs=0.05)
    assert (values_on(store, "gci_tier", YEAR)["value"] == 1).sum() == 46


def test_each_country_keeps_the_year_of_its_own_latest_value(store: Store) -> None:
    frame = values_on(store, "wvs_trust", YEAR).set_index("iso3")
    table = store.table("values")
    table = table[table["indicator_id"] == "wvs_trust"]
    latest = table.sort_values("year").groupby("iso3").last()
    known = frame[frame["value"].notna()]
    assert known["year"].nunique() > 1
    assert (known["value"] == latest["value"].reindex(known.index)).all()
    assert (known["year"] == latest["year"].reindex(known.index)).all()


def test_a_year_before_the_first_value_is_no_data_and_says_when_it_starts(store: Store) -> None:
    row = values_on(store, "gci_overall", 2019).set_index("iso3").loc["FRA"]
    assert pd.isna(row["value"])
    assert (row["empty"], row["note"]) == (Empty.NO_DATA, "first value is of 2020")


def test_every_value_names_source_and_date(store: Store) -> None:
    frame = values_on(store, "gdp_current_usd", YEAR)
    known = frame["value"].notna()
    assert (frame.loc[known, "source_id"] != "").all()
    assert (frame.loc[known, "as_of"] != "").all()
    assert (frame.loc[~known, "source_id"] == "").all()


def test_implausible_values_are_shown_but_not_counted(store: Store) -> None:
    frame = values_on(store, "mobile_subscriptions_per_100", YEAR)
    fiji = frame.set_index("iso3").loc["FJI"]
    assert fiji["value"] > 500
    assert fiji["implausible"]
    assert "not plausible" in fiji["note"]
    ranked = ranks(store, frame).set_index(frame["iso3"])
    assert pd.isna(ranked.loc["FJI", "rank"])
    assert np.isnan(percentiles(frame).iloc[frame.index[frame["iso3"] == "FJI"][0]])
    before = values_on(store, "mobile_subscriptions_per_100", 2022).set_index("iso3").loc["FJI"]
    assert not before["implausible"]


def test_medians_leave_out_territories_and_implausible_values(store: Store) -> None:
    frame = values_on(store, "secure_servers_per_million", YEAR)
    table = medians(frame, store).set_index(["group", "name"])
    countries = frame[(frame["entity_kind"] != "territory") & ~frame["implausible"]]
    assert table.loc[("world", "World"), "median"] == countries["value"].median()
    regions = table.loc["un_region"]
    assert regions["countries"].sum() == table.loc[("world", "World"), "countries"]
    assert set(regions.index) == {"Africa", "Americas", "Asia", "Europe", "Oceania"}


def test_percentiles_average_ties_and_keep_the_order_of_values(store: Store) -> None:
    frame = values_on(store, "gci_overall", YEAR)
    share = percentiles(frame)
    known = share.notna()
    assert share[known].between(0, 100).all()
    assert share[known].mean() == pytest.approx(50)
    assert share[frame["value"] == 100].nunique() == 1
    order = frame.loc[known, "value"].rank(method="average")
    assert (order.rank() == share[known].rank()).all()


def test_rank_one_is_the_least_obstacle_in_either_direction(store: Store) -> None:
    better = values_on(store, "gci_overall", YEAR)
    best = ranks(store, better)["rank"] == 1
    assert better.loc[best, "value"].min() == better["value"].max()
    worse = values_on(store, "cei_exposure", YEAR)
    first = ranks(store, worse)["rank"] == 1
    assert worse.loc[first, "value"].max() == worse["value"].min()


@pytest.mark.parametrize("indicator_id", DIFFERENCE_ONLY)
def test_regime_and_position_indicators_give_no_ranking(store: Store, indicator_id: str) -> None:
    frame = values_on(store, indicator_id, YEAR)
    for refused in (lambda: ranks(store, frame), lambda: percentiles(frame)):
        with pytest.raises(UserError, match="only the difference between two countries"):
            refused()
    with pytest.raises(UserError, match="only the difference"):
        medians(frame, store)


@pytest.mark.parametrize("indicator_id", ["misp_actors_attributed", "population", "gci_tier"])
def test_background_and_classes_give_no_ranking(store: Store, indicator_id: str) -> None:
    with pytest.raises(UserError, match="gives no ranking"):
        ranks(store, values_on(store, indicator_id, YEAR))


def test_a_distance_is_symmetric_and_the_reference_is_blank(store: Store) -> None:
    to_france = distance_to(store, "vdem_libdem", "FRA", YEAR).set_index("iso3")
    to_germany = distance_to(store, "vdem_libdem", "DEU", YEAR).set_index("iso3")
    assert to_france.loc["DEU", "value"] == pytest.approx(to_germany.loc["FRA", "value"])
    assert to_france.loc["FRA", "empty"] == Empty.NOT_APPLICABLE
    assert (to_france["value"].dropna() >= 0).all()


def test_distance_from_a_country_without_a_value_is_no_data_for_all(store: Store) -> None:
    frame = distance_to(store, "vdem_libdem", "TUV", YEAR).set_index("iso3")
    assert frame["value"].isna().all()
    assert frame.loc["FRA", "note"] == "no value for Tuvalu"


def test_the_profile_agrees_with_values_ranks_and_medians(store: Store) -> None:
    profile = country_profile(store, "BRA", YEAR).set_index("indicator_id")
    assert set(profile.index) == {i.indicator_id for i in indicators(store, level="country")}
    frame = values_on(store, "gci_overall", YEAR)
    at = frame.index[frame["iso3"] == "BRA"][0]
    ranked = ranks(store, frame)
    table = medians(frame, store).set_index(["group", "name"])["median"]
    row = profile.loc["gci_overall"]
    assert row["value"] == frame.loc[at, "value"]
    assert (row["rank"], row["rank_of"]) == (ranked.loc[at, "rank"], 194)
    assert row["world_median"] == pytest.approx(table[("world", "World")])
    assert row["region_median"] == pytest.approx(table[("un_region", "Americas")])


def test_the_profile_hides_levels_that_only_differences_may_show(store: Store) -> None:
    alone = country_profile(store, "BRA", YEAR).set_index("indicator_id")
    assert alone.loc[list(DIFFERENCE_ONLY), "value"].isna().all()
    assert alone.loc[list(DIFFERENCE_ONLY), "rank"].isna().all()
    beside = country_profile(store, "BRA", YEAR, "FRA").set_index("indicator_id")
    expected = distance_to(store, "vdem_libdem", "FRA", YEAR).set_index("iso3").loc["BRA", "value"]
    assert beside.loc["vdem_libdem", "value"] == pytest.approx(expected)
    assert beside.loc["vdem_libdem", "text"].endswith("apart from France")


def test_pair_values_read_the_same_from_both_sides(store: Store) -> None:
    one = dyadic_values(store, "unga_ideal_point_distance", "USA", "CHN")
    other = dyadic_values(store, "unga_ideal_point_distance", "CHN", "USA")
    pd.testing.assert_frame_equal(one, other)
    assert list(one["year"]) == list(range(2014, 2025))


def test_a_pair_missing_from_a_list_of_positives_is_none_not_no_data(store: Store) -> None:
    frame = dyadic_from(store, "tss_rivalry", "IND", YEAR).set_index("iso3")
    assert set(frame.index[frame["value"].notna()]) == {"CHN", "PAK"}
    assert frame.loc["FRA", "empty"] == Empty.NONE
    assert frame.loc["FRA", "note"] == "none recorded in 2020"
    assert frame.loc["ABW", "empty"] == Empty.NO_DATA
    assert frame.loc["IND", "empty"] == Empty.NOT_APPLICABLE
    early = dyadic_from(store, "tss_rivalry", "IND", 2005).set_index("iso3")
    assert early.loc["PAK", "empty"] == Empty.NO_DATA


def test_a_pair_missing_from_a_full_list_is_no_data(store: Store) -> None:
    frame = dyadic_from(store, "unga_vote_agreement", "FRA", YEAR).set_index("iso3")
    assert frame.loc["VAT", "empty"] == Empty.NO_DATA
    assert 0 <= frame.loc["DEU", "value"] <= 1


def test_the_two_levels_are_not_mixed_up(store: Store) -> None:
    with pytest.raises(UserError, match="only between two countries"):
        values_on(store, "tss_rivalry", YEAR)
    with pytest.raises(UserError, match="single countries"):
        dyadic_from(store, "gci_overall", "FRA", YEAR)


def test_without_noncommercial_data_votes_of_2025_are_gone(free_store: Store, store: Store) -> None:
    with pytest.raises(UnknownIdError, match="non-commercial use are off"):
        values_on(free_store, "unga_vote_participation", YEAR)
    assert values_on(store, "unga_vote_participation", YEAR)["value"].notna().sum() == 191
    pairs = dyadic_from(free_store, "unga_vote_agreement", "FRA", YEAR)
    assert pairs["year"].max() == 2019


def test_a_layer_needing_a_reference_asks_for_a_country(store: Store) -> None:
    for indicator_id in ("vdem_libdem", "tss_rivalry"):
        layer = indicator_layer(store, indicator_id, TODAY)
        assert layer.known.empty
        assert layer.finding.startswith("Choose your country")
        assert set(layer.frame["empty"]) == {Empty.NOT_APPLICABLE}


def test_a_layer_with_a_reference_shows_distances(store: Store) -> None:
    layer = indicator_layer(store, "vdem_libdem", TODAY, reference="FRA")
    texts = layer.frame.set_index("iso3")["text"]
    assert texts["DEU"].endswith("apart from France (2024)")
    assert texts["FRA"] == "The country measured from"


def test_classes_become_categories_with_the_words_of_the_unit(store: Store) -> None:
    layer = indicator_layer(store, "unctad_law_cybercrime", TODAY)
    assert layer.kind == "category"
    assert layer.categories == {"0": "None", "0.5": "Draft", "1": "Law"}
    assert set(layer.known["category"]) <= set(layer.categories)


def test_every_indicator_makes_a_sound_layer(store: Store) -> None:
    countries = [c.iso3 for c in store.countries]
    for indicator_id, about in all_indicators(store).items():
        measured = about.level == "dyadic" or about.difference_only
        layer = indicator_layer(store, indicator_id, TODAY, "FRA" if measured else None)
        assert list(layer.frame["iso3"]) == countries
        assert layer.finding
        known = layer.frame["empty"].isna()
        assert (known == layer.frame["value"].notna()).all(), indicator_id
        assert (layer.frame.loc[known, "source_id"] != "").all(), indicator_id
