"""/obstacles: all nine, distances, weights, broken links and broken data."""

import re
from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.indicators import indicators
from dashboard.core.errors import DataError, Problem
from dashboard.core.vocabulary import Obstacle
from dashboard.store.memo import Kept
from dashboard.store.store import Store, open_store, shared_store
from dashboard.ui import cache
from dashboard.views.obstacles_params import PARTS
from tests.pages.opening import html, open_page


@pytest.fixture(autouse=True)
def _fresh_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.store.clear()
    monkeypatch.setattr(cache, "_FIGURES", Kept(512))
    yield
    cache.store.clear()


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "obstacles", query)


@pytest.mark.parametrize("obstacle", list(Obstacle))
def test_each_obstacle_has_a_map_and_two_indicators_with_source_and_year(
    monkeypatch: pytest.MonkeyPatch, obstacle: Obstacle
) -> None:
    store = shared_store()
    app = page(monkeypatch, store, o=str(int(obstacle)), my="FRA", part="all")
    text = html(app)
    assert text.count("<h1>") == 1
    assert obstacle.label in text
    assert len(app.get("bidi_component")) == 1
    own = indicators(store, int(obstacle))
    assert len(own) >= 2
    for about in own:
        assert about.name.replace("'", "&#x27;") in text
    assert 'class="notice"' not in text
    assert text.count('data-label="Source"') == text.count('data-label="Years"') == len(own)
    assert "no values" not in text


def test_each_part_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = {
        "map": 'id="figure',
        "indicators": 'id="indicators"',
        "explorer": 'id="explorer"',
        "indices": 'id="indices"',
    }
    for part in PARTS.labels:
        app = page(monkeypatch, shared_store(), o="3", part=part)
        text = html(app)
        assert bool(app.get("bidi_component")) == (part == "map")
        assert [name for name in marks if marks[name] in text] == [part] * (part != "map")


def test_the_nine_are_links_that_let_go_of_the_indicator(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), o="6", ind="gci_overall", my="KEN"))
    assert 'href="/?o=2&amp;my=KEN"' in text
    assert 'aria-current="true">6 Technical</a>' in text


def test_without_weights_there_is_no_composite(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="explorer"))
    assert "No composite is chosen" in text
    assert "Rank 1 is least of an obstacle; bars" not in text


def test_weights_of_the_link_give_ranks_with_their_stability(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = page(
        monkeypatch, shared_store(), part="explorer", o="2", w="gci_legal:3,wgi_rl:1", my="NRU"
    )
    text = html(app)
    assert "Among the first 20" in text
    assert "Legal measures (GCI pillar) 75%" in text
    assert "10,000 random weightings" in text
    assert "No composite is chosen" not in text


def test_a_preset_is_a_link_to_its_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = "ucdp_conflicts_primary:1,wgi_pv:1"
    text = html(page(monkeypatch, shared_store(), o="4", part="explorer"))
    assert f'href="/?o=4&amp;part=explorer&amp;w={weights}" target="_self">This obstacle' in text
    assert 'aria-current="true">No composite</a>' in text
    chosen = html(page(monkeypatch, shared_store(), o="4", part="explorer", w=weights))
    assert 'aria-current="true">This obstacle</a>' in chosen
    assert 'href="/?o=4&amp;part=explorer" target="_self">No composite</a>' in chosen


def test_a_regime_indicator_is_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="explorer", w="vdem_polyarchy:5,wgi_rl:1"))
    assert "carries no weight: it says where a state stands" in text
    assert "Rule of law 100%" in text


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ("nonsense:1", "is not an indicator known here"),
        ("wgi_rl:abc", "is not a weight"),
        ("wgi_rl:-1", "is not a weight"),
        ("wgi_rl:inf", "is not a weight"),
        ("wgi_rl:0,wgi_rq:0", "All weights are zero"),
        ("tss_rivalry:1", "exists only between two countries"),
        ("misp_actors_attributed:1", "background"),
    ],
)
def test_bad_weights_are_told_and_nothing_is_combined(
    monkeypatch: pytest.MonkeyPatch, weights: str, words: str
) -> None:
    text = html(page(monkeypatch, shared_store(), part="explorer", w=weights))
    assert words in text
    assert "No composite is chosen" in text


