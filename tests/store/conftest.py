"""A tiny data package in a temporary folder, sound until a test breaks it."""

from pathlib import Path

import pytest

COUNTRIES = """\
iso3,iso2,m49,name,official_name,entity_kind,un_region,un_subregion,wb_region,wb_income_group,\
population,population_year
FRA,FR,250,France,French Republic,un_member,Europe,Western Europe,,,68000000,2025
NAM,NA,516,Namibia,Republic of Namibia,un_member,Africa,Southern Africa,,,3092816,2025
TON,TO,776,Tonga,Kingdom of Tonga,un_member,Oceania,Polynesia,,,,
"""
COUNTRIES_CONTRACT = """\
table: countries
path: reference/countries.csv
title: Countries
description: Three countries.
key: [iso3]
rows: {min: 3, max: 3}
source_rule: none
source_rule_why: A vocabulary for tests.
fields:
- {name: iso3, type: string, required: true, pattern: '[A-Z]{3}', description: Code.}
- {name: iso2, type: string, required: true, description: Code of two letters.}
- {name: m49, type: string, description: UN code.}
- {name: name, type: string, required: true, description: Name.}
- {name: official_name, type: string, description: Long name.}
- {name: entity_kind, type: string, allowed: [un_member, other, territory], description: Kind.}
- {name: un_region, type: string, description: Region.}
- {name: un_subregion, type: string, description: Sub-region.}
- {name: wb_region, type: string, description: Region of the World Bank.}
- {name: wb_income_group, type: string, description: Income group.}
- {name: population, type: integer, minimum: 0, description: People.}
- {name: population_year, type: year, description: Year.}
"""
NAMES = "alias,iso3,ambiguous,candidates\nGaul,FRA,0,\nIsland,,1,NAM;TON\n"
NAMES_CONTRACT = """\
table: country_names
path: reference/country_names.csv
title: Names
description: Other names.
key: [alias]
source_rule: none
source_rule_why: A vocabulary for tests.
fields:
- {name: alias, type: string, required: true, description: Name.}
- {name: iso3, type: iso3, description: Country.}
- {name: ambiguous, type: boolean, required: true, description: Fits several.}
- {name: candidates, type: list, references: countries.iso3, description: Countries it fits.}
"""
LINKS = """\
iso3_a,iso3_b,kind,since,strength,source_id,as_of
FRA,NAM,mlat,2001-05,1.5,register,2020
FRA,TON,mou,,,register,2020
"""
LINKS_NONCOMMERCIAL = """\
iso3_a,iso3_b,kind,since,strength,source_id,as_of
NAM,TON,mou,2003,2,closed,2021-02-03
"""
LINKS_CONTRACT = """\
table: links
path: tables/links.csv
title: Links
description: Links between two countries.
key: [iso3_a, iso3_b]
pair: [iso3_a, iso3_b]
rows: {min: 3, max: 9}
source_rule: row
fields:
- {name: iso3_a, type: iso3, required: true, description: First country.}
- {name: iso3_b, type: iso3, required: true, description: Second country.}
- {name: kind, type: string, required: true, allowed: [mlat, mou], description: Kind.}
- {name: since, type: date, description: First day.}
- {name: strength, type: number, maximum: 9, description: Strength.}
- {name: source_id, type: source, required: true, description: Source.}
- {name: as_of, type: date, required: true, description: Day of the source.}
parts:
- {path: tables/noncommercial/links.csv, noncommercial: true}
"""
SOURCE = """\
source_id: {source_id}
title: A register
publisher: A ministry
page_url: https://example.org/register
data_url: null
licence: not stated
licence_id: not-stated
noncommercial: {noncommercial}
share_alike: false
as_of: '2020'
accessed: 2026-11-23
authority: official
how_obtained: public_page
obtained_from: null
topics: [treaties]
expected_rows: {{min: 1, max: 2}}
notes: null
"""
FILES = {
    "reference/countries.csv": COUNTRIES,
    "reference/country_names.csv": NAMES,
    "tables/links.csv": LINKS,
    "tables/noncommercial/links.csv": LINKS_NONCOMMERCIAL,
    "contracts/countries.yml": COUNTRIES_CONTRACT,
    "contracts/country_names.yml": NAMES_CONTRACT,
    "contracts/links.yml": LINKS_CONTRACT,
    "sources/register.yml": SOURCE.format(source_id="register", noncommercial="false"),
    "sources/closed.yml": SOURCE.format(source_id="closed", noncommercial="true"),
}


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound tiny package; its builds go to a folder of their own."""
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DASHBOARD_NONCOMMERCIAL", raising=False)
    folder = tmp_path / "data"
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def swap(path: Path, old: str, new: str) -> None:
    """Break one thing in a file; the old text must be there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
