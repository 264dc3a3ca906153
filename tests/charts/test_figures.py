"""What is in the figure: values, order, gaps and labels, read out of the dict."""

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from dashboard.charts import tokens
from dashboard.charts.bars import ranked_bars
from dashboard.charts.build_map import build_map
from dashboard.charts.chart import Guide
from dashboard.charts.dots import percentile_dots
from dashboard.charts.lines import lines
from dashboard.charts.plotly_dots import MARGIN_X
from dashboard.charts.plotly_lines import spread
from dashboard.charts.plotly_render import render
from dashboard.charts.timeline import timeline
from dashboard.core.errors import BadDateError, UnknownIdError, UserError


def bar_frame(values):
    names = [f"Land {i}" for i in range(len(values))]
    return pd.DataFrame(
        {"iso3": [f"L{i:02}" for i in range(len(values))], "name": names, "value": values}
    ).assign(source_id="s1", as_of="2026-01-01")


def test_bars_run_from_large_to_small_and_skip_missing():
    chart = ranked_bars(bar_frame([5, None, 12, 7]), title="Teams", unit="teams")
    bar = render(chart)["data"][0]
    assert bar["x"] == [12, 7, 5]
    assert bar["text"] == ["12", "7", "5"]
    assert bar["customdata"] == ["L02", "L03", "L00"]
    assert "1 country without data not drawn" in chart.notes
    assert chart.sources == ("s1",)


def test_bars_keep_chosen_countries_with_their_rank():
    chart = ranked_bars(bar_frame([9, 8, 7, 6, 6, 1]), title="t", top=2, highlight=["L04"])
    assert list(chart.data["rank"]) == [1, 2, 4]
    assert "3 of 6 countries shown" in chart.notes
    figure = render(chart)
    assert figure["layout"]["yaxis"]["ticktext"] == ["Land 0", "Land 1", "<b>Land 4</b>"]
    grey, accent = tokens.UNKNOWN.light, tokens.ACCENT.light
    assert figure["data"][0]["marker"]["color"] == [grey, grey, accent]
    assert render(chart, dark=True)["data"][0]["marker"]["color"][2] == tokens.ACCENT.dark


def test_equal_names_do_not_merge_into_one_bar():
    frame = bar_frame([3, 2]).assign(name="Same name")
    assert render(ranked_bars(frame, title="t"))["data"][0]["y"] == [0, 1]


def test_data_cannot_become_markup():
    frame = bar_frame([3]).assign(name="<b>A</b> & <a href='x'>")
    figure = render(ranked_bars(frame, title="t"))
    assert figure["data"][0]["hovertext"][0].startswith("<b>&lt;b&gt;A&lt;/b&gt; &amp; &lt;a")


def test_bars_say_which_column_is_missing():
    with pytest.raises(UserError, match="value"):
        ranked_bars(pd.DataFrame({"iso3": [], "name": []}), title="t")


@pytest.fixture
def series():
    return pd.DataFrame(
        {
            "name": ["B", "A", "A", "A", "B"],
            "date": ["2020", "2022-05", "2020-01-01", "2021", "2022"],
            "value": [4, 3, 1, None, 6],
        }
    )


def test_lines_are_in_time_order_with_gaps_for_missing(series):
    chart = lines(series, title="Parties", order=["A", "B"], unit="parties")
    first, second = render(chart)["data"]
    assert (first["x"], first["y"]) == (["2020-01-01", "2021-01-01", "2022-05-01"], [1, None, 3])
    assert (second["x"], second["y"]) == (["2020-01-01", "2022-01-01"], [4, 6])
    assert first["connectgaps"] is False
    assert first["customdata"] == ["1 parties", "no data", "3 parties"]
    assert first["line"]["dash"] != second["line"]["dash"]


def test_lines_carry_their_names_at_the_end(series):
    layout = render(lines(series, title="t", step=True))["layout"]
    ends = {note["text"].rsplit(" ", 1)[1]: note["text"] for note in layout["annotations"]}
    assert tokens.SERIES[0].light in ends["B"]
    assert tokens.SERIES[1].light in ends["A"]
    assert layout["showlegend"] is False
    assert layout["yaxis"]["range"][0] == 0


