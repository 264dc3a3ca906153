"""One server and one browser for all browser tests; every other host is out of reach.

A test fails at its end if a page asked another host for anything, wrote an error to the console,
or got an error as an answer, or if the server logged a traceback meanwhile.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.browser import NoChromiumError, browser, chromium
from benchmarks.server import ROOT, Server, dashboard

from .window import Window

LOG = ROOT / "test-results" / "browser-server.log"
WIDE, NARROW = 1440, 390
Opener = Callable[..., Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with dashboard(LOG) as running:
        yield running


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    try:
        chromium()
    except NoChromiumError as error:
        pytest.fail(str(error), pytrace=False)
    with browser() as opened:
        yield opened


@pytest.fixture
def window(server: Server, chrome: Browser) -> Iterator[Opener]:
    """Opens a window of a width and a colour scheme; its complaints fail the test at the end."""
    opened: list[Window] = []
    heard = LOG.stat().st_size

    def opener(
        width: int = WIDE, *, dark: bool = False, address: str = server.url, motion: bool = True
    ) -> Window:
        context = chrome.new_context(
            viewport={"width": width, "height": 844 if width == NARROW else 1000},
            color_scheme="dark" if dark else "light",
            has_touch=width == NARROW,
            reduced_motion="no-preference" if motion else "reduce",
        )
        opened.append(Window(context, address))
        return opened[-1]

    yield opener
    problems = [problem for each in opened for problem in each.problems]
    for each in opened:
        each.context.close()
    with LOG.open(encoding="utf-8", errors="replace") as log:
        log.seek(heard)
        said = log.read()
    if "Traceback" in said:
        problems.append(f"the server logged (all of it in {LOG}):\n{said[-3000:]}")
    if problems:
        pytest.fail("\n".join(dict.fromkeys(problems)), pytrace=False)
