"""Reduced dates: a day, a month, a year or a window, each with a first and a last possible day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from dashboard.core.errors import BadDateError
from dashboard.core.vocabulary import DatePrecision

_REDUCED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
REDUCED_DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?"
FIRST_DAY = date(1850, 1, 1)
LAST_DAY = date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class ReducedDate:
    """A date known to the day, month, year or only as a window (``2025-10-25/2025-10-26``)."""

    text: str
    earliest: date
    latest: date
    precision: DatePrecision

    def phrase(self) -> str:
        """The date as a reader would say it: '5 March 2012', 'March 2012', '2012'."""
        if self.precision is DatePrecision.WINDOW:
            first, last = self.text.split("/")
            return f"between {parse_reduced(first).phrase()} and {parse_reduced(last).phrase()}"
        return {
            DatePrecision.DAY: day_phrase(self.earliest),
            DatePrecision.MONTH: f"{self.earliest:%B %Y}",
        }.get(self.precision, f"{self.earliest:%Y}")

    def when(self) -> str:
        """The date with its preposition: 'on 5 March 2012', 'in 2012', 'between …'."""
        if self.precision is DatePrecision.WINDOW:
            return self.phrase()
        return f"{'on' if self.precision is DatePrecision.DAY else 'in'} {self.phrase()}"

    def since(self) -> str:
        """The date as the start of a state: 'since 2012', 'since a day between … and …'."""
        day = "a day " if self.precision is DatePrecision.WINDOW else ""
        return f"since {day}{self.phrase()}"


def day_phrase(day: date) -> str:
    """'5 March 2012', without a leading zero."""
    return f"{day.day} {day:%B %Y}"


def in_year(day: date, year: int) -> date:
    """The same day in another year; 29 February becomes 28 where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def year_before(day: date) -> date:
    """The same day one year earlier: the start of the twelve months up to ``day``."""
    return in_year(day, day.year - 1)


def _part(text: str) -> tuple[date, date, DatePrecision]:
    match = _REDUCED.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    if day:
        exact = date(int(year), int(month), int(day))
        return exact, exact, DatePrecision.DAY
    if month:
        last = monthrange(int(year), int(month))[1]
        first = date(int(year), int(month), 1)
        return first, first.replace(day=last), DatePrecision.MONTH
    return date(int(year), 1, 1), date(int(year), 12, 31), DatePrecision.YEAR


def parse_reduced(text: str) -> ReducedDate:
    """Read ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or a window ``A/B``; else raise BadDateError."""
    try:
        if "/" in text:
            left, right = text.split("/", 1)
            earliest, latest = _part(left)[0], _part(right)[1]
            if earliest > latest:
                raise ValueError(text)
            return ReducedDate(text, earliest, latest, DatePrecision.WINDOW)
        earliest, latest, precision = _part(text)
    except ValueError:
        raise BadDateError(
            f"“{text}” is not a date",
            given=text,
            allowed=("YYYY", "YYYY-MM", "YYYY-MM-DD", "a window of two such dates A/B"),
        ) from None
    return ReducedDate(text, earliest, latest, precision)


def parse_day(text: str, *, where: str = "on") -> date:
    """Read one ISO day of a query (``on=2026-11-24``) within the years the product can speak of."""
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        raise BadDateError(
            f"“{text[:60]}” is not a day", where=where, given=text, allowed=("YYYY-MM-DD",)
        ) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadDateError(
            f"{text} is outside the years this dashboard covers",
            where=where,
            given=text,
            allowed=(f"{FIRST_DAY.isoformat()} to {LAST_DAY.isoformat()}",),
        )
    return day


def add_months(day: date, months: int) -> date:
    """The first day of the month ``months`` after the month of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
