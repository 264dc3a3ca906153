"""Ask one size of generated incidents in this process: ``event_questions engine|pandas FOLDER``.

Prints milliseconds by the clock and of processor time on all cores (p50 of seven different askings,
none of them remembered) and the peak memory in MB as JSON.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

YEARS = [(2003 + n, 2018 + n % 3) for n in range(7)]
Asking = dict[str, Callable[[tuple[int, int], int], Any]]


def engine_questions() -> tuple[float, Asking]:
    """The questions through the product, and the milliseconds to the first answer."""
    from dashboard.analysis.event_filter import EventFilter
    from dashboard.analysis.event_queries import by_country, by_label, by_two, flows, records, total
    from dashboard.store.store import open_store

    store = open_store()
    rows = store.imports["generated"].incidents
    started = time.perf_counter()
    total(store, EventFilter("generated"))
    cold = 1000 * (time.perf_counter() - started)
    last = max(1, min(10_000, rows // 25 - 10))

    def f(years: tuple[int, int] | None = None, **more: Any) -> EventFilter:
        return EventFilter("generated", years, **more)

    return cold, {
        "country x year": lambda y, n: by_two(store, f(y), "victim", "year"),
        "filter + group": lambda y, n: by_country(store, f(y, sectors=("health",)), "victim"),
        "filter by sector and action + group": lambda y, n: by_country(
            store, f(y, sectors=("health",), actions=("malware",)), "victim"
        ),
        "one country by label": lambda y, n: by_label(store, f(y, victims=("FRA",)), "sector"),
        "without the largest reporter": lambda y, n: by_country(
            store, f(y, without="USA"), "victim"
        ),
        "top pairs": lambda y, n: flows(store, f(y)),
        "records, page 1": lambda y, n: records(store, f(y), page=1),
        f"records, page {last:,}": lambda y, n: records(store, f(), page=last - n),
    }


def pandas_questions(folder: Path) -> tuple[float, Asking]:
    """The same counts with pandas over the columns they need, all in memory."""
    import pandas as pd

    started = time.perf_counter()
    columns = ["victim", "year", "malicious", "sectors", "actions"]
    victims = pd.read_parquet(folder / "generated-made/victims.parquet", columns=columns)
    pairs = ["origin", "victim", "year", "malicious"]
    crossings = pd.read_parquet(folder / "generated-made/crossings.parquet", columns=pairs)
    cold = 1000 * (time.perf_counter() - started)

    def cut(frame: pd.DataFrame, years: tuple[int, int]) -> pd.Series:
        return frame["malicious"] & frame["year"].between(*years)

    def top_pairs(years: tuple[int, int], n: int) -> pd.Series:
        return crossings[cut(crossings, years)].groupby(["origin", "victim"]).size()

    return cold, {
        "country x year": lambda y, n: victims[cut(victims, y)].groupby(["victim", "year"]).size(),
        "filter + group": lambda y, n: victims[cut(victims, y) & (victims["sectors"] & 2 != 0)][
            "victim"
        ].value_counts(),
        "filter by sector and action + group": lambda y, n: victims[
            cut(victims, y) & (victims["sectors"] & 2 != 0) & (victims["actions"] & 2 != 0)
        ]["victim"].value_counts(),
        "one country by label": lambda y, n: victims[cut(victims, y) & (victims["victim"] == 3823)][
            "sectors"
        ].value_counts(),
        "top pairs": top_pairs,
    }


def main() -> int:
    """Measure one engine and print JSON."""
    engine, folder = sys.argv[1], Path(sys.argv[2])
    cold, questions = engine_questions() if engine == "engine" else pandas_questions(folder)
    found = {"cold open to first answer, ms": cold}
    for name, ask in questions.items():
        if name == "records, page 1":
            found["peak memory after counting, MB"] = _memory()
        times, work = [], []
        for number, years in enumerate(YEARS):
            started, busy = time.perf_counter(), time.process_time()
            ask(years, number)
            times.append(1000 * (time.perf_counter() - started))
            work.append(1000 * (time.process_time() - busy))
        if name == "filter + group":
            found["peak memory after filter + group, MB"] = _memory()
        found[f"{name}, p50 ms"] = statistics.median(times)
        found[f"{name}, processor time p50 ms"] = statistics.median(work)
    found["peak memory, MB"] = _memory()
    print(json.dumps(found))
    return 0


def _memory() -> float:
    """Highest resident memory so far (getrusage would count the process that started this one)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    raise SystemExit(main())