def test_bad_parts_of_a_link_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), o="10", ind="gci", ref="Atlantis"))
    assert "is not a obstacle known here" in text or "is not an obstacle known here" in text
    assert "is not a indicator known here" in text or "is not an indicator known here" in text
    assert "Atlantis" in text
    assert "Lack of trust" in text


def test_an_indicator_of_another_obstacle_gives_way_with_a_notice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = html(page(monkeypatch, shared_store(), o="2", ind="gci_overall"))
    assert "belongs to obstacle 6" in text
    alone = html(page(monkeypatch, shared_store(), ind="gci_overall"))
    assert "Technical challenges" in alone
    assert "belongs to obstacle" not in alone


def test_a_regime_indicator_is_shown_only_from_a_chosen_country(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alone = html(page(monkeypatch, shared_store(), o="8", ind="vdem_polyarchy"))
    assert "Choose a country to measure from" in alone
    assert "How far others are from" not in alone
    text = html(page(monkeypatch, shared_store(), o="8", ind="vdem_polyarchy", ref="BRA"))
    assert "How far others are from Brazil" in text
    assert "says nothing about who is ahead" in text
    assert "/pair?a=BRA&amp;b=" in text


def test_a_pair_indicator_lists_the_values_of_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), o="1", ind="tss_rivalry", ref="IND"))
    assert "none recorded" in text
    assert "How far others are from India" in text


@pytest.mark.parametrize("iso3", ["NRU", "TUV", "ABW", "XKX"])
def test_small_entries_and_odd_days_are_told_in_words(
    monkeypatch: pytest.MonkeyPatch, iso3: str
) -> None:
    for on in ("2001-01-01", "2090-01-01"):
        text = html(
            page(monkeypatch, shared_store(), my=iso3, c=iso3, on=on, w="wgi_rl:1", part="all")
        )
        assert ">nan<" not in text
        assert "<NA>" not in text


def test_a_filter_narrows_ranks_and_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(
        page(monkeypatch, shared_store(), o="2", region="Oceania", w="wgi_rl:1", part="all")
    )
    assert "countries in Oceania" in text
    assert "Denmark" not in text.split('id="explorer"')[1].split('id="indices"')[0]


def test_without_noncommercial_rows_the_page_stays_useful(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(noncommercial=False)
    text = html(page(monkeypatch, store, o="7", part="all"))
    assert "EuRepoC)" not in text
    assert "Incidents without a suspected origin (VCDB)" in text
    assert "Non-commercial use only" not in text


def test_broken_values_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(noncommercial=True)
    whole = store.table

    def table(name: str) -> pd.DataFrame:
        if name == "values":
            raise DataError([Problem(name, "FRA", "value", "x", "not a number")])
        return whole(name)

    monkeypatch.setattr(store, "table", table)
    text = html(page(monkeypatch, store))
    assert "The data need mending" in text
    assert "not a number" in text


def test_a_table_behind_a_computed_indicator_takes_only_that_one_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = open_store(noncommercial=True)
    whole = store.table

    def table(name: str) -> pd.DataFrame:
        if name == "national_positions":
            raise DataError([Problem(name, "FRA", "date", "x", "no date")])
        return whole(name)

    monkeypatch.setattr(store, "table", table)
    text = html(page(monkeypatch, store, o="9", part="all"))
    assert "“law_position” is left out" in text
    assert "Seats in the UN groups of governmental experts" in text


def test_a_filter_that_leaves_nobody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = {"region": "Western Europe", "income": "Low income"}
    app = page(monkeypatch, shared_store(), o="2", part="all", **nobody)
    text = html(app)
    assert "<strong>No country passes these filters.</strong>" in text
    (way_out,) = re.findall(r'href="([^"]*)"[^>]*>All countries<', text)
    assert "region" not in way_out
    assert "income" not in way_out
    assert "o=2" in way_out
    assert not app.get("plotly_chart")
    assert 'id="indicators"' in text