def test_step_lines_hold_their_value(series):
    traces = render(lines(series, title="t", step=True))["data"]
    assert {trace["line"]["shape"] for trace in traces} == {"hv"}


def test_labels_keep_apart_and_in_order():
    places = spread([5.0, 5.1, 9.0, 5.05], [1.0] * 4)
    ordered = [places[i] for i in (0, 3, 1, 2)]
    assert all(b - a >= 0.999 for a, b in pairwise(ordered))
    assert spread([1.0, 5.0], [1.0, 1.0]) == [1.0, 5.0]
    assert spread([], []) == []


def test_guides_are_drawn_and_labelled(series):
    chart = lines(series, title="t").with_guides(Guide("x", "2021-06-01", "opened"))
    shape = render(chart)["layout"]["shapes"][0]
    assert (shape["x0"], shape["label"]["text"]) == ("2021-06-01", "opened")


def test_lines_refuse_too_many_series_and_bad_dates(series):
    many = pd.DataFrame({"name": list("abcdefg"), "date": "2020", "value": 1})
    with pytest.raises(UserError, match="7 series"):
        lines(many, title="t")
    with pytest.raises(BadDateError):
        lines(series.assign(date="soon"), title="t")


@pytest.fixture
def standing():
    columns = ["indicator_id", "indicator", "iso3", "percentile", "value", "year"]
    rows = [
        ("gci", "Cybersecurity index", "AAA", 80, 91.2, 2024),
        ("gci", "Cybersecurity index", "BBB", 20, 44.0, 2023),
        ("gci", "Cybersecurity index", "world", 50, 60.0, 2024),
        ("gci", "Cybersecurity index", "region", 64, 70.0, 2024),
        ("net", "Internet users", "AAA", 97, 99.0, 2022),
        ("net", "Internet users", "BBB", None, None, None),
    ]
    return pd.DataFrame(rows, columns=columns).assign(unit="", decimals=1)


def test_dots_stand_at_their_percentile_and_missing_at_the_margin(standing):
    chart = percentile_dots(standing, title="t", names={"AAA": "Alphaland", "BBB": "Betaland"})
    figure = render(chart)
    a, b, world, region = figure["data"]
    assert (a["x"], a["y"]) == ([80, 97], [0, 1])
    assert b["x"] == [20, MARGIN_X]
    assert b["marker"]["symbol"] == ["diamond", "diamond-open"]
    assert (world["x"], world["y"]) == ([50], [0])
    assert (region["x"], region["marker"]["symbol"]) == ([64], ["line-ns"])
    assert "91.2 (2024)" in a["hovertext"][0]
    assert "no data" in b["hovertext"][1]
    assert "no data" in [note["text"] for note in figure["layout"]["annotations"]]
    assert "No data: Betaland, Internet users" in chart.alt


def test_dots_refuse_a_country_nobody_chose(standing):
    with pytest.raises(UserError, match="not chosen"):
        percentile_dots(standing, title="t", names={"AAA": "Alphaland"})


@pytest.fixture
def life():
    rows = [
        ("T1", "Convention one", "signed", "2001-11-23", "2006-07-01", "s1"),
        ("T1", "Convention one", "in_force", "2006-07-01", "", "s1"),
        ("T2", "Convention two", "in_force", "2010", "", "s2"),
        ("T3", "Convention three", "signed", "", "", "s3"),
        ("T4", "Convention four", "in_force", "2030-01-01", "", "s3"),
    ]
    columns = ["treaty_id", "treaty", "status", "start", "end", "source_id"]
    return pd.DataFrame(rows, columns=columns).assign(as_of="2026-04-25")


ON = date(2026, 11, 24)


def test_segments_join_without_gap_and_end_today(life):
    drawn = timeline(life, on=ON, title="t").data
    first, second = drawn.iloc[0], drawn.iloc[1]
    assert (first["sure_from"], first["sure_to"]) == ("2001-11-23", "2006-07-01")
    assert (second["sure_from"], second["sure_to"]) == ("2006-07-01", "2026-11-24")


