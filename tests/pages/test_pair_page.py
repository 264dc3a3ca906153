"""/pair: full, with a side missing or wrong, through the address, and with broken data."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store, shared_store
from tests.pages.opening import html, open_page


@pytest.fixture(scope="module")
def store() -> Store:
    return shared_store()


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "pair", query)


def test_full_answers_in_one_sentence_with_evidence(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    text = html(page(monkeypatch, store, a="BRA", b="JPN", on="2026-11-24", part="all"))
    assert text.count("<h1>") == 1
    assert "<h1>Brazil and Japan share a cybercrime treaty in force</h1>" in text
    assert "On 24 November 2026 Brazil and Japan share 2 legal bases (1 of them a cyber" in text
    for words in (
        "Legal basis: 2",
        "Law enforcement: 1",
        "CSIRT to CSIRT: 1",
        "Contact point round the clock",
        "shown, not counted",
        "goes back more than 20 years",
        "What only one of them has",
        "never added up",
        "top quarter",
    ):
        assert words in text, words
    assert text.count("Evidence</a>") >= 14
    assert text.count("Source") >= 6


def test_an_early_day_shows_less(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    text = html(page(monkeypatch, store, a="BRA", b="JPN", on="2016-01-01"))
    assert "share no legal basis" in text
    assert "<h1>Brazil and Japan share channels, but no legal basis" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Choose two countries above"),
        ({"a": "FRA"}, "France and whom?"),
        ({"a": "FRA", "b": "FRA"}, "France is chosen twice"),
        ({"a": "FRA", "b": "GUF"}, "makes no treaties of its own"),
        ({"a": "FRA", "b": "Atlantis"}, "No country is called “Atlantis”"),
    ],
)
def test_a_missing_or_wrong_side_gets_a_way_on(
    monkeypatch: pytest.MonkeyPatch, store: Store, query: dict[str, str], words: str
) -> None:
    app = page(monkeypatch, store, **query)
    assert words in html(app)
    assert html(app).count("<h1>") == 1
    assert re.search('class="start-with"><li><a href="/pair[?]a=[A-Z]{3}&amp;b=[A-Z]{3}', html(app))


def test_my_country_and_a_list_fill_the_sides(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    assert "Kenya and India share" in html(page(monkeypatch, store, my="KEN", b="IND"))
    assert "Brazil and Japan share" in html(page(monkeypatch, store, c="BRA,JPN"))


def test_the_two_are_swapped_by_a_link(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    text = html(page(monkeypatch, store, a="BRA", b="JPN", part="between"))
    assert '<a href="/pair?a=JPN&amp;b=BRA&amp;part=between" target="_self">Swap the two' in text
    assert "Japan and Brazil share" in html(page(monkeypatch, store, a="JPN", b="BRA"))


def test_each_part_stands_alone(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    first = {"channels": "channels", "more": "accession", "between": "obstacles", "group": "matrix"}
    for part, anchor in first.items():
        text = html(page(monkeypatch, store, a="BRA", b="JPN", part=part))
        assert "<h1>Brazil and Japan share" in text
        assert [name for name in first.values() if f'id="{name}"' in text] == [anchor]


def test_the_matrix_links_each_pair_and_keeps_the_view(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store, group="org:G7", kind="narrow", sort="total", on="2026-11-01")
    text = html(app)
    assert "21 of 21 pairs share a cybercrime treaty in force" in text
    assert 'href="?a=CAN&amp;b=FRA&amp;on=2026-11-01&amp;group=org:G7&amp;kind=narrow' in text
    assert text.count('<td class="self">') == 7


def test_an_own_list_of_one_says_so(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    text = html(page(monkeypatch, store, group="own", members="FRA"))
    assert "fewer than two countries" in text


def test_broken_data_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tests.pages.test_data_page import small_package

    app = page(monkeypatch, open_store(small_package(tmp_path / "data")), a="FRA", b="NAM")
    assert 'role="alert"' in html(app)


def test_a_day_that_lies_ahead_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead = html(page(monkeypatch, shared_store(), a="FRA", b="BRA", on="2090-01-01"))
    assert "This day lies ahead." in ahead
    assert re.search(r'href="[^"]*a=FRA&amp;b=BRA"[^>]*>Back to today', ahead)
    now = html(page(monkeypatch, shared_store(), a="FRA", b="BRA", on="2024-01-01"))
    assert "lies ahead" not in now
