"""Many readers at once: real WebSocket sessions that ask for page after page, as a browser does."""

import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.server import Server, dashboard

_COUNTRIES = ("FRA", "BRA", "KEN", "IND", "USA", "TUV", "JPN", "EST", "GHA", "DEU")
_LAYERS = ("CETS185", "csirt", "UNCC2024", "treaties_in_force", "gci_overall", "incidents:vcdb")
PATIENCE = 60.0


@dataclass
class Seen:
    """What one run of readers saw: seconds of each rerun, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    received: int = 0

    def quantile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def views(start: int) -> Iterator[tuple[str, str]]:
    """An endless mix of pages and addresses; each reader begins elsewhere in it."""
    for step in itertools.count(start):
        country = _COUNTRIES[step % len(_COUNTRIES)]
        other = _COUNTRIES[(step + 3) % len(_COUNTRIES)]
        day = f"{2008 + step % 17}-06-30"
        yield from (
            ("map", f"layer={_LAYERS[step % len(_LAYERS)]}&on={day}"),
            ("map", f"layer={_LAYERS[step % len(_LAYERS)]}&on={day}&c={country}"),
            ("map", f"layer={_LAYERS[step % len(_LAYERS)]}&on={day}&c={other}"),
            ("country", f"c={country}"),
            ("pair", f"a={country}&b={other}&on={day}"),
            ("compare", f"c={country},{other}"),
            ("treaties", f"on={day}"),
            ("csirts", f"c={country}"),
            ("efforts", ""),
            ("gaps", f"on={day}"),
            ("incidents", f"victim={country}"),
            ("obstacles", f"o={1 + step % 9}&my={country}"),
            ("guide", f"my={country}"),
            ("data", ""),
        )


async def rerun(socket: ClientConnection, page: str, query: str, seen: Seen) -> None:
    """Ask for one view and wait until it is whole. Raises TimeoutError after PATIENCE seconds,
    ConnectionError where the server goes away meanwhile."""
    ask = BackMsg()
    ask.rerun_script.query_string = query
    ask.rerun_script.page_name = page
    started = time.perf_counter()
    await socket.send(ask.SerializeToString())
    async with asyncio.timeout(PATIENCE):
        async for message in socket:
            seen.received += len(message)
            told = ForwardMsg.FromString(message if isinstance(message, bytes) else b"")
            kind = told.WhichOneof("type")
            if kind == "delta" and told.delta.new_element.WhichOneof("type") == "exception":
                seen.problems.append(f"/{page}?{query}: {told.delta.new_element.exception.message}")
            if kind == "script_finished":
                break
        else:
            raise ConnectionError("the server closed the connection")
    seen.seconds.append(time.perf_counter() - started)


async def _reader(address: str, start: int, until: float, think: float, seen: Seen) -> None:
    await asyncio.sleep(think * (start % 50) / 50)
    try:
        async with connect(
            address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE
        ) as socket:
            for page, query in views(start):
                if time.perf_counter() >= until:
                    return
                await rerun(socket, page, query, seen)
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


def measure(
    seconds: float = 20.0, counts: Sequence[int] = (1, 10, 30, 50), soak: float = 0.0
) -> dict[str, float]:
    """Reruns a second, p50 and p95 by number of readers, then memory; all on one warm server."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, dashboard(Path(folder) / "app.log") as server:
        together(server.url, 10, 3 * seconds)  # every view of the mix has been asked for once
        for readers in counts:
            seen = _sound(together(server.url, readers, seconds))
            found[f"{readers} readers without pause, reruns/s"] = len(seen.seconds) / seconds
            found[f"{readers} readers without pause, p50, ms"] = _p50(seen)
            found[f"{readers} readers without pause, p95, ms"] = 1000 * seen.quantile(0.95)
        seen = _sound(together(server.url, 50, seconds, think=2.0))
        found["50 readers, 2 s between clicks, p50, ms"] = _p50(seen)
        found["50 readers, 2 s between clicks, p95, ms"] = 1000 * seen.quantile(0.95)
        found |= asyncio.run(_memory(server))
        if soak:
            before = resident(server.process)
            _sound(together(server.url, 50, soak, think=2.0))
            found[f"memory grown in {soak:.0f} s of 50 readers, MiB"] = (
                resident(server.process) - before
            )
    return found


def _p50(seen: Seen) -> float:
    return 1000 * statistics.median(seen.seconds)


def _sound(seen: Seen) -> Seen:
    if seen.problems:
        raise RuntimeError("\n".join(dict.fromkeys(seen.problems)))
    return seen


async def _memory(server: Server, more: int = 50) -> dict[str, float]:
    """MiB a further open session costs, after it has seen three pages."""
    address = server.url.replace("http://", "ws://") + "/_stcore/stream"
    before, seen, open_sockets = resident(server.process), Seen(), []
    for number in range(more):
        socket = await connect(address, subprotocols=["streamlit"], max_size=None)
        open_sockets.append(socket)
        for page, query in itertools.islice(views(number), 3):
            await rerun(socket, page, query, seen)
    after = resident(server.process)
    await asyncio.gather(*(socket.close() for socket in open_sockets))
    return {"memory of a further session, MiB": (after - before) / more}
