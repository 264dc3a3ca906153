"""Rows as CSV that a spreadsheet opens as text, under a name that says what is inside."""

import re
from datetime import date

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """Text cells and headings that a spreadsheet would run as a formula, led by an apostrophe.

    Numbers, also negative ones in text columns, stay as they are.
    """

    def cell(value: object) -> object:
        if not isinstance(value, str) or not value.startswith(_FORMULA) or _number(value):
            return value
        return "'" + value

    out = frame.rename(columns=lambda name: cell(str(name)))
    for name in out.select_dtypes(include=["object", "string"]).columns:
        out[name] = out[name].map(cell, na_action="ignore")
    return out


def _number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9][0-9.,]*%?", text) is not None


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8 CSV with a mark that makes spreadsheets read accents right; missing cells empty."""
    return defused(frame).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def file_name(*parts: str, suffix: str, on: date | None = None) -> str:
    """'cyber-cooperation_treaty-status_2026-11-24.csv' from words, safe on every system."""
    words = [
        re.sub(r"[^a-z0-9]+", "-", part.casefold()).strip("-")[:60].rstrip("-") for part in parts
    ]
    stem = "_".join(["cyber-cooperation", *(word for word in words if word)])
    return f"{stem}_{on.isoformat()}.{suffix}" if on else f"{stem}.{suffix}"
