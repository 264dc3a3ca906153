"""Where a fact comes from: one Source per publisher's list, and what its licence asks."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One file of ``data/sources/``. Dates are ISO text, possibly reduced; None = not stated."""

    source_id: str
    title: str
    publisher: str
    page_url: str | None
    data_url: str | None
    licence: str
    licence_id: str
    noncommercial: bool
    share_alike: bool
    as_of: str | None
    accessed: str
    authority: str
    how_obtained: str
    obtained_from: str | None
    topics: tuple[str, ...]
    expected_rows: tuple[int, int] | None
    notes: str | None

    @property
    def url(self) -> str | None:
        """The address to show a reader: the page if there is one, else the data file."""
        return self.page_url or self.data_url

    @property
    def as_of_phrase(self) -> str:
        """'as of 2026-04-25', or when it was read if the page carries no date."""
        return f"as of {self.as_of}" if self.as_of else f"undated page, read {self.accessed}"


def split_ids(cell: str) -> tuple[str, ...]:
    """The source ids of one cell: several are joined by ``;``."""
    return tuple(part for part in (piece.strip() for piece in cell.split(";")) if part)


def unique_ids(cells: Iterable[object]) -> tuple[str, ...]:
    """Source ids found in cells, each once, most frequent first (ties by id)."""
    counts: Counter[str] = Counter()
    for cell, times in Counter(cell for cell in cells if isinstance(cell, str)).items():
        for source_id in split_ids(cell):
            counts[source_id] += times
    return tuple(sorted(counts, key=lambda source_id: (-counts[source_id], source_id)))
