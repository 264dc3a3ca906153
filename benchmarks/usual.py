"""The map beside the usual way of building it (``usual_app.py``), in turns in one run.

    python -m benchmarks.usual

Both show the same layers of the same countries, a list, and a card of a chosen country; each act
chooses a layer that was not shown before. Streamlit's own settings serve the usual one.
"""

import asyncio
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks.browser import browser
from benchmarks.server import HOST, ROOT, Server, dashboard, free_port, serving
from benchmarks.table import Row, markdown
from benchmarks.usual_layers import LAYERS
from benchmarks.visit import VIEWPORT, marks, open_page, rest, visit
from benchmarks.wire import Relay, relay
from dashboard.ui.static_routes import STUB, assets

_ADDRESS = "/map?on=2024-06-30"
_STILL = 0.4


@contextmanager
def usual(folder: Path) -> Iterator[Server]:
    """The usual app on a server of its own, its empty base map beside it."""
    script = folder / "usual_app.py"
    shutil.copy(Path(__file__).with_name("usual_app.py"), script)
    (folder / "static").mkdir()
    (folder / "static" / STUB).write_bytes(assets()[STUB].plain)
    port = free_port()
    command = ["-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", HOST, "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    command += ["--server.enableStaticServing", "true"]
    place = {"PYTHONPATH": str(ROOT)}
    with serving(command, port, folder / "usual.log", folder=folder, environment=place) as server:
        yield server


def measure(chrome: Browser, rounds: int = 4, readers: int = 10, seconds: float = 8) -> list[Row]:
    """Rows whose floor is the usual way: bytes, repaint, first load, reruns a second."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            usual(folder) as other,
            dashboard(folder / "app.log") as app,
            relay(app.port) as wire,
            relay(other.port) as other_wire,
        ):
            ours, theirs = _open(chrome), _open(chrome)
            first = visit(ours, _ADDRESS, wire).down, visit(theirs, "/", other_wire).down
            acts: list[tuple[tuple[float, int], tuple[float, int]]] = []
            for turn in range(-1, rounds):
                pair = _choose(ours, wire, turn), _choose(theirs, other_wire, turn)
                if turn >= 0:
                    acts.append(pair)
            paces = [
                (
                    _reruns(app.url, "map", "on=2024-06-30", readers, seconds),
                    _reruns(other.url, "", "", readers, seconds),
                )
                for _ in range(2)
            ]
            ours.context.close()
            theirs.context.close()
    middle = statistics.median
    return [
        Row("map beside the usual way: first load", first[0] / 1e6, "MB", first[1] / 1e6),
        Row(
            "map beside the usual way: bytes of an update",
            middle(a[1] for a, _ in acts) / 1000,
            "kB",
            middle(b[1] for _, b in acts) / 1000,
            aim=10,
        ),
        Row(
            "map beside the usual way: choice to repaint p50",
            middle(a[0] for a, _ in acts),
            "ms",
            middle(b[0] for _, b in acts),
        ),
        Row(
            f"map beside the usual way: reruns/s of {readers} readers",
            middle(a for a, _ in paces),
            "/s",
            middle(b for _, b in paces),
        ),
    ]


def _open(chrome: Browser) -> Page:
    context = chrome.new_context(viewport=VIEWPORT)
    context.set_default_navigation_timeout(60_000)
    return open_page(context)


def _choose(page: Page, wire: Relay, turn: int) -> tuple[float, int]:
    """Milliseconds until the page last changed and bytes, after another layer was chosen."""
    page.bring_to_front()
    field = page.get_by_role("combobox", name=re.compile("layer", re.IGNORECASE))
    field.click()
    field.fill(list(LAYERS)[(turn + 2) % len(LAYERS)])
    rest(page, wire, _STILL)
    before = wire.down
    field.press("Enter")
    rest(page, wire, _STILL)
    seen = marks(page)
    return seen["main"] - seen["pressed"], wire.down - before


def _reruns(url: str, page: str, query: str, readers: int, seconds: float) -> float:
    """Reruns a second of one view, asked for without pause."""
    # A thread of its own: the browser's event loop runs in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _all(url, page, query, readers, seconds)).result()


async def _all(url: str, page: str, query: str, readers: int, seconds: float) -> float:
    ask = BackMsg()
    ask.rerun_script.query_string, ask.rerun_script.page_name = query, page
    until, done = time.perf_counter() + seconds, 0

    async def one() -> None:
        nonlocal done
        address = url.replace("http://", "ws://") + "/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            while time.perf_counter() < until:
                await socket.send(ask.SerializeToString())
                async for message in socket:
                    told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
                    if told.WhichOneof("type") == "script_finished":
                        break
                done += 1

    await asyncio.gather(*(one() for _ in range(readers)))
    return done / seconds


if __name__ == "__main__":
    with browser() as opened:
        print(markdown(measure(opened)))
