"""/guide: the subject in plain words, each part with numbers of the day, and a glossary."""

from datetime import date

import streamlit as st

from dashboard.analysis.guide import class_questions, items_of
from dashboard.charts.adoption import adoption_figure
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.figure import figure
from dashboard.ui.guide_cards import card_html, question_html
from dashboard.ui.guide_glossary import glossary_part
from dashboard.ui.markup import page_heading, section_heading
from dashboard.ui.state import View, bind
from dashboard.ui.style import dark
from dashboard.views.guide import GUIDE, PARTS, SPEC
from dashboard.views.url import MY, ON, site_wide


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(SPEC, data.countries)
    page_heading(
        "Why states need each other for cybersecurity, and what keeps them apart",
        "Reasons, forms of cooperation, who takes part, obstacles and good practice in plain words."
        " Every number is computed from the data for the day you choose.",
        kicker="Guide",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", key="guide-controls"):
        on = controls.day(view, ON)
    st.html(_contents())
    for section, (anchor, title, text, figures) in PARTS.items():
        section_heading(title, text, anchor=anchor)
        _cards(data, view, section, on)
        for name in figures:
            _figure(data, view, name)
    section_heading(
        "Ten questions for a class",
        "Each can be answered with one view of this dashboard. The answers are those of the day"
        " chosen above.",
        anchor="questions",
    )
    key = ("guide-questions", *_key(data, view, on))
    st.html(cached_figure(key, lambda: _questions(data, view, on)))
    section_heading(
        "Glossary",
        "The words of legends, tables and controls. Underlined table heads, labels and legends"
        " anywhere in the dashboard lead here.",
        anchor="glossary",
    )
    glossary_part(data, view)


def _cards(data: Store, view: View, section: str, on: date) -> None:
    query, mine = site_wide(view.state), view[MY]
    key = ("guide-cards", section, *_key(data, view, on))
    html = cached_figure(
        key,
        lambda: "".join(card_html(data, i, on, mine, query) for i in items_of(data, section)),
    )
    st.html(f'<div class="guide-cards">{html}</div>')


def _questions(data: Store, view: View, on: date) -> str:
    query, mine = site_wide(view.state), view[MY]
    asked = enumerate(class_questions(data), 1)
    rows = "".join(question_html(data, place, q, on, mine, query) for place, q in asked)
    return f'<ol class="questions">{rows}</ol>'


def _figure(data: Store, view: View, name: str) -> None:
    key = ("guide-figure", name, data.data_version, view[ON], view[MY])
    made = cached_figure(key, lambda: GUIDE.figure(data, view.state, name))
    drawn = None
    if "more" in made.chart.encodings:  # states known without a date, as a band above their curve
        more = made.chart.data.groupby("name")["undated"].first()
        undated = {str(treaty): int(count) for treaty, count in more.items()}
        drawn = cached_figure(
            (*key, dark()), lambda: adoption_figure(made.chart, undated, dark=dark())
        )
    figure(made.chart, made.caption, key=name, draw=drawn, data=made.data, level=3)


def _key(data: Store, view: View, on: date) -> tuple[object, ...]:
    return data.data_version, on, view[MY], tuple(site_wide(view.state).items())


def _contents() -> str:
    parts = [(anchor, title) for anchor, title, *_ in PARTS.values()]
    parts += [("questions", "Questions for a class"), ("glossary", "Glossary")]
    links = "".join(f'<a href="#{anchor}" target="_self">{title}</a>' for anchor, title in parts)
    return f'<nav class="jump" aria-label="Parts of the guide">{links}</nav>'
