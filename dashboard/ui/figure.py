"""The frame of every figure: title, subtitle, drawing, notes, sources, menu with the table twin."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.ui.markup import anchor_html, draw_html
from dashboard.ui.notices import empty_html
from dashboard.ui.plot import plot_html
from dashboard.ui.take_menu import take_menu
from dashboard.views.figure import Figure

NOTHING = empty_html(
    "Nothing fits this choice, so nothing is drawn.",
    "Clear a filter or choose another day or country.",
)
"""In place of a drawing without rows."""


def figure(
    chart: Chart,
    caption: Caption,
    *,
    key: str,
    draw: Mapping[str, Any] | Callable[[], None] | None = None,
    data: pd.DataFrame | None = None,
    level: int = 2,
    legend: str = "",
) -> None:
    """Draw one figure with everything that belongs beside it.

    ``draw`` is a Plotly figure as a dict, a function that draws (a map), or by default what the
    chart's own renderer makes of it. ``key`` is unique on the page and the id of the figure in
    its view. ``data`` are the rows to take away, else the columns drawn. ``level`` is the level
    of the title among the page's headings (2 or 3). ``legend`` is HTML above the drawing.
    """
    with st.container(key=f"figure-{key}"):
        head = title_html(chart.title, chart.subtitle, level)
        foot = notes_html(chart.notes) + source_line_html(caption)
        if chart.empty:
            draw_html(head + NOTHING + foot)
            return
        if callable(draw):
            draw_html(head + legend)
            draw()
        else:
            draw_html(head + legend + plot_html(chart, key=key, spec=draw))
        draw_html(foot)
        take_menu(key, lambda: Figure(key, chart, caption, data))


def licence_mark(caption: Caption) -> str:
    """What a reader must know before taking the rows away; empty where nothing is asked."""
    marks = []
    if caption.noncommercial:
        marks.append("non-commercial use only")
    if caption.share_alike:
        marks.append("share alike")
    return ", ".join(marks)


def title_html(title: str, subtitle: str, level: int = 2) -> str:
    """Finding and measure, as a heading with a paragraph."""
    under = f'<p class="subtitle">{escape(subtitle)}</p>' if subtitle else ""
    return f'<div class="figure-title"><h{level}>{escape(title)}</h{level}>{under}</div>'


def notes_html(notes: Sequence[str]) -> str:
    """Notes, one paragraph each."""
    lines = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return f'<div class="notes">{lines}</div>' if lines else ""


def source_line_html(caption: Caption, *, new_tab: bool = False) -> str:
    """Sources, dates and licences; all sources with their links open on demand."""
    licence = caption.licence_text()
    text = escape(caption.sources_text()) + (f" · {escape(licence)}" if licence else "")
    links = "".join(
        f"<li>{anchor_html(name, url, new_tab=new_tab)}</li>" for name, url in caption.links
    )
    more = f"<details><summary>Open the sources</summary><ul>{links}</ul></details>"
    return f'<div class="source-line"><p>{text}</p>{more if links else ""}</div>'
