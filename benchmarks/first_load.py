"""First load of every page, cold and warm, beside the barest Streamlit page: bytes, requests, time.

python -m benchmarks.first_load
"""

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.addresses import ADDRESSES, BARE, WITH_MAP
from benchmarks.browser import browser
from benchmarks.server import dashboard, streamlit
from benchmarks.table import Row, markdown
from benchmarks.visit import VIEWPORT, Visit, open_page, visit
from benchmarks.wire import Relay, relay


def measure(chrome: Browser, rounds: int = 1) -> list[Row]:
    """Medians of ``rounds``; a page and the bare page take turns."""
    with tempfile.TemporaryDirectory() as folder:
        logs = Path(folder)
        script = logs / "bare.py"
        script.write_text(BARE)
        with (
            streamlit(script, logs / "bare.log") as bare,
            dashboard(logs / "app.log") as app,
            relay(bare.port) as bare_wire,
            relay(app.port) as wire,
        ):
            for address in ADDRESSES.values():  # the server has seen every view once
                _twice(chrome, address, wire)
            _twice(chrome, "/", bare_wire)
            started = app.seconds_to_answer
            found = [Row("server answers after its start", started, "s", aim=5)]
            for name, address in ADDRESSES.items():
                floors = [_twice(chrome, "/", bare_wire) for _ in range(rounds)]
                visits = [_twice(chrome, address, wire) for _ in range(rounds)]
                found += _rows(name, visits, floors)
    return found


def _twice(chrome: Browser, address: str, wire: Relay) -> tuple[Visit, Visit]:
    """A first visit with an empty cache, then a second one."""
    context = chrome.new_context(viewport=VIEWPORT)
    try:
        page = open_page(context)
        return visit(page, address, wire), visit(page, address, wire)
    finally:
        context.close()


def _rows(
    name: str, visits: Sequence[tuple[Visit, Visit]], floors: Sequence[tuple[Visit, Visit]]
) -> list[Row]:
    limit = 1.8 if name in WITH_MAP else 1.3
    found = []
    for turn, word in enumerate(("cold", "warm")):
        for what, part, unit, scale, aim in (
            ("bytes on the wire", "down", "MB", 1e6, None if turn else limit),
            ("requests", "requests", "", 1, None),
            ("first figure drawn", "figure", "ms", 1, None),
            ("at rest", "quiet", "ms", 1, None),
            ("processor time of the page", "busy", "ms", 1, None),
            ("layout shift", "shift", "", 1, 0.1),
        ):
            measured, floor = (
                statistics.median(float(getattr(each[turn], part)) for each in of) / scale
                for of in (visits, floors)
            )
            found.append(Row(f"/{name} {word}: {what}", measured, unit, floor, aim))
    return found


if __name__ == "__main__":
    with browser() as opened:
        print(markdown(measure(opened, rounds=3)))
