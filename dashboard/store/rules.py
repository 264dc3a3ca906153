"""What a single cell may hold, by field type: a rule returns a message where a value is wrong."""

import math
import re
from collections.abc import Callable

from dashboard.core.dates import parse_reduced
from dashboard.core.errors import BadDateError
from dashboard.store.contracts import Field

Rule = Callable[[str], str | None]
_INTEGER = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_YEAR = re.compile(r"\d{4}")
_ISO3 = re.compile(r"[A-Z]{3}")
_URL = re.compile(r"https?://\S+")
_DATES = "YYYY, YYYY-MM, YYYY-MM-DD, a window A/B"


def value_rule(field: Field) -> tuple[Rule, str]:
    """The rule for one field, and the allowed values in words."""
    rules: list[Rule] = [_TYPE_RULES.get(field.type, _text)]
    hint = _HINTS.get(field.type, "")
    if field.allowed:
        allowed = frozenset(field.allowed)
        rules.append(_each(field, lambda v: None if v in allowed else "unknown value"))
        hint = ", ".join(field.allowed)
    if field.pattern:
        pattern = re.compile(field.pattern)
        rules.append(_each(field, lambda v: None if pattern.fullmatch(v) else "has another form"))
        hint = hint or f"pattern {field.pattern}"
    if field.minimum is not None or field.maximum is not None:
        rules.append(_range(field.minimum, field.maximum))
        hint = _range_hint(field.minimum, field.maximum)

    def rule(value: str) -> str | None:
        return next((message for check in rules if (message := check(value))), None)

    return rule, hint


def _each(field: Field, check: Rule) -> Rule:
    if not field.many:
        return check

    def rule(value: str) -> str | None:
        return next((m for item in value.split(";") if (m := check(item.strip()))), None)

    return rule


def _matches(pattern: re.Pattern[str], message: str) -> Rule:
    return lambda value: None if pattern.fullmatch(value) else message


def _text(value: str) -> str | None:
    return None if value == value.strip() else "has spaces at its ends"


def _number(value: str) -> str | None:
    return None if _NUMBER.fullmatch(value) else "is not a number"


def _date(value: str) -> str | None:
    try:
        parse_reduced(value)
    except BadDateError:
        return "is not a date"
    return None


def _list(value: str) -> str | None:
    items = value.split(";")
    if any(not item.strip() for item in items):
        return "has an empty item"
    return "has an item twice" if len(set(items)) < len(items) else None


def _range(minimum: float | None, maximum: float | None) -> Rule:
    low = -math.inf if minimum is None else minimum
    high = math.inf if maximum is None else maximum

    def rule(value: str) -> str | None:
        try:
            return None if low <= float(value) <= high else "is out of range"
        except ValueError:
            return None

    return rule


def _range_hint(minimum: float | None, maximum: float | None) -> str:
    if minimum is None:
        return f"at most {maximum:g}"
    return f"at least {minimum:g}" if maximum is None else f"{minimum:g} to {maximum:g}"


_TYPE_RULES: dict[str, Rule] = {
    "integer": _matches(_INTEGER, "is not a whole number"),
    "year": _matches(_YEAR, "is not a year"),
    "number": _number,
    "boolean": lambda value: None if value in {"0", "1"} else "is not 0 or 1",
    "date": _date,
    "iso3": _matches(_ISO3, "is not an iso3 code"),
    "url": _matches(_URL, "is not a web address"),
    "list": _list,
    "sources": _list,
}
_HINTS = {"boolean": "0, 1", "date": _DATES, "year": "YYYY", "iso3": "three capital letters"}
