"""The glossary on the page of the guide: an index of words, entries by letter, search."""

from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

import streamlit as st

from dashboard.analysis.guide import Term, glossary, search_terms
from dashboard.charts.format import plural
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.controls import search
from dashboard.ui.glossary import term, term_href
from dashboard.ui.guide_cards import carried
from dashboard.ui.markup import anchor_html, draw_html, section_html
from dashboard.ui.state import View
from dashboard.views.guide import GLOSSARY, LETTER, PARTS, QUERY
from dashboard.views.parts import EVERYTHING
from dashboard.views.url import link, site_wide


def glossary_part(store: Store, view: View) -> None:
    """Search, number of entries, and the entries that fit."""
    draw_html(
        section_html(
            "Glossary",
            "The words of legends, tables and controls. Underlined table heads, labels and legends"
            " anywhere in the dashboard lead here.",
            anchor=GLOSSARY,
        )
    )
    with st.container(key="glossary-controls"):
        text = search(view, QUERY, "Search the glossary", placeholder="A word or a part of it")
    query, whole = site_wide(view.state), view[PARTS.param] == EVERYTHING
    key = ("glossary", store.data_version, text, view[LETTER], whole, tuple(query.items()))
    draw_html(cached_figure(key, lambda: _found(store, text, view[LETTER], whole, query)))


def _found(store: Store, text: str, letter: str, whole: bool, query: Mapping[str, str]) -> str:
    """The entries that fit a search, those of one letter, all of them, or an index of words."""
    every = tuple(glossary(store).values())
    if text:
        found = search_terms(store, text)
        count = f"{plural(len(found), 'term')} of {len(every)}"
        nothing = '<p class="empty">No term fits. Try a shorter word, or clear the search.</p>'
        shown = entries_html(store, found, query) if found else nothing
    elif whole:
        count, shown = plural(len(every), "term"), entries_html(store, every, query)
    elif letter:
        own = [t for t in every if t.letter == letter]
        count = f"{plural(len(own), 'term')} of {len(every)}"
        nothing = '<p class="empty">No term begins with this letter.</p>'
        shown = entries_html(store, own, query) if own else nothing
        shown = letters_html(every, letter, query) + shown
    else:
        count, shown = plural(len(every), "term"), index_html(every, query)
    return f'<p class="count" role="status">{count}</p>{shown}'


def letters_html(terms: Iterable[Term], letter: str, query: Mapping[str, str]) -> str:
    """Links to the index and to the entries of each letter; the one shown is marked."""
    letters = dict.fromkeys(t.letter for t in terms)
    links = anchor_html("All words", link("guide", {"part": GLOSSARY, **query}))
    for each in letters:
        href = link("guide", {"part": GLOSSARY, "letter": each, **query})
        links += anchor_html(_shown(each), href, here=each == letter)
    return f'<nav class="letters" aria-label="Letters of the glossary">{links}</nav>'


def index_html(terms: Iterable[Term], query: Mapping[str, str]) -> str:
    """Every word under its letter; pointing at one shows its meaning, following it its entry."""
    rows = "".join(
        f"<div><dt>{_shown(letter)}</dt><dd>"
        + "".join(f'<span id="term-{t.slug}">{term(t.slug, query=query)}</span>' for t in own)
        + "</dd></div>"
        for letter, own in groupby(terms, key=lambda t: t.letter)
    )
    return f'<dl class="word-index">{rows}</dl>'


def _shown(letter: str) -> str:
    return "0–9" if letter == "0" else letter.upper()


def entries_html(store: Store, terms: Iterable[Term], query: Mapping[str, str]) -> str:
    """The entries as a definition list; each has an anchor of its own, links carry ``query``."""
    known = glossary(store)
    return f'<dl class="glossary">{"".join(_entry(t, known, query) for t in terms)}</dl>'


def _entry(entry: Term, known: Mapping[str, Term], query: Mapping[str, str]) -> str:
    also = f"<small>Also: {escape('; '.join(entry.also))}</small>" if entry.also else ""
    related = "; ".join(anchor_html(known[s].term, term_href(s, query)) for s in entry.see_also)
    more = anchor_html("The whole explanation", carried(entry.link, query)) if entry.link else ""
    line = " · ".join(part for part in (more, f"See also: {related}" if related else "") if part)
    return (
        f'<div id="term-{escape(entry.slug, quote=True)}"><dt>{escape(entry.term)}{also}</dt>'
        f"<dd>{escape(entry.definition)}{f'<small>{line}</small>' if line else ''}</dd></div>"
    )
