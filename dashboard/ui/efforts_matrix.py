"""Which forms of cooperation are crowded and which are thin, worldwide or for one country."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.effort_members import functions_served
from dashboard.analysis.efforts import efforts, serves
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.core.vocabulary import FUNCTIONS
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import Cell, Head, Html, table_html
from dashboard.ui.markup import draw_html, section_html
from dashboard.ui.take_menu import take_menu
from dashboard.views.efforts_matrix import chosen_efforts, finding, function_chart, subtitle
from dashboard.views.figure import Figure

_YES = '<span class="dot" aria-hidden="true"></span><span class="only-read">yes</span>'
_NO = '<span class="only-read">no</span>'


def function_matrix(store: Store, on: date, iso3: str | None) -> None:
    """The counts by form of cooperation, then the matrix form × effort."""
    key = (store.data_version, on, iso3)
    content, sources = cached_figure(
        ("function-matrix", *key), lambda: _function_html(store, on, iso3)
    )
    with st.container(key="block-functions"):
        draw_html(content + sources)
        if sources:
            take_menu("functions", lambda: Figure("functions", *_chart(store, on, iso3)))


def _chart(store: Store, on: date, iso3: str | None) -> tuple[Chart, Caption]:
    key = ("function-chart", store.data_version, on, iso3)
    return cached_figure(key, lambda: function_chart(store, on, iso3))


def _function_html(store: Store, on: date, iso3: str | None) -> tuple[str, str]:
    """The section, and the source line of its matrix ('' where there is no matrix)."""
    served = functions_served(store, on, iso3)
    name = store.countries[iso3].name if iso3 else ""
    heads = [Head("Form of cooperation"), Head("Efforts", "number")]
    heads += [] if iso3 else [Head("UN members in one of them", "number")]
    heads += [] if iso3 else [Head("Efforts of a typical UN member", "number")]
    heads += [Head("Which")] if iso3 else []
    content = section_html(_title(served, name), subtitle(name, on), anchor="functions")
    content += table_html("Forms of cooperation", heads, _summary(store, served, iso3))
    rows = chosen_efforts(store, on, iso3)
    if rows.empty:
        return content, ""
    count = f"Show each of the {len(rows)} efforts"
    content += f"<details><summary>{escape(count)}</summary>{_matrix(rows)}</details>"
    return content, source_line_html(caption(rows, store.sources))


def _title(served: pd.DataFrame, name: str) -> str:
    return finding(served, name) if name else "Crowded and thin forms of cooperation"


def _summary(store: Store, served: pd.DataFrame, iso3: str | None) -> list[list[Cell]]:
    names = efforts(store).set_index("effort_id")["short_name"]
    rows: list[list[Cell]] = []
    for row in rows_of(served):
        function = str(row["function"])
        cells: list[Cell] = [function[:1].upper() + function[1:], f"{row['efforts']}"]
        if iso3:
            ids = [i for i in str(row["ids"]).split(";") if i]
            cells.append("; ".join(str(names[i]) for i in ids) or "none on record")
        else:
            cells += [f"{row['states']} of 193", f"{row['median']:g}"]
        rows.append(cells)
    return rows


def _matrix(rows: pd.DataFrame) -> str:
    heads = [Head("Effort"), Head("UN members", "number")]
    heads += [Head(f[:1].upper() + f[1:], "cell") for f in FUNCTIONS]
    held = {f: serves(rows, f).tolist() for f in FUNCTIONS}
    cells: list[list[Cell]] = [
        [str(r["short_name"]), f"{r['un_members']}", *(_mark(held[f][i]) for f in FUNCTIONS)]
        for i, r in enumerate(rows_of(rows))
    ]
    return table_html("Form of cooperation by effort", heads, cells)


def _mark(yes: bool) -> Html:
    return Html(_YES if yes else _NO)
