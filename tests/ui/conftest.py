"""A registry of a few countries with tricky names, and one client of the whole app."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from dashboard.core.countries import Country, CountryRegistry
from dashboard.core.vocabulary import EntityKind

ENTRIES = (
    ("FRA", "FR", "250", "France", "French Republic"),
    ("BRA", "BR", "076", "Brazil", "Federative Republic of Brazil"),
    ("NAM", "NA", "516", "Namibia", "Republic of Namibia"),
    ("KOR", "KR", "410", "South Korea", "Korea, Republic of"),
    ("COD", "CD", "180", "DR Congo", "Democratic Republic of the Congo"),
    ("COG", "CG", "178", "Congo", "Republic of the Congo"),
    ("CIV", "CI", "384", "Côte d'Ivoire", "Republic of Côte d'Ivoire"),
)


@pytest.fixture(scope="session")
def registry() -> CountryRegistry:
    entries = [
        Country(iso3, iso2, m49, name, long, EntityKind.UN_MEMBER, "", "", "", "", None, None)
        for iso3, iso2, m49, name, long in ENTRIES
    ]
    return CountryRegistry(
        entries, {"Ivory Coast": "CIV", "Kongo": "COG"}, {"the two Congos": ("COD", "COG")}
    )


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """The app as served; Streamlit allows one start of it in a process."""
    from app import app

    with TestClient(app) as opened:
        yield opened
