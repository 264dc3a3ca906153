"""Numbers, dates and lists as a reader would write them; missing is a word, never 'nan'."""

from datetime import date

import pandas as pd

from dashboard.core.dates import day_phrase, parse_reduced
from dashboard.core.errors import BadDateError
from dashboard.core.words import listing as listing

NO_DATA = "no data"
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def is_missing(value: object) -> bool:
    """True for None, NaN, NaT, pd.NA and empty text."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return not value.strip()
    return bool(value != value)


def _as_float(value: object) -> float:
    if isinstance(value, str | int | float):
        return float(value)
    return float(str(value))


def number(value: object, decimals: int = 0, unit: str = "", missing: str = NO_DATA) -> str:
    """'1,234', '−0.5', '45 %'. A value that would round to 0 but is not 0 keeps a digit."""
    if is_missing(value):
        return missing
    amount = _as_float(value)
    text = f"{abs(amount):,.{decimals}f}"
    if amount != 0 and not any(digit in text for digit in "123456789"):
        text = f"{abs(amount):.1g}" if abs(amount) >= 1e-4 else f"{abs(amount):.0e}"
    sign = "−" if amount < 0 else ""
    return with_unit(sign + text, unit)


def with_unit(text: str, unit: str) -> str:
    """The unit after a thin gap ('45 %', '3 per million people'); nothing without a unit."""
    return f"{text} {unit}" if unit else text


def compact(value: object, decimals: int = 1, missing: str = NO_DATA) -> str:
    """'12.3 million', '1.4 billion'; below a million the whole number with commas."""
    if is_missing(value):
        return missing
    amount = _as_float(value)
    for size, word in _SCALES:
        if abs(amount) >= size:
            text = f"{abs(amount) / size:,.{decimals}f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
            return f"{'−' if amount < 0 else ''}{text} {word}"
    return number(amount)


def percent(share: object, decimals: int = 0, missing: str = NO_DATA) -> str:
    """A share of one as per cent: 0.453 → '45 %'; a tiny share is '< 1 %', never '0 %'."""
    if is_missing(share):
        return missing
    amount = _as_float(share) * 100
    floor = 10.0**-decimals
    if 0 < amount < floor / 2:
        return f"< {floor:.{decimals}f} %"
    if 100 - floor / 2 < amount < 100:
        return f"> {100 - floor:.{decimals}f} %"
    return number(amount, decimals, "%")


def signed(value: object, decimals: int = 0, unit: str = "", missing: str = NO_DATA) -> str:
    """A change: '+3', '−2', '0'."""
    if is_missing(value):
        return missing
    text = number(value, decimals, unit)
    return f"+{text}" if _as_float(value) > 0 else text


def year(value: object, missing: str = "year not stated") -> str:
    """'2024', also from 2024.0; no thousands comma."""
    return missing if is_missing(value) else str(int(_as_float(value)))


def date_phrase(value: object, missing: str = "date not known") -> str:
    """'1 July 2006', 'July 2006', '2006' from a reduced ISO date; other text is kept as it is."""
    if is_missing(value):
        return missing
    if isinstance(value, date):
        return day_phrase(value)
    try:
        return parse_reduced(str(value)).phrase()
    except BadDateError:
        return str(value)


def since(value: object, missing: str = "since when is not known") -> str:
    """'since 1 July 2006'; for a window 'since a day between … and …'."""
    if is_missing(value):
        return missing
    phrase = date_phrase(value)
    return f"since a day {phrase}" if phrase.startswith("between") else f"since {phrase}"


def plural(count: int, one: str, many: str | None = None) -> str:
    """'1 country', '1,234 countries'."""
    word = one if count == 1 else many or f"{one}s"
    return f"{number(count)} {word}"
