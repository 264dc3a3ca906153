"""The rows of a file as staged incidents, in pieces; bad rows aside, with line and reason."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.core.errors import UserError
from dashboard.store.events.make import LINKED, STAGED
from dashboard.store.events.shipped import write_staged
from dashboard.store.imports.mapping import FIELDS, FileMapping
from dashboard.store.imports.read import RawRow, read_rows
from dashboard.store.imports.rows import RowReader

CHUNK = 50_000
SHOWN = 5
Progress = Callable[[int], None]


class Aside:
    """The bad rows of an import, written as they are met."""

    def __init__(self, file: Any) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(["line", "reason", "row"])
        self.count = 0
        self.first: list[str] = []

    def put(self, line: int, reasons: list[str], cells: Any) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(f"line {line}: {reasons[0]}")
        content = json.dumps(cells, ensure_ascii=False, default=str)[:2000]
        self._writer.writerow([line, "; ".join(reasons), content])


def stage_rows(
    path: Path,
    mapping: FileMapping,
    reader: RowReader,
    staging: Path,
    aside: Aside,
    progress: Progress,
) -> int:
    """Write the good rows in pieces of CHUNK; their number. ``row`` is the line of the file."""
    incidents: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    part = rows = 0
    checked = mapping.reader == "veris"

    def flush() -> None:
        nonlocal part, rows
        frame = pd.DataFrame(incidents).reindex(columns=list(STAGED))
        write_staged(frame, pd.DataFrame(links, columns=list(LINKED)), staging, part)
        part, rows = part + 1, rows + len(incidents)
        incidents.clear()
        links.clear()

    for raw in read_rows(path, mapping):
        if not checked and not raw.broken:
            _check_columns(path, mapping, raw)
            checked = True
        if raw.broken:
            aside.put(raw.line, [raw.broken], raw.cells)
            continue
        incident, own, wrong = reader.read(raw.line, raw.cells)
        if wrong:
            aside.put(raw.line, wrong, raw.cells)
            continue
        incidents.append(incident)
        links.extend(own)
        if len(incidents) >= CHUNK:
            flush()
            progress(raw.done)
    if incidents:
        flush()
    return rows


def _check_columns(path: Path, mapping: FileMapping, raw: RawRow) -> None:
    """A column that the mapping names must be there; JSON lines may leave keys out."""
    needed = set(mapping.columns.values())
    if mapping.reader == "ours":
        needed = {"incident_id", "malicious_cyber"}
        unknown = set(raw.cells) - set(FIELDS) - COMPUTED
        if unknown:
            raise UserError(
                f"{path.name} has columns that are not ours: {', '.join(sorted(unknown))}",
                where=str(path),
                allowed=FIELDS,
                fix="Remove them, or write a mapping",
            )
    missing = needed - set(raw.cells)
    if missing and path.suffix.lower() not in (".jsonl", ".ndjson", ".json"):
        raise UserError(
            f"{path.name} lacks columns that the mapping names: {', '.join(sorted(missing))}",
            where=str(path),
            allowed=tuple(str(name) for name in raw.cells),
            fix="Mend `columns:` of the mapping",
        )


COMPUTED = {"dataset", "date_precision", "year", "actor_type", "severity_scale", "source_id",
            "as_of"}  # fmt: skip
"""Columns of our own records that an import works out anew."""


def put_repeats_aside(staging: Path, aside: Aside) -> int:
    """Rows whose id an earlier row has are bad rows too; their number."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit='1GB'; SET temp_directory='{staging}'")
    files = sorted(staging.glob("incidents-*.parquet"))
    if not files:
        return 0
    repeats = con.execute(
        "SELECT i.row, f.first, i.incident_id FROM "
        f"read_parquet('{staging}/incidents-*.parquet') i JOIN (SELECT incident_id, min(row) "
        f"AS first FROM read_parquet('{staging}/incidents-*.parquet') GROUP BY 1 "
        "HAVING count(*) > 1) f USING (incident_id) WHERE i.row > f.first ORDER BY 1"
    ).fetchall()
    if repeats:
        for row, first, name in repeats:
            aside.put(row, [f"has the id of line {first}"], {"incident_id": name})
        con.execute("CREATE TABLE repeats AS SELECT unnest(?) AS row", [[r for r, _, _ in repeats]])
        for path in [*files, *staging.glob("links-*.parquet")]:
            clean = path.with_suffix(".clean")
            con.execute(
                f"COPY (SELECT * FROM '{path}' WHERE row NOT IN (FROM repeats)) TO '{clean}' "
                "(FORMAT parquet)"
            )
            clean.replace(path)
    con.close()
    return len(repeats)
