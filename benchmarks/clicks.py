"""Click to repaint of every control of every page, beside a bare one-widget page, in turns.

    python -m benchmarks.clicks [page …]

The clock runs in the page, from the reader's last key or click until the page last changed. The
bare page is measured in the same way right before each control.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from benchmarks.addresses import ADDRESSES, BARE
from benchmarks.browser import browser
from benchmarks.controls import Control, controls
from benchmarks.map_play import play
from benchmarks.server import dashboard, streamlit
from benchmarks.table import Row, markdown
from benchmarks.visit import VIEWPORT, marks, open_page, rest, visit
from benchmarks.wire import Relay, relay

_STILL = 0.3
_AIMS = {"map": 1.5}
_AGAIN = Control("stButton", "Again", 0)


@dataclass(frozen=True, slots=True)
class Timed:
    """One control: milliseconds and bytes of each act, and of the bare page meanwhile."""

    page: str
    control: Control
    times: tuple[float, ...]
    sizes: tuple[int, ...]
    floors: tuple[float, ...]


def measure(
    chrome: Browser, rounds: int = 1, pages: Iterable[str] = ADDRESSES, limit: float = 30.0
) -> list[Row]:
    """A row for the pace of each control, one for its bytes; the map's play in the end.

    A page gets about ``limit`` seconds; the first control beyond that is named on stderr.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        with (
            streamlit(script, Path(folder) / "bare.log") as bare,
            dashboard(Path(folder) / "app.log") as app,
            relay(bare.port) as bare_wire,
            relay(app.port) as wire,
        ):
            context = chrome.new_context(viewport=VIEWPORT)
            context.set_default_timeout(3_000)
            context.set_default_navigation_timeout(60_000)
            floor, page = open_page(context), open_page(context)
            visit(floor, "/", bare_wire)
            found = [
                timed
                for name in pages
                for timed in _page(name, page, wire, floor, bare_wire, rounds, limit)
            ]
            rows = _rows(found)
            if "map" in pages:
                visit(page, "/map", wire)
                rows += play(page)
            context.close()
    return rows


def _page(
    name: str, page: Page, wire: Relay, floor: Page, bare: Relay, rounds: int, limit: float
) -> Iterator[Timed]:
    """The controls of each part of a page, each once."""
    until = time.perf_counter() + limit
    visit(page, ADDRESSES[name], wire)
    parts = page.eval_on_selector_all(
        "nav.jump a[href*='part=']", "all => all.map((a) => a.pathname + a.search)"
    )
    seen: set[tuple[str, str]] = set()
    for address in (ADDRESSES[name], *(part for part in parts if "part=all" not in part)):
        visit(page, address, wire)
        for control in controls(page):
            if (control.kind, control.name) in seen:
                continue
            if time.perf_counter() > until:
                print(f"/{name}: no time left for {control.label}", file=sys.stderr)
                return
            seen.add((control.kind, control.name))
            floors = [time for time, _ in _acts(_AGAIN, floor, bare, 2 * rounds)]
            try:
                acts = _acts(control, page, wire, 2 * rounds)
            except (PlaywrightError, TimeoutError) as error:
                print(f"/{name} {control.label}: {str(error).splitlines()[0]}", file=sys.stderr)
                acts = []
            if acts:
                times, sizes = zip(*acts, strict=True)
                yield Timed(name, control, times, sizes, tuple(floors))
            if not acts or page.url != wire.url + address:
                visit(page, address, wire)


def _acts(control: Control, page: Page, wire: Relay, count: int) -> list[tuple[float, int]]:
    """Milliseconds and bytes of ``count`` acts after two to get warm; none if nothing changed."""
    page.bring_to_front()
    found = []
    for turn in range(-2, count):
        before = wire.down
        control.act(page, turn + 2)
        rest(page, wire, _STILL)
        seen = marks(page)
        took = seen["changed" if control.floats else "main"] - seen["pressed"]
        if turn >= 0 and took > 0:
            found.append((took, wire.down - before))
        control.undo(page)
        rest(page, wire, _STILL)
    return found


def _rows(found: Sequence[Timed]) -> list[Row]:
    rows = []
    for each in found:
        what = f"/{each.page} {each.control.label}"
        aim = _AIMS.get(each.page, 2.0)
        times, floors = statistics.median(each.times), statistics.median(each.floors)
        rows.append(Row(f"{what}: repaint p50", times, "ms", floors, aim, of_ratio=True))
        size = statistics.median(each.sizes) / 1000
        rows.append(Row(f"{what}: on the wire", size, "kB", aim=10 if each.page == "map" else None))
    for page in dict.fromkeys(each.page for each in found):
        mine = [each for each in found if each.page == page]
        times = statistics.median(time for each in mine for time in each.times)
        floors = statistics.median(time for each in mine for time in each.floors)
        aim = _AIMS.get(page, 2.0)
        what = f"/{page}, all {len(mine)} controls: repaint p50"
        rows.append(Row(what, times, "ms", floors, aim, of_ratio=True))
    return rows


if __name__ == "__main__":
    with browser() as opened:
        print(markdown(measure(opened, 3, sys.argv[1:] or ADDRESSES, 3600)))
