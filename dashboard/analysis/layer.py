"""A layer: one value or category for every registry entry on a date, for a map or a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from dashboard.core.vocabulary import Empty

FRAME_COLUMNS = (
    "iso3",
    "name",
    "entity_kind",
    "value",
    "category",
    "empty",
    "text",
    "since",
    "year",
    "note",
    "source_id",
    "as_of",
    "evidence_url",
)
"""Columns of every layer frame. ``value`` (float) or ``category`` (key of ``categories``) is set
unless ``empty`` (an ``Empty`` value) says why not; ``text`` is the phrase a tooltip shows."""


def categorical_frame(frame: pd.DataFrame, empties: Mapping[str, Empty]) -> pd.DataFrame:
    """A frame with ``category`` completed to FRAME_COLUMNS; ``empties`` are the categories that
    stand for a kind of empty."""
    empty = frame["category"].map({key: str(kind) for key, kind in empties.items()})
    return frame.assign(empty=empty, value=np.nan, year=np.nan)[list(FRAME_COLUMNS)]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """What the map colours and the list sorts.

    ``frame`` has one row per registry entry with FRAME_COLUMNS. ``categories`` maps category keys
    to labels in legend order (empty for numbers). ``palette`` names a colour family of the charts:
    status, membership, csirt, reach, count, incidents, obstacles. ``scale`` says how numbers are
    binned. ``unit`` is said once, beside the measure. ``dark_is_low``: low numbers are the stronger
    ones (a low score is more of an obstacle), so they get the dark end of the ramp.
    """

    layer_id: str
    family: str
    title: str
    measure: str
    unit: str
    kind: Literal["category", "number"]
    frame: pd.DataFrame
    palette: str
    on: date
    finding: str
    categories: dict[str, str] = field(default_factory=dict)
    scale: Literal["linear", "log", "count"] = "linear"
    decimals: int = 0
    notes: tuple[str, ...] = ()
    table: str = ""
    dark_is_low: bool = False

    @property
    def known(self) -> pd.DataFrame:
        """Rows that carry a value or a category (none of the four kinds of empty)."""
        return self.frame[self.frame["empty"].isna()]
