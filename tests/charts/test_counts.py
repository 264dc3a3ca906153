"""Charts of counts: columns by year with breaks, flows, matrices; numbers read out of them."""

import json

import pandas as pd
import pytest

from dashboard.charts.columns import year_columns
from dashboard.charts.flow import OTHERS, flow
from dashboard.charts.heat import heat
from dashboard.charts.plotly_base import two_lines
from dashboard.charts.plotly_render import render
from dashboard.core.errors import UserError

BREAKS = ((2014, "fewer coders"), (1990, "before the first year"))


def by_year(values):
    return pd.DataFrame(values, columns=["year", "incidents"]).assign(
        source_id="vcdb", as_of="2023-11-13"
    )


def flows(rows):
    frame = pd.DataFrame(rows, columns=["origin_iso3", "victim_iso3", "incidents"])
    return frame.assign(
        origin=frame["origin_iso3"].str.title(),
        victim=frame["victim_iso3"].str.title(),
        source_id="vcdb",
        as_of="2023-11-13",
    )


def cells(rows):
    return pd.DataFrame(rows, columns=["row", "column", "incidents"]).assign(
        source_id="vcdb", as_of="2023-11-13"
    )


def test_columns_stand_at_their_years_and_undated_rows_are_not_drawn():
    chart = year_columns(by_year([(2013, 9), (2010, 4), (None, 7), (2015, None)]), title="t")
    (trace,) = render(chart)["data"]
    assert (trace["x"], trace["y"]) == ([2010, 2013], [4.0, 9.0])
    assert chart.table()["Year"].tolist() == ["2010", "2013"]
    assert "Highest: 2013 (9) and 2010 (4)" in chart.alt


def test_a_break_is_marked_before_its_year_and_told_in_words():
    chart = year_columns(by_year([(2010, 4), (2016, 1)]), title="t", breaks=BREAKS)
    layout = render(chart)["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [2013.5]
    assert "fewer coders" in layout["annotations"][0]["text"]
    assert "2014: fewer coders" in chart.alt
    assert len(chart.guides) == 1


def test_flows_keep_their_sum_when_the_small_are_gathered():
    rows = [(a, b, n) for a, n in zip("ABCDE", (50, 20, 9, 2, 1), strict=True) for b in "XYZ"]
    chart = flow(flows(rows), title="t", top=2)
    assert chart.data["incidents"].sum() == 3 * (50 + 20 + 9 + 2 + 1)
    gathered = chart.data[chart.data["origin_iso3"] == OTHERS]
    assert gathered["incidents"].sum() == 3 * (9 + 2 + 1)
    assert set(gathered["origin"]) == {"3 other countries"}
    assert set(chart.data["victim_iso3"]) == {"X", "Y", "Z"}, "one country is not gathered alone"


def test_a_sankey_links_each_flow_once_with_its_number():
    chart = flow(flows([("A", "B", 3), ("B", "A", 2), ("A", "C", 1)]), title="t")
    (trace,) = render(chart)["data"]
    labels, link = trace["node"]["label"], trace["link"]
    drawn = {
        (labels[s], labels[t]): v
        for s, t, v in zip(link["source"], link["target"], link["value"], strict=True)
    }
    assert drawn == {("A", "B"): 3.0, ("B", "A"): 2.0, ("A", "C"): 1.0}
    assert labels == ["A", "B", "B", "A", "C"], "a country on both sides is two nodes"
    assert all(0 < y < 1 for y in trace["node"]["y"])
    assert link["customdata"][0] == "<b>A → B</b><br>3"


def test_a_matrix_writes_each_number_and_leaves_blank_what_is_not_reported():
    chart = heat(cells([("a", "x", 5), ("a", "y", 1), ("b", "x", 40)]), title="t")
    figure = render(chart)
    (trace,) = figure["data"]
    assert figure["layout"]["yaxis"]["ticktext"] == ["b", "a"], "the largest row is on top"
    assert figure["layout"]["xaxis"]["ticktext"] == ["x", "y"]
    assert trace["z"][0][1] is None, "none reported is no number"
    assert trace["z"][0][0] > trace["z"][1][0]
    assert {note["text"] for note in figure["layout"]["annotations"]} == {"5", "1", "40"}


def test_a_matrix_counts_what_its_limits_leave_out():
    rows = [("a", "x", 5), ("b", "x", 4), ("c", "y", 3)]
    chart = heat(cells(rows), title="t", rows=2, columns=1)
    assert chart.data["incidents"].sum() == 9
    assert "3 more lie outside it" in chart.notes[0]
    assert heat(cells(rows), title="t").notes == ()


def test_a_cell_given_twice_is_an_error():
    with pytest.raises(UserError, match="twice"):
        heat(cells([("a", "x", 5), ("a", "x", 4)]), title="t")


@pytest.mark.parametrize(
    "chart",
    [
        year_columns(by_year([(2010, 4), (2016, 1)]), title="t", breaks=BREAKS),
        flow(flows([("<b>A", "B", 3)]), title="t"),
        heat(cells([("<b>a", "x", 5)]), title="t"),
    ],
    ids=["columns", "flow", "matrix"],
)
def test_they_are_plain_json_with_a_table_and_words(chart):
    for dark in (False, True):
        text = json.dumps(render(chart, dark=dark), allow_nan=False)
        assert "<b>A" not in text
        assert "title" not in json.loads(text)["layout"]
    assert chart.alt.endswith(".")
    assert chart.sources == ("vcdb",)
    assert len(chart.table()) == len(chart.data)


@pytest.mark.parametrize("make", [year_columns, flow, heat])
def test_nothing_to_draw_is_said(make):
    empty = {year_columns: by_year([]), flow: flows([]), heat: cells([])}[make]
    figure = render(make(empty, title="t"))
    assert figure["layout"]["annotations"][0]["text"] == "Nothing to show for this selection"


def test_a_long_name_takes_two_lines_and_loses_nothing_in_them() -> None:
    assert two_lines("Alliances", 24) == "Alliances"
    assert two_lines("Rounds of talks at the United Nations", 24) == (
        "Rounds of talks at the<br>United Nations"
    )
    assert two_lines("a < b and quite some more words here", 20) == (
        "a &lt; b and quite some<br>more words here"
    )
    assert two_lines("x" * 30, 20) == "x" * 20 + "<br>" + "x" * 10
