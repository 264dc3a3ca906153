"""A small load generator: keep-alive connections that ask for addresses as fast as answered."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

CONNECTIONS = 8


def requests_per_second(addresses: Sequence[str]) -> float:
    """Ask for every address once, CONNECTIONS at a time; RuntimeError for anything but 200."""
    # A thread of its own: whoever drives a browser has an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _all(addresses)).result()


async def _all(addresses: Sequence[str]) -> float:
    queue = iter(addresses)
    started = time.perf_counter()
    await asyncio.gather(*(_one_after_another(queue) for _ in range(CONNECTIONS)))
    return len(addresses) / (time.perf_counter() - started)


async def _one_after_another(queue: Iterator[str]) -> None:
    reader = writer = None
    for address in queue:
        url = urlsplit(address)
        if reader is None or writer is None:
            reader, writer = await asyncio.open_connection(url.hostname, url.port, limit=2**20)
        target = f"{url.path}?{url.query}" if url.query else url.path
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {url.netloc}\r\n\r\n".encode())
        if await _answer(reader, address):
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()


async def _answer(reader: asyncio.StreamReader, address: str) -> bool:
    """Read one answer; whether the server closes the connection after it."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if " 200 " not in head.partition("\r\n")[0]:
        raise RuntimeError(f"{head.partition(chr(13))[0]} for {address}")
    if "transfer-encoding: chunked" in head:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        length = head.partition("content-length:")[2].partition("\r\n")[0]
        await reader.readexactly(int(length))
    return "connection: close" in head
