"""Laws of pairs on the shipped data: one network behind every count, list and table."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.channels import CHANNEL_COLUMNS, shared_channels, strongest
from dashboard.analysis.dyads import dyadic_between, dyadic_from
from dashboard.analysis.indicator_list import indicators
from dashboard.analysis.network import network
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_growth import pair_growth
from dashboard.analysis.pair_matrix import group_matrix, group_members, matrix_rows
from dashboard.analysis.pair_obstacles import pair_obstacles, values_of_all_pairs
from dashboard.analysis.pair_sides import contact_points, only_one
from dashboard.analysis.partners import COUNTED_KINDS, partners
from dashboard.core.errors import UserError
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
DAYS = (TODAY, date(2019, 6, 30), date(2004, 1, 1))
PAIRS = (
    ("BRA", "JPN"),
    ("FRA", "USA"),
    ("DEU", "FRA"),
    ("GBR", "IND"),
    ("KEN", "RUS"),
    ("MLI", "SEN"),
    ("TWN", "USA"),
    ("UKR", "XKX"),
    ("CHE", "EST"),
    ("TUV", "KEN"),
)


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["counts"].astype(bool) & frame["status"].eq("in_force")]


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("pair", PAIRS)
def test_counts_are_the_rows_of_the_list(store: Store, pair: tuple[str, str], on: date) -> None:
    a, b = pair
    rows, found = counted(pair_channels(store, a, b, on)), network(store)
    place = (found.place[a], found.place[b])
    assert found.pair_counts(on)[place] == len(rows)
    assert found.pair_counts(on, legal=("narrow",))[place] == rows["legal_basis"].eq("narrow").sum()
    for kind in ("legal", *COUNTED_KINDS):
        assert found.pair_counts(on, kind=kind)[place] == rows["kind"].eq(kind).sum()


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("pair", PAIRS)
def test_both_ends_see_the_same_channels(store: Store, pair: tuple[str, str], on: date) -> None:
    a, b = pair
    one, other = pair_channels(store, a, b, on), pair_channels(store, b, a, on)
    same = ["instrument_id", "status", "since", "counts", "as_of"]
    order = ["instrument_id", "status"]
    pd.testing.assert_frame_equal(
        one[same].sort_values(order, ignore_index=True),
        other[same].sort_values(order, ignore_index=True),
    )
    assert (one["source_id"] != "").all()


@pytest.mark.parametrize("on", DAYS)
def test_partners_and_channels_of_one_country_agree_with_the_network(
    store: Store, on: date
) -> None:
    found = network(store)
    for iso3 in ("BRA", "FRA", "USA", "TUV"):
        links, table = shared_channels(store, iso3, on), partners(store, iso3, on)
        assert tuple(links.columns) == CHANNEL_COLUMNS
        assert not links.duplicated(["iso3", "instrument_id"]).any()
        row = found.pair_counts(on)[found.place[iso3]]
        expected = {c: int(n) for c, n in zip(found.countries, row, strict=True) if c != iso3}
        assert dict(zip(table["iso3"], table["channels"], strict=True)) == expected
        assert set(strongest(links).index) == {c for c, n in expected.items() if n}


@pytest.mark.parametrize("pair", PAIRS)
def test_channels_of_one_country_carry_the_evidence_of_the_pair(
    store: Store, pair: tuple[str, str]
) -> None:
    a, b = pair
    links = shared_channels(store, a, TODAY)
    links = links[links["iso3"].eq(b)].set_index("instrument_id").sort_index()
    rows = counted(pair_channels(store, a, b, TODAY)).set_index("instrument_id").sort_index()
    assert list(links.index) == list(rows.index)
    for column in ("since", "source_id", "as_of"):
        assert list(links[column]) == list(rows[column]), column


@pytest.mark.parametrize("pair", PAIRS)
def test_growth_ends_in_what_stands(store: Store, pair: tuple[str, str]) -> None:
    frame = pair_growth(store, *pair, TODAY)
    rows = counted(pair_channels(store, *pair, TODAY))
    assert sorted(frame.loc[frame["end"].eq(""), "instrument_id"]) == sorted(rows["instrument_id"])
    standing = frame[frame["end"].eq("") & frame["start"].ne("")]
    since = rows.set_index("instrument_id")["since"]
    for row in standing.to_dict("records"):
        assert row["start"] <= (since[row["instrument_id"]] or "9")


def test_an_accession_never_removes_a_channel(store: Store) -> None:
    """Walking through time, a pair loses a channel only where a side leaves it."""
    found = network(store)
    before = found.pair_counts(date(2022, 12, 31), legal=("narrow",))
    after = found.pair_counts(date(2023, 12, 31), legal=("narrow",))
    assert (after >= before).all()
    codes = found.codes_on(TODAY)
    column = found.instruments["instrument_id"].tolist().index("CETS185")
    joined = codes.copy()
    joined[found.place["IND"], column] = codes.max()
    columns = found.columns()
    now, then = (found.joint(found.held(c), columns) for c in (codes, joined))
    assert (then >= now).all()
    own = found.place["IND"]
    gained = [c for c, more in zip(found.countries, then[own] > now[own], strict=True) if more]
    assert len(set(gained) - {"IND"}) == 81


def test_brexit_ends_and_europol_links_both_ways(store: Store) -> None:
    frame = pair_growth(store, "FRA", "GBR", TODAY).set_index("instrument_id")
    assert frame.loc["EU", ["start", "end"]].tolist() == ["1973-01-01", "2020-01-31"]
    row = pair_channels(store, "FRA", "USA", TODAY).set_index("instrument_id")
    assert row.loc["EUROPOL_OPERATIONAL", ["side_a", "side_b"]].tolist() == ["member", "member"]


def test_what_only_one_has_is_no_channel_of_both(store: Store) -> None:
    only = only_one(store, "BRA", "JPN", TODAY)
    shared = pair_channels(store, "BRA", "JPN", TODAY)
    shared = shared[shared["status"].eq("in_force")]
    clubs = {i for i in only["instrument_id"] if i.startswith("EUROPOL")}
    assert not (set(only["instrument_id"]) - clubs) & set(shared["instrument_id"])
    g7 = only.set_index("instrument_id").loc["G7"]
    assert (g7["iso3"], g7["other_status"]) == ("JPN", "Not a member")


def test_a_contact_point_not_seen_is_not_none(store: Store) -> None:
    frame = contact_points(store, "FRA", "USA", TODAY).set_index("iso3")
    assert frame["contact"].to_dict() == {"FRA": "seen", "USA": "not_seen"}
    assert contact_points(store, "XKX", "FRA", TODAY)["contact"].tolist()[0] == "stated_missing"
    early = contact_points(store, "ECU", "FRA", date(2025, 1, 1))
    assert early["contact"].tolist()[0] == "not_seen"


def test_percentiles_run_from_least_to_most_of_an_obstacle(store: Store) -> None:
    far = pair_obstacles(store, "RUS", "USA", 2026).set_index("indicator_id")
    near = pair_obstacles(store, "DNK", "SWE", 2026).set_index("indicator_id")
    for name in ("unga_ideal_point_distance", "unga_vote_agreement", "unga_cyber_vote_agreement"):
        assert far.loc[name, "percentile"] > 90 > 50 > near.loc[name, "percentile"]
    assert far.loc["tss_rivalry", "text"] == "yes"
    assert near.loc["tss_rivalry", "empty"] == "none"
    assert len(values_of_all_pairs(store, "legal_family_distance", 2026)) > 19_000


def test_a_matrix_is_the_network_of_its_members(store: Store) -> None:
    members = group_members(store, "org:G7", TODAY)
    matrix = group_matrix(store, members, TODAY, "narrow", "total")
    assert set(matrix.countries) == {"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}
    assert (matrix.counts == matrix.counts.T).all()
    assert matrix.empty_pairs == 0
    assert list(matrix.totals) == sorted(matrix.totals, reverse=True)
    rows = matrix_rows(store, members, TODAY)
    assert len(rows) == matrix.pairs == 21
    assert int(rows["narrow"].sum()) * 2 == int(matrix.counts.sum())


def test_a_large_group_says_what_it_leaves_out(store: Store) -> None:
    members = group_members(store, "org:INTERPOL", TODAY)
    matrix = group_matrix(store, members, TODAY)
    assert len(matrix.countries) == 60
    assert matrix.left_out == len(members) - 60
    assert "IND" in matrix.countries


def test_no_pair_with_itself_or_a_territory(store: Store) -> None:
    for a, b in (("FRA", "FRA"), ("FRA", "GUF")):
        with pytest.raises(UserError):
            pair_channels(store, a, b, TODAY)
    assert shared_channels(store, "GUF", TODAY).empty
    assert partners(store, "GUF", TODAY).empty


@pytest.mark.parametrize("year", [2026, 2005, 1990])
@pytest.mark.parametrize("pair", [("KEN", "GHA"), ("IND", "PAK"), ("TWN", "USA"), ("UKR", "XKX")])
def test_a_pair_is_its_row_in_the_list_of_one_country(
    store: Store, pair: tuple[str, str], year: int
) -> None:
    a, b = pair
    for about in indicators(store, level="dyadic"):
        row = dyadic_from(store, about.indicator_id, a, year).set_index("iso3").loc[b]
        own = dyadic_between(store, about.indicator_id, a, b, year)
        for name in ("value", "year", "empty", "note", "source_id", "as_of"):
            assert own[name] == row[name] or (
                (not own[name] or own["empty"]) and pd.isna(row[name])
            )
