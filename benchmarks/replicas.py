"""Two replicas behind nginx, one killed under load: ``python -m benchmarks.replicas``.

Readers click all the time through ``deploy/nginx.conf``; after a while one replica is killed. As a
browser would, a reader whose connection breaks connects again and asks for the same view.
"""

import asyncio
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from benchmarks.server import HOST, ROOT, dashboard, free_port
from benchmarks.sessions import PATIENCE, Browser, Seen, views

READERS, BEFORE, AFTER = 20, 15.0, 30.0
_WAIT = 0.25


@dataclass
class Told:
    """What the readers lived through: reruns, connections lost, seconds until the next picture."""

    seen: Seen = field(default_factory=Seen)
    lost: int = 0
    refused: int = 0
    pauses: list[float] = field(default_factory=list)


@contextmanager
def proxy(first: int, second: int) -> Iterator[str]:
    """nginx with the shipped configuration, on free ports. RuntimeError where there is no nginx."""
    if not (nginx := shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")):
        raise RuntimeError("nginx is missing (Debian: sudo apt-get install nginx-light)")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        text = (ROOT / "deploy" / "nginx.conf").read_text()
        for given, used in (("8501", first), ("8502", second), ("8500", port)):
            text = text.replace(given, str(used))
        text = text.replace("/tmp/cyber-cooperation-nginx.pid", f"{folder}/pid")
        path = Path(folder) / "nginx.conf"
        path.write_text(text)
        running = subprocess.Popen([nginx, "-c", str(path), "-g", "daemon off;"])
        try:
            time.sleep(1)
            yield f"http://{HOST}:{port}"
        finally:
            running.terminate()
            running.wait()


async def _reader(address: str, number: int, until: float, told: Told) -> None:
    ways, broken = views(number), 0.0
    page, query = next(ways)
    cookie = f"replica={'first' if number % 2 else 'second'}"
    while time.perf_counter() < until:
        try:
            async with connect(
                address,
                subprotocols=["streamlit"],
                additional_headers={"Cookie": cookie},
                max_size=None,
                open_timeout=PATIENCE,
            ) as socket:
                browser = Browser(socket)
                while time.perf_counter() < until:
                    await browser.rerun(page, query, told.seen)
                    if broken:
                        told.pauses.append(time.perf_counter() - broken)
                        broken = 0.0
                    page, query = next(ways)
                return
        except (OSError, WebSocketException, TimeoutError):
            told.refused += bool(broken)
            told.lost += not broken
            broken = broken or time.perf_counter()
            await asyncio.sleep(_WAIT)


async def _story(url: str, victim: int) -> Told:
    address = url.replace("http://", "ws://") + "/_stcore/stream"
    told, until = Told(), time.perf_counter() + BEFORE + AFTER
    readers = [asyncio.create_task(_reader(address, i, until, told)) for i in range(READERS)]
    await asyncio.sleep(BEFORE)
    os.kill(victim, signal.SIGKILL)
    await asyncio.gather(*readers)
    return told


def main() -> int:
    """Print what happened; 1 if a reader never came back."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        logs = Path(folder)
        one = stack.enter_context(dashboard(logs / "first.log"))
        two = stack.enter_context(dashboard(logs / "second.log"))
        url = stack.enter_context(proxy(one.port, two.port))
        told = asyncio.run(_story(url, one.process))
    longest = max(told.pauses, default=0.0)
    print(f"{READERS} readers, {len(told.seen.seconds)} reruns, one of two replicas killed")
    print(f"connections lost {told.lost}, refused while moving {told.refused}")
    print(f"readers who went on {len(told.pauses)}, longest pause {longest:.1f} s")
    print("\n".join(dict.fromkeys(told.seen.problems)))
    return int(len(told.pauses) < told.lost or bool(told.seen.problems))


if __name__ == "__main__":
    raise SystemExit(main())
