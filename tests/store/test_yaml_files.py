"""Contracts and sources are read strictly: no unknown key, no missing key, no odd value."""

from pathlib import Path

import pytest

from dashboard.store.contract_files import load_contracts
from dashboard.store.sources import load_sources
from dashboard.store.yaml_io import read_yaml

from .conftest import swap


def source_errors(data_dir: Path) -> list[str]:
    return [str(problem) for problem in load_sources(data_dir)[1]]


def contract_errors(data_dir: Path) -> list[str]:
    return [str(problem) for problem in load_contracts(data_dir)[1]]


def test_a_source_is_read_whole(data_dir: Path) -> None:
    sources, problems = load_sources(data_dir)
    assert problems == []
    assert sources["register"].accessed == "2026-11-23"
    assert sources["register"].expected_rows == (1, 2)
    assert sources["closed"].noncommercial is True


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("notes: null", "notes: null\nmood: good", "mood = 'good': unknown key; allowed: accessed"),
        ("notes: null\n", "", "notes = '': key is missing"),
        (
            "authority: official",
            "authority: oracle",
            "authority = 'oracle': unknown value; allowed: official, research, curated",
        ),
        ("source_id: register", "source_id: other", "source_id = 'other': must be the file name"),
        (
            "noncommercial: false",
            "noncommercial: no",
            "noncommercial = 'no': must be true or false",
        ),
        ("accessed: 2026-11-23", "accessed: lately", "accessed = 'lately': is not a date"),
        ("[treaties]", "[treaty]", "topics = \"['treaty']\": must be a list of known topics"),
        ("{min: 1, max: 2}", "{min: 1}", "must be null or {min: whole number, max: whole number}"),
        ("notes: null", "notes: null\nnotes: null", "line 18: the key 'notes' is given twice"),
    ],
)
def test_broken_source(data_dir: Path, old: str, new: str, message: str) -> None:
    swap(data_dir / "sources/register.yml", old, new)
    found = source_errors(data_dir)
    assert len(found) == 1
    assert found[0].startswith("sources · sources/register.yml")
    assert message in found[0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: Links", "title: Links\nsize: big", "size = 'big': unknown key"),
        ("key: [iso3_a, iso3_b]", "key: [iso3_c]", "key = 'iso3_c': is not a field of this table"),
        ("table: links", "table: lonks", "table = 'lonks': must be the file name; allowed: links"),
        (
            "type: number",
            "type: float",
            "field strength · type = 'float': unknown; allowed: string",
        ),
        ("source_rule: row", "source_rule: none", "source_rule none needs a reason"),
        ("name: as_of", "name: asof", "source_rule row needs the fields source_id and as_of"),
        ("maximum: 9", "most: 9", "most = '9': unknown key"),
    ],
)
def test_broken_contract(data_dir: Path, old: str, new: str, message: str) -> None:
    swap(data_dir / "contracts/links.yml", old, new)
    found = contract_errors(data_dir)
    assert len(found) == 1
    assert found[0].startswith("links · contracts/links.yml")
    assert message in found[0]


def test_norway_is_not_false_and_dates_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("codes: [NO, 'on', y]\nday: 2026-11-24\nflag: true\n")
    assert read_yaml(path) == {"codes": ["NO", "on", "y"], "day": "2026-11-24", "flag": True}
