"""Who says who did it: shares against a recount of the rows, datasets against each other."""

import pandas as pd
import pytest

from dashboard.analysis.attribution import (
    UNKNOWN_ACTORS,
    agreement,
    attributed_groups,
    bases,
    disagreements,
    overall,
    unknown_share,
)
from dashboard.analysis.event_countries import countries_of, largest_reporter, without_largest
from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import flows, total
from dashboard.analysis.threat_actors import find_actors, named_actors
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Normalisation
from dashboard.store.store import Store

DATASETS = ("vcdb", "dcid", "eurepoc")


def rows_of(store: Store, dataset: str) -> pd.DataFrame:
    """Malicious incidents of a dataset with whether they have an origin and a known actor."""
    rows = store.table("incidents")
    rows = rows[(rows["dataset"] == dataset) & rows["malicious_cyber"]]
    origins = store.table("incident_origins")
    named = set(origins.loc[origins["actor_role"] != "partner", "incident_id"])
    silent = set(UNKNOWN_ACTORS)
    return rows.assign(
        named=rows["incident_id"].isin(named),
        silent=[set(cell.split(";")) <= silent for cell in rows["actor_types"]],
    )


@pytest.mark.parametrize("dataset", DATASETS)
def test_shares_by_year_are_those_of_the_rows(store: Store, dataset: str) -> None:
    rows = rows_of(store, dataset)
    found = unknown_share(store, dataset).dropna(subset=["key"]).set_index("key")
    expected = rows.groupby("year").agg(
        incidents=("named", "size"), named=("named", "sum"), silent=("silent", "sum")
    )
    assert found["incidents"].to_dict() == expected["incidents"].to_dict()
    assert found["without_origin"].to_dict() == (
        (expected["incidents"] - expected["named"]).to_dict()
    )
    assert found["unknown_actor"].to_dict() == expected["silent"].to_dict()


def test_shares_by_victim_are_those_of_the_rows(store: Store) -> None:
    rows = rows_of(store, "eurepoc").set_index("incident_id")
    victims = store.table("incident_victims")
    struck = rows.loc[
        victims.loc[victims["iso3"] == "DEU", "incident_id"]
        .map(str)
        .loc[lambda ids: ids.isin(rows.index)]
    ]
    found = unknown_share(store, "eurepoc", "victim").set_index("key").loc["DEU"]
    assert found["incidents"] == len(struck)
    assert found["without_origin"] == (~struck["named"]).sum()
    assert found["unknown_actor"] == struck["silent"].sum()
    assert found["share"] == pytest.approx(found["without_origin"] / len(struck) * 100)


def test_the_dataset_of_rival_states_always_names_one(store: Store) -> None:
    without, unknown = overall(store, EventFilter("dcid"))
    assert (without.numerator, unknown.numerator, without.denominator) == (0, 0, 429)


def test_shares_cannot_be_asked_of_attributed_incidents_only(store: Store) -> None:
    with pytest.raises(UserError, match="chosen by their origin"):
        unknown_share(store, "vcdb", "year", EventFilter("vcdb", origins=("CHN",)))


def test_bases_are_of_incidents_with_an_origin(store: Store) -> None:
    frame = bases(store, EventFilter("vcdb")).iloc[0]
    without, _ = overall(store, EventFilter("vcdb"))
    assert frame["incidents"] == without.denominator - without.numerator
    assert frame["share"] == 100
    eurepoc = bases(store, EventFilter("eurepoc")).set_index("label")["incidents"]
    assert eurepoc["Attacker confirms"] == 437


def test_disagreements_compare_two_datasets_and_add_nothing_up(store: Store) -> None:
    frame = disagreements(store)
    assert (frame["dataset"] != frame["dataset_2"]).all()
    assert (frame["difference"] == (frame["incidents"] - frame["incidents_2"]).abs()).all()
    assert frame["difference"].is_monotonic_decreasing
    top = frame.iloc[0]
    for name, count in ((top["dataset"], top["incidents"]), (top["dataset_2"], top["incidents_2"])):
        own = flows(store, EventFilter(str(name)), by_year=True)
        same = (
            (own["origin_iso3"] == top["origin_iso3"])
            & (own["victim_iso3"] == top["victim_iso3"])
            & (own["year"] == top["year"])
        )
        assert own.loc[same, "incidents"].tolist() == [count]


def test_agreement_counts_what_both_and_what_one_of_them_has(store: Store) -> None:
    summary = agreement(store)
    assert len(summary) == 3
    frame = disagreements(store)
    for row in summary.to_dict("records"):
        own = frame[(frame["dataset"] == row["dataset"]) & (frame["dataset_2"] == row["dataset_2"])]
        assert row["both"] == len(own)
        assert row["equal"] == (own["difference"] == 0).sum()


def test_disagreements_follow_the_filter(store: Store) -> None:
    frame = disagreements(store, years=(2013, 2013), victims=("USA",))
    assert set(frame["year"]) == {2013}
    assert set(frame["victim_iso3"]) == {"USA"}


def test_named_groups_are_counted_as_the_table_has_them(store: Store) -> None:
    held = attributed_groups(store)
    assert held["country"].denominator == len(store.table("threat_actors")) == 1041
    assert (held["country"].numerator, held["sponsor"].numerator) == (476, 91)


def test_groups_are_found_by_any_of_their_names_and_countries(store: Store) -> None:
    assert "Lazarus Group" in find_actors(store, "hidden cobra")["actor"].tolist()
    assert find_actors(store, "zzzz").empty
    struck = find_actors(store, country="EST")
    own = (struck["iso3"] == "EST") | (struck["state_sponsor_iso3"] == "EST")
    assert (own | struck["victims"].str.contains("EST")).all()
    assert len(find_actors(store, sponsored=True)) == 91
    assert len(named_actors(store)) == 1041


@pytest.mark.parametrize("dataset", DATASETS)
def test_without_the_largest_reporter_nothing_that_struck_it_is_left(
    store: Store, dataset: str
) -> None:
    assert largest_reporter(store, dataset) == "USA"
    f = without_largest(store, EventFilter(dataset))
    counts = countries_of(store, f).set_index("iso3")["incidents"]
    assert counts["USA"] == 0
    struck = countries_of(store, EventFilter(dataset)).set_index("iso3")["incidents"]["USA"]
    assert total(store, f) == total(store, EventFilter(dataset)) - struck


def test_a_rate_by_internet_users_is_share_times_people(store: Store) -> None:
    frame = countries_of(store, EventFilter("eurepoc"), "victim", Normalisation.PER_MILLION_USERS)
    israel = frame.set_index("iso3").loc["ISR"]
    values = store.table("values")
    own = values[(values["iso3"] == "ISR") & (values["indicator_id"] == "internet_users_pct")]
    latest = own.sort_values("year").iloc[-1]
    people = store.countries["ISR"].population
    assert people is not None
    users = people * latest["value"] / 100
    assert israel["value"] == pytest.approx(israel["incidents"] / users * 1e6)
    assert str(latest["source_id"]) in israel["source_id"]
    few = frame[(frame["incidents"] > 0) & (frame["incidents"] < 5)]
    assert len(few)
    assert few["value"].isna().all()
    assert (few["empty"] == "no_data").all()
