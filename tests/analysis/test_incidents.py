"""Incident counts: published totals, no sums over datasets, the kinds of empty, laws."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.incidents import (
    bias,
    check_dataset,
    counts,
    datasets,
    pair_counts,
    summary_of,
    us_share_by_year,
)
from dashboard.analysis.layers_incidents import incidents_layer
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.vocabulary import Empty, Normalisation
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
ALL = ("vcdb", "dcid", "eurepoc")
KNOWN_VICTIMS = {"vcdb": 9212 - 8, "dcid": 426, "eurepoc": 5625}
"""Victim mentions, less the eight VCDB codes that are marked doubtful."""


def test_sizes_are_those_the_publishers_state(store: Store) -> None:
    table = datasets(store).set_index("dataset")
    assert table["incidents"].to_dict() == {"vcdb": 9427, "dcid": 429, "eurepoc": 4374}
    assert table["malicious"].to_dict() == {"vcdb": 3270, "dcid": 429, "eurepoc": 4374}


def test_north_korea_starts_59_incidents_in_dcid(store: Store) -> None:
    origins = counts(store, "dcid", "origin").set_index("iso3")
    assert origins.loc["PRK", "incidents"] == 59
    assert (origins["incidents"] > 0).sum() == 16


@pytest.mark.parametrize("dataset", ALL)
def test_country_counts_add_up_to_the_victims_of_the_rows(store: Store, dataset: str) -> None:
    frame = counts(store, dataset, "victim", malicious=False)
    assert frame["incidents"].sum() == KNOWN_VICTIMS[dataset]
    assert list(frame["iso3"]) == [c.iso3 for c in store.countries]


@pytest.mark.parametrize("dataset", ALL)
@pytest.mark.parametrize("malicious", [True, False])
def test_years_add_up_to_the_dataset(store: Store, dataset: str, malicious: bool) -> None:
    about = bias(store, dataset, malicious)
    assert counts(store, dataset, "year", malicious=malicious)["incidents"].sum() == about.incidents


@pytest.mark.parametrize("by", ["victim", "origin", "year"])
def test_two_halves_of_a_period_make_the_whole(store: Store, by: str) -> None:
    whole, first, second = (
        counts(store, "eurepoc", by, years)["incidents"].sum()
        for years in ((2010, 2024), (2010, 2016), (2017, 2024))
    )
    assert whole == first + second


def test_doubtful_country_codes_stay_off_the_map(store: Store) -> None:
    frame = counts(store, "vcdb", malicious=False).set_index("iso3")
    assert frame.loc["UMI", "incidents"] == 0
    assert frame.loc["UMI", "empty"] == Empty.NONE


def test_a_country_without_rows_has_none_reported_and_no_value(store: Store) -> None:
    row = counts(store, "dcid").set_index("iso3").loc["FJI"]
    assert row["incidents"] == 0
    assert pd.isna(row["value"])
    assert (row["empty"], row["note"]) == (Empty.NONE, "none reported here")


def test_years_outside_the_dataset_are_no_data_not_none(store: Store) -> None:
    frame = counts(store, "dcid", years=(2024, 2025))
    assert set(frame["empty"]) == {Empty.NO_DATA}
    assert frame["value"].isna().all()


def test_rates_hide_small_numbers_and_missing_populations(store: Store) -> None:
    frame = counts(store, "eurepoc", normalise=Normalisation.PER_MILLION).set_index("iso3")
    few = frame[(frame["incidents"] > 0) & (frame["incidents"] < 5)]
    assert len(few) > 0
    assert few["value"].isna().all()
    assert frame.loc["TWN", "incidents"] >= 5
    assert frame.loc["TWN", "note"] == "no population figure"
    assert frame.loc["USA", "value"] == pytest.approx(
        frame.loc["USA", "incidents"] / store.countries["USA"].population * 1e6
    )


def test_rates_grow_with_counts_for_one_population(store: Store) -> None:
    short = counts(store, "vcdb", years=(2010, 2014), normalise=Normalisation.PER_MILLION)
    longer = counts(store, "vcdb", years=(2008, 2018), normalise=Normalisation.PER_MILLION)
    both = short["value"].notna()
    assert both.sum() > 10
    assert (longer["value"][both] >= short["value"][both]).all()


def test_a_share_is_of_all_incidents_of_the_dataset_in_those_years(store: Store) -> None:
    frame = counts(store, "dcid", years=(2014, 2014), normalise=Normalisation.SHARE)
    usa = frame.set_index("iso3").loc["USA", "value"]
    assert usa == pytest.approx(18 / 44 * 100)


def test_vcdb_partners_are_never_an_origin(store: Store) -> None:
    origins = store.table("incident_origins")
    partners = origins[origins["actor_role"] == "partner"]
    assert len(partners) == 191
    frame = counts(store, "vcdb", "origin", malicious=False)
    external = origins[origins["actor_role"] == "external"].drop_duplicates(["incident_id", "iso3"])
    assert frame["incidents"].sum() + frame["inside"].sum() == len(external)


def test_pairs_join_two_different_countries(store: Store) -> None:
    pairs = pair_counts(store, "dcid")
    assert (pairs["origin_iso3"] != pairs["victim_iso3"]).all()
    assert pairs["incidents"].sum() == 426
    top = pairs.iloc[0]
    assert (top["origin_iso3"], top["victim_iso3"], top["incidents"]) == ("CHN", "USA", 59)
    assert pair_counts(store, "dcid", by_year=True)["incidents"].sum() == 426


def test_leaving_out_the_largest_blanks_one_country(store: Store) -> None:
    frame = counts(store, "vcdb", exclude_largest=True).set_index("iso3")
    assert frame.loc["USA", "empty"] == Empty.NOT_APPLICABLE
    assert pd.isna(frame.loc["USA", "value"])
    assert frame.loc["GBR", "value"] == 177
    by_year = counts(store, "vcdb", "year", exclude_largest=True)["incidents"].sum()
    assert by_year == 3270 - 1940


@pytest.mark.parametrize("several", ["vcdb,dcid", ["vcdb", "dcid"], ("vcdb",)])
def test_several_datasets_are_refused(store: Store, several: object) -> None:
    with pytest.raises(UserError, match="never added up"):
        check_dataset(store, several)
    with pytest.raises(UserError, match="never added up"):
        counts(store, several)  # type: ignore[arg-type]


def test_an_unknown_dataset_names_the_known_ones(store: Store) -> None:
    with pytest.raises(UnknownIdError) as caught:
        counts(store, "cissm")
    assert set(caught.value.allowed) == set(ALL)


def test_without_noncommercial_data_eurepoc_is_gone_with_a_way_back(free_store: Store) -> None:
    assert set(datasets(free_store)["dataset"]) == {"vcdb", "dcid"}
    with pytest.raises(UnknownIdError, match="non-commercial use and switched off") as caught:
        counts(free_store, "eurepoc")
    assert caught.value.fix == "Set DASHBOARD_NONCOMMERCIAL=on to use it"
    assert set(summary_of(free_store, "FRA")["dataset"]) == {"vcdb", "dcid"}


@pytest.mark.parametrize("by", ["year", "type", "sector"])
def test_rates_need_countries(store: Store, by: str) -> None:
    with pytest.raises(UserError, match="needs countries"):
        counts(store, "vcdb", by, normalise=Normalisation.PER_MILLION)


def test_bias_recomputed_from_the_rows_equals_the_shipped_table(store: Store) -> None:
    shipped = store.table("incident_bias")
    whole = shipped[shipped["year"].isna()].set_index(["dataset", "metric"])
    for dataset in ALL:
        everything, malicious = bias(store, dataset, False), bias(store, dataset, True)
        found = {
            "share_with_known_victim_country": everything.known_victim,
            "us_share_of_known_country": everything.us,
            "us_share_of_known_country_malicious_only": malicious.us,
            "five_eyes_share_of_known_country": everything.five_eyes,
            "top5_country_mentions_share": everything.top_five,
            "health_sector_share": everything.health,
            "government_sector_share": everything.government,
            "malicious_cyber_share": everything.malicious,
            "countries_with_at_least_10_incidents": everything.well_covered,
        }
        if dataset == "vcdb":
            found["origin_country_known_share_without_partners"] = everything.known_origin
        else:
            found["origin_country_known_share"] = everything.known_origin
        for metric, share in found.items():
            row = whole.loc[(dataset, metric)]
            assert (share.numerator, share.denominator) == (
                row["numerator"],
                row["denominator"],
            ), (dataset, metric)
            assert share.value == pytest.approx(row["value"], abs=1e-5)


def test_us_share_by_year_equals_the_shipped_table(store: Store) -> None:
    shipped = store.table("incident_bias").dropna(subset=["year"])
    for dataset in ALL:
        rows = shipped[shipped["dataset"] == dataset].sort_values("year")
        found = us_share_by_year(store, dataset, malicious=False)
        assert list(found["year"]) == list(rows["year"])
        assert list(found["numerator"]) == list(rows["numerator"])
        assert list(found["denominator"]) == list(rows["denominator"])


@pytest.mark.parametrize(
    ("dataset", "malicious", "percent"),
    [
        ("vcdb", False, "72.5 %"),
        ("vcdb", True, "61.8 %"),
        ("dcid", True, "32.4 %"),
        ("eurepoc", True, "27.8 %"),
    ],
)
def test_the_bias_note_states_the_us_share(
    store: Store, dataset: str, malicious: bool, percent: str
) -> None:
    assert percent in bias(store, dataset, malicious).sentence


def test_the_summary_keeps_datasets_and_roles_apart(store: Store) -> None:
    frame = summary_of(store, "FRA")
    assert len(frame) == 6
    assert not frame.duplicated(["dataset", "role"]).any()
    row = frame[(frame["dataset"] == "dcid") & (frame["role"] == "victim")].iloc[0]
    assert row["text"] == "4 reported incidents, 2000–2021, DCID"
    assert frame["bias_note"].str.contains("Counts of reports").all()


def test_the_layer_shows_the_bias_note_and_says_suspected(store: Store) -> None:
    layer = incidents_layer(store, "vcdb", TODAY, role="origin")
    assert layer.notes[0] == bias(store, "vcdb").sentence
    assert "suspected origin, as coded by VCDB" in layer.measure
    assert "suspected" in layer.finding
    assert layer.frame.set_index("iso3").loc["RUS", "text"].startswith("Suspected origin of 131")


def test_the_layer_of_an_early_day_ends_with_its_year(store: Store) -> None:
    layer = incidents_layer(store, "eurepoc", date(2015, 6, 30))
    assert layer.measure.endswith("2000–2015")
    late = incidents_layer(store, "eurepoc", TODAY)
    assert layer.frame["value"].sum() < late.frame["value"].sum()
