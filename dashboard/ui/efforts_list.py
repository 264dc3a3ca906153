"""The list of all efforts with search and filters."""

from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dashboard.analysis.effort_members import tally
from dashboard.analysis.efforts import efforts, search_efforts
from dashboard.store.store import Store
from dashboard.ui.controls import choice, search
from dashboard.ui.glossary import term_help
from dashboard.ui.html_table import Cell, Head, Html, with_small
from dashboard.ui.markup import anchor_html
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.efforts_params import ANY, FUNCTION, PAGE, QUERY, TYPES, EffortParams, given
from dashboard.views.url import link as address

AUTHORITIES = {
    "official": "official source",
    "research": "research source",
    "curated": "curated list",
    "press": "press report",
    "weak": "weak source",
}
_HEADS = (
    Head("Effort"),
    Head("What it does"),
    Head("Forms of cooperation"),
    Head("UN members in it", "number"),
    Head("How complete our list is"),
)


def effort_list(store: Store, view: View, params: EffortParams, on: date) -> None:
    """Search, type, form of cooperation; pages of efforts; CSV."""
    labels = {ANY: "All types", **TYPES}
    with st.container(horizontal=True, vertical_alignment="bottom", key="effort-controls"):
        text = search(view, QUERY, "Search efforts", placeholder="Name or what it does")
        kind = choice(view, params.type, "Type", labels)
        function = choice(
            view, FUNCTION, "Form of cooperation", function_labels(), help=term_help("function")
        )
    query = {k: v for k, v in view.query.items() if k in ("on", "c", "my")}
    paged_table(
        store,
        view,
        PAGE,
        PagedTable(
            key="efforts",
            title="Efforts",
            heads=_HEADS,
            cells=lambda row: _row(row, query),
            things=("effort", "efforts"),
            nothing="No effort fits. Clear the search or a filter.",
        ),
        lambda: search_efforts(store, text, given(kind), given(function)).merge(
            tally(store, on), on="effort_id"
        ),
        asked=(text, kind, function, on, tuple(query.items())),
        of=len(efforts(store)),
    )


def function_labels() -> dict[str, str]:
    """The nine forms of cooperation as a reader sees them."""
    return {f: "All forms" if f == ANY else f[:1].upper() + f[1:] for f in FUNCTION.choices}


def _row(row: dict[str, Any], query: dict[str, str]) -> list[Cell]:
    href = address("efforts", {"e": str(row["effort_id"]), **query})
    title = anchor_html(str(row["short_name"]), href)
    kind = escape(TYPES.get(str(row["type"]), str(row["type"])))
    note = str(row["coverage_note"])
    authority = AUTHORITIES.get(str(row["authority"]), "")
    return [
        Html(f"{title}<small>{kind}</small>"),
        str(row["what_it_does"]),
        "; ".join(str(row["functions"]).split(";")),
        members_words(row),
        with_small(
            f"{str(row['coverage']).capitalize()}, {authority}",
            note[:1].upper() + note[1:],
        ),
    ]


NOT_KNOWN, NONE_KNOWN = "not known", "none known"


def members_words(row: dict[str, Any]) -> str:
    """'32', 'at least 34' where the list is partial; words where nobody is known: that is not 0."""
    if row["coverage"] == "none" or (row["absence"] == "unknown" and not row["un_members"]):
        return NOT_KNOWN
    if not row["un_members"]:
        return NONE_KNOWN
    least = "at least " if row["absence"] == "unknown" else ""
    return f"{least}{int(row['un_members']):,}"
