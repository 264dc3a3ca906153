"""What a brief says: a frozen value of plain text, tables and charts, before it is typeset.

Every cell that states a fact carries the numbers of its sources; the list at the end has exactly
the sources that were cited, in the order of their first mention.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, SourceLine, caption
from dashboard.charts.format import is_missing
from dashboard.core.provenance import split_ids
from dashboard.store.store import Store

BORDERS = (
    "Borders and names on maps follow Natural Earth as changed by Visionscarto. They imply no"
    " opinion on the legal status of any territory, and listing an entity is no statement on its"
    " status."
)
NOT_A_PROMISE = "A treaty in force is a channel, not a promise that help is given."
BORDER_SOURCE = "natural_earth_visionscarto"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a quieter remark below it, and the numbers of its sources."""

    text: str
    small: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading; ``widths`` are shares of the line, one a column. ``more`` is a
    sentence below it, and stands alone where there is no row."""

    title: str
    head: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitle: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One headline number."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A figure of the brief: ``chart`` is drawn, ``credit`` stands below it."""

    chart: Chart
    credit: str


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """A whole brief, one or two pages. ``address`` is the view it was made from; the first
    ``beside`` tables stand beside the pictures."""

    kind: str
    title: str
    finding: str
    summary: str
    on: date
    data_version: str
    address: str
    facts: tuple[Fact, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    beside: int = 1

    @property
    def noncommercial(self) -> bool:
        return any(line.noncommercial for line in self.sources)

    @property
    def share_alike(self) -> bool:
        return any(line.share_alike for line in self.sources)


@dataclass(slots=True)
class Sources:
    """The numbered list of a brief while it is written."""

    store: Store
    _places: dict[str, int] = field(default_factory=dict)
    _dates: dict[str, set[str]] = field(default_factory=dict)

    def cite(self, source_ids: object, as_of: object = "") -> tuple[int, ...]:
        """The numbers of the sources in one cell; new ones join the end of the list."""
        ids = [] if is_missing(source_ids) else list(split_ids(str(source_ids)))
        for source_id in ids:
            self._places.setdefault(source_id, len(self._places) + 1)
            if len(ids) == 1 and not is_missing(as_of):
                self._dates.setdefault(source_id, set()).add(str(as_of))
        return tuple(sorted(self._places[source_id] for source_id in dict.fromkeys(ids)))

    def credit(self, cited: Caption, where: str, limit: int = 4) -> str:
        """'Sources: 1, 4, 9 and 12 more, all named under the figure at …' for a whole figure."""
        numbers = [self.cite(line.source_id)[0] for line in cited.lines[:limit]]
        rest = len(cited.lines) - len(numbers)
        words = ", ".join(map(str, sorted(numbers)))
        more = f" and {rest} more, all named under the figure at {where}" if rest else ""
        return f"{'Source' if len(cited.lines) == 1 else 'Sources'}: {words}{more}"

    def lines(self) -> tuple[SourceLine, ...]:
        """Every source cited, in the order of its number."""
        rows = [
            (source_id, as_of)
            for source_id in self._places
            for as_of in sorted(self._dates.get(source_id, ("",)))
        ]
        frame = pd.DataFrame(rows, columns=["source_id", "as_of"])
        found = {line.source_id: line for line in caption(frame, self.store.sources).lines}
        return tuple(found[source_id] for source_id in self._places)


def grouped(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows with a first cell that repeats the one above left blank."""
    out: list[tuple[Cell, ...]] = []
    last = ""
    for first, *rest in rows:
        out.append((first if first.text != last else Cell(""), *rest))
        last = first.text
    return tuple(out)


def ranges(numbers: Sequence[int]) -> str:
    """'2–5,9' for 2, 3, 4, 5 and 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs
    )


def names(words: Sequence[str], most: int) -> str:
    """'A, B, C and 9 more'."""
    rest = len(words) - most
    return f"{', '.join(words[:most])} and {rest} more" if rest > 0 else ", ".join(words)


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def short(text: str, most: int = 110) -> str:
    """A remark cut at a word, where it would fill the page."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:(')} …"


def with_year(row: Mapping[Any, Any]) -> str:
    """'0.78 (2025)' from ``text`` and ``year``; a value without a year stands alone."""
    text = str(row["text"])
    return text if is_missing(row["year"]) else f"{text} ({int(row['year'])})"
