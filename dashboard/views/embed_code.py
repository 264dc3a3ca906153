"""The line of HTML that puts one figure into a page of another site."""

from collections.abc import Mapping
from html import escape

from dashboard.charts.chart import Chart
from dashboard.views.url import link

_WIDTH = 640
_TEXT = 280
"""Pixels that title, notes and sources take at this width; a longer figure scrolls in its frame."""
_MAP = 0.45
"""Height of the map as a share of its width."""


def embed_path(path: str, query: Mapping[str, str], figure_id: str = "") -> str:
    """The address of a figure alone: ``/pair?a=FRA&b=BRA&embed=true&figure=growth``."""
    return link(path, {**query, "embed": "true", "figure": figure_id})


def embed_height(chart: Chart) -> int:
    """Pixels that show the whole figure at a usual column's width, without scrolling."""
    drawn = round(_WIDTH * _MAP) + 40 if chart.kind == "map" else chart.height + 40
    return drawn + _TEXT


def embed_code(address: str, chart: Chart) -> str:
    """An ``iframe`` as wide as its column; ``address`` is absolute. Text is escaped."""
    return (
        f'<iframe src="{escape(address, quote=True)}" title="{escape(chart.title, quote=True)}"'
        f' width="100%" height="{embed_height(chart)}" style="border:0" loading="lazy"></iframe>'
    )
