"""A chart for the browser: a box of HTML that carries what Plotly draws in it.

``assets/charts.js`` finds the box and draws. It is HTML like all around it, so that a figure is one
message, and because Streamlit would make its own chart element, and the drawing in it, anew at
every change.
"""

import json
from collections.abc import Mapping
from html import escape
from typing import Any
from weakref import WeakKeyDictionary

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_render import render
from dashboard.ui.style import dark

_READY: WeakKeyDictionary[Chart, dict[bool, str]] = WeakKeyDictionary()


def plot_html(chart: Chart, *, key: str, spec: Mapping[str, Any] | None = None) -> str:
    """The box of a chart in the reader's colour mode, by default as its own renderer makes it.

    ``key`` is unique on the page: a drawing stays while boxes with its key follow each other. What
    is written is kept as long as the chart is, for each mode; ``spec`` must therefore follow from
    the chart and the mode alone.
    """
    mode = dark()
    ready = _READY.setdefault(chart, {})
    if mode not in ready:
        ready[mode] = _rest(chart, render(chart, dark=mode) if spec is None else spec)
    return f'<div class="chart undrawn" data-chart="{escape(key)}" {ready[mode]}></div>'


def _rest(chart: Chart, spec: Mapping[str, Any]) -> str:
    """The attributes of a box that follow from the chart: its words, height and specification."""
    shown = {part: spec[part] for part in ("data", "layout")}
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Streamlit's sanitizer drops an attribute in which it sees the end of a comment or of a tag.
    text = text.replace("<", r"\u003c").replace(">", r"\u003e")
    text = text.replace("&", "&amp;").replace("'", "&#39;")
    label = escape(chart.alt or chart.title)
    layout = spec["layout"]
    look = f"height:{layout['height']}px"
    if least := layout.get("meta", {}).get("least"):
        look += f";--least:{least}px"
    return f'role="img" aria-label="{label}" style="{look}" data-spec=\'{text}\''
