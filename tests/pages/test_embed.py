"""One figure alone: full, empty, wrong address, a figure that is not there, a map."""

from base64 import b64decode

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.map_screen import still_payload
from dashboard.store.store import Store
from dashboard.views.embed_code import embed_code, embed_height, embed_path
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read
from tests.pages.opening import charts, html
from tests.views.examples import MAP, ON, PAIR, TODAY


def open_embed(store: Store, view: ViewEntry, **query: str) -> AppTest:
    def script(store: object, view: object) -> None:
        from dashboard.ui.embed import embed
        from dashboard.ui.notices import guarded

        guarded(lambda: embed(lambda: store, view))()

    app = AppTest.from_function(script, default_timeout=60, kwargs={"store": store, "view": view})
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_title_drawing_and_a_link_out_of_the_frame(store: Store) -> None:
    app = open_embed(store, PAIR, a="FRA", b="BRA", figure="teams", on="2024-06-30")
    text = html(app)
    assert "<h1>Teams of &lt;b&gt;two&lt;/b&gt; countries</h1>" in text
    assert len(charts(app)) == 1
    address = "/pair?a=FRA&amp;b=BRA&amp;on=2024-06-30"
    assert f'<a href="{address}" target="_blank" rel="noopener">Open the full view</a>' in text
    assert 'target="_self"' not in text
    assert not app.button
    assert not app.selectbox


def test_nothing_to_draw_is_said(store: Store) -> None:
    app = open_embed(store, PAIR)
    assert "nothing is drawn" in html(app)
    assert not charts(app)


def test_a_wrong_value_is_told_and_the_rest_drawn(store: Store) -> None:
    app = open_embed(store, PAIR, a="FRA", b="Atlantis")
    assert "No country is called “Atlantis”" in html(app)
    assert len(charts(app)) == 1


def test_a_figure_that_is_not_there_is_one_sentence(store: Store) -> None:
    text = html(open_embed(store, PAIR, figure="<script>"))
    assert "has no figure “&lt;script&gt;”. Allowed: teams." in text


def test_the_map_is_the_same_map(store: Store) -> None:
    state, _ = read({"layer": "NATO"}, MAP.spec(store), Context(store.countries, TODAY))
    chart = MAP.figure(store, state).chart
    payload = still_payload(chart, state[ON])
    members = {e["key"]: n for n, e in enumerate(payload["entries"])}["member"]
    assert payload["codes"].count(str(members)) == int((chart.data["key"] == "member").sum()) == 32
    assert (payload["kind"], payload["play"], payload["muted"]) == ("category", None, "")
    assert "Open the full view" in html(open_embed(store, MAP, layer="NATO"))


def test_a_filtered_map_mutes_the_rest(store: Store) -> None:
    from dataclasses import replace

    state, _ = read({}, MAP.spec(store), Context(store.countries, TODAY))
    chart = MAP.figure(store, state).chart
    few = replace(chart, data=chart.data[chart.data["iso3"].isin(["FRA", "BRA"])])
    payload = still_payload(few, state[ON])
    assert payload["muted"].count("0") == 2


def test_the_line_to_copy_is_escaped_and_high_enough(store: Store) -> None:
    state, _ = read({"a": "FRA"}, PAIR.spec(store), Context(store.countries, TODAY))
    chart = PAIR.figure(store, state).chart
    path = embed_path("pair", {"a": "FRA", "b": "BRA"}, "teams")
    assert path == "/pair?a=FRA&b=BRA&embed=true&figure=teams"
    code = embed_code(f"https://example.org{path}", chart)
    assert 'src="https://example.org/pair?a=FRA&amp;b=BRA&amp;embed=true&amp;figure=teams"' in code
    assert 'title="Teams of &lt;b&gt;two&lt;/b&gt; countries"' in code
    assert f'height="{embed_height(chart)}"' in code
    assert embed_height(chart) > chart.height


@pytest.mark.parametrize("value", ["true", "True"])
def test_the_flag_itself_is_no_unknown_setting(store: Store, value: str) -> None:
    assert "could not be used" not in html(open_embed(store, PAIR, a="FRA", embed=value))


def test_many_cells_stand_as_a_picture_with_their_words(store: Store) -> None:
    app = open_embed(store, VIEWS["pair"], group="org:G7", figure="matrix", on="2026-11-01")
    text = html(app)
    assert 'src="data:image/svg+xml;base64,' in text
    assert text.count("<h1>") == 1
    drawn = text.partition("base64,")[2].partition('"')[0]
    svg = b64decode(drawn).decode()
    assert "CAN" in svg
    assert "Sources:" not in svg  # title and sources are text of the page
