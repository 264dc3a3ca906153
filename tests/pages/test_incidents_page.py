"""/incidents: full, by link, empty, switched off, broken; every control keeps to one dataset."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import total
from dashboard.core.errors import DataError, Problem
from dashboard.store.store import Store, open_store, shared_store
from dashboard.views.incidents import INCIDENTS
from dashboard.views.incidents_params import PARTS, incident_params
from dashboard.views.params import Context
from dashboard.views.url import read
from tests.pages.opening import charts, html, open_page
from tests.pages.test_data_page import small_package

DATASETS = ("vcdb", "dcid", "eurepoc")
RECORDS = {"vcdb": 9427, "dcid": 429, "eurepoc": 4374}
TODAY = date(2026, 11, 25)


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "incidents", query)


def test_full_page_leads_with_one_dataset_and_its_bias(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store()))
    assert text.count("<h1>") == 1
    assert "Shown: 4,374 incidents of EuRepoC (malicious incidents)" in text
    assert "most in 2024 (796)" in text
    assert "From 2022 on incidents are covered far more densely" in text
    assert "117 incidents without a year not drawn" in text
    assert "Non-commercial use only" in text
    for label, value in (
        ("Counted", "4,374"),
        ("United States among the victims", "27.8 %"),
        ("Health sector", "4.2 %"),
        ("Countries with 10 records or more", "84 of 173"),
        ("Years of collection", "2000–2026"),
    ):
        assert f"<dt>{label}</dt><dd>{value}<small>" in text


@pytest.mark.parametrize("dataset", DATASETS)
def test_the_panel_says_what_the_table_of_bias_says(
    monkeypatch: pytest.MonkeyPatch, dataset: str
) -> None:
    store = shared_store()
    published = store.table("incident_bias")
    published = published[(published["dataset"] == dataset) & published["year"].isna()]
    share = published.set_index("metric")["value"]
    text = html(page(monkeypatch, store, dataset=dataset, malicious="all", part="kinds"))
    us = share["us_share_of_known_country"]
    assert f"United States among the victims</dt><dd>{us * 100:.1f} %" in text
    many = published.set_index("metric").loc["countries_with_at_least_10_incidents"]
    assert f"{many['numerator']} of {many['denominator']}" in text
    assert f"Counted</dt><dd>{RECORDS[dataset]:,}" in text


def test_the_reason_for_malicious_only_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), dataset="vcdb"))
    assert "6,157 of its 9,427 records are errors, losses, theft or misuse" in text
    assert "must not be read as fewer incidents" in text
    every = html(page(monkeypatch, shared_store(), dataset="vcdb", malicious="all"))
    assert "Shown: 9,427 incidents of VCDB" in every
    assert "are errors, losses" not in every


def test_filters_come_from_the_link_and_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(
        monkeypatch,
        shared_store(),
        dataset="eurepoc",
        years="2015-2020",
        victim="EST,Latvia",
        origin="Russia",
        state="1",
        impact="availability",
        duplicates="0",
    )
    text = html(app)
    f = EventFilter(
        "eurepoc",
        years=(2015, 2020),
        victims=("EST", "LVA"),
        origins=("RUS",),
        state_linked=True,
        impacts=("availability",),
        duplicates=False,
    )
    assert f"Shown: {total(shared_store(), f)} incident" in text
    for words in ("2015–2020", "victim Estonia or Latvia", "suspected origin Russia"):
        assert words in text
    assert "possible duplicates left out" in text
    labels = [block.proto.popover.label for block in app.get("popover")]
    assert "Filter incidents (5)" in labels


@pytest.mark.parametrize("part", PARTS.labels)
@pytest.mark.parametrize("dataset", DATASETS)
def test_every_part_of_every_dataset_opens(
    monkeypatch: pytest.MonkeyPatch, dataset: str, part: str
) -> None:
    text = html(page(monkeypatch, shared_store(), dataset=dataset, part=part))
    assert "could not be drawn" not in text
    assert 'role="alert"' not in text


def test_flows_are_suspected_and_switch_to_a_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(monkeypatch, shared_store(), part="flows", top="30")
    text = html(app)
    assert "the largest from China to United States (145)" in text
    assert "not proof; 44.4 % of its incidents have one" in text
    assert '"sankey"' in charts(app)[0]
    app = page(monkeypatch, shared_store(), part="flows", form="matrix")
    assert '"heatmap"' in charts(app)[0]


def test_attribution_teaches_and_invents_no_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="attribution"))
    assert "codes no suspected origin for 55.6 % of incidents" in text
    assert "none of them dates the attribution" in text
    compared = html(page(monkeypatch, shared_store(), part="agreement"))
    assert "the same number in 84 of 252 comparisons" in compared
    assert "never added up" in compared
    dcid = html(page(monkeypatch, shared_store(), part="attribution", dataset="dcid"))
    assert "codes a suspected origin for every incident" in dcid
    assert "Only between pairs of states that are rivals" in dcid


def test_groups_are_context_and_searched_by_any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="actors", find="hidden cobra"))
    assert "Lazarus Group" in text
    assert "it is context, not a score of that country" in text
    assert "1 of 1,041 groups" in text
    none = html(page(monkeypatch, shared_store(), part="actors", find="zzzz"))
    assert "No group fits" in none


def test_records_are_searched_sorted_and_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    store = shared_store()
    text = html(page(monkeypatch, store, part="records", dataset="vcdb", page="3"))
    assert "3,270 records, 21 to 30 shown" in text
    assert text.count("record=vcdb:") == 10
    last = html(page(monkeypatch, store, part="records", dataset="vcdb", page="327"))
    assert "3,261 to 3,270 shown" in last
    beyond = html(page(monkeypatch, store, part="records", dataset="vcdb", page="999999"))
    assert "1 to 10 shown" in beyond
    found = html(page(monkeypatch, store, part="records", dataset="vcdb", q="hacktivist"))
    shown = re.search(r'role="status">([0-9,]+) records?', found)
    assert shown is not None
    assert int(shown[1].replace(",", "")) == total(store, EventFilter("vcdb", text="hacktivist"))
    nothing = html(page(monkeypatch, store, part="records", q="zzzzzz"))
    assert "not what happened" in nothing


def test_one_record_says_every_field_or_that_it_is_not_coded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = shared_store()
    rows = store.table("incidents")
    row = rows[(rows["dataset"] == "vcdb") & rows["source_urls"].notna()].iloc[0]
    text = html(page(monkeypatch, store, record=str(row["incident_id"])))
    assert str(row["incident_id"]) in text
    assert str(row["source_urls"]).split(";")[0].replace("&", "&amp;") in text
    assert "not coded" in text
    assert "Back to the incidents" in text


def test_a_partner_is_said_to_be_no_attacker(monkeypatch: pytest.MonkeyPatch) -> None:
    store = shared_store()
    origins = store.table("incident_origins")
    partner = origins[origins["actor_role"] == "partner"].iloc[0]
    text = html(page(monkeypatch, store, record=str(partner["incident_id"])))
    assert "a third party involved, no attacker" in text


@pytest.mark.parametrize("identifier", ["eurepoc:nope", "nope", "../etc/passwd", "<b>x</b>"])
def test_an_unknown_record_leads_back(monkeypatch: pytest.MonkeyPatch, identifier: str) -> None:
    text = html(page(monkeypatch, shared_store(), record=identifier))
    assert "No such incident" in text
    assert "Back to the incidents" in text
    assert "<b>x</b>" not in text


def test_two_datasets_at_once_are_refused_and_stand_side_by_side_instead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refused = html(page(monkeypatch, shared_store(), dataset="vcdb,dcid"))
    assert "never added up" in refused
    assert "show them side by side" in refused
    text = html(page(monkeypatch, shared_store(), dataset="vcdb", **{"with": "dcid"}))
    assert "Reporting bias: VCDB" in text
    assert "Reporting bias: DCID" in text
    assert "each counted on its own: DCID 429" in text
    assert "3,699" not in text, "3,270 and 429 are not added up"


def test_bad_values_give_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(
        page(
            monkeypatch,
            shared_store(),
            dataset="cfr",
            years="1850-1900",
            victim="Atlantis",
            sector="magic",
            page="x",
            norm="per_mile",
        )
    )
    for words in ("cfr", "1850-1900", "Atlantis", "“magic”", "“x” is not a page", "“per_mile”"):
        assert words in text
    assert "Shown: 4,374 incidents of EuRepoC" in text


def test_1971_and_a_future_day_are_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), dataset="vcdb", years="1971", on="2099-01-01"))
    assert "Shown: 0 incidents of VCDB" in text
    assert "Nothing fits this choice" in text
    every = html(page(monkeypatch, shared_store(), dataset="vcdb", years="1971", malicious="all"))
    assert "VCDB reports 1 incident for 1971" in every


def test_a_small_country_without_a_report_is_none_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), dataset="dcid", victim="TUV"))
    assert "Shown: 0 incidents of DCID" in text
    assert "none reported" in text.lower()


def test_without_noncommercial_rows_vcdb_leads_and_eurepoc_is_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = open_store(noncommercial=False)
    for part in PARTS.labels:
        text = html(page(monkeypatch, store, part=part))
        assert "of VCDB" in text
        assert "EuRepoC" not in text, part
    asked = html(page(monkeypatch, store, dataset="eurepoc"))
    assert "non-commercial use and switched off here" in asked
    assert "Shown: 3,270 incidents of VCDB" in asked
    record = html(page(monkeypatch, store, record="eurepoc:row16"))
    assert "or its dataset is switched off" in record


def test_broken_data_give_a_readable_message(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store()
    problem = Problem("incidents", "incident_id=x", "year", "MMXX", "not a year")
    original = store.table

    def broken(name: str) -> pd.DataFrame:
        if name == "incident_datasets":
            raise DataError([problem])
        return original(name)

    monkeypatch.setattr(store, "table", broken)
    text = html(page(monkeypatch, store))
    assert 'role="alert"' in text
    assert "not a year" in text


def test_without_the_tables_the_page_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = html(page(monkeypatch, open_store(small_package(tmp_path / "data"))))
    assert 'role="alert"' in text


def _settings(store: Store) -> list[dict[str, str]]:
    """Every control of the page once, with each value it offers that leaves something to see."""
    params = incident_params(store)
    own = ("dataset", "with", "record", "my", "q", "find", "group", "page", "apage")
    tried: list[dict[str, str]] = [
        {},
        {"years": "2010-2015"},
        {"victim": "USA"},
        {"origin": "CHN,RUS"},
        {"state": "1", "ransomware": "0", "duplicates": "0", "largest": "0"},
        {"ransomware": "1"},
    ]
    for param in params.spec.params:
        if param.name not in own:
            tried += [{param.name: c} for c in getattr(param, "choices", ())]
    return tried


@pytest.mark.parametrize("dataset", DATASETS)
def test_no_setting_of_any_control_adds_datasets_up(dataset: str) -> None:
    """Each figure, under each control, holds rows and sources of its own dataset alone, and never
    more incidents than the dataset has."""
    store = shared_store()
    others = [name for name in DATASETS if name != dataset]
    spec, context = INCIDENTS.spec(store), Context(store.countries, TODAY)
    words = {"vcdb": "vcdb", "dcid": "dcid", "eurepoc": "eurepoc"}
    for setting in _settings(store):
        query = {"dataset": dataset, "with": ",".join(others), **setting}
        state, notices = read(query, spec, context)
        assert notices == ()
        names = {
            "form": ("flows", "flow-matrix"),
            "top": ("flows", "flow-matrix"),
            "cross": ("kinds",),
            "role": ("countries", "ranking"),
            "norm": ("timeline", "countries", "ranking"),
        }.get(next(iter(setting), ""), ("timeline", "ranking", "flows", "kinds", "who-attributes"))
        for name in names:
            made = INCIDENTS.figure(store, state, name)
            for other in others:
                assert not any(words[other] in source for source in made.chart.sources), setting
            if "dataset" in made.chart.data:
                assert set(made.chart.data["dataset"]) <= {dataset}, (name, setting)
        shown = INCIDENTS.figure(store, state, "timeline").chart.data
        assert shown["incidents"].sum() <= RECORDS[dataset], setting


def test_nothing_that_fits_says_why_and_offers_other_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    store = shared_store()
    text = html(page(monkeypatch, store, victim="TUV", part="records"))
    assert "<strong>EuRepoC holds no incident that fits.</strong>" in text
    assert "not what happened: only 84 of its 173 countries" in text
    assert 'part=records" target="_self">Without filters' in text
    other = html(page(monkeypatch, store, victim="BRB", dataset="dcid"))
    for name, short in (("eurepoc", "EuRepoC"), ("vcdb", "VCDB")):
        count = total(store, EventFilter(name, victims=("BRB",), malicious=True))
        assert (f"The same asked of {short}: {count:,}" in other) == (count > 0)
    assert "holds no incident" not in html(page(monkeypatch, store, victim="FRA"))
