"""How a list comes: as JSON or CSV, whole or page by page.

A cursor is opaque: where the next page begins, and a mark of the question and the version of the
data it belongs to. Lists of one version are always in the same order, so pages neither repeat nor
skip a row; a cursor of another version or another question is refused.
"""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

import pandas as pd
from fastapi import Depends, Query, Request

from dashboard.api.encoded import EncodedRows, RowsMemory
from dashboard.api.params import current_store, today
from dashboard.api.problems import ParameterError

JSON_ROWS = 1000
"""Rows of a JSON page where no limit is given; a CSV is whole unless one is."""
MOST_ROWS = 10_000
_APART = ("cursor", "limit", "format")

Format = Literal["json", "csv"]


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked of a list. ``limit`` None: all rows from ``start`` on.

    ``path`` and ``query`` are the question without its paging, ``question`` names it together with
    the data and the day; ``memory`` keeps its rows for the next page.
    """

    fmt: Format
    limit: int | None
    start: int
    path: str
    query: tuple[tuple[str, str], ...]
    question: str
    memory: RowsMemory

    @property
    def mark(self) -> str:
        """What a cursor carries of the question."""
        return self.question[:8]

    @property
    def stop(self) -> int | None:
        """The first row after the page; None where there is no limit."""
        return None if self.limit is None else self.start + self.limit

    def page(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of this page."""
        if self.start == 0 and (self.limit is None or len(frame) <= self.limit):
            return frame
        return frame.iloc[self.start : self.stop]

    def encoded(self, frame: pd.DataFrame, lists: Sequence[str]) -> EncodedRows:
        """All rows of a list as JSON; kept where this answer is one page of several."""
        if self.start == 0 and (self.stop is None or self.stop >= len(frame)):
            return EncodedRows.of(frame, lists)
        return self.memory.get(self.question, lambda: EncodedRows.of(frame, lists))

    def next_address(self, total: int) -> str | None:
        """Where the next page of a list of ``total`` rows is; None after the last."""
        if self.stop is None or self.stop >= total:
            return None
        cursor = _written(self.stop, self.mark)
        more = [("format", self.fmt), ("limit", str(self.limit)), ("cursor", cursor)]
        return f"{quote(self.path)}?{urlencode([*self.query, *more])}"


async def _listing(
    request: Request,
    format: Annotated[
        Format | None,
        Query(
            description="json, or csv for the rows alone; left out, what the header Accept asks "
            "for, else json."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        Query(
            ge=1,
            le=MOST_ROWS,
            description=f"Rows of a page. Left out, {JSON_ROWS} as JSON and all as CSV.",
        ),
    ] = None,
    cursor: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=60,
            json_schema_extra={"pattern": "^[A-Za-z0-9_-]+$"},
            description="Where the page begins: as found in `meta.next` of the page before.",
        ),
    ] = None,
) -> Listing:
    fmt: Format = format or request.state.negotiated
    rows = limit if limit is not None else (JSON_ROWS if fmt == "json" else None)
    query = [(k, v) for k, v in request.query_params.multi_items() if k not in _APART]
    if "on" in request.state.known and "on" not in request.query_params:
        query.append(("on", today().isoformat()))
    path = request.scope["path"]
    text = f"{current_store(request).data_version} {path} {sorted(query)}"
    question = hashlib.sha256(text.encode()).hexdigest()
    start = 0 if cursor is None else _read(cursor, question[:8])
    memory = request.app.state.rows
    return Listing(fmt, rows, start, path, tuple(query), f"{question} {today()}", memory)


AsList = Annotated[Listing, Depends(_listing)]


def _written(start: int, mark: str) -> str:
    return base64.urlsafe_b64encode(f"{start}.{mark}".encode()).decode().rstrip("=")


def _read(cursor: str, mark: str) -> int:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        start, _, given = text.decode("ascii").partition(".")
    except (binascii.Error, ValueError):
        start, given = "", ""
    if given == mark and start.isascii() and start.isdigit():
        return int(start)
    raise ParameterError(
        "This cursor does not belong to this list: it was cut, or the question or the data changed",
        where="cursor",
        given=cursor,
        fix="Ask for the first page again, without cursor",
    )
