"""Frames as answers: JSON with ``data`` and ``meta``, or CSV; sources are those of the rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from starlette.responses import Response

from dashboard.api.encoded import EncodedRows, source_columns
from dashboard.api.listing import Listing
from dashboard.core.provenance import Source, unique_ids
from dashboard.export.plain import dumps
from dashboard.export.plain import records as records
from dashboard.store.store import Store

JSON_TYPE = "application/json"
CSV_TYPE = "text/csv; charset=utf-8"
SOURCE_FIELDS = (
    "source_id",
    "title",
    "publisher",
    "licence",
    "licence_id",
    "noncommercial",
    "share_alike",
    "as_of",
    "accessed",
    "url",
)


def rows_answer(
    store: Store,
    frame: pd.DataFrame,
    *,
    listing: Listing,
    name: str,
    on: date | None = None,
    extra: Mapping[str, Any] | None = None,
    lists: Sequence[str] = (),
    cited: Sequence[str] | None = None,
    total: int | None = None,
) -> Response:
    """One page of a list. ``name`` is the file name of the CSV; ``extra`` goes into ``meta``.

    Columns named in ``lists`` hold several values joined by ``;``: arrays in JSON. ``cited``:
    sources, where they are not in the rows themselves. ``total``: rows of the whole list, where
    ``frame`` is only the page asked for.
    """
    count = len(frame) if total is None else total
    following = listing.next_address(count)
    if listing.fmt == "csv":
        rows = listing.page(frame) if total is None else frame
        response = csv_answer(store, rows, cited_ids(rows) if cited is None else cited, name)
    else:
        about = {"next": following, "rows": count, **(extra or {})}
        if total is None:
            encoded, span = listing.encoded(frame, lists), (listing.start, listing.stop)
        else:
            encoded, span = EncodedRows.of(frame, lists), (0, None)
        ids = encoded.cited(*span) if cited is None else cited
        response = _wrapped(store, encoded.page(*span), ids, on, about)
    if following:
        response.headers["link"] = f'<{following}>; rel="next"'
    return response


def data_answer(
    store: Store,
    data: object,
    cited: Iterable[str],
    *,
    on: date | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """``{"data": …, "meta": {data_version, on, sources, next, …}}`` with null for what is missing.

    ``next`` is the address of the next page; null where everything is in one answer.
    """
    return _wrapped(store, dumps(data), cited, on, extra or {})


def _wrapped(
    store: Store, data: bytes, cited: Iterable[str], on: date | None, extra: Mapping[str, Any]
) -> Response:
    meta = {
        "data_version": store.data_version,
        "on": None if on is None else on.isoformat(),
        "sources": sources(store, cited),
        "next": None,
        **extra,
    }
    body = b'{"data":' + data + b',"meta":' + dumps(meta) + b"}"
    return Response(body, media_type=JSON_TYPE)


def csv_answer(store: Store, frame: pd.DataFrame, cited: Iterable[str], name: str) -> Response:
    """The rows alone: TRUE and FALSE (R reads no other words), an empty cell for what is missing.

    The header X-Licence-Notice says whether rows rest on non-commercial or share-alike sources.
    """
    flags = {str(c): _flags(frame[c]) for c in frame if frame[c].dtype.kind == "b"}
    text = frame.assign(**flags)
    body = text.to_csv(index=False, lineterminator="\n")
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", name)
    headers = {"content-disposition": f'inline; filename="{safe}.csv"'}
    notice = licence_notice(store.source(i) for i in dict.fromkeys(cited))
    if notice:
        headers["x-licence-notice"] = notice
    return Response(body.encode(), media_type=CSV_TYPE, headers=headers)


def cited_ids(frame: pd.DataFrame) -> tuple[str, ...]:
    """Ids in every source column of a frame, most frequent first."""
    return unique_ids(cell for column in source_columns(frame) for cell in frame[column].dropna())


def sources(store: Store, cited: Iterable[str]) -> list[dict[str, Any]]:
    """What a reader needs to know of each cited source, in order, each once."""
    return [source_record(store.source(i)) for i in dict.fromkeys(cited)]


def source_record(source: Source) -> dict[str, Any]:
    """SOURCE_FIELDS of one source."""
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


def licence_notice(cited: Iterable[Source]) -> str:
    """'non-commercial, share-alike' as far as any of the sources asks for it; '' otherwise."""
    found = list(cited)
    asked = {
        "non-commercial": any(s.noncommercial for s in found),
        "share-alike": any(s.share_alike for s in found),
    }
    return ", ".join(word for word, is_asked in asked.items() if is_asked)


def _flags(column: pd.Series) -> pd.Series:
    return column.astype(object).map({True: "TRUE", False: "FALSE"})
