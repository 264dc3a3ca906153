"""Answers kept ready: data never change within a process, so a repeated question costs nothing."""

import threading
from collections import OrderedDict

from starlette.responses import Response

MAX_BYTES = 16 * 2**20
_LARGEST = MAX_BYTES // 8


class AnswerMemory:
    """The last successful answers by their ETag, at most MAX_BYTES of bodies. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Response] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, tag: str) -> Response | None:
        """A new response with the same body and headers, or None."""
        with self._lock:
            kept = self._kept.get(tag)
            if kept is None:
                return None
            self._kept.move_to_end(tag)
        again = Response(kept.body, status_code=kept.status_code)
        again.raw_headers = list(kept.raw_headers)
        return again

    def keep(self, tag: str, response: Response) -> None:
        """Remember a successful answer, forgetting the least used ones where room is short."""
        body = getattr(response, "body", None)
        if response.status_code != 200 or body is None or len(body) > _LARGEST:
            return
        again = Response(body)
        again.raw_headers = list(response.raw_headers)
        with self._lock:
            old = self._kept.pop(tag, None)
            self._bytes += len(body) - (len(old.body) if old else 0)
            self._kept[tag] = again
            while self._bytes > MAX_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
