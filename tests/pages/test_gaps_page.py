"""/gaps: full, by link, without an answer, and with broken data."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store, shared_store
from tests.pages.opening import html, open_page, with_broken


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "gaps", query)


def test_full_page_shows_both_senses_with_both_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="all"))
    assert text.count("<h1>") == 1
    assert "3–7 % of suspected cross-border incidents in EuRepoC" in text
    assert "if any legal basis counts" in text
    assert "/pair?a=RUS&amp;b=UKR" in text
    assert "/map?layer=reach:IRN" in text
    assert "Non-commercial use only" in text
    assert "suspected" in text
    assert "not a guarantee" in text


def test_lab_answers_for_the_country_and_treaty_of_the_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(
        page(monkeypatch, shared_store(), t="CETS185", x="IND", on="2026-11-24", part="lab")
    )
    assert "If India joined the Budapest Convention" in text
    assert "Best next treaty for India" in text
    assert "one after the other" in text


def test_a_party_gets_the_reason_instead_of_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), t="CETS185", x="FRA", part="lab"))
    assert "the treaty is already in force for it" in text


def test_a_treaty_not_yet_open_says_since_when_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(
        page(monkeypatch, shared_store(), t="UNCC2024", x="IND", on="2015-01-01", part="lab")
    )
    assert "was not open on 1 January 2015" in text


def test_before_the_first_incident_the_page_says_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(page(monkeypatch, shared_store(), on="1990-01-01"))
    assert "has no dated cross-border incidents by this day" in text


def test_without_noncommercial_rows_another_dataset_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(page(monkeypatch, open_store(noncommercial=False)))
    assert "incidents in EuRepoC" not in text
    assert "incidents in VCDB" in text
    assert "Non-commercial use only" not in text


def test_several_datasets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), dataset="vcdb,dcid"))
    assert "is not a dataset known here" in text


def test_broken_incidents_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    store = with_broken(monkeypatch, "incident_victims")
    text = html(page(monkeypatch, store))
    assert "The data need mending" in text
    assert "ZZZ" in text


def test_several_countries_join_together(monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"t": "CETS185", "x": "IND,CHN,FRA", "on": "2026-11-24", "part": "lab"}
    text = html(page(monkeypatch, shared_store(), **address))
    assert "If India and China joined the Budapest Convention together:" in text
    assert "France: the treaty is already in force for it." in text


def test_a_handful_of_incidents_makes_no_share(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), on="2001-01-01", part="all"))
    assert "<h1>3 suspected cross-border incidents in EuRepoC are dated by this day" in text
    assert "in force at the time; with the channels" not in text
    assert "There is no line to draw yet." in text
    assert "No cybercrime treaty links any two countries on this day" in text
