"""What every builder asks of its frame: the columns must be there, and missing stays missing."""

from collections.abc import Iterable, Sequence

import pandas as pd

from dashboard.charts.format import is_missing
from dashboard.charts.tokens import SERIES, Tone
from dashboard.core.errors import UserError


def require(frame: pd.DataFrame, columns: Iterable[str], chart: str) -> None:
    """Raise UserError naming every column of ``columns`` that ``frame`` lacks."""
    absent = [column for column in columns if column not in frame]
    if absent:
        raise UserError(
            f"The {chart} chart needs the columns {', '.join(absent)}",
            where=chart,
            given=", ".join(map(str, frame.columns)),
            fix="Pass a frame with these columns",
        )


def floats(cells: Iterable[object]) -> list[float | None]:
    """Numbers with None for missing ones: a missing value is never 0."""
    return [None if is_missing(cell) else float(str(cell)) for cell in cells]


def texts(cells: Iterable[object]) -> list[str]:
    """Text with '' for missing cells."""
    return ["" if is_missing(cell) else str(cell) for cell in cells]


def in_order(cells: Iterable[object]) -> list[str]:
    """Distinct non-missing texts in the order they first appear."""
    return list(dict.fromkeys(str(cell) for cell in cells if not is_missing(cell)))


def series_tones(keys: Sequence[str], what: str) -> dict[str, Tone]:
    """One colour a key, in order. Raises UserError for more keys than there are colours."""
    if len(keys) > len(SERIES):
        raise UserError(
            f"{len(keys)} {what} cannot be told apart in one chart",
            given=", ".join(keys),
            fix=f"Choose at most {len(SERIES)}",
        )
    return dict(zip(keys, SERIES, strict=False))
