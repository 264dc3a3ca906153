"""Reduced dates: what they can mean, how they are said, what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.dates import (
    FIRST_DAY,
    LAST_DAY,
    add_months,
    day_phrase,
    parse_day,
    parse_reduced,
)
from dashboard.core.errors import BadDateError
from dashboard.core.vocabulary import DatePrecision

DAYS = st.dates(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31), DatePrecision.YEAR),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29), DatePrecision.MONTH),
        ("2013-02", date(2013, 2, 1), date(2013, 2, 28), DatePrecision.MONTH),
        ("2012-03-05", date(2012, 3, 5), date(2012, 3, 5), DatePrecision.DAY),
        ("2025-10-25/2025-10-26", date(2025, 10, 25), date(2025, 10, 26), DatePrecision.WINDOW),
        ("2009/2010-04", date(2009, 1, 1), date(2010, 4, 30), DatePrecision.WINDOW),
    ],
)
def test_first_and_last_possible_day(
    text: str, earliest: date, latest: date, precision: DatePrecision
) -> None:
    when = parse_reduced(text)
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, precision)
    assert when.text == text


@pytest.mark.parametrize(
    ("text", "phrase", "when", "since"),
    [
        ("2012", "2012", "in 2012", "since 2012"),
        ("2012-03", "March 2012", "in March 2012", "since March 2012"),
        ("2012-03-05", "5 March 2012", "on 5 March 2012", "since 5 March 2012"),
        (
            "2025-10-25/2025-10-26",
            "between 25 October 2025 and 26 October 2025",
            "between 25 October 2025 and 26 October 2025",
            "since a day between 25 October 2025 and 26 October 2025",
        ),
    ],
)
def test_dates_in_words(text: str, phrase: str, when: str, since: str) -> None:
    found = parse_reduced(text)
    assert (found.phrase(), found.when(), found.since()) == (phrase, when, since)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "2012-13",
        "2012-00",
        "2012-02-30",
        "2012-2-3",
        "2012-02-03 ",
        "5 March 2012",
        "2012/",
        "/2012",
        "2013/2012",
        "2012/2013/2014",
        "n/a",
        "0000",
    ],
)
def test_what_is_not_a_date_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(BadDateError) as problem:
        parse_reduced(text)
    assert problem.value.given == text
    assert "YYYY-MM-DD" in problem.value.allowed


@given(DAYS)
def test_a_day_is_its_own_first_and_last_day(day: date) -> None:
    when = parse_reduced(day.isoformat())
    assert when.earliest == when.latest == day
    assert parse_day(day.isoformat()) == day


@given(DAYS)
def test_month_and_year_hold_their_days(day: date) -> None:
    for text in (f"{day:%Y}", f"{day:%Y-%m}"):
        when = parse_reduced(text)
        assert when.earliest <= day <= when.latest
        assert (when.latest + timedelta(days=1)).day == 1


@given(DAYS, st.integers(0, 40))
def test_adding_months_gives_the_first_of_a_later_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.day == 1
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


def test_three_months_after_the_deposit_of_brazil() -> None:
    """Article 36: the first day of the month after three months."""
    assert add_months(date(2022, 11, 30), 4) == date(2023, 3, 1)
    assert add_months(date(2024, 12, 31), 1) == date(2025, 1, 1)


def test_days_have_no_leading_zero() -> None:
    assert day_phrase(date(2012, 3, 5)) == "5 March 2012"


@pytest.mark.parametrize("text", ["", "today", "2026", "2026-11", "2026-02-30", "24.11.2026"])
def test_a_query_wants_one_whole_day(text: str) -> None:
    with pytest.raises(BadDateError) as problem:
        parse_day(text, where="on")
    assert problem.value.where == "on"
    assert problem.value.allowed == ("YYYY-MM-DD",)


@pytest.mark.parametrize("text", ["1849-12-31", "2101-01-01", "0001-01-01", "9999-12-31"])
def test_days_outside_the_years_covered_are_refused(text: str) -> None:
    with pytest.raises(BadDateError) as problem:
        parse_day(text)
    assert problem.value.allowed == ("1850-01-01 to 2100-12-31",)


def test_the_first_and_the_last_day_are_accepted() -> None:
    assert parse_day("1850-01-01") == FIRST_DAY
    assert parse_day("2100-12-31") == LAST_DAY
