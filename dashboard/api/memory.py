"""Answers kept ready: data never change within a process, so a repeated question costs nothing."""

import gzip
import threading
from collections import OrderedDict

from starlette.responses import Response

MAX_BYTES = 16 * 2**20
_LARGEST = MAX_BYTES // 8
_SMALLEST_ZIPPED = 500
_LEVEL = 6
_Key = tuple[str, bool]


class AnswerMemory:
    """The last successful answers by ETag, plain and compressed apart, at most ``max_bytes`` of
    bodies. Thread-safe."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max = max_bytes
        self._kept: OrderedDict[_Key, Response] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, tag: str, zipped: bool = False) -> Response | None:
        """A new response with the same body and headers, or None."""
        key = (tag, zipped)
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
        return _again(kept)

    def keep(self, tag: str, response: Response, zipped: bool = False) -> Response:
        """The response to send, compressed where wanted and worth it; remembered if successful.

        The least used answers are forgotten where room is short.
        """
        body = getattr(response, "body", None)
        if response.status_code != 200 or body is None:
            return response
        if zipped and len(body) >= _SMALLEST_ZIPPED:
            response = _compressed(response, body)
        size = len(response.body)
        if size > _LARGEST:
            return response
        key = (tag, zipped)
        with self._lock:
            old = self._kept.pop(key, None)
            self._bytes += size - (len(old.body) if old else 0)
            self._kept[key] = _again(response)
            while self._bytes > self._max:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return response


def _again(response: Response) -> Response:
    again = Response(response.body, status_code=response.status_code)
    again.raw_headers = list(response.raw_headers)
    return again


def _compressed(response: Response, body: bytes) -> Response:
    again = Response(gzip.compress(body, _LEVEL, mtime=0))
    kept = [(k, v) for k, v in response.raw_headers if k != b"content-length"]
    length = str(len(again.body)).encode()
    again.raw_headers = [*kept, (b"content-length", length), (b"content-encoding", b"gzip")]
    return again
