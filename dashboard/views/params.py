"""Typed URL parameters: text in, value and complaints out, and back to the shortest text.

Every parameter is a small frozen value. ``parse`` never raises: what it cannot use comes back as a
UserError that says what was given and what is allowed.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from dashboard.core.countries import CountryRegistry
from dashboard.core.dates import parse_day
from dashboard.core.errors import UnknownIdError, UserError

T = TypeVar("T")
Parsed = tuple[T, tuple[UserError, ...]]
LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Context:
    """What parsing depends on: the country registry and the day that counts as today."""

    countries: CountryRegistry
    today: date


def clean(text: str) -> str:
    """Text without control characters, also those that turn the direction of what follows, trimmed,
    at most 2,000 characters long."""
    return _CONTROL.sub("", text[: LONGEST + 1]).strip()[:LONGEST]


def pieces(text: str) -> list[str]:
    """The non-empty parts of a comma-separated list."""
    return [part for part in (piece.strip() for piece in text.split(",")) if part]


@dataclass(frozen=True, slots=True)
class Param(Generic[T]):
    """One query parameter. Subclasses read and write one kind of value."""

    name: str

    def default(self, context: Context) -> T:
        """The value of a link that does not carry the parameter."""
        raise NotImplementedError

    def read(self, text: str) -> T | None:
        """The value, or None where empty text means the default. May raise UserError."""
        raise NotImplementedError

    def parse(self, text: str, context: Context) -> Parsed[T]:
        """The value of ``text``, or the default with the reason."""
        try:
            value = self.read(text) if text else None
        except UserError as error:
            return self.default(context), (_at(error, self.name),)
        return (self.default(context) if value is None else value), ()

    def format(self, value: T) -> str:
        """The text of a value; empty text leaves the parameter out of the link."""
        return str(value)


def _at(error: UserError, name: str) -> UserError:
    error.where = error.where or name
    return error


@dataclass(frozen=True, slots=True)
class DayParam(Param[date]):
    """An ISO day; left out of the link when it is today."""

    def default(self, context: Context) -> date:
        return context.today

    def read(self, text: str) -> date:
        return parse_day(text, where=self.name)

    def format(self, value: date) -> str:
        return value.isoformat()


@dataclass(frozen=True, slots=True)
class CountryParam(Param[str | None]):
    """One country as iso3 (iso2 and names are understood), or none."""

    def default(self, context: Context) -> str | None:
        return None

    def parse(self, text: str, context: Context) -> Parsed[str | None]:
        if not text:
            return None, ()
        try:
            return context.countries.resolve(text).iso3, ()
        except UserError as error:
            return None, (_at(error, self.name),)

    def format(self, value: str | None) -> str:
        return value or ""


@dataclass(frozen=True, slots=True)
class CountryListParam(Param[tuple[str, ...]]):
    """Several countries in the order given, each once, at most ``limit``."""

    limit: int | None = None

    def default(self, context: Context) -> tuple[str, ...]:
        return ()

    def parse(self, text: str, context: Context) -> Parsed[tuple[str, ...]]:
        try:  # a name may hold a comma itself: "Korea, Republic of"
            return ((context.countries.resolve(text).iso3,) if text else ()), ()
        except UserError:
            pass
        found: dict[str, None] = {}
        problems: list[UserError] = []
        for piece in pieces(text):
            try:
                found[context.countries.resolve(piece).iso3] = None
            except UserError as error:
                problems.append(_at(error, self.name))
        kept = tuple(found)
        if self.limit is not None and len(kept) > self.limit:
            left_out = ", ".join(context.countries[iso3].name for iso3 in kept[self.limit :])
            problems.append(
                UserError(
                    f"At most {self.limit} countries fit here, so {left_out} was left out",
                    where=self.name,
                    given=text,
                )
            )
        return kept[: self.limit], tuple(problems)

    def format(self, value: tuple[str, ...]) -> str:
        return ",".join(value)


@dataclass(frozen=True, slots=True)
class ChoiceParam(Param[str]):
    """One id of a closed list; capitals do not matter. ``kind`` names it in a notice.

    ``also`` admits ids the list cannot hold one by one (``reach:FRA``): it gets the text and
    returns the id in its proper form, or None.
    """

    choices: tuple[str, ...]
    fallback: str
    kind: str = "value"
    also: Callable[[str], str | None] | None = None

    def default(self, context: Context) -> str:
        return self.fallback

    def read(self, text: str) -> str:
        found = _match(text, self.choices) or (self.also(text) if self.also else None)
        if found is None:
            raise _unknown(text, self.kind, self.name, self.choices)
        return found


@dataclass(frozen=True, slots=True)
class ChoiceListParam(Param[tuple[str, ...]]):
    """Several ids of a closed list, each once, in the list's order."""

    choices: tuple[str, ...]
    fallback: tuple[str, ...] = ()
    kind: str = "value"

    def default(self, context: Context) -> tuple[str, ...]:
        return self.fallback

    def parse(self, text: str, context: Context) -> Parsed[tuple[str, ...]]:
        found: set[str] = set()
        problems: list[UserError] = []
        rest = text
        for choice in sorted(self.choices, key=len, reverse=True):  # choices may hold commas
            if "," in choice and choice in rest:
                found.add(choice)
                rest = rest.replace(choice, "")
        for piece in pieces(rest):
            match = _match(piece, self.choices)
            if match is None:
                problems.append(_unknown(piece, self.kind, self.name, self.choices))
            else:
                found.add(match)
        value = tuple(choice for choice in self.choices if choice in found)
        return value or self.fallback, tuple(problems)

    def format(self, value: tuple[str, ...]) -> str:
        return ",".join(choice for choice in self.choices if choice in value)


