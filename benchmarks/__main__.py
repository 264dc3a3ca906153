"""Measure the dashboard on this machine: ``python -m benchmarks`` (about two minutes)."""

import os
import platform

from benchmarks import clicks, composite, engine, network
from benchmarks.browser import NoChromiumError, browser


def main() -> int:
    """Print one table of what was measured; 1 if there is no browser to measure with."""
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}\n")
    show(engine.measure())
    show(network.measure())
    show(composite.measure())
    try:
        with browser() as chrome:
            show(clicks.measure(chrome))
    except NoChromiumError as error:
        print(error)
        return 1
    return 0


def show(results: dict[str, float]) -> None:
    """One line a number."""
    for name, value in results.items():
        number = f"{value:,.0f}" if value >= 1000 else f"{value:.2f}"
        print(f"{name:<58} {number:>12}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
