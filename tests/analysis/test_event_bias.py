"""Every figure of reporting bias that the tables allow, by expressions alone, equals the table."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_country, by_label, by_year, total
from dashboard.store.store import Store

FIVE_EYES = ("USA", "GBR", "CAN", "AUS", "NZL")
NOT_CARRIED = {
    "us_department_of_veterans_affairs_share",
    "healthcare_oversample_phidbr_share",
    "priority_selected_share",
}
"""They rest on fields of VCDB that the tables here do not hold."""
DOUBTFUL = {"vcdb": 8, "dcid": 0, "eurepoc": 0}


def figures(store: Store, dataset: str) -> Iterator[tuple[str, int, int]]:
    """metric, numerator, denominator."""
    every = EventFilter(dataset, malicious=False)
    bad = EventFilter(dataset)
    records = store.events.table(dataset, "records")
    events = store.events.table(dataset, "events")
    links = store.events.table(dataset, "links")

    def count(table: object) -> int:
        answer = store.events.frame(table.aggregate(n=table.count()))  # type: ignore[attr-defined]
        return int(answer["n"].iloc[0])

    def known(malicious: bool) -> int:
        own = events.filter(events.malicious) if malicious else events
        return count(own.filter(own.victim_known))

    whole = total(store, every)
    coded = links.filter(links.side != "victim").event
    yield "share_with_known_victim_country", known(False), whole
    yield "us_share_of_known_country", total(store, replace(every, victims=("USA",))), known(False)
    yield (
        "us_share_of_known_country_malicious_only",
        total(store, replace(bad, victims=("USA",))),
        known(True),
    )
    yield (
        "five_eyes_share_of_known_country",
        total(store, replace(every, victims=FIVE_EYES)),
        known(False),
    )
    sectors = by_label(store, every, "sector").set_index("label")["incidents"]
    yield "health_sector_share", int(sectors.get("health", 0)), whole
    yield "government_sector_share", int(sectors.get("government", 0)), whole
    yield "malicious_cyber_share", total(store, bad), whole
    yield "origin_country_known_share", count(events.filter(events.event.isin(coded))), whole
    malicious = events.filter(events.malicious)
    yield (
        "origin_country_known_share_malicious_only",
        count(malicious.filter(malicious.event.isin(coded))),
        total(store, bad),
    )
    yield "source_url_present_share", count(records.filter(records.source_urls.notnull())), whole
    yield "possible_duplicate_share", whole - total(store, replace(every, duplicates=False)), whole
    to_the_day = count(records.filter(records.date_precision == "day"))
    yield "start_date_known_to_day_share", to_the_day, whole
    victims = by_country(store, every, "victim")["incidents"]
    mentions = int(victims.sum()) + DOUBTFUL[dataset]
    yield "top5_country_mentions_share", int(victims.head(5).sum()), mentions
    countries = len(victims) + (DOUBTFUL[dataset] > 0)
    yield "countries_with_at_least_10_incidents", int((victims >= 10).sum()), countries


@pytest.mark.parametrize("dataset", ["vcdb", "dcid", "eurepoc"])
def test_shares_of_the_whole(store: Store, dataset: str) -> None:
    table = store.table("incident_bias")
    table = table[(table["dataset"] == dataset) & table["year"].isna()]
    wanted = table.set_index("metric")[["numerator", "denominator"]]
    found = {metric: (above, below) for metric, above, below in figures(store, dataset)}
    rest = {m for m in wanted.index if m.endswith("_without_partners") or "without_partners_" in m}
    assert set(found) == set(wanted.index) - NOT_CARRIED - rest
    for metric, share in found.items():
        assert share == tuple(wanted.loc[metric]), metric


@pytest.mark.parametrize("dataset", ["vcdb", "dcid", "eurepoc"])
def test_us_share_of_each_year(store: Store, dataset: str) -> None:
    table = store.table("incident_bias")
    table = table[(table["dataset"] == dataset) & table["year"].notna()].set_index("year")
    struck = by_year(store, EventFilter(dataset, victims=("USA",), malicious=False))
    of_us = struck.dropna(subset=["year"]).set_index("year")["incidents"]
    assert table["numerator"].to_dict() == {year: int(of_us.get(year, 0)) for year in table.index}
    assert of_us.sum() == table["numerator"].sum()
