"""Networks of teams: members on their dates, pairs as lower bounds, and the directory's search."""

from datetime import date
from itertools import pairwise

import pytest

from dashboard.analysis.csirt_directory import (
    dated_teams,
    inventoried,
    search_presence,
    search_teams,
    sectors,
    team_types,
    undated_teams,
)
from dashboard.analysis.csirt_networks import CVE, network_list, network_members, network_names
from dashboard.analysis.csirt_reach import country_sets, linked_pairs, reach, reached
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.network import network
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("network_id", "countries"),
    [
        ("FIRST", 67),
        ("EU_CSIRTS_NETWORK", 27),
        ("OIC_CERT", 28),
        ("PACSON", 18),
        ("AFRICACERT", 13),
        ("CSIRTAMERICAS", 13),
        ("CENTRAL_AMERICA_CSIRT_MOU", 4),
    ],
)
def test_countries_seen_in_each_network(store: Store, network_id: str, countries: int) -> None:
    rows = network_list(store).set_index("network")
    assert rows.loc[network_id, "countries"] == countries
    assert network_members(store, network_id)["iso3"].replace("", None).nunique() == countries


def test_levels_of_trusted_introducer_are_told_apart_and_the_suspended_left_out(
    store: Store,
) -> None:
    frame = network_members(store, "TRUSTED_INTRODUCER")
    levels = frame["status"].value_counts().to_dict()
    assert set(levels) == {"listed", "accredited", "certified", "suspended"}
    row = network_list(store).set_index("network").loc["TRUSTED_INTRODUCER"]
    assert row["teams"] == len(frame) - levels["suspended"]


def test_numbering_authorities_are_the_whole_registry_of_march_2025(store: Store) -> None:
    frame = network_members(store, CVE)
    assert len(frame) == 447
    assert set(frame["as_of"]) == {"2025-03-18"}
    assert CVE not in country_sets(store, TODAY)


def test_every_member_names_source_and_date(store: Store) -> None:
    for network_id in network_names(store):
        frame = network_members(store, network_id)
        assert len(frame) > 0
        assert (frame["source_id"] != "").all()
        assert (frame["as_of"] != "").all()


def test_pairs_are_n_times_n_minus_one_half_and_the_union_is_no_sum(store: Store) -> None:
    rows = linked_pairs(store, TODAY).set_index("network")
    assert rows.loc["FIRST", "pairs"] == 67 * 66 // 2 == 2211
    assert rows.loc["EU_CSIRTS_NETWORK", "pairs"] == 27 * 26 // 2 == 351
    parts = rows.drop(index="ALL")["pairs"]
    assert parts.max() <= rows.loc["ALL", "pairs"] == 3150 < parts.sum()


def test_pairs_agree_with_the_network_of_all_channels(store: Store) -> None:
    found = network(store)
    counts = found.pair_counts(TODAY, kind="csirt") > 0
    assert int(counts.sum()) // 2 == linked_pairs(store, TODAY)["pairs"].iloc[-1]


def test_pairs_never_fall_as_the_years_go_by(store: Store) -> None:
    totals = [linked_pairs(store, date(y, 12, 31))["pairs"].iloc[-1] for y in (2008, 2016, 2025)]
    assert all(a <= b for a, b in pairwise(totals))


def test_reach_is_symmetric_and_leaves_the_country_itself_out(store: Store) -> None:
    kenya = reached(store, "KEN", TODAY)
    assert "KEN" not in kenya
    assert all("KEN" in reached(store, other, TODAY) for other in sorted(kenya)[:10])
    rows = reach(store, "KEN", TODAY).set_index("network")
    assert rows.loc["FIRST", "partners"] == 66
    assert not rows.loc["APCERT", "inside"]
    assert rows.loc["APCERT", "partners"] == 0


def test_search_ignores_accents_and_needs_every_word(store: Store) -> None:
    assert len(search_teams(store)) == 839
    assert len(search_teams(store, text="CERT brasil")) <= len(search_teams(store, text="cert"))
    found = search_teams(store, text="cote d'ivoire")
    assert set(found["iso3"]) == {"CIV"}
    assert len(search_teams(store, text="no such team anywhere")) == 0


def test_each_filter_narrows_and_types_add_up(store: Store) -> None:
    assert sum(len(search_teams(store, kind=kind)) for kind in team_types(store)) == 839
    assert len(search_teams(store, network="FIRST")) == 375
    french = search_teams(store, countries=("FRA",), network="FIRST")
    assert set(french["iso3"]) == {"FRA"}
    assert "Financial" in sectors(store)
    assert search_teams(store, sector="Financial")["constituency"].str.contains("Financial").all()


def test_dated_and_undated_national_teams_are_all_149(store: Store) -> None:
    rows = dated_teams(store)
    assert rows["value"].is_monotonic_increasing
    assert rows["value"].max() == 74
    assert undated_teams(store) == 75
    assert rows["date"].str.endswith("-12-31").all()


def test_forty_five_countries_were_inventoried(store: Store) -> None:
    assert len(inventoried(store)) == 45
    assert "JPN" not in inventoried(store)


def test_the_class_filter_and_the_search_of_national_teams(store: Store) -> None:
    facts = national_presence(store)
    assert len(search_presence(facts, "", "none_stated")) == 22
    assert search_presence(facts, "kenya", "")["iso3"].tolist() == ["KEN"]
    assert "ALA" not in set(search_presence(facts, "", "")["iso3"])
