"""Efforts: an entry for each, members on a date, growth from dates alone, overlaps, functions."""

from datetime import date

import pytest

from dashboard.analysis.effort_lists import (
    agreements_of,
    effort_events,
    expert_rounds,
    positions,
    sharing_centres,
)
from dashboard.analysis.effort_members import (
    PARTICIPANT,
    effort_members,
    functions_served,
    overlaps,
    tally,
)
from dashboard.analysis.efforts import BILATERAL, effort, efforts, search_efforts
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import FUNCTIONS
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
NAMED = (
    *(f"UN_GGE_{n}" for n in range(1, 7)),
    *("UN_OEWG", "UNODC", "ITU", "ITU_CIRT_ASSESSMENT", "NATO", "CCDCOE", "INTERPOL", "OECD"),
    *("G7", "G20", "FIRST", "ISACS", "ISAOS", BILATERAL, "CETS185", "CETS189", "CETS224"),
    *("AU_MALABO", "ARAB_ITO2010", "CIS_CYBER2018", "SCO", "ECOWAS", "EU_NIS2", "CRI"),
    *("PARIS_CALL", "FOC", "EU", "AU", "OAS", "ASEAN", "OSCE", "COE", "COMMONWEALTH", "BRICS"),
    *("APCERT", "TRUSTED_INTRODUCER", "UNTOC", "UNCC2024"),
)


@pytest.mark.parametrize("effort_id", NAMED)
def test_every_effort_has_an_entry_in_our_own_words(store: Store, effort_id: str) -> None:
    row = effort(store, effort_id)
    assert str(row["what_it_does"]).endswith(".")
    assert set(str(row["functions"]).split(";")) <= set(FUNCTIONS)
    assert row["source_id"]
    assert row["authority"]
    assert row["coverage"]


def test_one_row_for_each_organisation_and_treaty_and_one_for_bilateral(store: Store) -> None:
    bodies, treaties = store.table("organisations"), store.table("treaties")
    assert len(efforts(store)) == len(bodies) + len(treaties) + 1
    texts = set(store.table("effort_texts")["effort_id"])
    assert texts == set(efforts(store)["effort_id"])


def test_an_unknown_effort_names_the_allowed_ones(store: Store) -> None:
    with pytest.raises(UnknownIdError, match="No effort"):
        effort(store, "NOPE")


@pytest.mark.parametrize(
    ("effort_id", "day", "members"),
    [
        ("NATO", TODAY, 32),
        ("NATO", date(2022, 6, 1), 30),
        ("EU", date(2019, 6, 1), 28),
        ("EU", TODAY, 27),
        ("UN_GGE_6", TODAY, 25),
        ("UN_GGE_4", TODAY, 20),
        ("FIRST", TODAY, 67),
        ("CETS185", TODAY, 81),
    ],
)
def test_members_on_a_day(store: Store, effort_id: str, day: date, members: int) -> None:
    counts = tally(store, day).set_index("effort_id")
    assert counts.loc[effort_id, "members"] == members


def test_members_lead_and_the_other_standings_follow(store: Store) -> None:
    frame = effort_members(store, "CETS185", TODAY)
    inside = frame["status"].isin(PARTICIPANT)
    assert inside.is_monotonic_decreasing
    assert {"signed", "invited"} == set(frame.loc[~inside, "status"])
    assert (frame["source_id"] != "").all()


def test_a_round_of_experts_names_its_chair(store: Store) -> None:
    frame = effort_members(store, "UN_GGE_6", TODAY)
    assert len(frame) == 25
    assert frame.loc[frame["role"] == "chair", "iso3"].tolist() == ["BRA"]


def test_growth_counts_dated_joinings_and_keeps_the_undated_apart(store: Store) -> None:
    events, undated = effort_events(store, "NATO", TODAY)
    assert events["value"].iloc[-1] == 32
    assert events["name"].iloc[-1] == "Sweden"
    assert undated == ()
    none, members = effort_events(store, "G20", TODAY)
    assert none.empty
    assert len(members) == 19


