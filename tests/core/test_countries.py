"""The registry: who counts, and finding a country by what people type."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.countries import normalise_name
from dashboard.core.errors import UnknownCountryError
from dashboard.core.vocabulary import EntityKind
from dashboard.store.store import Store


def test_who_counts(store: Store) -> None:
    registry = store.countries
    assert len(registry) == 250
    assert len(registry.un_members) == 193
    others = {c.iso3 for c in registry if c.entity_kind is EntityKind.OTHER}
    assert others == {"XKX", "PSE", "TWN", "VAT", "COK", "NIU"}
    assert len(registry.selectable) == 199


def test_codes_are_unique(store: Store) -> None:
    for field in ("iso3", "iso2", "m49", "name"):
        values = Counter(getattr(c, field) for c in store.countries if getattr(c, field))
        assert values.most_common(1)[0][1] == 1, field


def test_order_is_by_name_without_accents(store: Store) -> None:
    names = [normalise_name(c.name) for c in store.countries]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("given_text", "iso3"),
    [
        ("FRA", "FRA"),
        ("fr", "FRA"),
        (" France ", "FRA"),
        ("250", "FRA"),
        ("NA", "NAM"),
        ("no", "NOR"),
        ("TR", "TUR"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("Cote d’Ivoire", "CIV"),
        ("Kosovo", "XKX"),
        ("Holy See", "VAT"),
        ("St. Lucia", "LCA"),
        ("The Gambia", "GMB"),
    ],
)
def test_found_by_code_and_name(store: Store, given_text: str, iso3: str) -> None:
    assert store.countries.resolve(given_text).iso3 == iso3


def test_every_entry_is_found_by_its_own_words(store: Store) -> None:
    for country in store.countries:
        for text in (country.iso3, country.iso2, country.m49, country.name):
            if text:
                assert store.countries.resolve(text) is country


def test_unknown_names_suggest_what_is_near(store: Store) -> None:
    with pytest.raises(UnknownCountryError) as problem:
        store.countries.resolve("Frnace")
    assert "France (FRA)" in problem.value.allowed
    with pytest.raises(UnknownCountryError) as problem:
        store.countries["QQQ"]
    assert problem.value.given == "QQQ"


def test_ambiguous_names_list_the_choices(store: Store) -> None:
    with pytest.raises(UnknownCountryError, match="more than one country") as problem:
        store.countries.resolve("Korea")
    assert {"KOR", "PRK"} <= {choice[-4:-1] for choice in problem.value.allowed}


@given(st.text(max_size=80))
def test_any_text_is_a_country_or_a_readable_error(store: Store, text: str) -> None:
    try:
        found = store.countries.resolve(text).iso3 in store.countries
    except UnknownCountryError as problem:
        found = bool(problem.sentence() and problem.fix)
    assert found


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


def test_flags_are_two_letters(store: Store) -> None:
    assert store.countries["FRA"].flag == "🇫🇷"
    assert all(len(c.flag) in (0, 2) for c in store.countries)
