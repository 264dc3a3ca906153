"""The data engine: opening the store, states on a day, time lines, every layer of the map."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.analysis.layers import LayerOptions, build_layer, layer_menu
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.analysis.treaties import status_on
from dashboard.store.build import build, default_data_dir
from dashboard.store.store import Store, open_store

DAY = date(2024, 6, 30)


def measure() -> dict[str, float]:
    """Seconds and milliseconds of what every page rests on."""
    with tempfile.TemporaryDirectory() as folder:
        built = _seconds(lambda: build(default_data_dir(), Path(folder), again=True))
    open_store().tables()  # the cache is there from now on
    opened = _seconds(_cold_store)
    store = open_store()
    lines = _seconds(lambda: (treaty_timelines(store), membership_timelines(store)))
    days = [DAY.replace(year=year) for year in range(2001, 2026)]
    status_on(store, "CETS185", DAY)
    states = [1000 * _seconds(lambda d=day: status_on(store, "CETS185", d)) for day in days]
    menu = [entry.layer_id for entry in layer_menu(store)]
    layers = {name: 1000 * _seconds(lambda n=name: _layer(store, n)) for name in menu}
    slowest = max(layers, key=lambda name: layers[name])
    again = [1000 * _seconds(lambda n=name: _layer(store, n, days[-1])) for name in menu]
    return {
        "data package built, s": built,
        "store opened with all tables read, s (aim 2)": opened,
        "time lines of all treaties and organisations, s": lines,
        "status of all countries under one treaty p50, ms": statistics.median(states),
        f"each of {len(menu)} layers, first time, p50, ms": statistics.median(layers.values()),
        f"slowest layer first time ({slowest}), ms": layers[slowest],
        "each layer on another day, p50, ms": statistics.median(again),
        "each layer on another day, slowest, ms": max(again),
    }


def _cold_store() -> Store:
    store = open_store()
    for name in store.tables():
        store.table(name)
    return store


def _layer(store: Store, layer_id: str, on: date = DAY) -> None:
    build_layer(store, layer_id, on, LayerOptions(reference="FRA"))


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