def test_growth_shows_who_left(store: Store) -> None:
    events, _ = effort_events(store, "EU", TODAY)
    gone = events[events["change"] == "left"]
    assert gone["iso3"].tolist() == ["GBR"]
    assert events["value"].iloc[-1] == 27


@pytest.mark.parametrize("effort_id", ["NATO", "EU", "OSCE", "FIRST", "CETS185"])
def test_dated_and_undated_members_add_up_to_the_members(store: Store, effort_id: str) -> None:
    events, undated = effort_events(store, effort_id, TODAY)
    members = tally(store, TODAY).set_index("effort_id").loc[effort_id, "members"]
    assert int(events["value"].iloc[-1]) + len(undated) == members


def test_nato_and_the_eu_share_23_members_seen_from_either_side(store: Store) -> None:
    nato = overlaps(store, "NATO", TODAY).set_index("effort_id").loc["EU"]
    union = overlaps(store, "EU", TODAY).set_index("effort_id").loc["NATO"]
    assert nato["shared"] == union["shared"] == 23
    assert round(nato["share"]) == 72
    assert nato["share_of_other"] == union["share"]


def test_shared_members_never_exceed_either_side(store: Store) -> None:
    frame = overlaps(store, "OAS", TODAY)
    assert (frame["shared"] <= frame["members"]).all()
    assert (frame["shared"] <= 34).all()
    assert "OAS" not in set(frame["effort_id"])


def test_nine_forms_and_an_ended_round_no_longer_counts(store: Store) -> None:
    today = functions_served(store, TODAY)
    assert today["function"].tolist() == list(FUNCTIONS)
    assert not any("UN_GGE" in ids for ids in today["ids"])
    during = functions_served(store, date(2020, 6, 1)).set_index("function")
    assert "UN_GGE_6" in during.loc["norms and standards", "ids"]
    thin = today.set_index("function")["efforts"]
    assert thin["norms and standards"] == thin.max()
    assert thin["research and development"] == thin.min() == 3


def test_a_country_sees_only_its_own_efforts(store: Store) -> None:
    kenya = functions_served(store, TODAY, "KEN").set_index("function")
    assert kenya.loc["research and development", "efforts"] == 0
    world = functions_served(store, TODAY).set_index("function")
    assert (kenya["efforts"] <= world["efforts"]).all()
    assert functions_served(store, TODAY, "ALA")["efforts"].sum() == 0


def test_search_by_word_type_and_function(store: Store) -> None:
    assert len(search_efforts(store)) == len(efforts(store))
    assert "CRI" in set(search_efforts(store, "ransomware")["effort_id"])
    assert len(search_efforts(store, kind="treaty")) == 20
    assert len(search_efforts(store, function="skills")) >= 4
    assert search_efforts(store, "zzz").empty


def test_rounds_state_how_many_members_are_named(store: Store) -> None:
    rows = expert_rounds(store).set_index("organisation_id")
    assert rows.loc["UN_GGE_6", ["named", "published"]].tolist() == [25, 25]
    assert rows.loc["UN_GGE_5", ["named", "published"]].tolist() == [10, 25]
    assert rows.loc["UN_GGE_1", ["named", "published"]].tolist() == [1, 15]
    assert rows.loc["UN_OEWG", "chair"] == "Switzerland"


def test_agreements_by_country_and_word(store: Store) -> None:
    every = agreements_of(store)
    tables = store.table("bilateral_agreements"), store.table("csirt_agreements")
    assert len(every) <= sum(len(t) for t in tables)
    korea = agreements_of(store, iso3="KOR")
    assert ((korea["iso3_a"] == "KOR") | (korea["iso3_b"] == "KOR")).all()
    assert "POLICE_MOU:KOR-PHL" in set(korea["agreement_id"])
    assert agreements_of(store, "cloud act")["name"].eq("CLOUD Act agreement").all()
    signed = korea.set_index("agreement_id").loc["POLICE_MOU:KOR-PHL", "standing"]
    assert signed == "Signed on 3 March 2026"


def test_lists_name_their_sources(store: Store) -> None:
    assert len(positions(store)) == 37
    assert len(sharing_centres(store)) == 43
    for frame in (positions(store), sharing_centres(store), agreements_of(store)):
        assert (frame["source_id"] != "").all()
