"""Many readers at once: real WebSocket sessions that ask for page after page, as a browser does."""

import asyncio
import itertools
import statistics
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.server import Server, dashboard
from dashboard.store.store import shared_store
from dashboard.views.params import ChoiceParam
from dashboard.views.parts import EVERYTHING
from dashboard.views.registry import VIEWS

_COUNTRIES = ("FRA", "BRA", "KEN", "IND", "USA", "TUV", "JPN", "EST", "GHA", "DEU")
_LAYERS = ("CETS185", "csirt", "UNCC2024", "treaties_in_force", "gci_overall", "incidents:vcdb")
_DAYS = ("2026-11-24", "2024-06-30", "2020-12-31", "2015-06-30", "2010-01-01")
STEPS = 30
"""After so many rounds through all pages the mix begins again; 10 countries, 6 layers, 5 days."""
KEPT_RUNS = 2
"""A browser keeps messages of so many reruns and asks the server not to send them again."""
SUBPROTOCOL = Subprotocol("streamlit")
PATIENCE = 60.0


@dataclass
class Seen:
    """What one run of readers saw: seconds of each rerun, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    received: int = 0
    messages: int = 0

    def quantile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@cache
def parts() -> dict[str, tuple[str, ...]]:
    """The parts of each page that is shown part by part."""
    store = shared_store()
    specs = {path: view.spec(store).params for path, view in VIEWS.items()}
    return {
        path: tuple(part for part in param.choices if part != EVERYTHING)
        for path, params in specs.items()
        for param in params
        if isinstance(param, ChoiceParam) and param.name == "part"
    }


def round_of(step: int) -> Iterator[tuple[str, str]]:
    """One round through all pages, two to four clicks on each."""
    country, other = _COUNTRIES[step % 10], _COUNTRIES[(step + 3) % 10]
    layer, day, another = _LAYERS[step % 6], _DAYS[step % 5], _DAYS[(step + 1) % 5]
    for page, query in (
        ("map", f"layer={layer}&on={day}"),
        ("map", f"layer={layer}&on={day}&c={country}"),
        ("map", f"layer={layer}&on={day}&c={other}"),
        ("map", f"layer={layer}&on={another}&c={other}"),
        ("country", f"c={country}"),
        ("country", f"c={country}&on={another}"),
        ("pair", f"a={country}&b={other}&on={day}"),
        ("pair", f"a={country}&b={other}&on={another}"),
        ("compare", f"c={country},{other}"),
        ("treaties", f"on={day}"),
        ("csirts", f"c={country}"),
        ("efforts", ""),
        ("gaps", f"on={day}"),
        ("incidents", f"victim={country}"),
        ("obstacles", f"o={1 + step % 9}&my={country}"),
        ("guide", f"my={country}"),
        ("data", ""),
    ):
        yield page, query
        if found := parts().get(page):
            yield page, f"{query}&part={found[step % len(found)]}".lstrip("&")


def views(start: int) -> Iterator[tuple[str, str]]:
    """The mix without end; each reader begins elsewhere in it and sees what others have seen."""
    for number in itertools.count(start):
        yield from round_of(number % STEPS)


def distinct_views() -> list[tuple[str, str]]:
    """Every view of the mix once."""
    return list(dict.fromkeys(view for step in range(STEPS) for view in round_of(step)))


@dataclass
class Browser:
    """One session: its socket and the messages it need not be sent again."""

    socket: ClientConnection
    kept: deque[set[str]] = field(default_factory=lambda: deque(maxlen=KEPT_RUNS))

    async def rerun(self, page: str, query: str, seen: Seen) -> None:
        """Ask for one view and wait until it is whole. Raises TimeoutError after PATIENCE seconds,
        ConnectionError where the server goes away meanwhile."""
        ask = BackMsg()
        ask.rerun_script.query_string = query
        ask.rerun_script.page_name = page
        ask.rerun_script.cached_message_hashes.extend(set().union(*self.kept))
        named: set[str] = set()
        started = time.perf_counter()
        await self.socket.send(ask.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            async for message in self.socket:
                seen.received += len(message)
                seen.messages += 1
                told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
                kind = told.WhichOneof("type")
                if kind == "ref_hash":
                    named.add(told.ref_hash)
                elif told.metadata.cacheable:
                    named.add(told.hash)
                if kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
                    text = told.delta.new_element.exception.message
                    seen.problems.append(f"/{page}?{query}: {text}")
                if kind == "script_finished":
                    break
            else:
                raise ConnectionError("the server closed the connection")
        self.kept.append(named)
        seen.seconds.append(time.perf_counter() - started)


async def _reader(address: str, start: int, until: float, think: float, seen: Seen) -> None:
    await asyncio.sleep(think * (start % 50) / 50)
    try:
        async with connect(
            address, subprotocols=[SUBPROTOCOL], max_size=None, open_timeout=PATIENCE
        ) as socket:
            browser = Browser(socket)
            for page, query in views(start):
                if time.perf_counter() >= until:
                    return
                await browser.rerun(page, query, seen)
                if think:
                    await asyncio.sleep(think)
    except (OSError, TimeoutError) as error:
        seen.problems.append(f"reader {start}: {error!r}")


async def _together(address: str, readers: int, seconds: float, think: float) -> Seen:
    seen, until = Seen(), time.perf_counter() + seconds
    await asyncio.gather(*(_reader(address, i, until, think, seen) for i in range(readers)))
    return seen


def together(url: str, readers: int, seconds: float, think: float = 0.0) -> Seen:
    """What ``readers`` saw who clicked for ``seconds``, each pausing ``think`` seconds between."""
    address = url.replace("http://", "ws://") + "/_stcore/stream"
    return asyncio.run(_together(address, readers, seconds, think))


def resident(process: int) -> float:
    """Memory a process holds now, in MiB (Linux)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {process} tells no memory")


