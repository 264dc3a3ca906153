"""One live number of the guide: computed for a store, a day and the reader's country."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.charts.format import NO_DATA, percent
from dashboard.core.countries import Country
from dashboard.store.store import Store


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """What a number depends on: the data, the day, the reader's own country (iso3, or None), and
    the thing it is about (a treaty, organisation, indicator, dataset, form or type; '' for none).
    """

    store: Store
    on: date
    mine: str | None = None
    about: str = ""

    @property
    def own(self) -> Country | None:
        """The reader's country, or None."""
        return self.store.countries[self.mine] if self.mine else None


@dataclass(frozen=True, slots=True, eq=False)
class LiveNumber:
    """``value`` is shown large, ``sentence`` says what it counts, of what and when.

    ``frame`` holds the rows it was computed from, with source_id and as_of; ``own`` says where
    the reader's country stands ('' where none is chosen or the number says nothing about one).
    """

    value: str
    sentence: str
    frame: pd.DataFrame
    own: str = ""

    @property
    def known(self) -> bool:
        """False where the data of this day hold nothing to count."""
        return self.value != NO_DATA


MakeNumber = Callable[[Ask], LiveNumber]
Numbers = Mapping[str, MakeNumber]


def evidence(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a source, as the evidence of a number."""
    return rows[rows["source_id"].notna() & rows["source_id"].ne("")].reset_index(drop=True)


def one_row(source_id: str, as_of: str) -> pd.DataFrame:
    """Evidence that is a whole list rather than its rows."""
    return pd.DataFrame([{"source_id": source_id, "as_of": as_of}])


def nothing(sentence: str, frame: pd.DataFrame | None = None) -> LiveNumber:
    """A number that the data of this day cannot give, with the reason."""
    empty = pd.DataFrame(columns=["source_id", "as_of"])
    return LiveNumber(NO_DATA, sentence, empty if frame is None else frame)


def part(some: float, whole: float) -> str:
    """'45 %', or 'no data' of nothing."""
    return percent(some / whole) if whole else NO_DATA


def span(years: Sequence[int]) -> str:
    """'2020' or '2014–2023'."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
