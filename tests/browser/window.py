"""One open page, what went wrong in it, and the gestures of a reader."""

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from dashboard.store.boundaries import load_boundaries, world_order

SLOW = 20_000
_OWN = ("data:", "blob:", "about:")


class Window:
    """A page of the dashboard in a browser of its own, with every complaint it gave rise to."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(SLOW)
        self.page.on("request", self._request)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._response)
        self.page.on("websocket", lambda ws: self._outside(ws.url.replace("ws", "http", 1)))
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))

    def _outside(self, url: str) -> None:
        if not url.startswith((self.address, *_OWN)):
            self.problems.append(f"request to another host: {url}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        self._outside(request.url)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            self.problems.append(f"request failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"answer {response.status}: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    # What a reader does and sees.

    def open(self, path: str) -> "Window":
        """Go to an address of the dashboard and wait until it is drawn."""
        self.page.goto(f"{self.address}{path}")
        return self.settle()

    def settle(self) -> "Window":
        """Wait until the script has run, the footer stands and a map, if any, is drawn."""
        self.page.locator(".site-footer").wait_for(state="attached")
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        if urlsplit(self.page.url).path in {"/", "/map"}:
            self.page.locator(".map[aria-busy=false]").wait_for()
        return self

    def resize(self, width: int, *, dark: bool) -> "Window":
        """Give the window a width and the reader's system a colour scheme, and wait."""
        height = (self.page.viewport_size or {"height": 1000})["height"]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        scheme = "dark" if dark else "light"
        self.page.wait_for_function(
            "(wanted) => getComputedStyle(document.querySelector('.stApp')).colorScheme === wanted",
            arg=scheme,
        )
        self.page.wait_for_timeout(250)  # what follows a change of width or scheme begins by then
        return self.settle()

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the address."""
        return {k: v[-1] for k, v in parse_qs(urlsplit(self.page.url).query).items()}

    def until(self, **wanted: str | None) -> None:
        """Wait until the address carries these parameters (None: does not carry it)."""

        def holds(url: str) -> bool:
            query = parse_qs(urlsplit(url).query)
            return all(query.get(k, [None])[-1] == v for k, v in wanted.items())

        self.page.wait_for_url(holds, timeout=SLOW, wait_until="commit")
        self.settle()

    def choose(self, box: str, text: str) -> None:
        """Type into a box of choices and take the first that fits."""
        field = self.page.get_by_role("combobox", name=box)
        field.click()
        field.fill(text)
        self.page.get_by_role("option").first.wait_for()
        field.press("Enter")

    @property
    def headings(self) -> list[str]:
        return self.page.get_by_role("heading", level=1).all_inner_texts()

    def card(self, name: str) -> Locator:
        """The card of the country chosen on the map."""
        return self.page.get_by_role("region", name=name, exact=True)

    def too_wide(self) -> list[str]:
        """What makes the page scroll sideways; empty if nothing does."""
        return self.page.evaluate(
            """() => {
              const main = document.querySelector('[data-testid=stMain]');
              const boxes = [document.scrollingElement, main];
              if (boxes.every((b) => !b || b.scrollWidth <= b.clientWidth + 1)) return [];
              return [...document.querySelectorAll('.stApp *')]
                .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
                .map((e) => e.tagName + '.' + e.className).slice(0, 8);
            }"""
        )


class WorldMap:
    """The map of a window: what is drawn, where countries are, how to hit them."""

    def __init__(self, window: Window) -> None:
        self.window, self.page = window, window.page
        self.plot = window.page.locator(".map .plot")

    def state(self, script: str, argument: Any = None) -> Any:
        """Run a function body with ``plot`` (the element) and ``given``."""
        return self.plot.evaluate(f"async (plot, given) => {{ {script} }}", argument)

    def drawn(self) -> set[str]:
        """Countries with a shape of their own."""
        return set(
            self.state(
                "return [...plot.querySelectorAll('path.choroplethlocation')]"
                ".filter((path) => path.getAttribute('d')).map((path) => path.__data__.loc)"
            )
        )

    def fills(self) -> list[str]:
        """The colour of every shape; the name of a pattern without the number of its map."""
        return self.state(
            "return [...plot.querySelectorAll('.choroplethlayer .trace:first-child path')]"
            ".map((path) => path.style.fill.replace(/pattern-\\d+/, 'pattern'))"
        )

    @property
    def scale(self) -> float:
        return float(self.state("return plot._fullLayout.geo.projection.scale"))

    def where(self, iso3: str) -> tuple[float, float]:
        """The pixel, in the window, of a country's label point."""
        self.plot.scroll_into_view_if_needed()
        x, y = self.state(_PIXEL, places()[iso3])
        return x, y

    def click(self, iso3: str) -> None:
        self.page.mouse.click(*self.where(iso3))

    def tap(self, iso3: str) -> None:
        self.page.touchscreen.tap(*self.where(iso3))

    def names_under(self, wanted: Sequence[str]) -> dict[str, str]:
        """Point at each country in turn; what the tooltip calls what is there."""
        self.plot.scroll_into_view_if_needed()
        labels = places()
        return self.state(_POINT, [[iso3, labels[iso3]] for iso3 in wanted])


_PIXEL = (
    "const at = plot._fullLayout.geo._subplot.projection(given);"
    "const box = plot.getBoundingClientRect();"
    "return [box.left + at[0], box.top + at[1]]"
)
_POINT = """
const box = plot.getBoundingClientRect(), stage = plot.parentElement, found = {};
const project = plot._fullLayout.geo._subplot.projection;
const frame = () => new Promise((done) => requestAnimationFrame(done));
for (const [iso3, label] of given) {
  const [x, y] = project(label);
  stage.dispatchEvent(new PointerEvent("pointermove",
    { clientX: box.left + x, clientY: box.top + y, pointerType: "mouse" }));
  await frame(); await frame();
  const tip = stage.querySelector(".tip");
  found[iso3] = tip.hidden ? "" : tip.querySelector("strong").textContent;
}
return found;
"""


@cache
def places() -> dict[str, list[float]]:
    """Longitude and latitude of every country's label point."""
    asset = json.loads(load_boundaries().asset)
    points = [[value / asset["scale"] for value in label] for label in asset["labels"]]
    return dict(zip(world_order(), points, strict=True))


def ends_with(path: str) -> re.Pattern[str]:
    """An address of this path, whatever its parameters."""
    return re.compile(rf"/{re.escape(path)}(\?|$)")