def measure(seconds: float = 20.0, counts: Sequence[int] = (1, 10, 30, 50)) -> dict[str, float]:
    """Views asked for the first time, then reruns a second, p50 and p95 by number of readers, then
    memory; all on one server."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, dashboard(Path(folder) / "app.log") as server:
        first = _sound(visit_all(server.url))
        found["1 reader, every view for the first time, p50, ms"] = _p50(first)
        found["1 reader, every view for the first time, p95, ms"] = 1000 * first.quantile(0.95)
        for readers in counts:
            seen = _sound(together(server.url, readers, seconds))
            found[f"{readers} readers without pause, reruns/s"] = len(seen.seconds) / seconds
            found[f"{readers} readers without pause, p50, ms"] = _p50(seen)
            found[f"{readers} readers without pause, p95, ms"] = 1000 * seen.quantile(0.95)
            found[f"{readers} readers without pause, messages a rerun"] = seen.messages / len(
                seen.seconds
            )
        seen = _sound(together(server.url, 50, seconds, think=2.0))
        found["50 readers, 2 s between clicks, p50, ms"] = _p50(seen)
        found["50 readers, 2 s between clicks, p95, ms"] = 1000 * seen.quantile(0.95)
        found |= asyncio.run(_memory(server))
    return found


def visit_all(url: str) -> Seen:
    """What one reader sees who asks for every view of the mix once."""

    async def visit() -> Seen:
        seen = Seen()
        address = url.replace("http://", "ws://") + "/_stcore/stream"
        async with connect(address, subprotocols=[SUBPROTOCOL], max_size=None) as socket:
            browser = Browser(socket)
            for page, query in distinct_views():
                await browser.rerun(page, query, seen)
        return seen

    return asyncio.run(visit())


def _p50(seen: Seen) -> float:
    return 1000 * statistics.median(seen.seconds)


def _sound(seen: Seen) -> Seen:
    if seen.problems:
        raise RuntimeError("\n".join(dict.fromkeys(seen.problems)))
    return seen


async def _memory(server: Server, more: int = 50) -> dict[str, float]:
    """MiB a further open session costs, after four clicks on a map that others have seen."""
    address = server.url.replace("http://", "ws://") + "/_stcore/stream"
    before, seen, open_sockets = resident(server.process), Seen(), []
    for number in range(more):
        socket = await connect(address, subprotocols=[SUBPROTOCOL], max_size=None)
        open_sockets.append(socket)
        browser = Browser(socket)
        for page, query in itertools.islice(views(number), 4):
            await browser.rerun(page, query, seen)
    after = resident(server.process)
    await asyncio.gather(*(socket.close() for socket in open_sockets))
    return {"memory of a further session, MiB": (after - before) / more}
