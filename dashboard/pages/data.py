"""/data: every source with its licence and date, and every table to take away."""

import streamlit as st

from dashboard.core.errors import DataError, UserError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure, countries, store
from dashboard.ui.controls import choice, search
from dashboard.ui.coverage_tables import coverage_html
from dashboard.ui.download import csv_button, file_name
from dashboard.ui.markup import Metric, metrics, page_heading, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.source_list import (
    TOPICS,
    Citations,
    citations,
    matching,
    sources_frame,
    sources_html,
)
from dashboard.ui.state import View, bind
from dashboard.ui.table_download import table_download
from dashboard.views.params import BoolParam, ChoiceParam, TextParam
from dashboard.views.url import MY, Spec

TOPIC = ChoiceParam("topic", ("all", *TOPICS), "all", kind="topic")
QUERY = TextParam("q")
ALL = BoolParam("all")
FIRST = 20


def render() -> None:
    """Draw the page."""
    data = store()
    tables = data.tables()
    table = ChoiceParam("table", tables, tables[0], kind="table")
    page_heading(
        "Where every number comes from",
        "Each row of each table names its source and the date it was true. "
        "What no source gives is left empty.",
    )
    view = bind(Spec((TOPIC, QUERY, ALL, table, MY)), countries())
    cited = cached_figure(("citations", data.data_version), lambda: citations(data))
    if cited.problems:
        problem(DataError(cited.problems))
    metrics(
        (
            Metric("Sources", f"{len(data.sources):,}", f"{_publishers(data):,} publishers"),
            Metric("Rows", f"{sum(cited.table_rows.values()):,}", "in all tables"),
            Metric("Tables", f"{len(tables):,}", "each to download as CSV"),
            Metric("Data version", data.data_version[:8], "of the files loaded"),
        )
    )
    section_heading("Sources", "Those with the most rows first.", anchor="sources")
    _sources(view, data, cited)
    section_heading("Coverage", "What each topic covers, and how complete its lists are.")
    _coverage(data)
    section_heading("Tables", "One file each, as the pages use them.", anchor="tables")
    table_download(view, table, data)


def _sources(view: View, data: Store, cited: Citations) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="source-controls"):
        topic = choice(view, TOPIC, "Topic", {"all": "All topics", **TOPICS})
        text = search(view, QUERY, "Search", placeholder="Title, publisher or licence")
    topic = "" if topic == "all" else topic
    found = matching(data.sources.values(), cited.rows, topic=topic, text=text)
    shown = found if view[ALL] else found[:FIRST]
    count = f"{len(found)} of {len(data.sources)} sources"
    if len(shown) < len(found):
        count += f", the first {len(shown)} shown"
    st.html(f'<p class="count" role="status">{count}</p>')
    st.html(sources_html(shown, cited.rows) if found else '<p class="empty">No source fits.</p>')
    with st.container(horizontal=True):
        if len(found) > FIRST:
            label = f"Show the first {FIRST}" if view[ALL] else f"Show all {len(found)} sources"
            st.button(label, key="all-sources", on_click=view.put, args=(ALL, not view[ALL]))
        if found:
            name = file_name("sources", suffix="csv", on=view.state.context.today)
            csv_button(sources_frame(found, cited.rows), name, key="csv-sources")


def _coverage(data: Store) -> None:
    try:
        st.html(cached_figure(("coverage", data.data_version), lambda: coverage_html(data)))
    except UserError as error:
        problem(error)


def _publishers(data: Store) -> int:
    return len({source.publisher for source in data.sources.values()})
