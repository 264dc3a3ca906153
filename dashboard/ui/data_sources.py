"""The sources as a part of /data: by topic, searched, page by page, all of them to take away."""

import streamlit as st

from dashboard.charts.chart import table_chart
from dashboard.charts.cite import caption
from dashboard.store.store import Store
from dashboard.ui.controls import choice, search
from dashboard.ui.markup import draw_html, section_html
from dashboard.ui.notices import empty_html
from dashboard.ui.paging import PER_PAGE, count_text, page_of, turn_html
from dashboard.ui.source_list import Citations, matching, sources_frame, sources_html
from dashboard.ui.state import View
from dashboard.ui.take_menu import take_menu
from dashboard.views.data_params import PAGE, QUERY, TOPIC, TOPICS
from dashboard.views.figure import Figure
from dashboard.views.url import link


def sources_part(view: View, data: Store, cited: Citations) -> None:
    """Topic and search, the page of sources that fit, and their list as a file."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="source-controls"):
        topic = choice(view, TOPIC, "Topic", {"all": "All topics", **TOPICS})
        text = search(view, QUERY, "Search", placeholder="Title, publisher or licence")
    topic = "" if topic == "all" else topic
    found = matching(data.sources.values(), cited.rows, topic=topic, text=text)
    page = page_of(view, PAGE, len(found))
    words = count_text(len(found), page, "source", "sources", of=len(data.sources))
    head = section_html("Sources", "Those with the most rows first.", anchor="sources")
    head += f'<p class="count" role="status">{words}</p>'
    if not found:
        nothing = empty_html(
            "No source holds all these words.",
            "Searched are titles, publishers, licences and names of files.",
            ("All sources", link("data", {})),
        )
        draw_html(head + nothing)
        return
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    with st.container(key="block-sources"):
        draw_html(
            head
            + sources_html(shown, cited.rows)
            + turn_html(view, PAGE, len(found), page, of="the sources")
        )

        def made() -> Figure:
            frame = sources_frame(found, cited.rows)
            cite = caption(frame, data.sources, limit=2)
            return Figure("sources", table_chart("Sources", words, frame), cite, frame)

        take_menu("sources", made, rows_only=True)
