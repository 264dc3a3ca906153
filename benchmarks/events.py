"""The event engine at 10 thousand, 1 million and 20 million generated incidents.

``python -m benchmarks.events`` takes about half an hour and 6 GB of disk, most of it to make the
rows; ``--rows`` picks sizes, ``--folder`` keeps the generated tables for another run. Questions
are asked in a fresh process for each size and engine, so that memory can be told apart.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from benchmarks.event_rows import stage_generated
from dashboard.store.events.imported import Card, Imported
from dashboard.store.events.make import make_tables
from dashboard.store.events.manifest import read_complete
from dashboard.store.imports.mapping import FIELDS, load_mapping
from dashboard.store.imports.run import import_file
from dashboard.store.store import open_store

SIZES = (10_000, 1_000_000, 20_000_000)
PANDAS_UP_TO = 20_000_000
IMPORTED = 200_000
CARD = Card("Generated rows", "benchmarks", "none", False, "2026-12-31", "Generated.", "Generated.")


def main() -> int:
    """Measure and print one line for each size, engine and question."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--folder", type=Path, help="keep generated tables here, use them again")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.python_version()}\n")
    with tempfile.TemporaryDirectory(prefix="events-") as temporary:
        for rows in args.rows:
            root = (args.folder or Path(temporary)) / str(rows)
            _generated(rows, root)
            for engine in ("engine", "pandas") if rows <= PANDAS_UP_TO else ("engine",):
                _print(rows, engine, _asked(engine, root))
        print(f"\nimport of a CSV file: {_import_speed(Path(temporary)):,.0f} rows/s")
    return 0


def _generated(rows: int, root: Path) -> None:
    """Tables of generated rows as an imported dataset below ``root``, made unless there."""
    tables = root / "generated-made"
    if read_complete(tables) is None:
        countries = tuple(country.iso3 for country in open_store().countries.selectable)
        with tempfile.TemporaryDirectory(dir=root.parent if root.parent.is_dir() else None) as work:
            stage_generated(rows, countries, Path(work))
            tables.mkdir(parents=True)
            started = time.perf_counter()
            make_tables(Path(work), tables, "generated", "made")
            seconds = time.perf_counter() - started
        print(f"{rows:,} rows made into event tables: {rows / seconds:,.0f} rows/s")
    said = Imported("generated", "made", "none", "none", "2026-01-01", rows, 0, 0, None, CARD)
    (root / "generated.json").write_text(json.dumps(said.to_json()), encoding="utf-8")


def _asked(engine: str, root: Path) -> dict[str, float]:
    """What a fresh process measured."""
    words = [sys.executable, "-m", "benchmarks.event_questions", engine, str(root)]
    environment = {**os.environ, "DASHBOARD_IMPORTS": str(root)}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _import_speed(folder: Path) -> float:
    """Rows a second from a CSV file of our own form to a dataset that can be counted."""
    store = open_store()
    staging = folder / "staged"
    staging.mkdir()
    stage_generated(IMPORTED, ("FRA", "EST", "BRA"), staging)
    names = ", ".join(
        name for name in FIELDS if name not in ("partners", "attribution_basis", "confidence")
    )
    path = folder / "rows.csv"
    duckdb.execute(
        f"COPY (SELECT {names} FROM '{staging}/incidents-*.parquet') TO '{path}' (HEADER)"
    )
    os.environ["DASHBOARD_IMPORTS"] = str(folder / "imports")
    started = time.perf_counter()
    import_file(store, path, "rows", load_mapping("ours"), CARD)
    return IMPORTED / (time.perf_counter() - started)


def _print(rows: int, engine: str, found: dict[str, float]) -> None:
    for name, value in found.items():
        print(f"{rows:>12,}  {engine:<8} {name:<58} {value:>10,.1f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
