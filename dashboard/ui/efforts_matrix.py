"""Which forms of cooperation are crowded and which are thin, worldwide or for one country."""

from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.efforts import efforts, functions_served, serves, tally
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing
from dashboard.core.vocabulary import FUNCTIONS
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.download import csv_button, file_name
from dashboard.ui.efforts_params import TYPES
from dashboard.ui.figure import source_line_html, title_html
from dashboard.ui.html_table import Cell, Head, Html, records, table_html

_YES = '<span class="dot" aria-hidden="true"></span><span class="only-read">yes</span>'
_NO = '<span class="only-read">no</span>'


def function_matrix(store: Store, on: date, iso3: str | None) -> None:
    """The counts by form of cooperation, then the matrix form × effort."""
    served = functions_served(store, on, iso3)
    name = store.countries[iso3].name if iso3 else ""
    st.html(title_html(finding(served, name), _subtitle(name, on), 3))
    heads = [Head("Form of cooperation"), Head("Efforts", "number")]
    heads += [] if iso3 else [Head("UN members in one of them", "number")]
    heads += [] if iso3 else [Head("Efforts of a typical UN member", "number")]
    heads += [Head("Which")] if iso3 else []
    st.html(table_html("Forms of cooperation", heads, _summary(store, served, iso3)))
    chosen = set(";".join(served["ids"]).split(";")) - {""}
    table = efforts(store)
    rows = table[table["effort_id"].isin(chosen)]
    if len(rows):
        count = f"Show each of the {len(rows)} efforts"
        key = ("function-matrix", store.data_version, on, iso3)
        html = cached_figure(key, lambda: _matrix(store, rows, on))
        st.html(f"<details><summary>{escape(count)}</summary>{html}</details>")
        csv_button(
            _frame(rows), file_name("functions", name, suffix="csv", on=on), key="csv-functions"
        )
    st.html(source_line_html(caption(rows, store.sources)))


def finding(served: pd.DataFrame, name: str = "") -> str:
    """The title: the form that is most crowded and the thin ones, or what a country lacks."""
    none = [str(f) for f in served.loc[served["efforts"] == 0, "function"]]
    counts = [int(n) for n in served["efforts"]]
    forms = [str(f) for f in served["function"]]
    most, least = counts.index(max(counts)), counts.index(min(counts))
    if name and none:
        return f"{name} has no effort on record for {listing(none)}"
    if name:
        return f"{name} has efforts on record for all nine forms; fewest for {forms[least]}"
    return f"{counts[most]} efforts serve {forms[most]}, only {counts[least]} serve {forms[least]}"


def _subtitle(name: str, on: date) -> str:
    who = f"Efforts that {name} is known to take part in" if name else "Efforts with a known member"
    return (
        f"{who} on {date_phrase(on)}, by the nine forms of cooperation. Which forms an effort "
        "serves is our own reading; lists are partial, so “none on record” is not proof of none."
    )


def _summary(store: Store, served: pd.DataFrame, iso3: str | None) -> list[list[Cell]]:
    names = efforts(store).set_index("effort_id")["short_name"]
    rows: list[list[Cell]] = []
    for row in records(served):
        function = str(row["function"])
        cells: list[Cell] = [function[:1].upper() + function[1:], f"{row['efforts']}"]
        if iso3:
            ids = [i for i in str(row["ids"]).split(";") if i]
            cells.append("; ".join(str(names[i]) for i in ids) or "none on record")
        else:
            cells += [f"{row['states']} of 193", f"{row['median']:g}"]
        rows.append(cells)
    return rows


def _matrix(store: Store, rows: pd.DataFrame, on: date) -> str:
    rows = rows.merge(tally(store, on), on="effort_id")
    order = {kind: place for place, kind in enumerate(TYPES)}
    rows = rows.assign(order=rows["type"].map(order)).sort_values(
        ["order", "short_name"], kind="stable"
    )
    heads = [Head("Effort"), Head("UN members", "number")]
    heads += [Head(f[:1].upper() + f[1:], "cell") for f in FUNCTIONS]
    held = {f: serves(rows, f).tolist() for f in FUNCTIONS}
    cells: list[list[Cell]] = [
        [str(r["short_name"]), f"{r['un_members']}", *(_mark(held[f][i]) for f in FUNCTIONS)]
        for i, r in enumerate(records(rows))
    ]
    return table_html("Form of cooperation by effort", heads, cells)


def _mark(yes: bool) -> Html:
    return Html(_YES if yes else _NO)


def _frame(rows: pd.DataFrame) -> pd.DataFrame:
    marks = {f: serves(rows, f).astype(int) for f in FUNCTIONS}
    return rows[["effort_id", "short_name", "type"]].assign(**marks)
