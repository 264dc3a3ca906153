"""The head of a page names all the code that it needs, so that nothing jumps while it is drawn."""

import re

import pytest

from benchmarks.server import Server
from dashboard.pages import PAGES

from .conftest import Opener
from .test_every_page import EXAMPLES

# Without the sliders that only few views have.
LEAN = {"map": "on=2021-06-30&c=EST", "obstacles": "o=3&my=FRA"}
_JUMPS = """() => { window.jumps = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.jumps.push(
    [entry.value, ...entry.sources.map((s) => s.node?.textContent?.slice(0, 40) ?? "")])))
  .observe({ type: "layout-shift", buffered: true }); }"""


@pytest.mark.parametrize("path", [page.url_path for page in PAGES])
def test_all_code_is_named_and_nothing_jumps(window: Opener, server: Server, path: str) -> None:
    reader = window()
    reader.page.add_init_script(f"({_JUMPS})()")
    address = f"/{path}?{LEAN.get(path, EXAMPLES[path])}"
    reader.open(address)
    reader.page.wait_for_load_state("networkidle")
    html = reader.page.request.get(f"{server.url}{address}").text()
    named = {f"{server.url}/{name}" for name in re.findall(r'(?:href|src)="\./([^"]+\.js)"', html)}
    fetched = {url for url in reader.requests if url.endswith(".js")}
    assert fetched - named == set(), "name the kind of element in dashboard/ui/preload.py"
    reader.open(address)  # from the browser's cache
    reader.page.wait_for_load_state("networkidle")
    jumps = reader.page.evaluate("() => window.jumps")
    assert sum(jump[0] for jump in jumps) < 0.1, jumps
