"""Streamlit's files as we send them: its chart without all of Plotly, the rest compressed once."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dashboard.charts import plotly_render
from dashboard.ui.static_routes import BUNDLE, assets
from dashboard.ui.streamlit_files import short_forms, without_plotly

VENDOR = Path(__file__).parents[2] / "static" / "vendor"
ZIPPED = {"accept-encoding": "gzip"}


def test_the_chart_element_keeps_its_code_and_loses_its_plotly(client: TestClient) -> None:
    answer = client.get("/static/js/PlotlyChart.abc.js", headers=ZIPPED)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.content) < 100_000  # whole: 4.7 million
    assert "stPlotlyChart" in answer.text
    assert answer.text.startswith(f'import"../../{assets()[BUNDLE].path}";')
    bundle = client.get(f"/{assets()[BUNDLE].path}", headers=ZIPPED)
    assert bundle.status_code == 200
    assert int(bundle.headers["content-length"]) < 450_000


def test_another_chart_element_than_the_known_one_is_left_alone() -> None:
    assert without_plotly("import{a}from'./b.js';export{a as default};", "x.js") is None


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
    assert set(short_forms()) == {
        "/static/js/PlotlyChart.",
        "/static/media/MaterialSymbols-Rounded.",
    }
