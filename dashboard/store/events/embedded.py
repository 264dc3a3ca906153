"""The engine in this process: DuckDB over the Parquet files of the event tables."""

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from ibis.expr.operations import UnboundTable

from dashboard.core.errors import EngineError
from dashboard.store.events.schema import table_name

LOG = logging.getLogger("dashboard")
MEMORY = "144MB"
"""What DuckDB may hold at a time; beyond it spills to disk."""
MOST_THREADS = 4


class EmbeddedEngine:
    """Answers Ibis expressions from Parquet files. Safe to share among threads.

    One database in memory holds a view for each file; a question borrows a cursor of it, so that
    the threads of the server never share one.
    """

    name = "duckdb"

    def __init__(self) -> None:
        threads = max(1, min(os.cpu_count() or 1, MOST_THREADS))
        self._root = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": MEMORY,
                "threads": threads,
                "autoinstall_known_extensions": False,
            },
        )
        self._root.execute("LOAD parquet; SET parquet_metadata_cache=true")
        self._idle: LifoQueue[Any] = LifoQueue()
        self._views: dict[str, Path] = {}
        self._lock = threading.Lock()

    def attach(self, dataset: str, kind: str, folder: Path) -> None:
        """Make one table of a dataset known; a later folder replaces an earlier one."""
        name, path = table_name(dataset, kind), folder / f"{kind}.parquet"
        if self._views.get(name) == path:
            return
        with self._lock:
            if self._views.get(name) == path:
                return
            try:
                quoted = str(path).replace("'", "''")
                self._root.execute(
                    f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet('{quoted}')"
                )
            except duckdb.Error as error:
                raise _gone([name], error) from error
            self._views[name] = path

    def run(self, expression: Any) -> pa.Table:
        """The rows of an expression over attached tables."""
        with self._borrowed() as backend:
            try:
                return backend.to_pyarrow(expression.as_table())
            except duckdb.Error as error:
                asked = {str(table.name) for table in expression.op().find(UnboundTable)}
                raise _gone(sorted(asked), error) from error

    @contextmanager
    def _borrowed(self) -> Iterator[Any]:
        try:
            backend = self._idle.get_nowait()
        except Empty:
            with self._lock:
                backend = ibis.duckdb.from_connection(self._root.cursor())
        try:
            yield backend
        finally:
            self._idle.put(backend)


def _gone(tables: Sequence[str], error: duckdb.Error) -> EngineError:
    """The error to show; what DuckDB says names files of this machine and goes to the log."""
    LOG.error("%s: %s", ", ".join(tables), error)
    dataset = tables[0].partition("__")[0] if tables else "of the dataset"
    return EngineError(
        f"The event tables of {dataset} cannot be read: a file of {' or '.join(tables)} is damaged "
        "or gone",
        where=", ".join(tables),
        fix="Start the dashboard again: it makes event tables anew, but an imported file must be "
        "imported again",
    )
