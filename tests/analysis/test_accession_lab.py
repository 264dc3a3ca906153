"""The accession lab on the shipped rows: cases worked out by another route, and laws."""

from datetime import date

import numpy as np
import pytest

from dashboard.analysis.accession_lab import (
    MEASURES,
    best_accessions,
    best_treaties,
    greedy_path,
    one_accession,
    ranking,
)
from dashboard.analysis.accession_pair import best_for_pair
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.network import network
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.treaties import parties_on, status_on, with_status
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import EntityKind, Status
from dashboard.store.store import Store

DAY = date(2026, 11, 24)
EARLY = date(2015, 6, 1)


def selectable(store: Store) -> set[str]:
    return {c.iso3 for c in store.countries.selectable}


def legal(store: Store, a: str, b: str, on: date) -> set[str]:
    rows = pair_channels(store, a, b, on)
    rows = rows[rows["status"].eq("in_force") & rows["counts"] & rows["kind"].eq("legal")]
    return set(rows["legal_basis"])


@pytest.mark.parametrize(
    ("iso3", "treaty_id", "on"),
    [
        ("IND", "CETS185", DAY),
        ("IRN", "CETS185", DAY),
        ("RUS", "CETS185", EARLY),
        ("EGY", "AU_MALABO", DAY),
        ("IRN", "UNTOC", DAY),
        ("LBN", "ARAB_ITO2010", DAY),
    ],
)
def test_new_pairs_agree_with_the_channels_of_each_pair(
    store: Store, iso3: str, treaty_id: str, on: date
) -> None:
    """Counted pair by pair from the evidence, not by matrices."""
    partners = (parties_on(store, treaty_id, on) & selectable(store)) - {iso3}
    held = {other: legal(store, iso3, other, on) for other in partners}
    row = one_accession(store, iso3, treaty_id, on)
    narrow = treaty_id != "UNTOC"
    assert row["partners"] == len(partners)
    assert row["new_any"] == sum(not found for found in held.values())
    assert row["new_narrow"] == (sum("narrow" not in f for f in held.values()) if narrow else 0)


def test_india_would_be_linked_with_every_party_of_the_budapest_convention(store: Store) -> None:
    row = one_accession(store, "IND", "CETS185", DAY, "eurepoc")
    assert (row["new_narrow"], row["new_any"]) == (81, 0)
    assert row["states_narrow"] == pytest.approx(100 * 81 / 192, abs=0.001)
    assert row["incidents_narrow"] == row["as_victim_narrow"] + row["as_origin_narrow"]
    assert row["incidents_any"] == 0


def test_a_treaty_not_in_force_counts_those_who_signed_or_ratified(store: Store) -> None:
    row = one_accession(store, "BRA", "UNCC2024", DAY)
    states = (Status.SIGNED, Status.RATIFIED)
    others = (with_status(store, "UNCC2024", states, DAY) & selectable(store)) - {"BRA"}
    assert row["prospective"] is True
    assert row["partners"] == len(others) == 72
    assert not ranking(store, DAY).query("treaty_id == 'CETS185'")["prospective"].any()


def test_only_those_who_can_still_join_are_ranked(store: Store) -> None:
    frame = ranking(store, DAY)
    may = {Status.NOT_PARTY, Status.INVITED, Status.SIGNED, Status.WITHDRAWN}
    for treaty_id, part in frame.groupby("treaty_id"):
        status = status_on(store, str(treaty_id), DAY)
        status = status[status["entity_kind"] != EntityKind.TERRITORY]
        able = set(status.loc[status["status"].isin(may), "iso3"]) - {"TWN", "XKX"}
        assert set(part["iso3"]) == able
    assert not frame.duplicated(["iso3", "treaty_id"]).any()


def test_an_entity_without_any_treaty_is_told_that_nothing_is_known(store: Store) -> None:
    assert "not known" in str(one_accession(store, "XKX", "CETS185", DAY)["why_not"])
    assert one_accession(store, "VAT", "CETS185", DAY)["why_not"] == ""


