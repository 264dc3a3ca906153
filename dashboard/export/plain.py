"""Rows as plain values, and plain values as JSON: null for what is missing, never NaN."""

import json
import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.core.provenance import split_ids


def records(frame: pd.DataFrame, lists: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Rows as plain values: None for missing and for empty text; ``lists`` are split at ``;``."""
    columns = {str(name): _cells(frame[name]) for name in frame}
    if frame.empty:
        return []
    for name in lists:
        columns[name] = [list(split_ids(v)) if v else [] for v in columns[name]]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def plain(value: Any) -> Any:
    """One cell as JSON can hold it: None for NaN, NA, infinities and empty text."""
    if isinstance(value, str):
        return value or None
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.isoformat() if isinstance(value, date) else value


def dumps(document: object) -> bytes:
    """Compact UTF-8 JSON; NaN is an error, never written."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _cells(column: pd.Series) -> list[Any]:
    return [plain(value) for value in column.astype(object).tolist()]
