"""The box that carries a chart to the browser."""

import json
import re
from html import unescape
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.ui import plot
from dashboard.ui.plot import plot_html

SPEC: dict[str, Any] = {
    "data": [{"type": "bar", "x": [1], "text": ["a <b>'b'</b> & </style>"]}],
    "layout": {"height": 240},
    "config": {},
}


def chart(**settings: Any) -> Chart:
    return Chart(kind="bar", data=pd.DataFrame({"x": [1]}), encodings={}, title="One", **settings)


def carried(box: str) -> Any:
    found = re.search(r"data-spec='([^']*)'", box)
    assert found
    return json.loads(unescape(found[1]))


def test_a_box_carries_what_is_drawn_whatever_its_words_are() -> None:
    box = plot_html(chart(), key="a", spec=SPEC)
    assert carried(box) == {"data": SPEC["data"], "layout": SPEC["layout"]}
    assert box.count("<") == box.count(">") == 2, "Streamlit's sanitizer would drop the attribute"


def test_its_place_is_kept_and_it_is_told_in_words() -> None:
    box = plot_html(chart(alt='Bars of "one" & two'), key="a", spec=SPEC)
    assert 'style="height:240px"' in box
    assert 'role="img" aria-label="Bars of &quot;one&quot; &amp; two"' in box
    assert 'aria-label="One"' in plot_html(chart(), key="a", spec=SPEC)


def test_it_is_written_once_for_a_chart_and_a_colour_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []

    def render(_: Chart, *, dark: bool) -> dict[str, Any]:
        made.append(dark)
        return SPEC

    monkeypatch.setattr(plot, "render", render)
    shared = chart()
    for mode in (False, True, False):
        monkeypatch.setattr(plot, "dark", lambda mode=mode: mode)
        assert 'data-chart="a"' in plot_html(shared, key="a")
        assert 'data-chart="b"' in plot_html(shared, key="b")
    assert made == [False, True]
    assert set(SPEC) == {"data", "layout", "config"}


def test_a_number_that_is_none_is_an_error_here_and_not_in_the_browser() -> None:
    wrong = {**SPEC, "data": [{"type": "bar", "x": [float("nan")]}]}
    with pytest.raises(ValueError, match="not JSON compliant"):
        plot_html(chart(), key="a", spec=wrong)