def test_a_treaty_is_left_out_before_it_opens(store: Store) -> None:
    assert "UNCC2024" not in set(ranking(store, EARLY)["treaty_id"])
    with pytest.raises(UserError):
        best_accessions(store, "UNCC2024", EARLY)


@pytest.mark.parametrize("on", [EARLY, DAY])
def test_laws_of_every_gain(store: Store, on: date) -> None:
    frame = ranking(store, on, "eurepoc")
    for measure in MEASURES:
        for sense in ("narrow", "any"):
            assert (frame[f"{measure}_{sense}"] >= 0).all()
    for sense in ("narrow", "any"):
        assert (frame[f"new_{sense}"] <= frame["partners"]).all()
        assert (frame[f"unsure_{sense}"] <= frame[f"new_{sense}"]).all()
        sides = frame[f"as_victim_{sense}"] + frame[f"as_origin_{sense}"]
        assert (frame[f"incidents_{sense}"] == sides).all()
    cyber = frame[frame["treaty_id"] != "UNTOC"]
    assert (cyber["new_any"] <= cyber["new_narrow"]).all()
    assert (cyber["incidents_any"] <= cyber["incidents_narrow"]).all()


def test_without_a_dataset_incidents_are_missing_not_zero(store: Store) -> None:
    assert ranking(store, DAY)["incidents_narrow"].isna().all()


def test_matrices_of_missing_links_are_symmetric(store: Store) -> None:
    now = lab(store, DAY)
    for sense in ("narrow", "any"):
        assert np.array_equal(now.missing[sense], now.missing[sense].T)
        assert not np.diag(now.missing[sense]).any()
    assert (now.missing["any"] <= now.missing["narrow"]).all()


def test_the_greedy_path_adds_up(store: Store) -> None:
    path = greedy_path(store, "CETS185", DAY, 10, "eurepoc")
    size = len(network(store).countries)
    pairs = size * (size - 1) / 2
    before = 100 * (1 - lab(store, DAY).missing["narrow"].sum() / 2 / pairs)
    added = 100 * path["new_narrow"].sum() / pairs
    assert path["pairs_narrow"].iloc[-1] == pytest.approx(before + added, abs=0.01)
    assert path["pairs_narrow"].is_monotonic_increasing
    assert path["pairs_any"].is_monotonic_increasing
    assert (path["pairs_narrow"] <= path["pairs_any"]).all()
    assert path["iso3"].is_unique
    first = best_accessions(store, "CETS185", DAY, "eurepoc").iloc[0]
    assert (path["iso3"].iloc[0], path["new_narrow"].iloc[0]) == (first["iso3"], 81)


def test_the_greedy_path_ends_where_nothing_is_left_to_add(store: Store) -> None:
    path = greedy_path(store, "UNTOC", DAY, 10)
    assert list(path["iso3"]) == ["IRN"]
    assert path["incidents_any"].isna().all()


def test_best_for_a_pair(store: Store) -> None:
    best = best_for_pair(store, "IRN", "USA", DAY, "eurepoc")["between"]
    assert best is not None
    assert (best.iso3, best.treaty_id, best.between, best.between_any) == (
        "IRN",
        "CETS185",
        "narrow",
        True,
    )
    swapped = best_for_pair(store, "USA", "IRN", DAY, "eurepoc")["between"]
    assert swapped is not None
    assert (swapped.iso3, swapped.treaty_id) == (best.iso3, best.treaty_id)


def test_a_pair_without_any_single_accession_gets_none(store: Store) -> None:
    """Before any of the treaties was open to them, nothing could be joined."""
    assert best_for_pair(store, "FRA", "DEU", date(1990, 1, 1))["between"] is None


def test_territories_and_a_country_with_itself_are_refused(store: Store) -> None:
    with pytest.raises(UserError, match="territory"):
        best_treaties(store, "ABW", DAY)
    with pytest.raises(UserError, match="two different"):
        best_for_pair(store, "FRA", "FRA", DAY)
