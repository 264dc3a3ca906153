"""/csirts, full, empty and broken."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store, shared_store
from tests.pages.opening import html, open_page
from tests.pages.test_data_page import small_package


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "csirts", query)


def test_full_counts_the_classes_and_lists_teams_and_networks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(page(monkeypatch, shared_store(), part="all"))
    assert text.count("<h1>") == 1
    assert "149 of 193 UN members have a national CSIRT" in text
    for number in (137, 12, 15, 2, 21, 6):
        assert f"<dd>{number}<small>of 193 members" in text
    assert "839 teams, 1 to 10 shown" in text
    assert "75 have none" in text
    assert "At least 3,150 of 19,701 pairs" in text
    assert "/map?layer=csirt" in text


def test_the_link_sets_search_network_class_and_country(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {"network": "FIRST", "c": "KEN", "find": "kenya", "class": "yes", "part": "all"}
    text = html(page(monkeypatch, shared_store(), **chosen))
    assert "FIRST: 67 countries and territories seen in it" in text
    assert "Whom teams of Kenya can reach" in text
    assert "66 countries" in text
    assert "1 of 202 countries and territories" in text


def test_a_search_without_a_hit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), q="zzzz", find="zzzz", page="7", part="all"))
    assert "No listed team fits" in text
    assert "No country fits" in text


def test_bad_values_give_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), network="nope", page="x", **{"class": "no"}))
    assert "“nope” is not a network known here" in text
    assert "“x” is not a page" in text
    assert "“no” is not a class known here" in text


def test_without_the_tables_the_page_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = html(page(monkeypatch, open_store(small_package(tmp_path / "data"))))
    assert 'role="alert"' in text
    assert "could not be drawn" not in text
