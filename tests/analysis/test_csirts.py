"""CSIRT presence in classes, counts only where everything was listed, published totals."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.csirt_teams import directory, networks_of, team_counts, teams_of
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.layer import FRAME_COLUMNS
from dashboard.analysis.layers_csirt import csirt_layer, csirt_teams_layer
from dashboard.core.vocabulary import CsirtPresence, Empty
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


def test_classes_of_the_193_un_members_match_the_published_compilation(store: Store) -> None:
    facts = national_presence(store)
    members = facts[facts["un_member"]]["presence"].value_counts().to_dict()
    assert members == {
        "yes": 137,
        "likely": 12,
        "planned": 15,
        "historical": 2,
        "none_stated": 21,
        "unknown": 6,
    }


def test_every_registry_entry_has_exactly_one_row(store: Store) -> None:
    facts = national_presence(store, TODAY)
    assert list(facts["iso3"]) == [c.iso3 for c in store.countries]


def test_territories_without_a_row_are_not_applicable_never_none(store: Store) -> None:
    facts = national_presence(store).set_index("iso3")
    assert facts.loc["ALA", "presence"] == CsirtPresence.NOT_APPLICABLE
    assert facts.loc["XKX", "presence"] != CsirtPresence.NOT_APPLICABLE


def test_a_class_known_from_a_source_names_that_source(store: Store) -> None:
    facts = national_presence(store)
    known = facts[~facts["presence"].isin(["unknown", "not_applicable"])]
    assert (known["source_id"] != "").all()
    assert (known["as_of"] != "").all()


def test_going_back_in_time_a_dated_team_disappears_before_its_first_year(store: Store) -> None:
    row = national_presence(store).set_index("iso3").loc["ALB"]
    assert row["presence"] == "yes"
    assert row["since"] == "2017"
    before = national_presence(store, date(2016, 12, 31)).set_index("iso3").loc["ALB"]
    during = national_presence(store, date(2017, 7, 1)).set_index("iso3").loc["ALB"]
    after = national_presence(store, date(2017, 12, 31)).set_index("iso3").loc["ALB"]
    assert before["presence"] == CsirtPresence.UNKNOWN
    assert (during["presence"], during["note"]) == ("unknown", "a team started in 2017")
    assert after["presence"] == "yes"


def test_what_is_known_without_a_date_counts_from_its_as_of_date_only(store: Store) -> None:
    early = national_presence(store, date(2009, 1, 1))
    stated = early["presence"].isin(["planned", "historical", "none_stated"])
    assert not stated.any()


def test_first_membership_is_never_a_plain_no(store: Store) -> None:
    facts = national_presence(store)
    assert set(facts["first_member"]) <= {"yes", "none_seen", "unknown", ""}
    assert (facts["first_member"] == "yes").sum() == 67


def test_teams_are_counted_only_where_the_whole_country_was_listed(store: Store) -> None:
    counts = team_counts(store)
    known = counts[counts["empty"].isna()]
    assert len(known) == 45
    assert (known["teams"] > 0).all()
    japan = counts.set_index("iso3").loc["JPN"]
    assert pd.isna(japan["teams"])
    assert japan["empty"] == Empty.NO_DATA
    assert "not inventoried" in japan["note"]


def test_counts_recomputed_from_the_teams_equal_the_compiled_ones(store: Store) -> None:
    compiled = store.table("national_csirts").set_index("iso3")
    counts = team_counts(store).set_index("iso3").loc[compiled.index]
    full = counts["empty"].isna()
    assert (counts["listed"] == compiled["n_teams"]).all()
    assert (counts.loc[full, "first_teams"] == compiled.loc[full, "n_first_teams"]).all()
    compiled_ti = compiled.loc[full, "n_ti_listed_or_higher"]
    assert (counts.loc[full, "trusted_introducer_teams"] == compiled_ti).all()


def test_the_directory_lists_each_team_once(store: Store) -> None:
    teams = directory(store)
    assert len(teams) == 839
    assert teams["team_id"].is_unique
    assert len(store.table("teams")) == 905


def test_national_teams_come_first_and_carry_their_networks(store: Store) -> None:
    teams = teams_of(store, "EST")
    assert teams["is_national"].iloc[0] == "yes"
    assert "FIRST" in teams["networks"].iloc[0]


def test_networks_join_teams_countries_and_numbering_authorities(store: Store) -> None:
    frame = networks_of(store, "JPN")
    assert {"team", "country", "organisations"} == set(frame["level"])
    assert frame.loc[frame["level"] == "organisations", "status"].iloc[0].startswith("13 CVE")
    assert (frame["source_id"] != "").all()


def test_a_country_in_no_list_has_no_networks_but_the_same_columns(store: Store) -> None:
    assert list(networks_of(store, "ATA").columns) == list(networks_of(store, "JPN").columns)
    assert networks_of(store, "ATA").empty


def test_the_layer_says_149_of_193_and_keeps_unknown_apart(store: Store) -> None:
    layer = csirt_layer(store, TODAY)
    assert layer.finding == "149 of 193 UN members have a national CSIRT, or likely have one"
    assert list(layer.frame.columns) == list(FRAME_COLUMNS)
    assert list(layer.categories) == ["yes", "likely", "planned", "historical", "none_stated"]
    chad = layer.frame.set_index("iso3").loc["TCD"]
    assert pd.isna(chad["category"])
    assert chad["empty"] == Empty.NO_DATA
    assert set(layer.known["category"]) == set(layer.categories)


def test_an_earlier_day_says_that_dates_limit_it(store: Store) -> None:
    assert "as far as dates are known" in csirt_layer(store, date(2012, 1, 1)).finding


@pytest.mark.parametrize(("day", "known"), [(TODAY, 45), (date(2020, 1, 1), 0)])
def test_the_teams_layer_speaks_only_of_inventoried_countries(
    store: Store, day: date, known: int
) -> None:
    layer = csirt_teams_layer(store, day)
    assert len(layer.known) == known
    assert layer.frame["value"].notna().sum() == known
