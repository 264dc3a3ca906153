"""Whose page is drawn next: a few at a time, in the order they were asked for.

One process draws with one core. Where many pages are drawn at once, each takes as long as all of
them together, and some far longer; one after the other, most are there in half that time.
"""

import threading
from collections import deque
from types import TracebackType


class Turns:
    """At most ``slots`` inside at a time; the others wait in the order they came."""

    def __init__(self, slots: int) -> None:
        self._free = slots
        self._waiting: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._free > 0:
                self._free -= 1
                return
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._free += 1


PAGES = Turns(2)
"""Two, so that one long view does not keep everybody waiting."""
