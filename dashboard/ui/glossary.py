"""A word with its meaning: a link into the glossary that shows the definition on the spot."""

from collections.abc import Iterable, Mapping
from html import escape

from dashboard.analysis.guide import Term, glossary, term_index
from dashboard.core.errors import UserError
from dashboard.ui.cache import store
from dashboard.views.url import link

_EVERYDAY = frozenset(
    (
        "count",
        "country",
        "countries",
        "date",
        "day",
        "evidence",
        "measure",
        "month",
        "number",
        "obstacle",
        "obstacles",
        "on",
        "other",
        "pair",
        "share",
        "source",
        "sources",
        "state",
        "states",
        "team",
        "teams",
        "treaties",
        "treaty",
        "year",
    )
)
"""Words with an entry of their own that are plain enough to stand without a link."""


def term(slug: str, text: str = "", query: Mapping[str, str] | None = None) -> str:
    """The word ``slug`` of the glossary as HTML, shown as ``text``.

    Pointing at it or reaching it with the keyboard shows the definition, following it leads to the
    entry; ``query`` is carried along. A word that the glossary lacks, or a glossary that cannot be
    read, leaves plain text.
    """
    found = _lookup(slug)
    shown = text or (found.term if found else slug.replace("_", " "))
    if found is None:
        return escape(shown)
    return (
        f'<a class="term" href="{escape(term_href(slug, query), quote=True)}" target="_self">'
        f'{escape(shown)} <span class="tip" role="tooltip">{escape(found.definition)}</span></a>'
    )


def term_for(word: str) -> str:
    """A label as HTML: with its meaning where the glossary explains exactly this word."""
    try:
        slug = term_index(store()).get(word.casefold(), "")
    except UserError:
        slug = ""
    return term(slug, word) if slug and word.casefold() not in _EVERYDAY else escape(word)


def heading_for(word: str) -> str:
    """The heading of a column as HTML: its meaning where there is room for it, and the word alone
    for the narrow screen, where headings are only read out."""
    plain, words = escape(word), term_for(word)
    return words if words == plain else f'{words}<span class="plain">{plain}</span>'


def words_html(labels: Iterable[str]) -> str:
    """The words of a legend that cannot carry their meanings itself; '' where none has one."""
    shown = (term_for(label) for label in dict.fromkeys(labels))
    linked = " · ".join(word for word in shown if word.startswith("<a"))
    return f'<p class="words">What the words mean: {linked}</p>' if linked else ""


def term_help(slug: str) -> str | None:
    """The definition as plain text, for the help of a control; None where there is none."""
    found = _lookup(slug)
    return found.definition if found else None


def term_href(slug: str, query: Mapping[str, str] | None = None) -> str:
    """The address of an entry of the glossary; ``query`` is carried along."""
    found = _lookup(slug)
    where = {"part": "glossary", "letter": found.letter if found else "", **(query or {})}
    return f"{link('guide', where)}#term-{slug}"


def _lookup(slug: str) -> Term | None:
    try:
        return glossary(store()).get(slug)
    except UserError:
        return None
