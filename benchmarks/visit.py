"""One visit of a page in a browser: what crossed the wire, when it was seen, when all rested."""

import json
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize

from benchmarks.wire import Relay

VIEWPORT: ViewportSize = {"width": 1440, "height": 1000}
_PATIENCE = 60.0
_FIGURE = (
    ".js-plotly-plot .main-svg .trace, .map[aria-busy=false], .stHtml table, [data-testid=stText]"
)
_WAITS = ".undrawn, .map[aria-busy=true], .stSkeleton, .stSpinner"
# Runs before anything else of the page. `figure`: when one is first there; `changed`: when the
# document, a drawing or what is inside the map last changed to the eye; `main`: the same without
# what floats above the page; `pressed`: the last input of the reader; `shift`: by how much things
# jumped; `held`: the longest task of the main thread.
_WATCH = """() => {
  const seen = window.__seen = { figure: 0, changed: 0, main: 0, pressed: 0, shift: 0, held: 0 };
  const shadows = () => [...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
    .map((e) => e.shadowRoot).filter(Boolean);
  const part = (css) => document.querySelector(css)
    ?? shadows().map((root) => root.querySelector(css)).find(Boolean);
  const look = () => {
    if (part(FIGURE)) requestAnimationFrame(() => { seen.figure = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const known = new WeakSet();
  const heard = (m) => (m.attributeName ?? '').startsWith('aria-')
    || (m.target.nodeType === 1 ? m.target : m.target.parentElement)?.closest('.only-read');
  const drawn = (m) => !heard(m) && (m.type !== 'attributes' || m.target instanceof SVGElement
    || m.target.getRootNode() instanceof ShadowRoot);
  const inside = ({ target }) => target.getRootNode() instanceof ShadowRoot
    || (target instanceof Element ? target : target.parentElement)?.closest('.stMain');
  const observer = new MutationObserver((list) => {
    const real = list.filter(drawn);
    if (real.length) seen.changed = performance.now();
    if (real.some(inside)) seen.main = performance.now();
    for (const root of shadows().filter((root) => !known.has(root))) {
      known.add(root);
      observer.observe(root, all);
    }
  });
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document, all);
  const press = (event) => { if (event.isTrusted) seen.pressed = performance.now(); };
  for (const type of ['pointerdown', 'click', 'keydown', 'change']) {
    addEventListener(type, press, true);
  }
  const hear = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
    .observe({ type, buffered: true });
  hear('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  hear('longtask', (entry) => { seen.held = Math.max(seen.held, entry.duration); });
  window.__busy = () => document.querySelector('.stApp')?.dataset.testScriptState !== 'notRunning'
    || Boolean(part(WAITS));
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """Bytes and requests of one visit; milliseconds until a figure was seen and until all rested.

    ``busy`` is the processor time of the page's main thread in milliseconds, ``longest`` its
    longest task by the clock, ``shift`` the share of the window by which things moved (CLS),
    ``heaviest`` the largest answers in bytes.
    """

    down: int
    requests: int
    figure: float
    quiet: float
    busy: float
    longest: float
    shift: float
    heaviest: tuple[tuple[str, int], ...]


def open_page(context: BrowserContext) -> Page:
    """A new window whose visits can be watched."""
    page = context.new_page()
    watch = _WATCH.replace("FIGURE", json.dumps(_FIGURE)).replace("WAITS", json.dumps(_WAITS))
    page.add_init_script(f"({watch})()")
    return page


def visit(page: Page, address: str, wire: Relay) -> Visit:
    """Go to ``address`` through the relay and wait until nothing happens any more."""
    tools = page.context.new_cdp_session(page)
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    tools.on(
        "Network.requestWillBeSent",
        lambda event: asked.update({event["requestId"]: event["request"]["url"]}),
    )
    tools.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}),
    )
    tools.send("Network.enable")
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = wire.down
    page.goto(wire.url + address, wait_until="commit")
    rest(page, wire)
    seen = marks(page)
    answers = {
        asked[number].removeprefix(wire.url): size
        for number, size in sizes.items()
        if size and asked.get(number, "").startswith(wire.url)
    }
    found = Visit(
        down=wire.down - before,
        requests=len(answers),
        figure=seen["figure"],
        quiet=seen["changed"],
        busy=busy(tools),
        longest=seen["held"],
        shift=seen["shift"],
        heaviest=tuple(sorted(answers.items(), key=lambda answer: -answer[1])[:12]),
    )
    tools.detach()
    return found


def marks(page: Page) -> dict[str, Any]:
    """What the page has noted so far, in milliseconds of its own clock."""
    noted: dict[str, Any] = page.evaluate("() => ({ ...window.__seen })")
    return noted


def busy(tools: CDPSession) -> float:
    """Processor time of the page's main thread so far, in milliseconds."""
    metrics = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def rest(page: Page, wire: Relay, still: float = 0.7) -> None:
    """Wait until no byte, no script run and no change has come for ``still`` seconds.

    Raises TimeoutError if it never comes to rest.
    """
    started = last = time.perf_counter()
    was = (-1, -1)
    while time.perf_counter() - last < still:
        if time.perf_counter() - started > _PATIENCE:
            raise TimeoutError(f"{page.url} did not come to rest")
        page.wait_for_timeout(50)
        changed, busy_now = page.evaluate(
            "() => [Math.round(window.__seen?.changed ?? 0), window.__busy?.() ?? true]"
        )
        if busy_now or (wire.down, changed) != was:
            was, last = (wire.down, changed), time.perf_counter()
