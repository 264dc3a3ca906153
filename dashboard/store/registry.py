"""The country registry from its tables, with the names of the ISO list from pycountry."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import pycountry

from dashboard.core.countries import Country, CountryRegistry
from dashboard.core.vocabulary import EntityKind


def read_registry(countries: pd.DataFrame, names: pd.DataFrame) -> CountryRegistry:
    """Build the resolver from the tables ``countries`` and ``country_names``.

    Our own spellings win over those of the ISO list; an ambiguous alias is kept apart, so that
    it is refused with its candidates instead of resolving to one of them.
    """
    entries = [_country(row) for row in countries.to_dict("records")]
    known = {entry.iso3 for entry in entries}
    aliases = {name: iso3 for name, iso3 in _iso_names().items() if iso3 in known}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for row in names.to_dict("records"):
        if row["ambiguous"]:
            ambiguous[row["alias"]] = tuple(str(row["candidates"]).split(";"))
        else:
            aliases[row["alias"]] = row["iso3"]
    return CountryRegistry(entries, aliases, ambiguous)


def _iso_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            name = getattr(entry, kind, None)
            if name:
                found[name] = entry.alpha_3
    return found


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)


def _country(row: Mapping[Hashable, Any]) -> Country:
    return Country(
        iso3=_text(row["iso3"]),
        iso2=_text(row["iso2"]),
        m49=_text(row["m49"]),
        name=_text(row["name"]),
        official_name=_text(row["official_name"]),
        entity_kind=EntityKind(_text(row["entity_kind"])),
        un_region=_text(row["un_region"]),
        un_subregion=_text(row["un_subregion"]),
        wb_region=_text(row["wb_region"]),
        wb_income_group=_text(row["wb_income_group"]),
        population=_whole(row["population"]),
        population_year=_whole(row["population_year"]),
    )