def test_a_year_is_a_faint_range_then_solid(life):
    figure = render(timeline(life, on=ON, title="t"))
    bars = [t for t in figure["data"] if t["type"] == "bar" and t["name"] == "In force"]
    solid, faint = bars
    assert faint["base"] == ["2010-01-01"]
    assert faint["x"] == [364 * 86_400_000]
    assert faint["marker"]["opacity"] < solid["marker"]["opacity"] == 1
    assert solid["base"] == ["2006-07-01", "2010-12-31"]


def test_undated_rows_have_a_band_and_never_the_as_of_date(life):
    chart = timeline(life, on=ON, title="t")
    figure = render(chart)
    (mark,) = [t for t in figure["data"] if t["type"] == "scatter"]
    assert mark["y"] == [2]
    assert mark["x"][0] < "2001-11-23"
    assert "date not known" in [note["text"] for note in figure["layout"]["annotations"]]
    assert "2026-04-25" not in json.dumps(figure)
    bases = [base for t in figure["data"] if t["type"] == "bar" for base in t["base"]]
    assert len(bases) == 4


def test_what_starts_after_the_day_is_not_drawn(life):
    chart = timeline(life, on=ON, title="t")
    assert "T4" not in set(chart.data["treaty_id"])
    assert [entry.key for entry in chart.legend] == ["in_force", "signed"]


def test_a_window_around_the_day_is_only_faint(life):
    row = life.iloc[[2]].assign(start="2026")
    figure = render(timeline(row, on=ON, title="t"))
    solid, faint = figure["data"]
    assert solid["x"] == [0]
    assert faint["base"] == ["2026-01-01"]
    assert faint["x"] == [(ON - date(2026, 1, 1)).days * 86_400_000]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_timeline_without_a_segment_is_empty(life, rows):
    chart = timeline(life.iloc[4 : 4 + rows], on=ON, title="t")
    assert chart.data.empty
    assert chart.legend == ()
    assert not [trace for trace in render(chart)["data"] if trace.get("base")]


def test_a_span_before_an_undated_step_fades_and_does_not_end_on_the_as_of_date(life):
    rows = life.iloc[[0, 3]].assign(treaty_id="T1", end=["2001-11-23/2017-09-19", ""])
    chart = timeline(rows, on=ON, title="t")
    solid, faint = [t for t in render(chart)["data"] if t["type"] == "bar"]
    assert solid["x"] == [0]
    assert (faint["base"], faint["x"]) == (
        ["2001-11-23"],
        [(date(2017, 9, 19) - date(2001, 11, 23)).days * 86_400_000],
    )
    assert faint["marker"]["opacity"] < 1
    assert "at the latest 19 September 2017" in chart.data["when"].iloc[0]


def test_timeline_refuses_an_unknown_status(life):
    with pytest.raises(UnknownIdError, match="does not exist"):
        timeline(life.assign(status="friendly"), on=ON, title="t")


def test_every_figure_is_plain_json_without_title_or_toolbar(series, standing, life):
    names = {"AAA": "Alphaland", "BBB": "Betaland"}
    charts = [
        ranked_bars(bar_frame([1, 2]), title="t"),
        lines(series, title="t"),
        percentile_dots(standing, title="t", names=names),
        timeline(life, on=ON, title="t"),
    ]
    for chart in charts:
        for dark in (False, True):
            figure = render(chart, dark=dark)
            text = json.dumps(figure, allow_nan=False)
            assert "NaN" not in text
            assert "nan" not in text.replace("finance", "")
            assert "title" not in figure["layout"]
            assert figure["config"]["displayModeBar"] is False
            assert "geo" not in figure["layout"]
            assert figure["layout"]["font"]["color"] == tokens.theme(dark).ink
        assert chart.alt.endswith(".")
        assert "nan" not in chart.alt


def test_a_chart_without_rows_says_so():
    figure = render(ranked_bars(bar_frame([]), title="t"))
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"] == "Nothing to show for this selection"


def test_maps_are_not_drawn_by_plotly(layer):
    chart = build_map(layer([("AAA", "A", None, "signed", None, "")], categories={"signed": "S"}))
    with pytest.raises(UnknownIdError, match="does not draw a map"):
        render(chart)
