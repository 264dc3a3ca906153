"""Each kind of broken data gives its exact message, and all are told at once."""

from pathlib import Path

import pytest

from dashboard.store.package import read_package

from .conftest import swap

LINKS = "tables/links.csv"
FIRST = "links · line 2 (iso3_a=FRA, iso3_b=NAM)"
SECOND = "links · line 3 (iso3_a=FRA, iso3_b=TON)"


def errors(data_dir: Path) -> list[str]:
    return [str(problem) for problem in read_package(data_dir).report.errors]


def test_the_tiny_package_is_sound(data_dir: Path) -> None:
    report = read_package(data_dir).report
    assert report.errors == []
    assert report.warnings == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "mlat,2001-05,1.5",
            "mlat,2001-05,much",
            f"{FIRST} · strength = 'much': is not a number; allowed: at most 9",
        ),
        (
            "mlat,2001-05,1.5",
            "mlat,2001-05,10",
            f"{FIRST} · strength = '10': is out of range; allowed: at most 9",
        ),
        (
            "mlat,2001-05",
            "mlat,2001-13",
            f"{FIRST} · since = '2001-13': is not a date; "
            "allowed: YYYY, YYYY-MM, YYYY-MM-DD, a window A/B",
        ),
        (
            "NAM,mlat",
            "NAM,treaty",
            f"{FIRST} · kind = 'treaty': unknown value; allowed: mlat, mou",
        ),
        ("NAM,mlat", "NAM,", f"{FIRST} · kind = '': must not be empty"),
        (
            "1.5,register",
            "1.5,registre",
            f"{FIRST} · source_id = 'registre': registre is not in sources.source_id",
        ),
        ("1.5,register,2020", "1.5,register,", f"{FIRST} · as_of = '': must not be empty"),
        (
            "FRA,TON",
            "FRA,TGA",
            "links · line 3 (iso3_a=FRA, iso3_b=TGA) · iso3_b = 'TGA': "
            "TGA is not in countries.iso3",
        ),
        (
            "FRA,TON",
            "FRA,NAM",
            "links · line 3 (iso3_a=FRA, iso3_b=NAM) · iso3_a = 'FRA': "
            "the key (iso3_a, iso3_b) is used twice",
        ),
        (
            "FRA,TON",
            "TON,FRA",
            "links · line 3 (iso3_a=TON, iso3_b=FRA) · iso3_a = 'TON': "
            "the pair (iso3_a, iso3_b) must be sorted and of two countries",
        ),
        (
            "FRA,TON,mou,,,register,2020\n",
            "",
            "links ·  ·  = '2': too few rows; allowed: 3 to 9 rows",
        ),
        (
            "mou,,,register,2020",
            "mou,,register,2020",
            "links · line 3 ·  = 'FRA,TON,mou,,register,2020': has 6 cells where the header has 7",
        ),
        (
            "strength",
            "weight",
            "links · tables/links.csv · weight = '': column is not in the contract; "
            "allowed: iso3_a, iso3_b, kind, since, strength, source_id, as_of",
        ),
    ],
    ids=lambda value: value if " " not in value and len(value) < 20 else None,
)
def test_broken_cell(data_dir: Path, old: str, new: str, message: str) -> None:
    swap(data_dir / LINKS, old, new)
    assert message in errors(data_dir)


def test_all_problems_are_told_at_once(data_dir: Path) -> None:
    swap(data_dir / LINKS, "NAM,mlat,2001-05,1.5", "NAM,x,soon,much")
    swap(data_dir / "sources/register.yml", "authority: official", "authority: oracle")
    found = errors(data_dir)
    assert len(found) == 4
    assert [line.split(" · ")[0] for line in found] == ["sources", "links", "links", "links"]


def test_missing_file(data_dir: Path) -> None:
    (data_dir / LINKS).unlink()
    assert errors(data_dir) == ["links · tables/links.csv ·  = '': the file is missing"]


def test_rows_of_a_further_file_are_named_with_it(data_dir: Path) -> None:
    swap(data_dir / "tables/noncommercial/links.csv", "mou", "mouth")
    assert errors(data_dir) == [
        "links · tables/noncommercial/links.csv line 2 (iso3_a=NAM, iso3_b=TON) · "
        "kind = 'mouth': unknown value; allowed: mlat, mou"
    ]


def test_more_rows_than_expected_is_only_a_warning(data_dir: Path) -> None:
    swap(data_dir / "contracts/links.yml", "max: 9", "max: 2")
    swap(data_dir / "contracts/links.yml", "min: 3", "min: 1")
    report = read_package(data_dir).report
    assert report.errors == []
    assert [str(p) for p in report.warnings] == [
        "links ·  ·  = '3': more rows than expected; allowed: 1 to 2"
    ]


def test_many_violations_of_one_rule_are_counted(data_dir: Path) -> None:
    rows = "".join(f"Alias{n},FRA,maybe,\n" for n in range(30))
    path = data_dir / "reference/country_names.csv"
    path.write_text(path.read_text() + rows)
    found = errors(data_dir)
    assert len(found) == 21
    assert found[0] == (
        "country_names · line 4 (alias=Alias0) · ambiguous = 'maybe': is not 0 or 1; allowed: 0, 1"
    )
    assert found[-1] == "country_names · 10 more rows · ambiguous = '': is not 0 or 1"


def test_list_items_are_checked_one_by_one(data_dir: Path) -> None:
    swap(data_dir / "reference/country_names.csv", "NAM;TON", "NAM;TON;TGA")
    assert errors(data_dir) == [
        "country_names · line 3 (alias=Island) · candidates = 'NAM;TON;TGA': "
        "TGA is not in countries.iso3"
    ]
