"""Bring the event tables of a dataset to another engine: COPY, files for Spark, else inserts."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from dashboard.store.events.schema import EventSet, columns_of, kinds, table_name
from dashboard.store.events.server import SETS, ServerEngine, warehouse

BATCH = 100_000
_SQL = {"int16": "smallint", "int32": "integer", "int64": "bigint", "boolean": "boolean"}
_INDEXED = {"events": "event", "records": "event", "links": "event"}
Progress = Callable[[str], None]


def load_tables(
    engine: ServerEngine, about: EventSet, folder: Path, progress: Progress = lambda step: None
) -> None:
    """Replace a dataset on the engine, in one step on PostgreSQL. UserError if it is down."""
    manifest = json.dumps(about.to_json())
    if engine.name == "spark":
        _copy_files(warehouse(engine.url), about.dataset, folder, manifest, progress)
        return
    with engine.borrowed() as backend:
        if engine.name == "postgres":
            _copy_postgres(backend.con, about.dataset, folder, manifest, progress)
        else:
            _insert(backend, about.dataset, folder, manifest, progress)


def _copy_files(
    target: Path, dataset: str, folder: Path, manifest: str, progress: Progress
) -> None:
    target.mkdir(parents=True, exist_ok=True)
    said = target / f"{dataset}.json"
    said.unlink(missing_ok=True)
    for kind in kinds():
        progress(kind)
        shutil.copyfile(folder / f"{kind}.parquet", target / f"{table_name(dataset, kind)}.parquet")
    said.write_text(manifest, encoding="utf-8")


def _copy_postgres(con: Any, dataset: str, folder: Path, manifest: str, progress: Progress) -> None:
    with con.transaction(), con.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {SETS} (dataset text PRIMARY KEY, manifest text)"
        )
        for kind in kinds():
            progress(kind)
            name = table_name(dataset, kind)
            columns = columns_of(kind)
            spec = ", ".join(f"{c} {_SQL.get(t, 'text')}" for c, t in columns.items())
            cursor.execute(f"DROP TABLE IF EXISTS {name}")
            cursor.execute(f"CREATE TABLE {name} ({spec})")
            with cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN (FORMAT csv)") as copy:
                for batch in pq.ParquetFile(folder / f"{kind}.parquet").iter_batches(BATCH):
                    copy.write(_csv(batch))
            if kind in _INDEXED:
                cursor.execute(f"CREATE INDEX ON {name} ({_INDEXED[kind]})")
            cursor.execute(f"ANALYZE {name}")
        cursor.execute(f"DELETE FROM {SETS} WHERE dataset = %s", (dataset,))
        cursor.execute(f"INSERT INTO {SETS} VALUES (%s, %s)", (dataset, manifest))
    con.commit()


def _csv(batch: pa.RecordBatch) -> bytes:
    """CSV where an empty cell is missing and a quoted one is text."""
    out = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="all_valid")
    pa_csv.write_csv(batch, out, options)
    return out.getvalue()


def _insert(backend: Any, dataset: str, folder: Path, manifest: str, progress: Progress) -> None:
    for kind in kinds():
        progress(kind)
        name = table_name(dataset, kind)
        file = pq.ParquetFile(folder / f"{kind}.parquet")
        backend.create_table(name, file.schema_arrow.empty_table(), overwrite=True)
        for batch in file.iter_batches(BATCH):
            backend.insert(name, pa.Table.from_batches([batch]))
    row = pa.table({"dataset": [dataset], "manifest": [manifest]})
    if SETS in backend.list_tables():
        kept = backend.table(SETS)
        row = pa.concat_tables([kept.filter(kept.dataset != dataset).to_pyarrow(), row])
    backend.create_table(SETS, row, overwrite=True)
