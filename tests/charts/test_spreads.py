"""Strips, intervals and scatter plots: values, order and gaps, on the screen and as files."""

import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.charts.intervals import intervals
from dashboard.charts.plotly_render import render
from dashboard.charts.scatter import scatter
from dashboard.charts.strips import strips
from dashboard.core.errors import UserError
from dashboard.export.image import image


def frame(values: list[float | None]) -> pd.DataFrame:
    names = [f"Land {i}" for i in range(len(values))]
    rows = pd.DataFrame({"iso3": [f"L{i:02}" for i in range(len(values))], "name": names})
    rows = rows.assign(value=values, text=[f"{v}" for v in values], group="World")
    return rows.assign(source_id="s1", as_of="2026-01-01")


def strip_chart(scale: str = "linear") -> Chart:
    both = [frame([1.0, 3.0, 0.0, None]), frame([1.0, 3.0]).assign(group="Africa")]
    return strips(
        pd.concat(both, ignore_index=True),
        title="t",
        scale=scale,  # type: ignore[arg-type]
        chosen={"L01": "Land 1"},
    )


def test_strips_draw_each_value_once_a_row_with_the_median_of_the_row() -> None:
    figure = render(strip_chart())
    others, medians, chosen = figure["data"]
    assert sorted(others["x"]) == [0.0, 1.0, 1.0]
    assert medians["x"] == [1.0, 2.0]
    assert [round(y) for y in medians["y"]] == [0, 1]
    assert chosen["x"] == [3.0, 3.0]
    assert "no data" not in str(figure["layout"]["annotations"])


def test_a_log_strip_says_which_values_it_cannot_show() -> None:
    chart = strip_chart("log")
    assert chart.variant == "log"
    assert "1 country with 0 not on the log scale" in chart.notes
    assert min(x for trace in render(chart)["data"] for x in trace["x"]) == 1.0


def test_dots_with_one_value_stand_apart() -> None:
    chart = strips(frame([5.0] * 9), title="t")
    dots = render(chart)["data"][0]
    assert len(set(dots["y"])) == 9
    assert max(abs(y) for y in dots["y"]) < 0.5


def interval_chart() -> Chart:
    rows = frame([1.0, 2.0]).assign(low=[1.0, 1.0], high=[4.0, 2.0])
    rows = rows.assign(out_low=[1.0, 2.0], out_high=[2.0, 3.0])
    return intervals(
        rows, title="t", dot="Rank", bar="Bar", line="Line", domain=(0, 5), chosen=("L01",)
    )


def test_intervals_keep_the_order_and_both_bars() -> None:
    figure = render(interval_chart())
    wide, thin, others, chosen = figure["data"]
    assert wide["x"] == [1.0, 4.0, None, 1.0, 2.0, None]
    assert thin["x"] == [1.0, 2.0, None, 2.0, 3.0, None]
    assert (others["x"], chosen["x"]) == ([1.0], [2.0])
    assert figure["layout"]["yaxis"]["ticktext"] == ["Land 0", "<b>Land 1</b>"]
    assert figure["layout"]["xaxis"]["range"] == [0, 5]


def scatter_chart() -> Chart:
    rows = frame([1.0, 2.0, 3.0]).assign(x=[1.0, 2.0, None], y=[5.0, 6.0, 7.0])
    return scatter(rows, title="t", labels=("Across", "Up"), chosen=("L00",))


def test_scatter_leaves_out_rows_with_one_value_only_and_names_the_chosen() -> None:
    figure = render(scatter_chart())
    others, chosen = figure["data"]
    assert (others["x"], others["y"]) == ([2.0], [6.0])
    assert (chosen["x"], chosen["y"]) == ([1.0], [5.0])
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert words == ["↑ Up", "Land 0"]


@pytest.mark.parametrize(
    "chart", [strip_chart(), strip_chart("log"), interval_chart(), scatter_chart()]
)
def test_each_is_drawn_as_a_file_and_has_a_table_and_alt_text(chart: Chart) -> None:
    svg = image(chart, Caption((), ""), "svg").decode()
    assert "<svg" in svg
    assert "nan" not in svg.casefold().replace("financ", "")
    assert len(chart.table()) == len(chart.data)
    assert chart.alt
    assert chart.sources == ("s1",)


def test_an_empty_frame_draws_nothing() -> None:
    for chart in (
        strips(frame([]), title="t"),
        intervals(frame([]).assign(low=[], high=[]), title="t", dot="d", bar="b"),
        scatter(frame([]).assign(x=[], y=[]), title="t", labels=("a", "b")),
    ):
        assert chart.empty
        assert "Nothing to show" in str(render(chart)["layout"]["annotations"])


def test_missing_columns_are_named() -> None:
    with pytest.raises(UserError, match="low"):
        intervals(frame([1.0]), title="t", dot="d", bar="b")
