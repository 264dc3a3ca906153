"""Whatever bytes a request is made of, the server answers, and the answer tells nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pytest
from anyio import sleep_forever
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dashboard.export.files import FORMS
from dashboard.pages import PAGES
from dashboard.store.store import Store
from dashboard.ui.limits import LONGEST_ADDRESS
from dashboard.ui.security import HEADERS
from dashboard.views.registry import VIEWS
from tests.fuzz.hostile import HOSTILE, active, queries, told
from tests.fuzz.test_addresses import common

PHASES = (Phase.explicit, Phase.generate)
FINE = {200, 301, 302, 304, 307, 400, 404, 405, 406, 413, 414, 422}
ROOTS = (
    *("", "map", "map/deeper", "home", "nothing", "feed.atom", "healthz", "readyz", "favicon.png"),
    *("api", "api/", "api/v1", "api/v1/", "api/v1/docs", "api/v1/figures", "api/v1/figures/map"),
    *("api/v1/countries", "api/v1/briefs", "assets", "assets/x", "static", "static/js", "media"),
    *("_stcore", "_stcore/health", "_stcore/host-config", "_stcore/upload_file/a", "component"),
    *("app/static", ".streamlit/config.toml", ".git/config", "data/corrections.yml", "app.py"),
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def ask(
    client: TestClient,
    path: bytes,
    query: bytes = b"",
    method: str = "GET",
    headers: Sequence[tuple[bytes, bytes]] = (),
) -> Answer:
    """Put a request to the app byte for byte, as uvicorn would hand it on; errors are raised."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("ascii")),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [(b"host", b"testserver"), *headers],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "state": dict(client.app_state),
    }
    sent: list[Any] = []

    unread = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Any:
        if not unread:
            await sleep_forever()  # the reader stays
        return unread.pop()

    async def send(message: Any) -> None:
        sent.append(message)

    async def call() -> None:
        await client.app(scope, receive, send)

    assert client.portal is not None
    client.portal.call(call)
    start = sent[0]
    found = {k.decode("latin-1"): v.decode("latin-1") for k, v in start["headers"]}
    return Answer(start["status"], found, b"".join(m.get("body", b"") for m in sent[1:]))


def check(answer: Answer, *given: object) -> None:
    """Status, headers and words of an answer to anything at all."""
    assert answer.status in FINE, answer.text[:300]
    assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
    assert "content-security-policy" in answer.headers or answer.status == 304
    assert all("\n" not in value and "\r" not in value for value in answer.headers.values())
    place = answer.headers.get("location", "/")
    assert place.startswith("/"), place
    assert not place.startswith("//"), place
    if answer.kind.startswith("text/") or "json" in answer.kind or "xml" in answer.kind:
        assert told(answer.text, given) == []


def head_of(html: str) -> str:
    return html[: html.index("<noscript>")] if "<noscript>" in html else html


path_bytes = st.one_of(
    st.sampled_from(HOSTILE).map(lambda text: quote(text, safe="").encode()),
    st.text(st.characters(codec="utf-8"), max_size=30).map(lambda text: quote(text).encode()),
    st.binary(max_size=20).map(lambda raw: quote(raw, safe="/%;:@&=+$,~").encode()),
)
query_bytes = st.one_of(st.binary(max_size=200), st.sampled_from(HOSTILE).map(str.encode))


@settings(max_examples=250, deadline=None, derandomize=True, database=None, phases=PHASES)
@given(st.sampled_from(ROOTS), st.lists(path_bytes, max_size=2), query_bytes, st.booleans())
def test_any_address_is_answered(
    client: TestClient, root: str, more: list[bytes], query: bytes, zipped: bool
) -> None:
    path = b"/" + b"/".join([root.encode(), *more])
    form = [(b"accept-encoding", b"gzip")] if zipped else []
    answer = ask(client, path, query, headers=form)
    if "content-encoding" in answer.headers:
        answer = Answer(answer.status, answer.headers, b"")
    check(answer, unquote(path.decode()), query)
    if answer.kind == "text/html":
        tried_out = {"form"} if root == "api/v1/docs" else set()  # the docs try each address
        assert active(head_of(answer.text), {"script", "meta", "link", *tried_out}) == []
    if root.startswith((".", "data/", "app.py")):
        assert answer.status in (301, 400, 404)  # 301: the same without its last slash


@pytest.mark.parametrize("path", ["", *(page.url_path for page in PAGES)])
def test_the_head_of_a_page_survives_any_address(
    path: str, client: TestClient, store: Store
) -> None:
    names = common(VIEWS[path or "map"].spec(store).names if (path or "map") in VIEWS else ())

    @settings(max_examples=25, deadline=None, derandomize=True, database=None, phases=PHASES)
    @given(queries(names))
    def one(query: dict[str, str | list[str]]) -> None:
        text = urlencode(query, doseq=True).encode()
        if len(text) > LONGEST_ADDRESS - 100:
            return
        answer = ask(client, f"/{path}".encode(), text)
        check(answer, query)
        assert answer.status == 200
        assert active(head_of(answer.text), ("script", "meta", "link")) == []
        assert [v for v in HOSTILE if "<" in v and v in answer.text] == []

    one()


@pytest.mark.parametrize("path", VIEWS)
def test_files_of_figures_survive_any_address(path: str, client: TestClient, store: Store) -> None:
    """Every parameter of the page, as the interface takes it: data, pictures, citations."""
    view = VIEWS[path]
    forms = ("json", "csv", "json", "csv", "txt", "bib", *FORMS)

    @settings(max_examples=15, deadline=None, derandomize=True, database=None, phases=PHASES)
    @given(
        queries((*view.spec(store).names, "on", "figure", "style", "size", "pixel_ratio", "no")),
        st.sampled_from(forms),
    )
    def one(query: dict[str, str | list[str]], form: str) -> None:
        text = urlencode({**view.example, **query}, doseq=True).encode()
        if len(text) > LONGEST_ADDRESS - 100:
            return
        answer = ask(client, f"/api/v1/figures/{path}.{form}".encode(), text)
        check(answer, query)
        if answer.status != 200:
            assert answer.kind == "application/problem+json"
        elif form == "csv":
            cells = [cell for line in answer.text.splitlines() for cell in line.split(",")]
            assert [cell for cell in cells if cell.strip('"')[:1] in ("=", "@")] == []

    one()


@pytest.mark.parametrize(
    "query",
    [b"c=%ed%a0%80", b"c=%ff%fe", b"%=&&==&;", b"c[]=1&c[0]=2", b"on=%zz", b"\xff\xfe=\x00"],
)
@pytest.mark.parametrize("path", [b"/map", b"/pair", b"/api/v1/figures/map.json", b"/feed.atom"])
def test_percent_garbage_and_lone_surrogates(client: TestClient, path: bytes, query: bytes) -> None:
    check(ask(client, path, query), query)
