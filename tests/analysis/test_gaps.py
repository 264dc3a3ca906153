"""Coverage, holes, groups and shape of the network on the shipped data."""

from datetime import date

import numpy as np
import pytest

from dashboard.analysis.gaps import (
    coverage_by_year,
    coverage_now,
    coverage_total,
    covered,
    linked_on,
)
from dashboard.analysis.gaps_holes import GROUPINGS, groups_matrix, holes, missing_partners
from dashboard.analysis.gaps_incidents import crossings, default_dataset
from dashboard.analysis.network import network
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.structure import structure
from dashboard.analysis.treaties import parties_on
from dashboard.core.errors import UserError
from dashboard.store.store import Store

DAY = date(2026, 11, 24)
DATASETS = ("eurepoc", "dcid", "vcdb")
SIZES = {"eurepoc": 2597 - 31, "dcid": 426, "vcdb": 443 - 2}
"""Malicious cross-border pairs less those with a territory."""


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_pair_is_counted_or_said_to_be_left_out(store: Store, dataset: str) -> None:
    pairs = crossings(store, dataset)
    assert len(pairs) == SIZES[dataset]
    assert (pairs.origin != pairs.victim).all()
    assert (pairs.first <= pairs.last).all()


def test_about_five_percent_share_the_budapest_convention_and_over_eighty_untoc(
    store: Store,
) -> None:
    """The finding that decides headlines, straight from the lists of parties of today."""
    pairs, order = crossings(store, "eurepoc"), network(store).countries

    def share(treaty_id: str) -> float:
        parties = parties_on(store, treaty_id, DAY)
        inside = np.array([iso3 in parties for iso3 in order])
        return float((inside[pairs.origin] & inside[pairs.victim]).mean())

    assert share("CETS185") == pytest.approx(0.05, abs=0.01)
    assert share("UNTOC") > 0.80


def test_total_coverage_stays_near_that_finding(store: Store) -> None:
    now = coverage_now(store, "eurepoc", DAY).set_index("measure")
    assert 5 <= now.at["narrow", "share"] <= now.at["narrow", "share_upper"] < 8
    assert now.at["any", "share"] > 80
    then = coverage_total(store, "eurepoc", DAY).set_index("measure")
    assert then.at["narrow", "share"] < now.at["narrow", "share"]


@pytest.mark.parametrize("dataset", DATASETS)
def test_laws_of_coverage(store: Store, dataset: str) -> None:
    found = covered(store, dataset)
    for ends in (found.lower, found.upper):
        assert (ends["narrow"] <= ends["any"]).all()
    for measure, lower in found.lower.items():
        assert (lower <= found.upper[measure]).all()
    years = coverage_by_year(store, dataset, DAY)
    total = coverage_total(store, dataset, DAY).set_index("measure")
    for measure, rows in years.groupby("measure"):
        assert rows["covered"].sum() == total.at[measure, "covered"]
        assert rows["incidents"].sum() == total.at[measure, "incidents"]


def test_coverage_of_an_incident_agrees_with_the_evidence_of_its_pair(store: Store) -> None:
    """Incidents known to the day, checked through the channels of the pair on that day."""
    found, order = covered(store, "eurepoc"), network(store).countries
    pairs = found.crossings
    exact = np.flatnonzero((pairs.first == pairs.last) & pairs.dated)[::40]
    assert len(exact) > 20
    for at in exact:
        day = date.fromordinal(int(pairs.first[at]))
        rows = pair_channels(store, order[pairs.origin[at]], order[pairs.victim[at]], day)
        rows = rows[rows["status"].eq("in_force") & rows["counts"]]
        bases = set(rows.loc[rows["kind"].eq("legal"), "legal_basis"])
        assert found.lower["narrow"][at] == ("narrow" in bases)
        assert found.lower["any"][at] == bool(bases)
        assert found.lower["csirt"][at] == rows["kind"].eq("csirt").any()


def test_a_later_day_counts_at_least_the_incidents_of_an_earlier_one(store: Store) -> None:
    sizes = [
        int(coverage_total(store, "eurepoc", date(year, 1, 1))["incidents"].iloc[0])
        for year in (1990, 2010, 2020, 2027)
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0
    assert np.isnan(coverage_total(store, "eurepoc", date(1990, 1, 1))["share"]).all()


def test_holes_are_pairs_without_a_cybercrime_treaty(store: Store) -> None:
    frame = holes(store, "eurepoc", DAY)
    known, _ = linked_on(network(store), DAY, "narrow")
    place = network(store).place
    assert not any(
        known[place[a], place[b]] for a, b in zip(frame["iso3_a"], frame["iso3_b"], strict=True)
    )
    first = frame.iloc[0]
    assert (first["iso3_a"], first["iso3_b"], first["any"]) == ("RUS", "UKR", "in_force")
    assert (frame["incidents"] == frame["a_to_b"] + frame["b_to_a"]).all()
    assert frame["incidents"].is_monotonic_decreasing
    covered_ = coverage_now(store, "eurepoc", DAY).set_index("measure").loc["narrow"]
    assert frame["incidents"].sum() == covered_["incidents"] - covered_["covered"]


def test_missing_partners_add_up_to_all_other_members(store: Store) -> None:
    frame = missing_partners(store, DAY).set_index("iso3")
    for sense in ("narrow", "any"):
        total = frame[[f"{w}_{sense}" for w in ("none", "unknown", "in_force")]].sum(axis=1)
        assert (total == 193 - frame["un_member"].astype(int)).all()
    assert (frame["in_force_narrow"] <= frame["in_force_any"]).all()
    members = parties_on(store, "CETS185", DAY)
    assert frame.loc["FRA", "in_force_narrow"] == len(members & set(frame.index)) - 1


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_groups_hold_every_pair_once(store: Store, grouping: str) -> None:
    frame = groups_matrix(store, grouping, DAY)
    once = frame[frame["group_a"] <= frame["group_b"]]
    assert once["pairs"].sum() == 193 * 192 // 2
    some = frame[frame["pairs"] > 0]
    assert (some["narrow"] <= some["any"] + 1e-9).all()
    assert (some["any"] + some["unknown_any"] <= 100 + 1e-9).all()
    linked = (once["any"].fillna(0) * once["pairs"] / 100).sum()
    known, _ = linked_on(network(store), DAY, "any")
    member = [store.countries[iso3].un_member for iso3 in network(store).countries]
    inside = known[np.ix_(member, member)]
    assert linked == pytest.approx(inside.sum() / 2)


def test_shape_of_the_network_of_cybercrime_treaties(store: Store) -> None:
    shape = structure(store, "narrow", DAY)
    parties = {i for i in parties_on(store, "CETS185", DAY) if i in network(store).place}
    assert set(shape.cliques[0]) == parties
    assert sum(map(len, shape.components)) + len(shape.alone) == shape.countries == 199
    assert shape.all_cliques
    wide = structure(store, "any", DAY)
    assert wide.links > shape.links
    assert wide.bridges == (("IND", "IRN"),)
    assert wide.cut_points == ("IND",)


def test_a_search_for_cliques_that_stops_says_so(store: Store) -> None:
    assert not structure(store, "narrow", DAY, most=3).all_cliques


def test_default_dataset_without_noncommercial_rows(store: Store, free_store: Store) -> None:
    assert default_dataset(store) == "eurepoc"
    assert default_dataset(free_store) == "vcdb"


def test_datasets_are_never_summed(store: Store) -> None:
    with pytest.raises(UserError, match="never added up"):
        coverage_total(store, "vcdb,dcid", DAY)
