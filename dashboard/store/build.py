"""CSV to Parquet: built once per content of ``data/``, checked while it is built.

A build is whole or not there (``store.whole``): a killed one leaves nothing half.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.core.errors import UserError
from dashboard.store.contracts import Contract
from dashboard.store.package import Package, read_package
from dashboard.store.sources import source_to_json
from dashboard.store.tables import typed
from dashboard.store.whole import beside, keep_newest, put, writing

KEPT_VERSIONS = 2
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Built:
    """One built version: its folder and the manifest written last."""

    version: str
    folder: Path
    manifest: Mapping[str, Any]


def default_data_dir() -> Path:
    """``DASHBOARD_DATA``, else the folder ``data`` beside the package."""
    given = os.environ.get("DASHBOARD_DATA")
    return Path(given) if given else Path(__file__).resolve().parents[2] / "data"


def cache_root() -> Path:
    """Where built versions live: below ``DASHBOARD_CACHE``, by default the project's ``.cache``."""
    given = os.environ.get("DASHBOARD_CACHE")
    base = Path(given) if given else Path(__file__).resolve().parents[2] / ".cache"
    return base / "data"


def data_version(data_dir: Path) -> str:
    """Twelve hexadecimal digits that change with the content of any file below ``data_dir``."""
    check_folder(data_dir)
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(p for p in data_dir.rglob("*") if p.is_file()):
        name = path.relative_to(data_dir).as_posix()
        if name == "datapackage.json":
            continue
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def check_folder(data_dir: Path) -> None:
    """Raises UserError where there is no such folder."""
    if not data_dir.is_dir():
        raise UserError(
            "The data folder does not exist",
            where="DASHBOARD_DATA",
            fix="Set DASHBOARD_DATA to the folder that holds `contracts/` and `tables/`",
        )


@cache
def code_version() -> str:
    """Changes with the code that checks and writes, so that new rules are applied to old data."""
    digest = hashlib.blake2b(digest_size=3)
    here = Path(__file__).resolve().parent
    for path in sorted([*here.glob("*.py"), *(here.parent / "core").glob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build(data_dir: Path, root: Path | None = None, *, again: bool = False) -> Built:
    """The built version of ``data_dir``, made now unless it exists (``again``: made anyway).

    Broken tables do not stop it: their problems are in the manifest, the others are usable.
    """
    root = root or cache_root()
    version = data_version(data_dir)
    target = root / f"{version}-{code_version()}"
    if not again and (ready := _read(version, target)):
        return ready
    with writing(root, "The data cache", "DASHBOARD_CACHE") as work:
        if not again and (ready := _read(version, target)):
            return ready
        folder = work / "tables"
        folder.mkdir()
        manifest = _write_tables(read_package(data_dir), folder)
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        put(folder, target)
        keep_newest(root, target.name, KEPT_VERSIONS)
    return Built(version, target, manifest)


def _write_tables(package: Package, folder: Path) -> dict[str, Any]:
    problems: dict[str, list[dict[str, str]]] = {}
    for problem in package.report.errors:
        problems.setdefault(problem.table, []).append(asdict(problem))
    files: dict[str, list[dict[str, Any]]] = {}
    for name, contract in package.contracts.items():
        if name in problems:
            continue
        files[name] = []
        for number, raw in enumerate(package.raw[name]):
            file = part_file(name, number)
            write_parquet(typed(raw, contract), folder / file)
            noncommercial = contract.parts[number].noncommercial
            files[name].append({"file": file, "rows": len(raw), "noncommercial": noncommercial})
    return {
        "contracts": [contract.to_json() for contract in package.contracts.values()],
        "sources": [source_to_json(source) for source in package.sources.values()],
        "files": files,
        "problems": problems,
    }


def part_file(table: str, number: int) -> str:
    """Name of the Parquet file of one part of a table."""
    return f"{table}.{number}.parquet"


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a file with page checksums, complete or not at all."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    with beside(path) as temporary:
        pq.write_table(table, temporary, compression="zstd", write_page_checksum=True)


def contracts_of(manifest: Mapping[str, Any]) -> dict[str, Contract]:
    """The contracts a version was built with, by table."""
    return {item["table"]: Contract.from_json(item) for item in manifest["contracts"]}


def _read(version: str, folder: Path) -> Built | None:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Built(version, folder, manifest)
