"""A chart below a heading: legend, drawing kept between reruns, table and sources."""

from collections.abc import Hashable

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.charts.plotly_render import render
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import cell
from dashboard.ui.figure import figure, plotly
from dashboard.ui.style import dark


def draw_chart(chart: Chart, cite: Caption, *, key: str, cache_key: tuple[Hashable, ...]) -> None:
    """Draw ``chart`` below a heading of the page; ``cache_key`` names everything it depends on."""
    mode = dark()
    spec = cached_figure(("drawn", mode, *cache_key), lambda: render(chart, dark=mode))

    def draw() -> None:
        st.html(legend_html(chart))
        plotly(spec, key=f"plot-{key}", alt=chart.alt or chart.title)

    figure(chart, cite, key=key, draw=draw, level=3)


def legend_html(chart: Chart) -> str:
    """The entries of a chart's legend with their colours, for light and dark."""
    items = "".join(
        f"<li>{swatch(entry.color, entry.color_dark)}{cell(entry.label)}</li>"
        for entry in chart.legend
    )
    return f'<ul class="legend">{items}</ul>'


def swatch(light: str, dark: str) -> str:
    """A small square of one colour; the word beside it says what it means."""
    return (
        f'<span class="swatch" style="background:light-dark({light},{dark})"'
        ' aria-hidden="true"></span>'
    )
