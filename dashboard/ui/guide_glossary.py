"""The glossary on the page of the guide: search, letters, entries with anchors."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from dashboard.analysis.guide import Term, glossary, search_terms
from dashboard.charts.format import plural
from dashboard.store.store import Store
from dashboard.ui.controls import search
from dashboard.ui.markup import anchor_html
from dashboard.ui.state import View
from dashboard.views.guide import QUERY


def glossary_part(store: Store, view: View) -> None:
    """Search, number of entries, and the entries that fit."""
    with st.container(key="glossary-controls"):
        text = search(view, QUERY, "Search the glossary", placeholder="A word or a part of it")
    found = search_terms(store, text) if text else tuple(glossary(store).values())
    of = f" of {len(glossary(store))}" if text else ""
    st.html(f'<p class="count" role="status">{plural(len(found), "term")}{of}</p>')
    if not found:
        st.html('<p class="empty">No term fits. Try a shorter word, or clear the search.</p>')
        return
    st.html(("" if text else letters_html(found)) + entries_html(store, found))


def letters_html(terms: Iterable[Term]) -> str:
    """Links to the first entry of each letter."""
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.term[:1].upper(), term.slug)
    links = "".join(f'<a href="#term-{s}" target="_self">{escape(c)}</a>' for c, s in first.items())
    return f'<nav class="letters" aria-label="Letters of the glossary">{links}</nav>'


def entries_html(store: Store, terms: Iterable[Term]) -> str:
    """The entries as a definition list; each has an anchor of its own."""
    known = glossary(store)
    return f'<dl class="glossary">{"".join(_entry(term, known) for term in terms)}</dl>'


def _entry(term: Term, known: object) -> str:
    also = f"<small>Also: {escape('; '.join(term.also))}</small>" if term.also else ""
    related = "; ".join(
        anchor_html(known[slug].term, f"/guide#term-{slug}")  # type: ignore[index]
        for slug in term.see_also
    )
    more = anchor_html("The whole explanation", term.link) if term.link else ""
    line = " · ".join(part for part in (more, f"See also: {related}" if related else "") if part)
    return (
        f'<div id="term-{escape(term.slug, quote=True)}"><dt>{escape(term.term)}{also}</dt>'
        f"<dd>{escape(term.definition)}{f'<small>{line}</small>' if line else ''}</dd></div>"
    )
