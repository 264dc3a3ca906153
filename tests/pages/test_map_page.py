"""The map page: what a reader sees on real data, under filters, and when things go wrong."""

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.boundaries import world_order
from dashboard.store.store import Store, open_store
from dashboard.ui import cache
from tests.pages.opening import with_broken
from tests.payloads import numbers, words_of


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    """The page over one store with the parameters of an address."""
    monkeypatch.setattr(cache, "shared_store", lambda: store)

    def script() -> None:
        from dashboard.pages.world_map import render
        from dashboard.ui.notices import guarded

        guarded(render)()

    app = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def rows(app: AppTest) -> pd.DataFrame:
    """The list beside the map as it crosses to the browser: country, words, number if any."""
    payload: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.bytes)
    order, given = world_order(), payload["list"]
    found = []
    for i, place in enumerate(numbers(given["rows"])):
        if place < len(order):
            iso3, words = order[place], words_of(payload, order[place])
        else:
            iso3, _, words = given["others"][place - len(order)]
        value = given["values"][i] if i < len(given["values"]) else None
        found.append((iso3, words, value))
    return pd.DataFrame(found, columns=["iso3", "words", "value"])


def test_a_first_visit_shows_the_budapest_convention(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store)
    text = html(app)
    assert not app.exception
    assert "<h1>The Budapest Convention is in force for 81 of 193 UN member states</h1>" in text
    assert "<dd>42 %<small>of 193 UN member states" in text
    assert "Council of Europe" in text
    assert "imply no opinion on the status of a territory" in text
    assert tuple(rows(app).iloc[0][["iso3", "words"]]) == ("ALB", "In force since 1 July 2004")


@pytest.mark.parametrize(
    ("layer", "told"),
    [
        ("csirt", "149 of 193 UN members have a national CSIRT, or likely have one"),
        ("incidents:dcid", "DCID reports incidents in 31 countries"),
        ("gci_overall", "Global Cybersecurity Index"),
        ("NATO", "NATO: 32 members"),
        ("reach:france", "France shares a cybercrime treaty with 80 of 192 other"),
        ("treaties_in_force", "of 20 in force"),
    ],
)
def test_each_family_of_layers_says_what_it_finds(
    monkeypatch: pytest.MonkeyPatch, store: Store, layer: str, told: str
) -> None:
    app = page(monkeypatch, store, layer=layer)
    assert not app.exception
    assert told in html(app)


def test_a_filter_speaks_of_the_countries_it_leaves(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store, region="Africa")
    africa = {c.iso3 for c in store.countries if c.un_region == "Africa"}
    assert "Budapest Convention: " in html(app)
    assert "among countries in Africa</h1>" in html(app)
    assert set(rows(app)["iso3"]) <= africa


def test_numbers_sort_as_numbers_and_missing_is_not_zero(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    listed = rows(page(monkeypatch, store, layer="incidents:vcdb"))
    assert listed["iso3"].iloc[0] == "USA"
    values = listed["value"].dropna()
    assert values.is_monotonic_decreasing
    assert (values > 0).all()
    assert listed["value"].isna().any()


@pytest.mark.parametrize("iso3", ["FRA", "TUV", "VAT", "XKX", "ABW", "GIB", "NAM"])
def test_any_country_can_be_chosen(
    monkeypatch: pytest.MonkeyPatch, store: Store, iso3: str
) -> None:
    app = page(monkeypatch, store, c=iso3)
    assert not app.exception
    assert f"<h2>{store.countries[iso3].name}</h2>" in html(app)


@pytest.mark.parametrize("day", ["1990-01-01", "2001-01-01", "2090-12-31"])
def test_any_day_is_answered(monkeypatch: pytest.MonkeyPatch, store: Store, day: str) -> None:
    app = page(monkeypatch, store, on=day)
    assert not app.exception
    told = "was not yet open" if day < "2001-11-23" else "is in force for 81"
    assert told in html(app)


def test_bad_parameters_give_notices_and_the_default(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store, layer="nope", on="2026-13-45", c="XXQ", region="<script>")
    assert not app.exception
    text = html(app)
    assert "There is no layer" in text or "nope" in text
    assert "2026-13-45" in text
    assert "<script>" not in text
    assert "The Budapest Convention is in force for 81" in text


def test_an_empty_filter_says_so(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    app = page(monkeypatch, store, org="NATO", income="Low income")
    assert not app.exception
    assert "nothing is drawn" in html(app)


def test_a_broken_table_is_named_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = with_broken(monkeypatch, "treaty_status")
    app = page(monkeypatch, fresh)
    assert not app.exception
    assert "treaty_status" in html(app)


def test_without_noncommercial_rows_the_layer_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(monkeypatch, open_store(noncommercial=False), layer="incidents:eurepoc")
    assert not app.exception
    assert "incidents:eurepoc" in html(app)
    assert "The Budapest Convention is in force for 81" in html(app)


def test_two_countries_make_a_pair(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    assert "Pair with Brazil</a>" in html(page(monkeypatch, store, c="KEN", my="BRA"))
    app = page(monkeypatch, store, c="KEN")
    assert "Pair with" not in html(app)
    app.session_state["picked-before"] = "JPN"
    assert "/pair?a=JPN&amp;b=KEN" in html(app.run())
    assert "Pair with" not in html(page(monkeypatch, store, c="ABW", my="BRA"))
