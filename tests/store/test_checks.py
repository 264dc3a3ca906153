"""The checks beyond the contracts: rules of dates, totals and provenance, on tiny data."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.store.checks_dates import force_day
from dashboard.store.checks_sources import (
    every_source_is_cited,
    expected_rows,
    licences_keep_to_their_folder,
    size,
)
from dashboard.store.checks_totals import Bounds, steps_by
from dashboard.store.package import read_package

from .conftest import SOURCE, swap

MONTHS = "first_of_month_after:3_months"


@pytest.mark.parametrize(
    ("rule", "deposit", "treaty", "expected"),
    [
        (MONTHS, date(2004, 3, 18), date(2004, 7, 1), date(2004, 7, 1)),
        (MONTHS, date(2002, 6, 20), date(2004, 7, 1), date(2004, 7, 1)),
        (MONTHS, date(2006, 9, 29), date(2004, 7, 1), date(2007, 1, 1)),
        (MONTHS, date(2011, 5, 25), None, date(2011, 9, 1)),
        ("days_after:30", date(2023, 5, 9), None, date(2023, 6, 8)),
        ("days_after:30", date(2003, 7, 1), date(2003, 9, 29), date(2003, 9, 29)),
    ],
)
def test_force_day(rule: str, deposit: date, treaty: date | None, expected: date) -> None:
    assert force_day(rule, deposit, treaty) == expected


def test_an_unknown_force_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown force_rule 'soon'"):
        force_day("soon", date(2020, 1, 1), None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2003, 12, 31), Bounds(0, 1)),
        (date(2004, 6, 30), Bounds(0, 2)),
        (date(2004, 12, 31), Bounds(1, 2)),
        (date(2006, 1, 1), Bounds(2, 3)),
    ],
)
def test_steps_by_a_day(day: date, expected: Bounds) -> None:
    dates = pd.Series(["2004", "2005-03-18", None, None])
    took = pd.Series([True, True, True, False])
    assert steps_by(dates, took, day) == expected


def test_sound_data_pass(data_dir: Path) -> None:
    package = read_package(data_dir)
    for check in (every_source_is_cited, expected_rows, licences_keep_to_their_folder, size):
        assert check(package).errors == []


def test_a_source_nobody_cites_is_told(data_dir: Path) -> None:
    text = SOURCE.format(source_id="idle", noncommercial="false")
    (data_dir / "sources/idle.yml").write_text(text)
    found = every_source_is_cited(read_package(data_dir)).errors
    assert [str(problem) for problem in found] == [
        "sources · sources/idle.yml · source_id = 'idle': no row cites it"
    ]


def test_rows_of_a_source_outside_its_range_are_told(data_dir: Path) -> None:
    swap(data_dir / "sources/register.yml", "min: 1, max: 2", "min: 3, max: 9")
    swap(data_dir / "sources/closed.yml", "min: 1, max: 2", "min: 0, max: 0")
    report = expected_rows(read_package(data_dir))
    assert [str(problem) for problem in report.errors] == [
        "sources · sources/register.yml · expected_rows = '2': "
        "fewer rows cite this source than expected; allowed: 3 to 9"
    ]
    assert [str(problem) for problem in report.warnings] == [
        "sources · sources/closed.yml · expected_rows = '1': "
        "more rows cite this source than expected; allowed: 0 to 0"
    ]


def test_noncommercial_rows_outside_their_folder_are_told(data_dir: Path) -> None:
    swap(data_dir / "tables/links.csv", "mlat,2001-05,1.5,register", "mlat,2001-05,1.5,closed")
    swap(data_dir / "tables/noncommercial/links.csv", "closed", "register")
    found = licences_keep_to_their_folder(read_package(data_dir)).errors
    assert [str(problem) for problem in found] == [
        "links · tables/links.csv · source_id = 'closed': "
        "rows of non-commercial sources belong in tables/noncommercial/",
        "links · tables/noncommercial/links.csv · source_id = 'register': "
        "no source of these rows is non-commercial",
    ]


def test_a_folder_too_large_is_told(data_dir: Path) -> None:
    (data_dir / "big.bin").write_bytes(b"\0" * 25_000_000)
    found = size(read_package(data_dir)).errors
    assert [problem.message for problem in found] == ["the folder is too large"]
