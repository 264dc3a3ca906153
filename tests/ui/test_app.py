"""The whole ASGI app: pages carry their heads, files their bytes, other addresses are refused."""

from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from starlette.testclient import TestClient

from dashboard.pages import PAGES
from dashboard.ui.head import PRODUCT
from dashboard.ui.link_card import PICTURE
from dashboard.ui.shell import PageEntry
from dashboard.views.figure import ViewEntry
from dashboard.views.registry import VIEWS
from dashboard.views.url import link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.url_path)
def test_every_page_answers_with_its_own_title(client: TestClient, page: PageEntry) -> None:
    answer = client.get(f"/{page.url_path}")
    assert answer.status_code == 200
    assert f"<title>{page.title} · {PRODUCT}</title>" in answer.text
    assert "window.__streamlit=" in answer.text


def test_the_root_is_the_home_page(client: TestClient) -> None:
    assert f"<title>{PRODUCT}</title>" in client.get("/").text


def test_an_unknown_address_is_404(client: TestClient) -> None:
    for path in ("/nothing", "/map/deeper", "/home"):
        assert client.get(path).status_code == 404, path


def test_the_interface_answers_in_json_also_where_there_is_nothing(client: TestClient) -> None:
    countries = client.get("/api/v1/countries")
    assert countries.status_code == 200
    assert "json" in countries.headers["content-type"]
    missing = client.get("/api/nothing")
    assert missing.status_code == 404
    assert "json" in missing.headers["content-type"]


def test_streamlits_own_files_are_compressed(client: TestClient) -> None:
    html = client.get("/").text
    script = html.split('src="./', 1)[1].split('"', 1)[0]
    answer = client.get(f"/{script}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "javascript" in answer.headers["content-type"]


def test_the_short_icon_font_is_sent_in_place_of_the_long_one(client: TestClient) -> None:
    answer = client.get("/static/media/MaterialSymbols-Rounded.abc.woff2")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    assert 1_000 < len(answer.content) < 20_000


def test_no_page_names_another_host(client: TestClient) -> None:
    html = client.get("/").text
    head = html[: html.index("<noscript>")]
    hosts = {part.split("/")[0] for part in head.split("https://")[1:]}
    assert hosts == set()
    assert 'as="font"' not in head


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.path)
def test_the_picture_of_every_link_is_there(client: TestClient, view: ViewEntry) -> None:
    page = client.get(link(view.path, view.example)).text
    address = unescape(page.partition('property="og:image" content="')[2].partition('"')[0])
    assert address.startswith(f"http://testserver/api/v1/figures/{view.path}.png?")
    picture = client.get(address)
    assert picture.status_code == 200
    assert Image.open(BytesIO(picture.content)).size == PICTURE
