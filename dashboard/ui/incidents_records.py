"""The records behind the numbers: searched, sorted, page by page, each with a page of its own."""

from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import total
from dashboard.analysis.event_records import records
from dashboard.analysis.incident_index import short_name
from dashboard.analysis.incident_words import word
from dashboard.charts.chart import table_chart
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing
from dashboard.core.countries import CountryRegistry
from dashboard.core.provenance import split_ids
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.controls import choice, search, switch
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import Cell, Head, Html, link, table_html, text_of, with_small
from dashboard.ui.markup import anchor_html, draw_html, section_heading
from dashboard.ui.paging import PER_PAGE, count_text, page_of, turn_html
from dashboard.ui.state import View
from dashboard.ui.take_menu import take_menu
from dashboard.views.figure import Figure
from dashboard.views.incidents_params import OLDEST, PAGE, QUERY, RECORD, SORT
from dashboard.views.url import link as address

NAMED = 3
_HEADS = (
    Head("Incident"),
    Head("Start", "date"),
    Head("Victim"),
    Head("Suspected origin"),
    Head("Actor"),
    Head("Sector"),
    Head("Report"),
)
SORT_WORDS = {
    "date": "Start",
    "incident_id": "Identifier",
    "actor_type": "Kind of actor",
    "action_type": "Kind of action",
    "sector_group": "Sector",
    "records_affected": "Records affected",
    "severity": "Severity",
}


def records_section(store: Store, view: View, f: EventFilter) -> None:
    """Search and order, one page of records, and that page as CSV."""
    short = short_name(store, f.dataset)
    section_heading(
        f"Records of {short}",
        "Every record as coded; an empty field is not coded, which is not the same as none. "
        "Open a record for all its fields.",
        anchor="records",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="record-controls"):
        text = search(
            view, QUERY, "Search records", placeholder="Identifier, actor, action, sector"
        )
        sort = choice(view, SORT, "Order by", SORT_WORDS)
        ascending = switch(view, OLDEST, "Smallest or earliest first")
    sought = replace(f, text=text)
    found = total(store, sought)
    page = page_of(view, PAGE, found)
    words = count_text(found, page, "record", "records")
    count = f'<p class="count" role="status">{words}</p>'
    if not found:
        draw_html(
            f'{count}<p class="empty">No record of {escape(short)} fits. That says what '
            f"{escape(short)} collected, not what happened.</p>"
        )
        return
    shown = records(store, sought, sort, not ascending, page, PER_PAGE)
    title = f"Records of {short}"
    cited = caption(shown, store.sources)
    with st.container(key="block-records"):
        draw_html(
            count
            + table_html(title, _HEADS, [_row(row, view) for row in rows_of(shown)])
            + turn_html(view, PAGE, found, page, of=title)
            + source_line_html(cited)
        )
        part = f"Page {page:,} of {-(-found // PER_PAGE):,}"
        take_menu(
            "records",
            lambda: Figure("records", table_chart(title, part, shown), cited, shown),
            rows_only=True,
        )


def _row(row: dict[str, Any], view: View) -> list[Cell]:
    incident_id = text_of(row["incident_id"])
    action = listing([word(a) for a in split_ids(text_of(row["action_type"]))], NAMED)
    name = text_of(row["actor_name"])
    actor = word(text_of(row["actor_type"]))
    marks = []
    if row["possible_duplicate"] is True:
        marks.append("possible duplicate")
    if row["malicious_cyber"] is False:
        marks.append("not malicious")
    page = address("incidents", {**view.query, RECORD.name: incident_id})
    return [
        link(action[:1].upper() + action[1:] or "Action not coded", page, small=incident_id),
        with_small(date_phrase(row["date"], "not known"), ", ".join(marks)),
        countries_cell(view.countries, row["victims"]),
        countries_cell(view.countries, row["origins"]),
        with_small(name.replace(";", "; ") or actor[:1].upper() + actor[1:], actor if name else ""),
        listing([word(s) for s in split_ids(text_of(row["sector_group"]))], NAMED),
        report_cell(row["source_urls"]),
    ]


def countries_cell(countries: CountryRegistry, codes: object) -> Cell:
    """The countries of a cell as links to their profiles, the first few by name."""
    listed = split_ids(text_of(codes))
    if not listed:
        return Html('<span class="count">not coded</span>')
    *first, last = (anchor_html(countries[c].name, f"/country?c={c}") for c in listed[: NAMED + 1])
    more = len(listed) - len(first) - 1
    before = "".join(f'<span class="unbroken">{each},</span> ' for each in first)
    return Html(before + last + (f" and {more} more" if more else ""))


def report_cell(addresses: object) -> Cell:
    """The first report as a link, and how many there are."""
    listed = split_ids(text_of(addresses))
    if not listed:
        return Html('<span class="count">no link coded</span>')
    more = f" <small>{len(listed)} links</small>" if len(listed) > 1 else ""
    return Html(anchor_html("Open", listed[0]) + more)


def is_coded(value: object) -> bool:
    """Whether a field says anything."""
    return not (value is None or value is pd.NA or value != value or value == "")
