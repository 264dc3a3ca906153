"""The country registry against the tables of tricky names in tests/names."""

import csv
from pathlib import Path

import pytest

from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import UnknownCountryError
from dashboard.store.store import open_store

NAMES = Path(__file__).resolve().parents[1] / "names"


def cases() -> list[object]:
    found = []
    for path in sorted(NAMES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t"):
                found.append(pytest.param(row, id=f"{path.stem}-{row['given']}"))
    return found


@pytest.fixture(scope="module")
def registry() -> CountryRegistry:
    return open_store().countries


@pytest.mark.parametrize("case", cases())
def test_tricky_name(registry: CountryRegistry, case: dict[str, str]) -> None:
    if case.get("iso3"):
        assert registry.resolve(case["given"]).iso3 == case["iso3"]
        return
    with pytest.raises(UnknownCountryError) as caught:
        registry.resolve(case["given"])
    ambiguous = "more than one country" in caught.value.what
    assert ambiguous is (case["error"] == "ambiguous")
    offered = [text[-4:-1] for text in caught.value.allowed]
    expected = [iso3 for iso3 in case["suggested"].split(";") if iso3]
    if ambiguous or not expected:
        assert offered == expected
    else:
        assert set(expected) <= set(offered)


def test_size_of_the_registry(registry: CountryRegistry) -> None:
    assert len(registry) == 250
    assert len(registry.un_members) == 193


def test_every_entry_is_found_by_its_names_and_codes(registry: CountryRegistry) -> None:
    for country in registry:
        for text in (country.iso3, country.iso2, country.m49, country.name):
            if text:
                assert registry.resolve(text) == country
