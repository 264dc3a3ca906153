"""Bytes on the wire: a relay between browser and server that counts what passes.

What the browser's own tools report for a WebSocket is the text after decompression; only the
socket knows what was sent. The count includes HTTP headers, WebSocket frames and compression.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from benchmarks.server import HOST


class Relay:
    """Passes every connection on to ``port`` and counts ``down`` (to the browser) and ``up``."""

    def __init__(self, port: int) -> None:
        self.down = self.up = 0
        self._target = port
        self._lock = threading.Lock()
        self._listener = socket.create_server((HOST, 0))
        self.url = f"http://{HOST}:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                server = socket.create_connection((HOST, self._target))
                for source, sink, way in ((browser, server, "up"), (server, browser, "down")):
                    worker = threading.Thread(
                        target=self._pass, args=(source, sink, way), daemon=True
                    )
                    worker.start()

    def _pass(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with suppress(OSError):
            while chunk := source.recv(65536):
                with self._lock:
                    setattr(self, way, getattr(self, way) + len(chunk))
                sink.sendall(chunk)
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def relay(port: int) -> Iterator[Relay]:
    """A relay in front of the server at ``port``, on this machine."""
    opened = Relay(port)
    try:
        yield opened
    finally:
        opened.close()
