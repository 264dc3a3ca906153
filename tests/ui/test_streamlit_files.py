"""Streamlit's files as we send them, and what the head of a page names."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.charts import plotly_render
from dashboard.pages import PAGES
from dashboard.ui.preload import NEEDS, preload_html
from dashboard.ui.static_routes import BUNDLE, CHARTS, assets
from dashboard.ui.streamlit_files import own_forms, ready_loader

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
ZIPPED = {"accept-encoding": "gzip"}


def test_charts_share_one_small_plotly_with_the_map(client: TestClient) -> None:
    code = client.get(f"/{assets()[CHARTS].path}", headers=ZIPPED)
    assert f'import("../../{assets()[BUNDLE].path}")' in code.text
    bundle = client.get(f"/{assets()[BUNDLE].path}", headers=ZIPPED)
    assert bundle.status_code == 200
    assert int(bundle.headers["content-length"]) < 450_000  # Streamlit's: 1.4 million


def test_what_is_not_as_expected_is_left_alone() -> None:
    assert ready_loader("export{a as t};var b=1", "(a)=>a") is None


def test_the_loader_wraps_streamlits_own(client: TestClient) -> None:
    assert ready_loader("var i=1;export{i as t};", "(a)=>a") == (
        "var i=1;const $load=((a)=>a)(i);export{$load as t};"
    )
    script = client.get("/static/js/preload-helper.abc.js").text
    assert "modulepreload" in script  # Streamlit's
    assert "data-element" in script  # ours


@pytest.mark.parametrize("page", ["", *(page.url_path for page in PAGES)])
def test_every_file_named_in_the_head_is_there(client: TestClient, page: str) -> None:
    html = client.get(f"/{page}").text
    named = re.findall(r'<link rel="(?:module)?preload"[^>]* href="\./([^"]+)"', html)
    named += re.findall(r'<script type="module" src="\./(assets/[^"]+)"', html)
    assert assets()[CHARTS].path in named
    assert len(named) > 50
    for path in named:
        answer = client.head(f"/{path}", headers=ZIPPED)
        assert answer.status_code == 200, path
        assert "html" not in answer.headers["content-type"], path
        assert "max-age=31536000" in answer.headers["cache-control"], path


def test_every_page_says_what_it_needs() -> None:
    assert set(NEEDS) == {page.url_path for page in PAGES}
    assert "data-element" in preload_html("map")


def test_the_bundle_has_every_kind_of_trace_that_the_charts_draw() -> None:
    folder = Path(plotly_render.__file__).parent
    kinds = {
        kind
        for file in folder.glob("plotly_*.py")
        for kind in re.findall(r'^\s+"type": "([a-z]+)",$', file.read_text(), re.MULTILINE)
    }
    traces = kinds - {"line", "rect", "log", "date", "category", "linear"}  # shapes and axes
    listed = next(VENDOR.glob("plotly-cut-*.min.js")).read_text()[:300]
    assert traces
    assert traces <= set(re.findall(r"[a-z]+", listed.partition("cut to ")[2]))


@pytest.mark.parametrize("path", ["/static/js/../index.html", "/static/js/none.js", "/static/none"])
def test_only_streamlits_own_files_are_answered_for(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=ZIPPED)
    assert answer.status_code == 404 or "text/html" in answer.headers["content-type"]
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_a_script_is_the_same_compressed_and_plain(client: TestClient) -> None:
    path = "/" + client.get("/").text.split('src="./', 1)[1].split('"', 1)[0]
    zipped = client.get(path, headers=ZIPPED)
    plain = client.get(path, headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "immutable" in zipped.headers["cache-control"]
    assert zipped.content == plain.content
    assert set(own_forms()) == {
        "/static/js/preload-helper.",
        "/static/media/MaterialSymbols-Rounded.",
    }
