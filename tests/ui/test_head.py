"""The HTML head: every page opens with our title and with the server's true address."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.api.origin import origin_of
from dashboard.store.store import Store
from dashboard.ui.head import PRODUCT, HeadMiddleware, MakePreview, PageHead, rewrite
from dashboard.ui.previews import previews
from tests.views.examples import PAIR

STREAMLIT = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8" />'
    '<link rel="shortcut icon" href="./favicon.png" /><title>Streamlit</title></head>'
    f'<body>{"é" * 400}<div id="root"></div></body></html>'
)
PAGES = {
    "": PageHead(PRODUCT, "Everything."),
    "streamed": PageHead("Streamed", "In pieces."),
    "pair": PageHead("Two countries", 'What "links" <two> countries?'),
}


async def page(request: Request) -> Response:
    return HTMLResponse(STREAMLIT, headers={"etag": '"old"'})


async def streamed(request: Request) -> Response:
    async def pieces() -> Any:
        for start in range(0, len(STREAMLIT), 97):
            yield STREAMLIT[start : start + 97]

    return StreamingResponse(pieces(), media_type="text/html")


async def text(request: Request) -> Response:
    return PlainTextResponse("<head><title>not html</title></head>" + "x" * 900)


async def foreign(request: Request) -> Response:
    page = "<html><head></head><body>docs</body></html>"
    return HTMLResponse(page, headers={"cache-control": "max-age=60"})


async def encoding(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("accept-encoding", "none"))


@pytest.fixture
def client() -> TestClient:
    routes = [
        Route("/", page),
        Route("/text", text),
        Route("/foreign", foreign),
        Route("/static/file.js", encoding),
        Route("/streamed", streamed),
        Route("/encoding", encoding),
        Route("/{rest:path}", page),
    ]
    head = Middleware(HeadMiddleware, pages=PAGES, style="body{color:red}", icon='<svg a="#f"/>')
    return TestClient(Starlette(routes=routes, middleware=[Middleware(GZipMiddleware), head]))


def test_each_page_has_its_own_title_and_description(client: TestClient) -> None:
    html = client.get("/pair?a=FRA").text
    assert f"<title>Two countries · {PRODUCT}</title>" in html
    assert "What &quot;links&quot; &lt;two&gt; countries?" in html
    assert html.count("<title>") == 1
    assert "favicon.png" not in html


def test_the_root_has_the_product_title(client: TestClient) -> None:
    assert f"<title>{PRODUCT}</title>" in client.get("/").text


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_an_unknown_address_is_404_with_links_to_the_pages(
    client: TestClient, encoding: str
) -> None:
    answer = client.get("/no-such-page", headers={"accept-encoding": encoding})
    assert answer.status_code == 404
    assert 'href="/pair"' in answer.text
    assert "Two countries" in answer.text
    assert "window.__streamlit" not in answer.text


def test_html_of_another_app_is_not_taken_for_a_missing_page(client: TestClient) -> None:
    answer = client.get("/foreign")
    assert answer.text == "<html><head></head><body>docs</body></html>"
    assert answer.headers["cache-control"] == "max-age=60"


def test_base_address_is_set_before_any_other_script(client: TestClient) -> None:
    html = client.get("/pair").text
    assert 'location.origin+"/"' in html
    assert html.index("window.__streamlit=") < html.index("<title>")
    assert html.index('<meta charset="UTF-8" />') < html.index("window.__streamlit=")


def test_base_path_reaches_the_address() -> None:
    app = HeadMiddleware(
        Starlette(routes=[Route("/{rest:path}", page)]),
        pages=PAGES,
        style="",
        icon="",
        base_path="/cyber/",
    )
    html = TestClient(app).get("/cyber/pair").text
    assert 'location.origin+"/cyber/"' in html
    assert "Two countries" in html


def test_length_and_validators_fit_the_new_body(client: TestClient) -> None:
    answer = client.get("/pair", headers={"accept-encoding": "identity"})
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "etag" not in answer.headers


def test_compressed_answers_decode_to_the_same_text(client: TestClient) -> None:
    answer = client.get("/pair", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == client.get("/pair", headers={"accept-encoding": "identity"}).text


def test_compression_is_left_to_the_outermost_layer_for_pages_only(client: TestClient) -> None:
    asked = {"accept-encoding": "gzip"}
    assert client.get("/encoding", headers=asked).text == "none"
    assert client.get("/static/file.js", headers=asked).text == "gzip"


def test_streamed_html_is_rewritten_whole(client: TestClient) -> None:
    html = client.get("/streamed").text
    assert f"<title>Streamed · {PRODUCT}</title>" in html
    assert html.endswith("</body></html>")


def test_other_content_is_left_alone(client: TestClient) -> None:
    assert client.get("/text").text.startswith("<head><title>not html</title>")
    assert client.post("/text").status_code == 405


def test_html_without_a_head_is_unchanged() -> None:
    assert rewrite("<p>plain</p>", "<title>x</title>") == "<p>plain</p>"


def test_other_protocols_pass_through() -> None:
    seen: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    middleware = HeadMiddleware(inner, pages=PAGES, style="", icon="")
    with ThreadPoolExecutor(1) as own_thread:  # the browser tests keep a loop running in this one
        call = middleware({"type": "websocket"}, None, None)  # type: ignore[arg-type]
        own_thread.submit(asyncio.run, call).result()
    assert seen == ["websocket"]


def previewing(preview: MakePreview, base_path: str = "") -> TestClient:
    app = Starlette(routes=[Route("/{rest:path}", page)])
    return TestClient(
        HeadMiddleware(app, pages=PAGES, style="", icon="", base_path=base_path, preview=preview),
        base_url="https://cyber.example.org",
    )


def test_a_view_has_its_own_title_address_and_picture(store: Store) -> None:
    client = previewing(previews(PAGES, {"pair": PAIR}, lambda: store))
    html = client.get("/pair?b=br&a=FRA&on=2024-06-30&utm_source=x&my=KEN").text
    title = f"France and Brazil on 30 June 2024 · {PRODUCT}"
    query = "a=FRA&amp;b=BRA&amp;on=2024-06-30&amp;my=KEN"
    assert f"<title>{title}</title>" in html
    assert f'<meta property="og:title" content="{title}">' in html
    assert f'<meta property="og:site_name" content="{PRODUCT}">' in html
    assert f'"og:url" content="https://cyber.example.org/pair?{query}">' in html
    picture = f"https://cyber.example.org/api/v1/figures/pair.png?{query}&amp;size=social"
    assert f'"og:image" content="{picture}">' in html
    assert '"og:image:width" content="1200"' in html
    assert '"og:image:height" content="675"' in html
    assert '<meta name="twitter:card" content="summary_large_image">' in html
    assert '<html lang="en">' in html


def test_a_page_without_a_view_keeps_its_head(store: Store) -> None:
    client = previewing(previews(PAGES, {"pair": PAIR}, lambda: store))
    html = client.get("/streamed?a=FRA").text
    assert f"<title>Streamed · {PRODUCT}</title>" in html
    assert '"og:url" content="https://cyber.example.org/streamed">' in html
    assert "og:image" not in html


def test_hostile_parameters_leave_no_mark(store: Store) -> None:
    client = previewing(previews(PAGES, {"pair": PAIR}, lambda: store))
    evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E"
    html = client.get(f"/pair?a={evil}&b=%FF%00&on={evil}&{evil}=1&figure={evil}&embed={evil}").text
    assert "alert(1)" not in html
    assert f"<title>Two countries · {PRODUCT}</title>" in html
    many = client.get("/pair?" + "&".join(f"a{n}=1" for n in range(500)))
    assert many.status_code == 200


def test_a_view_whose_preview_fails_still_opens() -> None:
    def broken(name: str, query: object) -> PageHead:
        raise RuntimeError("no")

    html = previewing(broken).get("/pair?a=FRA").text
    assert f"<title>Two countries · {PRODUCT}</title>" in html


def test_addresses_under_a_base_path(store: Store) -> None:
    client = previewing(previews(PAGES, {"pair": PAIR}, lambda: store), "/cyber")
    html = client.get("/cyber/pair?a=FRA").text
    assert 'content="https://cyber.example.org/cyber/pair?a=FRA">' in html
    assert "https://cyber.example.org/cyber/api/v1/figures/pair.png?a=FRA" in html


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({"host": "example.org"}, "http://example.org"),
        ({"host": "[::1]:8501"}, "http://[::1]:8501"),
        (
            {"host": "in", "x-forwarded-host": "a.org", "x-forwarded-proto": "https"},
            "https://a.org",
        ),
        ({"host": "in", "x-forwarded-host": "a.org, b.org"}, "http://a.org"),
        ({"host": 'x"><script>'}, ""),
        ({"host": "a.org", "x-forwarded-proto": "javascript"}, ""),
        ({}, ""),
    ],
)
def test_the_origin_is_what_the_browser_sees(headers: dict[str, str], origin: str) -> None:
    assert origin_of(Headers(headers), "http") == origin


def test_without_a_believable_host_there_are_no_addresses(store: Store) -> None:
    client = previewing(previews(PAGES, {"pair": PAIR}, lambda: store))
    html = client.get("/pair?a=FRA", headers={"host": 'x"y'}).text
    assert "og:url" not in html
    assert "og:image" not in html
    assert f"<title>France · {PRODUCT}</title>" in html
