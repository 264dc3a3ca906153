"""The cards of the guide: text, live number with its sources, link into the view that shows it."""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import parse_qsl, urlsplit

from dashboard.analysis.efforts import efforts
from dashboard.analysis.guide import Item, Question
from dashboard.charts.cite import Caption, caption
from dashboard.core.errors import UserError
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.country_block import more_html
from dashboard.ui.figure import licence_mark, source_line_html
from dashboard.ui.markup import anchor_html
from dashboard.views.guide_number import LiveNumber
from dashboard.views.guide_numbers import live_number
from dashboard.views.url import link

ENOUGH = 60
"""Characters after which a sentence of an item may be the last one seen at once."""


def card_html(
    store: Store, item: Item, on: date, mine: str | None, query: Mapping[str, str]
) -> str:
    """One item: what it is on the left, the number beside it."""
    limits = ""
    if item.not_measured:
        words = "What the figures show" if item.section == "obstacle" else "What is not measured"
        limits = more_html(words, f'<p class="limits">{escape(item.not_measured)}</p>')
    inside = _group_html(store, item.about, query) if item.section == "effort" else ""
    number = number_html(store, item.number, item.about, on, mine) if item.number else ""
    return (
        f'<article class="guide-card" id="{escape(item.item_id, quote=True)}">'
        f"<div><h3>{escape(item.title)}</h3>{_text_html(item.text, limits)}{inside}"
        f'<p class="more">{anchor_html(item.link_text, carried(item.link, query))}</p></div>'
        f"{number}</article>"
    )


def _text_html(text: str, limits: str) -> str:
    """The text of an item; on a phone what follows its first sentences is folded."""
    first, rest = opening(text)
    if not rest:
        return f"<p>{escape(first)}</p>{limits}"
    folded = f"<summary>Read on</summary><p>{escape(rest)}</p>{limits}"
    return f'<p>{escape(first)}</p><details class="rest">{folded}</details>'


def opening(text: str) -> tuple[str, str]:
    """The sentences with which a text begins, as many as it takes to say something, and the rest.

    >>> opening("Norms are shared. " + "They say what states do and leave alone, and why. " * 2)[1]
    'They say what states do and leave alone, and why.'
    """
    at = text.find(". ", ENOUGH) + 1
    return (text[:at], text[at:].strip()) if at else (text, "")


def question_html(
    store: Store, place: int, asked: Question, on: date, mine: str | None, query: Mapping[str, str]
) -> str:
    """One question for a class; the answer of the day stays folded."""
    number = number_html(store, asked.answer, asked.about, on, mine)
    return (
        f'<li id="question-{escape(asked.question_id, quote=True)}">'
        f"<p><strong>{place}. {escape(asked.question)}</strong></p>"
        f'<p class="limits">Hint: {escape(asked.hint)}</p>'
        f'<p class="more">{anchor_html("Open the view", carried(asked.link, query))}</p>'
        f"<details><summary>Answer, and how to check it</summary>{number}"
        f"<p>{escape(asked.check)}</p></details></li>"
    )


def number_html(store: Store, name: str, about: str, on: date, mine: str | None) -> str:
    """A live number, what it counts, where the reader's country stands, and its sources."""
    try:
        found = live_number(store, name, about, on, mine)
        cited = caption(found.frame, store.sources, limit=1)
    except UserError as error:
        return (
            '<div class="live"><p class="empty">This number cannot be computed here.'
            f" {escape(error.sentence())}</p></div>"
        )
    own = f'<p class="own">{escape(found.own)}</p>' if found.own else ""
    return f'<div class="live">{_value_html(found)}{own}{_sources_html(cited)}</div>'


def _sources_html(cited: Caption) -> str:
    """The first source, its date and what its licence asks; all of them with links on demand."""
    if not cited.lines:
        return ""
    first, more = cited.lines[0], f" and {cited.more} more" if cited.more else ""
    mark = licence_mark(cited)
    line = f"Source: {first.publisher}, {first.when}{more}{f' · {mark}' if mark else ''}"
    return f"<details><summary>{escape(line)}</summary>{source_line_html(cited)}</details>"


def _value_html(found: LiveNumber) -> str:
    css = "figure" if found.known else "figure none"
    css += " words" if len(found.value) > 12 else ""
    return f'<p class="{css}">{escape(found.value)}</p><p>{escape(found.sentence)}</p>'


def carried(href: str, query: Mapping[str, str]) -> str:
    """A link of the guide with the reader's day and country, unless it names its own."""
    parts = urlsplit(href)
    own = dict(parse_qsl(parts.query))
    mark = f"#{parts.fragment}" if parts.fragment else ""
    return link(parts.path, {**own, **{k: v for k, v in query.items() if k not in own}}) + mark


def _group_html(store: Store, kind: str, query: Mapping[str, str]) -> str:
    """The efforts of one group, each with a link and what it does."""
    table = efforts(store)
    rows = table[table["type"].eq(kind)]
    lines = "".join(
        f"<li>{anchor_html(str(r['short_name']), _effort_link(str(r['effort_id']), query))}:"
        f" {escape(str(r['what_it_does']))}</li>"
        for r in rows_of(rows)
    )
    words = f"All {len(rows)} efforts of this group" if len(rows) > 1 else "What it does"
    return f"<details><summary>{words}</summary><ul>{lines}</ul></details>"


def _effort_link(effort_id: str, query: Mapping[str, str]) -> str:
    return link("efforts", {"e": effort_id, **query})
