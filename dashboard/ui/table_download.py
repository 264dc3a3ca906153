"""One table of the data package: what it holds, what its columns mean, and its CSV."""

from datetime import date
from html import escape

import streamlit as st

from dashboard.core.errors import DataError
from dashboard.store.contracts import Contract
from dashboard.store.store import Store
from dashboard.ui.controls import choice
from dashboard.ui.download import csv_button, file_name
from dashboard.ui.markup import draw_html, section_html
from dashboard.ui.notices import problem
from dashboard.ui.source_list import free_rows
from dashboard.ui.state import View
from dashboard.views.params import ChoiceParam


def table_download(view: View, param: ChoiceParam, data: Store) -> None:
    """What one table holds, and its rows as CSV."""
    draw_html(section_html("Tables", "One file each, as the pages use them.", anchor="tables"))
    titles = {name: data.contract(name).title for name in data.tables()}
    contract = data.contract(choice(view, param, "Table", titles))
    try:
        frame = data.table(contract.table)
    except DataError as error:
        problem(error)
        return
    free = free_rows(frame, data.sources)
    closed = len(frame) - len(free)
    rows = f"{len(frame):,} row{'' if len(frame) == 1 else 's'}"
    draw_html(
        f"<p>{escape(contract.description)} {rows}"
        + (f", {closed:,} of them for non-commercial use only." if closed else ".")
        + f"</p>{_columns_html(contract)}"
    )
    today: date = view.state.context.today
    with st.container(horizontal=True):
        if len(free):
            name = file_name(contract.table, suffix="csv", on=today)
            csv_button(free, name, key="csv-free", label=f"Download CSV, {len(free):,} rows")
        if closed:
            name = file_name(contract.table, "noncommercial", suffix="csv", on=today)
            csv_button(
                frame,
                name,
                key="csv-all",
                label=f"Download CSV, all {rows}",
                mark="non-commercial use only",
            )


def _columns_html(contract: Contract) -> str:
    lines = "".join(
        f'<tr><th scope="row"><code>{escape(field.name)}</code></th>'
        f'<td data-label="Holds">{escape(field.type)}'
        + (f", {escape(field.unit)}" if field.unit else "")
        + f'</td><td data-label="Meaning">{escape(field.description)}</td></tr>'
        for field in contract.fields
    )
    return (
        "<details><summary>What the columns mean</summary>"
        '<div class="table-scroll"><table class="blocks"><thead><tr><th scope="col">Column</th>'
        '<th scope="col">Holds</th><th scope="col">Meaning</th></tr></thead>'
        f"<tbody>{lines}</tbody></table></div></details>"
    )
