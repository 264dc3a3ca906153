"""Computed indicators: each value counted again from the rows it rests on."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis import computed
from dashboard.analysis.channels import shared_channels
from dashboard.analysis.computed import computed_values, indicator_table, not_computed
from dashboard.analysis.computed_origins import FEWEST
from dashboard.analysis.indicators import all_indicators, values_on
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.analysis.standing import standing
from dashboard.core.errors import DataError, Problem
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store, open_store

LAST = 2026


def value(store: Store, indicator_id: str, iso3: str, year: int = LAST) -> float:
    frame = values_on(store, indicator_id, year).set_index("iso3")
    return float(frame.loc[iso3, "value"])


@pytest.mark.parametrize("iso3", ["FRA", "IND", "RUS", "NRU", "GHA"])
@pytest.mark.parametrize(("name", "senses"), [("narrow", ["narrow"]), ("any", ["narrow", "any"])])
def test_reach_is_the_number_of_partners_with_a_legal_channel(
    store: Store, iso3: str, name: str, senses: list[str]
) -> None:
    links = shared_channels(store, iso3, date(2020, 12, 31))
    links = links[links["kind"].eq("legal") & links["legal_basis"].isin(senses)]
    members = {c.iso3 for c in store.countries.un_members}
    expected = len(set(links["iso3"]) & members)
    assert value(store, f"legal_reach_{name}", iso3, 2020) == expected
    frame = values_on(store, f"legal_reach_{name}", 2020).set_index("iso3")
    sources = {s for cell in links["source_id"] for s in split_ids(cell)}
    assert sources <= set(split_ids(frame.loc[iso3, "source_id"]))


def test_reach_grows_through_time_and_begins_with_the_first_treaty(store: Store) -> None:
    assert value(store, "legal_reach_narrow", "FRA", 2003) == 0
    reached = [value(store, "legal_reach_narrow", "FRA", year) for year in (2010, 2018, LAST)]
    assert reached == sorted(set(reached))


def test_agreements_of_the_united_states(store: Store) -> None:
    table = store.table("bilateral_agreements")
    own = table[(table["iso3_a"] == "USA") | (table["iso3_b"] == "USA")]
    partners = set(own["iso3_a"]) | set(own["iso3_b"])
    assert 40 < value(store, "legal_agreements", "USA") <= len(partners)
    assert pd.isna(value(store, "legal_agreements", "TUV"))


def test_reservations_follow_the_letters_of_the_chart(store: Store) -> None:
    assert value(store, "budapest_reservations", "FRA") == 2
    table = store.table("treaty_status").query("treaty_id == 'CETS185' and coe_codes.notna()")
    marked = table["coe_codes"].str.split(";").map(lambda letters: "R" in letters).sum()
    frame = values_on(store, "budapest_reservations", LAST)
    assert (frame["value"] == 2).sum() == marked


@pytest.mark.parametrize("dataset", ["eurepoc", "vcdb"])
def test_share_without_origin_is_counted_within_one_collection(store: Store, dataset: str) -> None:
    incidents = store.table("incidents").query("dataset == @dataset and malicious_cyber")
    incidents = incidents[incidents["year"].notna()]
    victims = store.table("incident_victims").query("iso3 == 'FRA' and not country_doubtful")
    own = set(incidents["incident_id"]) & set(victims["incident_id"])
    origins = store.table("incident_origins").query("actor_role != 'partner'")
    without = len(own - set(origins["incident_id"]))
    frame = values_on(store, f"unattributed_{dataset}", LAST).set_index("iso3")
    assert frame.loc["FRA", "value"] == pytest.approx(100 * without / len(own))
    assert len(own) >= FEWEST
    cited = {dataset for cell in frame["source_id"].unique() for dataset in split_ids(cell)}
    assert cited == set(incidents["source_id"])


def test_seats_count_only_rounds_whose_members_are_all_named(store: Store) -> None:
    frame = values_on(store, "gge_seats", LAST)
    members = frame[frame["un_member"]]
    assert members["value"].notna().all()
    assert frame.loc[~frame["un_member"], "value"].isna().all()
    assert members["value"].sum() == 15 + 15 + 20 + 25
    assert members["value"].max() == 4


def test_a_position_of_ones_own_outweighs_a_shared_one(store: Store) -> None:
    assert value(store, "law_position", "FRA") == 2
    assert value(store, "law_position", "GAB") == 1  # through the African Union alone
    assert pd.isna(value(store, "law_position", "TUV"))
    assert pd.isna(value(store, "law_position", "GAB", 2023))


def test_commitments_are_a_lower_bound_and_never_zero(store: Store) -> None:
    frame = values_on(store, "political_commitments", LAST)
    assert value(store, "political_commitments", "FRA") == 5
    assert frame["value"].min() == 1


def test_every_value_cites_known_sources_and_none_is_out_of_range(store: Store) -> None:
    values, known = computed_values(store), all_indicators(store)
    assert {s for cell in values["source_id"] for s in split_ids(cell)} <= set(store.sources)
    assert values["as_of"].str.match(r"\d{4}").all()
    assert not values.duplicated(["indicator_id", "iso3", "year"]).any()
    for name, part in values.groupby("indicator_id"):
        about = known[str(name)]
        assert part["value"].min() >= (about.minimum or 0)
        assert part["value"].max() <= (about.maximum or float("inf"))


def test_they_stand_among_the_others_on_maps_and_in_profiles(store: Store) -> None:
    names = {name for name, about in all_indicators(store).items() if about.method}
    assert names <= set(standing(store, "KEN", LAST)["indicator_id"])
    for name in names:
        layer = build_layer(store, name, date(2026, 11, 24), LayerOptions())
        assert len(layer.known) > 40
        assert layer.known["source_id"].ne("").all()


def test_every_obstacle_has_two_indicators_with_values(store: Store) -> None:
    known = all_indicators(store).values()
    for obstacle in Obstacle:
        assert sum(about.obstacle is obstacle for about in known) >= 2


def test_without_noncommercial_rows_one_collection_is_left(free_store: Store) -> None:
    assert "unattributed_eurepoc" not in all_indicators(free_store)
    assert "unattributed_vcdb" in all_indicators(free_store)


def test_a_broken_table_takes_only_its_own_indicators_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = open_store()
    whole = store.table

    def table(name: str) -> pd.DataFrame:
        if name == "national_positions":
            raise DataError([Problem(name, "FRA", "date", "x", "no date")])
        return whole(name)

    monkeypatch.setattr(store, "table", table)
    assert set(not_computed(store)) == {"law_position"}
    assert "law_position" not in set(indicator_table(store)["indicator_id"])
    assert "gge_seats" in set(indicator_table(store)["indicator_id"])


def test_every_method_of_the_list_exists(store: Store) -> None:
    assert set(store.table("computed_indicators")["method"]) == set(computed.METHODS)
