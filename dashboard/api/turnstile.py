"""Drawing and typesetting take a core each: a few at a time, the others wait or are told to."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from dashboard.core.errors import UserError

SLOTS, QUEUE, PATIENCE = 2, 32, 30.0
RETRY_AFTER = 10
_STEP = 0.02


class BusyError(UserError):
    """More is asked for at once than is made at once; worth trying again a little later."""


class Turnstile:
    """At most ``slots`` inside, at most ``queue`` waiting, nobody longer than ``patience`` seconds.

    Works across threads and event loops; those who wait hold no thread of the server.
    """

    def __init__(self, slots: int = SLOTS, queue: int = QUEUE, patience: float = PATIENCE) -> None:
        self._free = threading.BoundedSemaphore(slots)
        self._queue, self._patience = queue, patience
        self._waiting = 0

    @asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """Wait for a slot and hold it. Raises BusyError."""
        if not self._free.acquire(blocking=False):
            await self._wait()
        try:
            yield
        finally:
            self._free.release()

    async def _wait(self) -> None:
        if self._waiting >= self._queue:
            raise _busy()
        until = monotonic() + self._patience
        self._waiting += 1
        try:
            while not self._free.acquire(blocking=False):
                if monotonic() > until:
                    raise _busy()
                await asyncio.sleep(_STEP)
        finally:
            self._waiting -= 1


def _busy() -> BusyError:
    return BusyError(
        "More files are asked for than can be made at the moment",
        fix=f"Try again in {RETRY_AFTER} seconds",
    )
