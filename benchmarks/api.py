"""The API beside Datasette: the same table, the same pages, the same machine, in turns.

``python -m benchmarks.api``. The first run installs Datasette into an environment of its own under
``.cache/bench`` (pinned in ``requirements-datasette.txt``); no other part of the project needs it.
"""

import csv
import io
import sqlite3
import statistics
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import requests_per_second
from benchmarks.server import HOST, ROOT, Server, dashboard, free_port, serving

DAY = "2026-11-24"
FOLDER = ROOT / ".cache" / "bench"
PINS = ROOT / "benchmarks" / "requirements-datasette.txt"
LIMITS = range(60, 140)
"""Rows of a page; 100 on average."""
ROUNDS = 3
REPEATED = 1500


def measure() -> dict[str, float]:
    """Requests a second of both, medians of ROUNDS in turns, and their ratios.

    *Again*: one page of 100 rows over and over, which the API keeps ready. *Varied*: no address is
    asked twice in a run of the server, so nothing is ready.
    """
    python = environment()
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        with dashboard(ROOT / "test-results" / "bench-api.log") as ours:
            database = table(ours)
            with datasette(python, database) as theirs:
                for name, asked in questions(ours, theirs).items():
                    found.setdefault(name, []).append(requests_per_second(asked))
    rates = {name: statistics.median(values) for name, values in found.items()}
    for kind in ("again", "varied"):
        ratio = rates[f"API, {kind}, requests/s"] / rates[f"Datasette, {kind}, requests/s"]
        rates[f"API ÷ Datasette, {kind}"] = ratio
    return rates


def questions(ours: Server, theirs: Server) -> dict[str, Sequence[str]]:
    """What is asked of whom, in turns; warmed by a few requests that are not measured."""
    treaties = treaty_ids(ours)
    own = {n: [own_page(ours, t, n) for t in treaties] for n in (*LIMITS, 100)}
    other = {n: [other_page(theirs, t, n) for t in treaties] for n in (*LIMITS, 100)}
    requests_per_second([*(own_page(ours, t, 59) for t in treaties), own[100][0]])
    requests_per_second([*(other_page(theirs, t, 59) for t in treaties), other[100][0]])
    return {
        "Datasette, varied, requests/s": [a for n in LIMITS if n != 100 for a in other[n]],
        "API, varied, requests/s": [a for n in LIMITS if n != 100 for a in own[n]],
        "Datasette, again, requests/s": [other[100][0]] * REPEATED,
        "API, again, requests/s": [own[100][0]] * REPEATED,
    }


def own_page(server: Server, treaty: str, rows: int) -> str:
    return f"{server.url}/api/v1/treaties/{treaty}/status?on={DAY}&limit={rows}"


def other_page(server: Server, treaty: str, rows: int) -> str:
    """Without counts and facets, which the API does not make either."""
    return (
        f"{server.url}/treaty_status/treaty_status.json?treaty_id={treaty}"
        f"&_size={rows}&_shape=objects&_nocount=1&_nofacet=1"
    )


def treaty_ids(server: Server) -> list[str]:
    return [row["treaty_id"] for row in rows(f"{server.url}/api/v1/treaties?format=csv")]


def rows(address: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    with urllib.request.urlopen(address, timeout=60) as answer:
        return list(csv.DictReader(io.TextIOWrapper(answer, "utf-8")))


def table(server: Server) -> Path:
    """The same rows as a table of SQLite with an index on the treaty, as Datasette would want."""
    base = f"{server.url}/api/v1/treaties"
    found = [
        row
        for treaty in treaty_ids(server)
        for row in rows(f"{base}/{treaty}/status?on={DAY}&format=csv")
    ]
    path = FOLDER / "treaty_status.db"
    path.unlink(missing_ok=True)
    names = list(found[0])
    with sqlite3.connect(path) as database:
        columns = ", ".join(f'"{name}" TEXT' for name in names)
        database.execute(f"CREATE TABLE treaty_status (id INTEGER PRIMARY KEY, {columns})")
        marks = ", ".join("?" for _ in range(len(names) + 1))
        values = [(number, *row.values()) for number, row in enumerate(found)]
        database.executemany(f"INSERT INTO treaty_status VALUES ({marks})", values)
        database.execute("CREATE INDEX by_treaty ON treaty_status (treaty_id)")
    return path


def environment() -> Path:
    """The Python of an environment with Datasette, made at the first call."""
    folder = FOLDER / "datasette"
    python = folder / "bin" / "python"
    if not (folder / "bin" / "datasette").is_file():
        venv.create(folder, with_pip=True, clear=True)
        words = ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(PINS)]
        subprocess.run([str(python), *words], check=True)
    return python


@contextmanager
def datasette(python: Path, database: Path) -> Iterator[Server]:
    """Datasette on an unchanging file, with its own settings but for the size of a page."""
    port = free_port()
    command = ["-m", "datasette", "serve", "--immutable", str(database), "--port", str(port)]
    command += ["--host", HOST, "--setting", "max_returned_rows", "1000"]
    log = ROOT / "test-results" / "bench-datasette.log"
    with serving(command, port, log, python=python, health="/-/versions.json") as server:
        yield server


if __name__ == "__main__":
    from benchmarks.__main__ import show

    show(measure())
    sys.exit(0)
