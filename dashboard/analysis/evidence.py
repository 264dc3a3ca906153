"""Where a reader can check a cell: the page of its first source that has an address."""

from collections.abc import Iterable

from dashboard.core.provenance import split_ids, unique_ids
from dashboard.store.store import Store


def evidence_urls(store: Store, cells: Iterable[object]) -> list[str]:
    """One address for each cell of source ids; '' for an empty cell or a source without a page.

    Each distinct cell is looked up once, so a column of 250 rows costs a few look-ups.
    """
    known: dict[object, str] = {}
    urls = []
    for cell in cells:
        if cell not in known:
            known[cell] = evidence_url(store, cell)
        urls.append(known[cell])
    return urls


def evidence_url(store: Store, cell: object) -> str:
    """The page of the first source of a cell that has one; else ''."""
    for source_id in split_ids(cell) if isinstance(cell, str) else ():
        source = store.sources.get(source_id)
        if source is not None and source.url:
            return source.url
    return ""


def merged_sources(cells: Iterable[object]) -> str:
    """One cell with every source id of ``cells``, each once, most frequent first."""
    return ";".join(unique_ids(cells))
