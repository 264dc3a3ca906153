"""Measure the dashboard on this machine and print one table.

    python -m benchmarks [FILE]

About twelve minutes on two quiet cores; the table is also written to FILE. A part that fails is
named below the table, and the others go on. Longer ones are commands of their own: ``soak``,
``events``, ``api``, ``replicas``.
"""

import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks import (
    clicks,
    composite,
    engine,
    first_load,
    network,
    sessions,
    usual,
)
from benchmarks.browser import NoChromiumError, browser
from benchmarks.table import Row, markdown, rows

_AIMS = {
    "50 readers without pause, reruns/s": (50, True),
    "50 readers without pause, p95, ms": (1000, False),
    "50 readers, 2 s between clicks, p95, ms": (200, False),
    "memory of a further session, MiB": (1.5, False),
}


def main() -> int:
    """Print the table; 1 if a part failed."""
    load = os.getloadavg()[0]
    head = f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"
    print(head, flush=True)
    found: list[Row] = []
    failed: list[str] = []

    def part(name: str, measure: Callable[[], list[Row]]) -> None:
        started = time.perf_counter()
        try:
            found.extend(measure())
        except Exception as error:  # the other parts are worth having
            failed.append(f"{name} failed: {type(error).__name__}: {str(error)[:300]}")
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)

    part("engine", lambda: rows(engine.measure()))
    part("network", lambda: rows(network.measure()))
    part("composite", lambda: rows(composite.measure()))
    part("sessions", lambda: _sessions(sessions.measure(15.0)))
    try:
        with browser() as chrome:
            for name, measure in _IN_BROWSER.items():
                part(name, lambda measure=measure: measure(chrome))  # type: ignore[misc]
    except NoChromiumError as error:
        failed.append(str(error))
    table = "\n".join((head, "", markdown(found), "", *failed))
    print(table)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(f"{table}\n", encoding="utf-8")
    return 1 if failed else 0


_IN_BROWSER: dict[str, Callable[[Browser], list[Row]]] = {
    "first_load": first_load.measure,
    "usual": usual.measure,
    "clicks": clicks.measure,
}


def _sessions(results: dict[str, float]) -> list[Row]:
    found = []
    for name, value in results.items():
        aim, more = _AIMS.get(name, (None, False))
        what, _, unit = name.rpartition(", ")
        found.append(Row(what, value, unit, aim=aim, more=more))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
