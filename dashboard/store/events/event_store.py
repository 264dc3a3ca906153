"""Where incidents are asked for: datasets by name, tables as expressions, answers as frames."""

import json
import os
import threading
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard.core.errors import EngineError, UserError
from dashboard.store.build import KEPT_VERSIONS, cache_root, code_version
from dashboard.store.events.embedded import EmbeddedEngine
from dashboard.store.events.load import load_tables
from dashboard.store.events.make import make_tables
from dashboard.store.events.manifest import read_complete
from dashboard.store.events.schema import EventSet, unbound
from dashboard.store.events.server import VARIABLE, ServerEngine
from dashboard.store.events.shipped import STAGED_TABLES, stage
from dashboard.store.store import Store
from dashboard.store.whole import keep_newest, put, writing


class EventStore:
    """The event tables of one store on one engine. Safe to share among threads.

    Tables of a shipped dataset are made when it is first asked for and kept in the cache under
    the version of the data.
    """

    def __init__(self, store: Store, url: str | None = None) -> None:
        self._store = store
        given = os.environ.get(VARIABLE, "") if url is None else url
        embedded = given in ("", "duckdb", "duckdb://")
        self._engine = EmbeddedEngine() if embedded else ServerEngine(given)
        self._sets: dict[str, tuple[EventSet, Path]] = {}
        self._lock = threading.Lock()

    def describe(self, dataset: str) -> EventSet:
        """What a dataset is made of; its tables are there afterwards."""
        return self._found(dataset)[0]

    def table(self, dataset: str, kind: str) -> Any:
        """One table of a dataset as an Ibis expression (columns: ``schema.columns_of``)."""
        _, folder = self._found(dataset)
        self._engine.attach(dataset, kind, folder)
        return unbound(dataset, kind)

    def arrow(self, expression: Any) -> pa.Table:
        """The answer to an expression over tables of this store."""
        return self._engine.run(expression)

    def frame(self, expression: Any) -> pd.DataFrame:
        """The same as a pandas frame: integers Int64, text str, flags boolean."""
        frame: pd.DataFrame = self.arrow(expression).to_pandas(types_mapper=_TYPES.get)
        return frame

    def _found(self, dataset: str) -> tuple[EventSet, Path]:
        found = self._sets.get(dataset)
        if found is None:
            with self._lock:
                found = self._sets.get(dataset)
                if found is None:
                    found = self._sets[dataset] = self._open(dataset)
        return found

    def load(self, dataset: str, progress: Callable[[str], None] = lambda step: None) -> EventSet:
        """Bring a dataset to the engine of ``DASHBOARD_EVENTS``; UserError where none is set."""
        if isinstance(self._engine, EmbeddedEngine):
            raise UserError(
                "The engine built in reads its files by itself; there is nothing to load",
                where=VARIABLE,
                fix=f"Set {VARIABLE} to the address of the engine to load",
            )
        about, folder = self._files(dataset)
        load_tables(self._engine, about, folder, progress)
        return about

    def _open(self, dataset: str) -> tuple[EventSet, Path]:
        about, folder = self._files(dataset)
        if isinstance(self._engine, EmbeddedEngine):
            return about, folder
        loaded = self._engine.manifest(dataset)
        if loaded is None or json.loads(loaded)["version"] != about.version:
            what = "does not hold" if loaded is None else "holds an older state of"
            raise EngineError(
                f"The event engine {what} the dataset {dataset}",
                where=VARIABLE,
                fix=f"Run `python -m dashboard events load {dataset}`",
            )
        return EventSet.from_json(json.loads(loaded)), folder

    def _files(self, dataset: str) -> tuple[EventSet, Path]:
        imported = self._store.imports.get(dataset)
        if imported is None:
            for table in STAGED_TABLES:
                self._store.table(table)  # broken rows are told even if they were built before
            return _built(self._store, dataset)
        about = read_complete(imported.folder)
        if about is None:
            raise EngineError(
                f"The imported incidents of {dataset} are damaged or gone from the disk",
                where=dataset,
                fix="Import the file again, or remove the dataset with "
                f"`python -m dashboard events remove {dataset}`, and start the dashboard again",
            )
        return about, imported.folder


_TYPES: dict[Any, Any] = {
    **{t: pd.Int64Dtype() for t in (pa.int8(), pa.int16(), pa.int32(), pa.int64())},
    pa.bool_(): pd.BooleanDtype(),
    pa.string(): pd.StringDtype(na_value=float("nan")),
    pa.large_string(): pd.StringDtype(na_value=float("nan")),
}


def _built(store: Store, dataset: str) -> tuple[EventSet, Path]:
    """The event tables of a shipped dataset, made now unless they exist."""
    root = cache_root().parent / "events"
    version = f"{store.built_version}-{_code()}"
    target = root / version / dataset
    if ready := read_complete(target):
        return ready, target
    with writing(root, "The cache of incident records", "DASHBOARD_CACHE") as work:
        if ready := read_complete(target):
            return ready, target
        staging, tables = work / "staging", work / "tables"
        staging.mkdir()
        tables.mkdir()
        stage(store, dataset, staging)
        made = make_tables(staging, tables, dataset, version)
        put(tables, target)
        keep_newest(root, version, KEPT_VERSIONS)
    return made, target


@cache
def _code() -> str:
    """Changes with the code that makes the tables."""
    digest = blake2b(code_version().encode(), digest_size=3)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
