"""Captions and citations, computed from the rows drawn (DESIGN §2.1, §2.6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.format import is_missing, listing
from dashboard.core.errors import UnknownIdError
from dashboard.core.provenance import Source, split_ids, unique_ids

PRODUCT = "Global Cyber Cooperation Dashboard"
_NOT_STATED = "licence not stated"
_LICENCE_NAMES = {
    "not-stated": _NOT_STATED,
    "all-rights-reserved": "all rights reserved",
    "PDM": "public domain",
    "UN-NC": "UN terms, non-commercial",
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as named under a figure; ``when`` is its as-of phrase for the rows drawn."""

    source_id: str
    name: str
    publisher: str
    when: str
    licence: str
    url: str | None
    noncommercial: bool
    share_alike: bool

    def text(self) -> str:
        return f"{self.name} ({self.when})"


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a figure. ``lines`` is the complete list, most used first."""

    lines: tuple[SourceLine, ...]
    as_of: str
    limit: int = 3

    @property
    def named(self) -> tuple[SourceLine, ...]:
        return self.lines[: self.limit]

    @property
    def more(self) -> int:
        """How many sources ``sources_text`` does not name."""
        return max(0, len(self.lines) - self.limit)

    @property
    def noncommercial(self) -> bool:
        return any(line.noncommercial for line in self.lines)

    @property
    def share_alike(self) -> bool:
        return any(line.share_alike for line in self.lines)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """(name, address) of every source that has an address."""
        return tuple((line.text(), line.url) for line in self.lines if line.url)

    def sources_text(self) -> str:
        """'Sources: A (as of …); B (…); and 2 more'."""
        if not self.lines:
            return "No sources: nothing is drawn"
        word = "Source" if len(self.lines) == 1 else "Sources"
        more = f"; and {self.more} more" if self.more else ""
        return f"{word}: {'; '.join(line.text() for line in self.named)}{more}"

    def licence_text(self) -> str:
        """The licences of all sources, then who forbids commercial use or asks share-alike."""
        return ". ".join(self.licence_parts())

    def licence_parts(self) -> tuple[str, ...]:
        """The sentences of ``licence_text``: the licences, then each demand; () without sources."""
        if not self.lines:
            return ()
        names = list(dict.fromkeys(line.licence for line in self.lines))
        word = "Licence" if len(names) == 1 else "Licences"
        parts = [f"{word}: {', '.join(names)}"]
        if names == [_NOT_STATED]:
            parts = [_NOT_STATED.capitalize()]
        for mark, phrase in (
            ("noncommercial", "Non-commercial use only"),
            ("share_alike", "Share alike"),
        ):
            held = [line.name for line in self.lines if getattr(line, mark)]
            if held:
                parts.append(f"{phrase}: {listing(list(dict.fromkeys(held)), self.limit)}")
        return tuple(parts)


def as_of_range(cells: Iterable[object]) -> str:
    """'2026-04-25', or '2025-01-31 to 2026-04-25'; '' when no row has a date."""
    dates = sorted({str(cell) for cell in dict.fromkeys(cells) if not is_missing(cell)})
    if len(dates) < 2:
        return "".join(dates)
    return f"{dates[0]} to {dates[-1]}"


def caption(
    frame: pd.DataFrame,
    sources: Mapping[str, Source],
    columns: Sequence[str] = ("source_id",),
    as_of_column: str = "as_of",
    limit: int = 3,
) -> Caption:
    """The caption of the rows in ``frame``.

    ``columns`` hold source ids (several in a cell joined by ``;``); those missing from ``frame``
    are skipped. Raises UnknownIdError when a row cites a source that is not described.
    """
    present = [column for column in columns if column in frame]
    ids = unique_ids(cell for column in present for cell in frame[column].to_numpy(object))
    unknown = [source_id for source_id in ids if source_id not in sources]
    if unknown:
        raise UnknownIdError(
            f"Rows cite {listing(unknown, 5)}, which no source file describes",
            where="source_id",
            given=", ".join(unknown),
            fix="Add a file to data/sources/ for each of them",
        )
    dates = _dates_by_source(frame, present, as_of_column)
    lines = tuple(_line(sources[source_id], dates.get(source_id, ())) for source_id in ids)
    days = frame[as_of_column].to_numpy(object) if as_of_column in frame else ()
    return Caption(lines, as_of_range(days), limit)


def _dates_by_source(
    frame: pd.DataFrame, columns: Sequence[str], as_of_column: str
) -> dict[str, set[str]]:
    """As-of dates of the rows that cite one source alone: only there the date is surely its."""
    found: dict[str, set[str]] = {}
    if as_of_column not in frame:
        return found
    for column in columns:
        cells, days = (frame[name].to_numpy(object) for name in (column, as_of_column))
        for cell, as_of in dict.fromkeys(zip(cells, days, strict=True)):
            ids = split_ids(cell) if isinstance(cell, str) else ()
            if len(ids) == 1 and not is_missing(as_of):
                found.setdefault(ids[0], set()).add(str(as_of))
    return found


def _line(source: Source, dates: Iterable[str]) -> SourceLine:
    drawn = as_of_range(dates)
    when = f"as of {drawn}" if drawn and source.as_of else source.as_of_phrase
    known = source.publisher.casefold() in source.title.casefold()
    return SourceLine(
        source_id=source.source_id,
        name=source.title if known else f"{source.publisher}, {source.title}",
        publisher=source.publisher,
        when=when,
        licence=_LICENCE_NAMES.get(source.licence_id, source.licence_id),
        url=source.url,
        noncommercial=source.noncommercial,
        share_alike=source.share_alike,
    )


def cite_view(title: str, url: str, data_version: str, year: int) -> str:
    """A plain citation of one view, in the order APA uses for a data set."""
    return f"{PRODUCT}. ({year}). {title.rstrip('.')} [Data version {data_version}]. {url}"
