"""Chart → Plotly figure as plain dicts; which module draws which kind.

Maps are not here: they go to the browser through their own component.
"""

from collections.abc import Callable, Mapping

from dashboard.charts.bands import render_bands
from dashboard.charts.chart import Chart
from dashboard.charts.panels import PANELS
from dashboard.charts.plotly_bars import render_bars
from dashboard.charts.plotly_base import Figure, nothing
from dashboard.charts.plotly_columns import render_columns
from dashboard.charts.plotly_dots import render_dots
from dashboard.charts.plotly_flow import render_flow
from dashboard.charts.plotly_heat import render_heat
from dashboard.charts.plotly_intervals import render_intervals
from dashboard.charts.plotly_lines import render_lines
from dashboard.charts.plotly_panels import render_panels
from dashboard.charts.plotly_scatter import render_scatter
from dashboard.charts.plotly_strips import render_strips
from dashboard.charts.plotly_timeline import render_timeline
from dashboard.charts.tokens import Theme, theme
from dashboard.core.errors import UnknownIdError

_RENDERERS: Mapping[str, Callable[[Chart, Theme], Figure]] = {  # "kind" or "kind:variant"
    "bar": render_bars,
    "bar:year": render_columns,
    "flow": render_flow,
    "matrix": render_heat,
    "line": render_lines,
    "line:band": render_bands,
    "dot": render_dots,
    "timeline": render_timeline,
    "strip": render_strips,
    "interval": render_intervals,
    "scatter": render_scatter,
}


_TABLES = ("matrix",)
"""Kinds whose variants (words, dots) are drawn as tables of the page, not by Plotly."""


def draws(chart: Chart) -> bool:
    """Whether ``render`` knows this kind of chart."""
    return chart.kind in _RENDERERS and not (chart.kind in _TABLES and chart.variant)


def render(chart: Chart, *, dark: bool = False) -> Figure:
    """The figure for Plotly as ``{"data", "layout", "config"}``.

    No title inside: titles, notes and captions are HTML around it. Raises UnknownIdError for a
    kind of chart that Plotly does not draw here.
    """
    tokens = theme(dark)
    if not draws(chart):
        raise UnknownIdError(
            f"Plotly does not draw a {chart.kind} chart here",
            where="kind",
            given=chart.kind,
            allowed=tuple(kind for kind in _RENDERERS if ":" not in kind),
        )
    if chart.empty:
        return nothing(chart, tokens)
    if chart.variant == PANELS:
        return render_panels(chart, tokens)
    draw = _RENDERERS.get(f"{chart.kind}:{chart.variant}", _RENDERERS[chart.kind])
    return draw(chart, tokens)
