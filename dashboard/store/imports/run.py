"""Importing a file: read in pieces, put bad rows aside, make the tables, then switch in one step.

Everything happens in a folder of its own below the imports; the dataset changes when its small
``<dataset>.json`` is replaced at the very end. A killed import leaves the dataset as it was.
"""

import csv
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.core.dates import parse_reduced
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.build import write_lock
from dashboard.store.events.imported import (
    SOURCE_PREFIX,
    Card,
    Imported,
    imports_root,
    read_imports,
)
from dashboard.store.events.make import LINKED, STAGED, make_tables
from dashboard.store.events.schema import NAME
from dashboard.store.events.shipped import write_staged
from dashboard.store.imports.mapping import FIELDS, FileMapping
from dashboard.store.imports.read import RawRow, read_rows
from dashboard.store.imports.rows import RowReader
from dashboard.store.store import Store

CHUNK = 50_000
WORST_SHARE = 0.5
"""With more bad rows than this share the mapping is wrong, not the rows: nothing is imported."""
SHOWN = 5
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did. ``rejects`` is the file with the bad rows, None where there are none."""

    imported: Imported
    changed: bool
    rejects: Path | None


def import_file(
    store: Store,
    path: Path,
    dataset: str,
    mapping: FileMapping,
    card: Card,
    progress: Progress = lambda done: None,
) -> Outcome:
    """Make ``path`` the content of ``dataset``. UserError where nothing could be imported."""
    _check_name(store, dataset)
    if not path.is_file():
        raise UserError("There is no such file", where="FILE", given=path)
    version = _version(path, mapping, card)
    root = imports_root()
    rejects = root / f"{dataset}.rejects.csv"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with write_lock(root):
            before = read_imports().get(dataset)
            if before is not None and before.version == version:
                return Outcome(before, False, rejects if before.rejected else None)
            for leftover in root.glob("importing-*"):
                shutil.rmtree(leftover, ignore_errors=True)
            work = Path(tempfile.mkdtemp(prefix="importing-", dir=root))
            try:
                made = _make(store, path, dataset, version, mapping, card, progress, work)
                _switch(made, work, rejects)
            finally:
                shutil.rmtree(work, ignore_errors=True)
            if before is not None:
                shutil.rmtree(before.folder, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"The import cannot be written: {error}",
            where=str(root),
            fix="Set DASHBOARD_IMPORTS to a folder that can be written",
        ) from error
    return Outcome(made, True, rejects if made.rejected else None)


def remove_dataset(dataset: str) -> Imported:
    """Take an imported dataset away; UnknownIdError where there is none of that name."""
    found = read_imports()
    if dataset not in found:
        raise UnknownIdError(
            "No imported dataset has that name", where="NAME", given=dataset, allowed=tuple(found)
        )
    root = imports_root()
    with write_lock(root):
        (root / f"{dataset}.json").unlink(missing_ok=True)
        (root / f"{dataset}.rejects.csv").unlink(missing_ok=True)
        shutil.rmtree(found[dataset].folder, ignore_errors=True)
    return found[dataset]


def _check_name(store: Store, dataset: str) -> None:
    if not NAME.fullmatch(dataset):
        raise UserError(
            "This is no name for a dataset",
            where="--dataset",
            given=dataset,
            allowed=("a small letter, then 1 to 30 small letters, digits or _",),
        )
    taken = {*store.contract("incidents").field("dataset").allowed}
    taken |= set(store.table("incident_datasets")["dataset"])
    if dataset in taken:
        raise UserError(
            f"The name “{dataset}” belongs to a dataset that is part of the dashboard",
            where="--dataset",
            given=dataset,
            fix=f"Choose another one, for example my_{dataset}",
        )


def _version(path: Path, mapping: FileMapping, card: Card) -> str:
    digest = blake2b(f"{mapping.content()}\0{card}".encode(), digest_size=6)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _make(
    store: Store,
    path: Path,
    dataset: str,
    version: str,
    mapping: FileMapping,
    card: Card,
    progress: Progress,
    work: Path,
) -> Imported:
    staging, tables = work / "staging", work / "tables"
    staging.mkdir()
    tables.mkdir()
    source_id = SOURCE_PREFIX + dataset
    contract = store.contract("incidents")
    reader = RowReader(dataset, source_id, card, mapping, store.countries, contract)
    with (work / "rejects.csv").open("w", newline="", encoding="utf-8") as file:
        aside = _Aside(file)
        rows = _stage(path, mapping, reader, staging, aside, progress)
        rows -= _put_repeats_aside(staging, aside)
    if rows == 0 or aside.count > WORST_SHARE * (rows + aside.count):
        raise UserError(
            f"{aside.count} of {rows + aside.count} rows cannot be used, so nothing was imported. "
            + "; ".join(aside.first),
            where=str(path),
            fix="Mend the mapping or the file",
        )
    about = make_tables(staging, tables, dataset, version)
    years, places = _extent(tables)
    return Imported(
        dataset=dataset,
        version=version,
        file=path.name,
        mapping=mapping.name,
        imported=date.today().isoformat(),
        incidents=about.incidents,
        rejected=aside.count,
        victim_countries=places,
        years=years,
        card=card,
    )


class _Aside:
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


def _stage(
    path: Path,
    mapping: FileMapping,
    reader: RowReader,
    staging: Path,
    aside: _Aside,
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


def _put_repeats_aside(staging: Path, aside: _Aside) -> int:
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


def _extent(tables: Path) -> tuple[tuple[int, int] | None, int]:
    con = duckdb.connect()
    first, last = con.execute(
        f"SELECT min(year), max(year) FROM '{tables}/events_by_flag.parquet' WHERE year > 0"
    ).fetchall()[0]
    places = con.execute(
        f"SELECT count(DISTINCT victim) FROM '{tables}/victims_by_flag.parquet'"
    ).fetchall()[0][0]
    con.close()
    return (None if first is None else (int(first), int(last))), int(places)


def _switch(made: Imported, work: Path, rejects: Path) -> None:
    """Put the tables in place, then the line that makes them the dataset."""
    shutil.rmtree(made.folder, ignore_errors=True)
    (work / "tables").rename(made.folder)
    if made.rejected:
        (work / "rejects.csv").replace(rejects)
    else:
        rejects.unlink(missing_ok=True)
    pointer = work / "pointer.json"
    pointer.write_text(json.dumps(made.to_json()), encoding="utf-8")
    pointer.replace(imports_root() / f"{made.dataset}.json")


def card_of(mapping: FileMapping, given: dict[str, Any]) -> Card:
    """What the mapping and the options together say about the file; UserError names the rest."""
    said = {**mapping.about, **{key: value for key, value in given.items() if value is not None}}
    needed = ("title", "publisher", "licence", "noncommercial", "as_of", "collection_note",
              "bias_note")  # fmt: skip
    missing = [key for key in needed if key not in said]
    if missing:
        raise UserError(
            "A fact needs its source: the mapping does not say " + ", ".join(missing),
            where="about",
            fix="Add them under `about:` in the mapping, or as options: "
            + " ".join(f"--{key.replace('_', '-')}" for key in missing),
        )
    card = Card(**said)
    if not isinstance(card.noncommercial, bool) or not isinstance(card.share_alike, bool):
        raise UserError("noncommercial and share_alike are true or false", where="about")
    parse_reduced(str(card.as_of))
    return replace(card, as_of=str(card.as_of))
