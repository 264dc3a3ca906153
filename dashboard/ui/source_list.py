"""The list of sources: which rows cite each one, and how the list reads on a page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from html import escape

import pandas as pd

from dashboard.core.errors import DataError, Problem
from dashboard.core.provenance import Source, split_ids
from dashboard.store.store import Store
from dashboard.ui.markup import anchor_html

AUTHORITY = {
    "official": "Official",
    "research": "Research",
    "curated": "Curated list",
    "press": "Press",
    "weak": "Weak",
}


@dataclass(frozen=True, slots=True)
class Citations:
    """Rows citing each source, rows of each table, and what is wrong with tables left out."""

    rows: Mapping[str, int]
    table_rows: Mapping[str, int]
    problems: tuple[Problem, ...]


def citations(store: Store) -> Citations:
    """Count rows per source over every table with a ``source_id`` column."""
    counts: Counter[str] = Counter()
    table_rows: dict[str, int] = {}
    problems: list[Problem] = []
    for name in store.tables():
        try:
            frame = store.table(name)
        except DataError as error:
            problems.extend(error.problems)
            continue
        table_rows[name] = len(frame)
        if "source_id" in frame:
            for cell, rows in frame["source_id"].value_counts().items():
                for source_id in dict.fromkeys(split_ids(str(cell))):
                    counts[source_id] += int(rows)
    return Citations(dict(counts), table_rows, tuple(problems))


def matching(
    sources: Iterable[Source], rows: Mapping[str, int], *, topic: str = "", text: str = ""
) -> list[Source]:
    """Sources on a topic whose title, publisher, licence or id holds every word of ``text``.

    Those cited by the most rows come first, ties by publisher and title.
    """
    words = text.casefold().split()

    def fits(source: Source) -> bool:
        content = " ".join((source.source_id, source.title, source.publisher, source.licence))
        return (not topic or topic in source.topics) and all(
            word in content.casefold() for word in words
        )

    return sorted(
        (source for source in sources if fits(source)),
        key=lambda source: (
            -rows.get(source.source_id, 0),
            source.publisher.casefold(),
            source.title.casefold(),
        ),
    )


def sources_frame(sources: Iterable[Source], rows: Mapping[str, int]) -> pd.DataFrame:
    """The same list to take away, one row a source with every field that describes it."""
    lines = [
        {
            **{field.name: getattr(source, field.name) for field in fields(source)},
            "topics": ";".join(source.topics),
            "rows": rows.get(source.source_id, 0),
        }
        for source in sources
    ]
    return pd.DataFrame(lines).drop(columns="expected_rows", errors="ignore")


def sources_html(sources: Iterable[Source], rows: Mapping[str, int]) -> str:
    """The sources as a table that turns into a list of blocks on a narrow screen."""
    body = "".join(_row(source, rows.get(source.source_id, 0)) for source in sources)
    heads = "".join(
        f'<th scope="col"{mark}>{name}</th>'
        for name, mark in (
            ("Source", ""),
            ("Licence", ""),
            ("As of", ""),
            ("Authority", ""),
            ("Rows here", ' class="number"'),
        )
    )
    return (
        '<div class="table-scroll"><table class="blocks"><caption>Sources</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(source: Source, rows: int) -> str:
    title = anchor_html(source.title, source.url) if source.url else escape(source.title)
    marks = [
        label
        for label, holds in (
            ("Non-commercial use only", source.noncommercial),
            ("Share alike", source.share_alike),
        )
        if holds
    ]
    flags = "".join(f'<span class="mark">{label}</span>' for label in marks)
    when = source.as_of or f"undated, read {source.accessed}"
    cells = (
        ("Licence", f"{escape(source.licence)}{flags}", ""),
        ("As of", escape(when), ' class="date"'),
        ("Authority", escape(AUTHORITY.get(source.authority, source.authority)), ""),
        ("Rows here", f"{rows:,}" if rows else "none", ' class="number"'),
    )
    rest = "".join(f'<td data-label="{name}"{mark}>{text}</td>' for name, text, mark in cells)
    note = f"<small>{escape(source.notes)}</small>" if source.notes else ""
    return (
        f'<tr><th scope="row">{title}<small>{escape(source.publisher)}</small>{note}</th>'
        f"{rest}</tr>"
    )


def free_rows(frame: pd.DataFrame, sources: Mapping[str, Source]) -> pd.DataFrame:
    """The rows that cite no non-commercial source (all rows where there is no such column)."""
    if "source_id" not in frame:
        return frame
    closed = {
        cell
        for cell in frame["source_id"].dropna().unique()
        if any(sources[s].noncommercial for s in split_ids(str(cell)) if s in sources)
    }
    return frame[~frame["source_id"].isin(closed)] if closed else frame
