"""One figure in a frame of another site: it fits, has nothing around it, and leads back."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Frame, Page

from benchmarks.server import Server

from .access import nameless, violations

WIDTHS = (300, 600, 1200)
CASES = {
    "map?layer=treaties_in_force&on=2024-06-30": "in force",
    "pair?a=FRA&b=BRA&on=2024-06-30&figure=growth": "channels in force",
    "gaps?on=2024-06-30": "",
}


@contextmanager
def newspaper(sources: list[str]) -> Iterator[str]:
    """A page of another origin with a frame of each width for one source."""
    frames = "".join(
        f'<iframe src="{escape(source)}" width="{width}" height="700"></iframe>'
        for source in sources
        for width in WIDTHS
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>News</title>{frames}".encode())

        def log_message(self, *_: object) -> None:
            """Nothing: the test's output is its own."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as paper:
        Thread(target=paper.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{paper.server_port}/"
        paper.shutdown()


def opened(page: Page, address: str) -> list[Frame]:
    page.goto(address)
    frames = page.frames[1:]
    for frame in frames:
        frame.locator(".embed-link").wait_for(timeout=60_000)
        frame.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    return frames


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", CASES)
def test_it_fits_every_width_in_a_frame_of_another_site(
    server: Server, chrome: Browser, path: str, dark: bool
) -> None:
    context = chrome.new_context(
        viewport={"width": 1300, "height": 1500}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("response", lambda r: errors.append(r.url) if r.status >= 400 else None)
    bare = path.replace("&figure=growth", "")
    with newspaper([f"{server.url}/{path}&embed=true"]) as address:
        for frame, width in zip(opened(page, address), WIDTHS, strict=True):
            assert frame.evaluate("innerWidth") == width
            main = frame.locator("[data-testid=stMain]")
            assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 1
            assert CASES[path] in frame.get_by_role("heading", level=1).inner_text()
            assert frame.locator(".site-footer, .st-key-site-header, .stSelectbox").count() == 0
            drawn = frame.locator(".map[aria-busy=false], .js-plotly-plot .main-svg").first
            drawn.wait_for()
            assert "Source" in frame.locator(".source-line").inner_text()
            way_on = frame.get_by_role("link", name="Open the full view")
            assert way_on.get_attribute("target") == "_blank"
            assert way_on.evaluate("a => a.href") == f"{server.url}/{bare}"
    context.close()
    assert errors == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_is_readable_for_all(server: Server, chrome: Browser, dark: bool) -> None:
    context = chrome.new_context(
        viewport={"width": 300, "height": 700}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    for path in CASES:
        page.goto(f"{server.url}/{path}&embed=true")
        page.locator(".embed-link").wait_for(timeout=60_000)
        assert violations(page) == [], path
        assert nameless(page) == [], path
    context.close()


def test_its_title_and_language(server: Server, chrome: Browser) -> None:
    page = chrome.new_context().new_page()
    page.goto(f"{server.url}/pair?a=FRA&b=BRA&on=2024-06-30")
    page.locator(".site-footer").wait_for(state="attached")
    page.wait_for_function("document.title.startsWith('France and Brazil on 30 June 2024')")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator('meta[property="og:image"]').count() == 1
    page.context.close()
