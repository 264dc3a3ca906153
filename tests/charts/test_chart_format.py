"""Words for numbers and dates; 'nan' must never reach a reader."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import format as fmt

MISSING = [None, float("nan"), pd.NA, pd.NaT, "", "  "]


@pytest.mark.parametrize("value", MISSING)
def test_missing_is_a_word(value):
    assert fmt.number(value) == "no data"
    assert fmt.compact(value) == "no data"
    assert fmt.percent(value) == "no data"
    assert fmt.signed(value) == "no data"
    assert fmt.year(value) == "year not stated"
    assert fmt.date_phrase(value) == "date not known"
    assert fmt.since(value) == "since when is not known"


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        (1234, 0, "", "1,234"),
        (0, 0, "", "0"),
        (-0.5, 1, "", "−0.5"),
        (45, 0, "%", "45 %"),
        (0.04, 1, "", "0.04"),
        (0.4, 0, "", "0.4"),
        (0.00001, 1, "", "1e-05"),
        ("12.5", 1, "", "12.5"),
        (99.96, 1, "", "100.0"),
    ],
)
def test_number(value, decimals, unit, text):
    assert fmt.number(value, decimals, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999_999, "999,999"),
        (12_300_000, "12.3 million"),
        (5_000_000, "5 million"),
        (1_412_914_089, "1.4 billion"),
        (-2_500_000_000_000, "−2.5 trillion"),
        (30_000_000_000, "30 billion"),
    ],
)
def test_compact(value, text):
    assert fmt.compact(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.453, "45 %"), (0, "0 %"), (0.001, "< 1 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_percent_never_rounds_something_to_nothing(share, text):
    assert fmt.percent(share) == text


def test_signed_and_year():
    assert fmt.signed(3) == "+3"
    assert fmt.signed(-2) == "−2"
    assert fmt.signed(0) == "0"
    assert fmt.year(2024.0) == "2024"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2006-07-01", "since 1 July 2006"),
        ("2006-07", "since July 2006"),
        ("2006", "since 2006"),
        ("2025-10-25/2025-10-26", "since a day between 25 October 2025 and 26 October 2025"),
        (date(2006, 7, 1), "since 1 July 2006"),
    ],
)
def test_since(value, text):
    assert fmt.since(value) == text


def test_plural_and_listing():
    assert fmt.plural(1, "country", "countries") == "1 country"
    assert fmt.plural(1234, "row") == "1,234 rows"
    assert fmt.listing([]) == ""
    assert fmt.listing(["A"]) == "A"
    assert fmt.listing(["A", "B", "C"]) == "A, B and C"
    assert fmt.listing(["A", "B", "C", "D"], 2) == "A, B and 2 more"
