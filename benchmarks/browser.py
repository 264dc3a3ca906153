"""Chromium without any other host: the browser of the tests and of the measurements."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from benchmarks.server import HOST

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # No name resolves and no other address is reached; unlike request interception this leaves
    # the browser's cache at work.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)


class NoChromiumError(RuntimeError):
    """There is no Chromium to drive."""

    def __init__(self) -> None:
        super().__init__(
            "Chromium is missing. Install it (Debian, Ubuntu: sudo apt-get install chromium) "
            f"so that one of {', '.join(_NAMES)} is on the PATH."
        )


def chromium() -> str:
    """Path of the browser. Raises NoChromiumError."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    raise NoChromiumError


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser that can reach this machine's own server and nothing else."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield opened
        opened.close()
