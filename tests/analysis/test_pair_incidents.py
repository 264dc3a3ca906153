"""Incidents between two countries: one dataset at a time, with who said so."""

from datetime import date

import pytest

from dashboard.analysis.incidents import pair_counts
from dashboard.analysis.pair_incidents import pair_flows, pair_records
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("pair", [("RUS", "USA"), ("CHN", "JPN"), ("IRN", "ISR")])
def test_flows_agree_with_the_counts_of_each_dataset(store: Store, pair: tuple[str, str]) -> None:
    flows = pair_flows(store, *pair, TODAY)
    for row in flows.to_dict("records"):
        table = pair_counts(store, str(row["dataset"]))
        own = table[
            table["origin_iso3"].eq(row["origin_iso3"])
            & table["victim_iso3"].eq(row["victim_iso3"])
        ]
        assert row["incidents"] == own["incidents"].sum()
    assert flows["bias_note"].str.startswith("Counts of reports").all()
    assert not flows["dataset"].str.contains(";").any()


def test_records_stop_at_the_year_of_the_day(store: Store) -> None:
    records = pair_records(store, "RUS", "USA", date(2012, 5, 1))
    assert len(records)
    assert records["year"].dropna().max() <= 2012


def test_without_noncommercial_data_a_dataset_is_missing(free_store: Store) -> None:
    assert set(pair_flows(free_store, "RUS", "USA", TODAY)["dataset"]) == {"dcid", "vcdb"}
