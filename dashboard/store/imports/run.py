"""Importing a file: read in pieces, put bad rows aside, make the tables, then switch in one step.

Everything happens in a folder of its own below the imports; the dataset changes when its small
``<dataset>.json`` is replaced at the very end. A killed import leaves the dataset as it was.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

import duckdb

from dashboard.core.errors import UnknownIdError, UserError
from dashboard.store.events.imported import (
    SOURCE_PREFIX,
    Card,
    Imported,
    imports_root,
    read_imports,
)
from dashboard.store.events.make import make_tables
from dashboard.store.events.manifest import read_complete
from dashboard.store.events.schema import NAME
from dashboard.store.imports.mapping import FileMapping
from dashboard.store.imports.rows import RowReader
from dashboard.store.imports.staging import Aside, Progress, put_repeats_aside, stage_rows
from dashboard.store.store import Store
from dashboard.store.whole import locked, put, writing

WORST_SHARE = 0.5
"""With more bad rows than this share the mapping is wrong, not the rows: nothing is imported."""


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
    with writing(root, "The import", "DASHBOARD_IMPORTS") as work:
        before = read_imports().get(dataset)
        if before is not None and before.version == version and read_complete(before.folder):
            _tidy(before)
            return Outcome(before, False, rejects if before.rejected else None)
        made = _make(store, path, dataset, version, mapping, card, progress, work)
        _switch(made, work, rejects)
        _tidy(made)
    return Outcome(made, True, rejects if made.rejected else None)


def remove_dataset(dataset: str) -> Imported:
    """Take an imported dataset away; UnknownIdError where there is none of that name."""
    found = read_imports()
    if dataset not in found:
        raise UnknownIdError(
            "No imported dataset has that name", where="NAME", given=dataset, allowed=tuple(found)
        )
    root = imports_root()
    with locked(root, "The list of imports", "DASHBOARD_IMPORTS"):
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
        aside = Aside(file)
        rows = stage_rows(path, mapping, reader, staging, aside, progress)
        rows -= put_repeats_aside(staging, aside)
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
    put(work / "tables", made.folder)
    if made.rejected:
        (work / "rejects.csv").replace(rejects)
    else:
        rejects.unlink(missing_ok=True)
    pointer = work / "pointer.json"
    pointer.write_text(json.dumps(made.to_json()), encoding="utf-8")
    pointer.replace(imports_root() / f"{made.dataset}.json")


def _tidy(current: Imported) -> None:
    """Remove the folders of other versions: the one before, and what killed imports left."""
    for other in imports_root().glob(f"{current.dataset}-*"):
        if other != current.folder:
            shutil.rmtree(other, ignore_errors=True)
