"""Rows of a list as JSON text, made once and then cut into pages.

Who reads a long list page by page asks the same question again and again: turning the rows into
text costs more than all the rest of an answer.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.core.provenance import unique_ids
from dashboard.export.plain import dumps, records

MAX_BYTES = 8 * 2**20


@dataclass(frozen=True, slots=True)
class EncodedRows:
    """Each row as JSON, and the cells of its source columns."""

    rows: tuple[bytes, ...]
    cells: tuple[tuple[object, ...], ...]

    @classmethod
    def of(cls, frame: pd.DataFrame, lists: Sequence[str] = ()) -> "EncodedRows":
        """All rows of a frame; ``lists`` as in ``records``."""
        rows = tuple(dumps(row) for row in records(frame, lists))
        cells = zip(*(frame[name].tolist() for name in source_columns(frame)), strict=True)
        return cls(rows, tuple(cells) or ((),) * len(rows))

    def page(self, start: int, stop: int | None) -> bytes:
        """A JSON array of some of the rows."""
        return b"[" + b",".join(self.rows[start:stop]) + b"]"

    def cited(self, start: int, stop: int | None) -> tuple[str, ...]:
        """Source ids of these rows, most frequent first."""
        return unique_ids(cell for row in self.cells[start:stop] for cell in row)

    @property
    def size(self) -> int:
        return sum(map(len, self.rows))


def source_columns(frame: pd.DataFrame) -> list[str]:
    """Every column that names sources."""
    ends = ("source_id", "source_id_2", "total_source")
    return [str(name) for name in frame if str(name).endswith(ends)]


class RowsMemory:
    """The rows of the lists last asked for in pages, at most MAX_BYTES of text. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, EncodedRows] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, question: str, make: Callable[[], EncodedRows]) -> EncodedRows:
        """The rows that answer a question, made by ``make`` where they are not at hand."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
                return found
        made = make()
        with self._lock:
            if question not in self._kept and made.size <= MAX_BYTES // 4:
                self._kept[question] = made
                self._bytes += made.size
            while self._bytes > MAX_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1].size
        return made