@dataclass(frozen=True, slots=True)
class YearRangeParam(Param[tuple[int, int]]):
    """First and last year, both included: ``2014-2020``, or one year."""

    first: int
    last: int

    def default(self, context: Context) -> tuple[int, int]:
        return self.first, self.last

    def read(self, text: str) -> tuple[int, int]:
        match = re.fullmatch(r"([0-9]{4})(?:\s*[-–]\s*([0-9]{4}))?", text)
        start = int(match[1]) if match else 0
        end = int(match[2] or match[1]) if match else 0
        if not self.first <= start <= end <= self.last:
            raise UserError(
                f"“{text[:60]}” is not a range of years covered here",
                where=self.name,
                given=text,
                allowed=(f"a year or a range from {self.first} to {self.last}",),
            )
        return start, end

    def format(self, value: tuple[int, int]) -> str:
        return f"{value[0]}-{value[1]}" if value[0] != value[1] else str(value[0])


@dataclass(frozen=True, slots=True)
class BoolParam(Param[bool]):
    """Yes or no, written ``1`` or ``0``."""

    fallback: bool = False

    def default(self, context: Context) -> bool:
        return self.fallback

    def read(self, text: str) -> bool:
        known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
        if text.casefold() not in known:
            raise _unknown(text, "value", self.name, ("1", "0"))
        return known[text.casefold()]

    def format(self, value: bool) -> str:
        return "1" if value else "0"


@dataclass(frozen=True, slots=True)
class TextParam(Param[str]):
    """Free text such as a search, cut to ``longest`` characters."""

    longest: int = 80

    def default(self, context: Context) -> str:
        return ""

    def parse(self, text: str, context: Context) -> Parsed[str]:
        if len(text) <= self.longest:
            return text, ()
        cut = UserError(f"The text is cut to {self.longest} characters", where=self.name)
        return text[: self.longest].strip(), (cut,)


@dataclass(frozen=True, slots=True)
class PageParam(Param[int]):
    """The page of a long table, from 1."""

    def default(self, context: Context) -> int:
        return 1

    def read(self, text: str) -> int:
        if not re.fullmatch(r"[1-9][0-9]{0,6}", text):
            raise UserError(
                f"“{text[:20]}” is not a page",
                where=self.name,
                given=text,
                allowed=("a whole number from 1",),
            )
        return int(text)


def _match(text: str, choices: Iterable[str]) -> str | None:
    folded = text.casefold()
    return next((choice for choice in choices if choice.casefold() == folded), None)


def _unknown(text: str, kind: str, name: str, choices: tuple[str, ...]) -> UnknownIdError:
    article = "an" if kind[0] in "aeiou" else "a"
    return UnknownIdError(
        f"“{text[:60]}” is not {article} {kind} known here",
        where=name,
        given=text,
        allowed=choices,
    )
