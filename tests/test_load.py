"""The load generator of the benchmarks counts answers, of known length and in chunks."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from benchmarks.load import requests_per_second


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[str]] = []

    def do_GET(self):
        self.asked.append(self.path)
        self.send_response(404 if self.path == "/missing" else 200)
        if self.path.startswith("/chunks"):
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        else:
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"text")

    def log_message(self, *_):
        """Nothing on the console."""


@pytest.fixture
def address():
    _Answers.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_every_address_is_asked_once(address):
    paths = [f"/{kind}?n={n}" for n in range(20) for kind in ("plain", "chunks")]
    assert requests_per_second([address + path for path in paths]) > 0
    assert sorted(_Answers.asked) == sorted(paths)


def test_anything_but_200_stops_it(address):
    with pytest.raises(RuntimeError, match=r"404.*missing"):
        requests_per_second([f"{address}/missing"])
