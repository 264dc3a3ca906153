"""Small pieces of page text as HTML: headings, chips, metrics, cards. All input is escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.ui.glossary import term_for


@dataclass(frozen=True, slots=True)
class Metric:
    """One headline number: a label, the value as text and, below it, what qualifies it."""

    label: str
    value: str
    note: str = ""


class _Ready:
    """Markup as Streamlit takes it without asking whether it is the name of a file, and without
    evening out its indentation."""

    __slots__ = ("body",)

    def __init__(self, body: str) -> None:
        self.body = body

    def _repr_html_(self) -> str:
        return self.body


def draw_html(body: str) -> None:
    """Draw HTML as it is; nothing where there is none. All that readers or data bring into it has
    been escaped."""
    if body:
        st.html(_Ready(body))


def kicker(text: str) -> None:
    """A short line that says where the reader is, above a page whose figure carries the h1."""
    draw_html(f'<p class="kicker">{escape(text)}</p>')


def page_heading(title: str, lede: str = "", *, kicker: str = "") -> None:
    """Draw ``page_html``."""
    draw_html(page_html(title, lede, kicker=kicker))


def page_html(title: str, lede: str = "", *, kicker: str = "") -> str:
    """The one h1 of a page, with a short line above it and a paragraph below it."""
    over = f'<p class="kicker">{escape(kicker)}</p>' if kicker else ""
    under = f'<p class="lede">{escape(lede)}</p>' if lede else ""
    return f'<header class="page-heading">{over}<h1>{escape(title)}</h1>{under}</header>'


def section_html(title: str, text: str = "", *, anchor: str = "") -> str:
    """An h2 that opens a part of the page; ``anchor`` makes it a link target."""
    mark = f' id="{escape(anchor, quote=True)}"' if anchor else ""
    under = f'<p class="subtitle">{escape(text)}</p>' if text else ""
    return f'<div class="section-heading"><h2{mark}>{escape(title)}</h2>{under}</div>'


def section_heading(title: str, text: str = "", *, anchor: str = "") -> None:
    """Draw a section heading alone; one that stands before other HTML is joined to it."""
    draw_html(section_html(title, text, anchor=anchor))


def metrics_html(metrics: Iterable[Metric]) -> str:
    """A row of headline numbers as a definition list."""
    cells = "".join(
        f"<div><dt>{term_for(m.label)}</dt><dd>{escape(m.value)}"
        + (f"<small>{escape(m.note)}</small>" if m.note else "")
        + "</dd></div>"
        for m in metrics
    )
    return f'<dl class="metrics">{cells}</dl>'


def metrics(items: Iterable[Metric]) -> None:
    """Draw a row of headline numbers."""
    draw_html(metrics_html(items))


def chips_html(labels: Iterable[str]) -> str:
    """Short labels in a row, as a list."""
    items = "".join(f"<li>{escape(label)}</li>" for label in labels)
    return f'<ul class="chips">{items}</ul>' if items else ""


def links_html(label: str, links: Sequence[tuple[str, str]]) -> str:
    """A row of links, given as (text, address), after a quiet word for what they are ('' for
    none); '' without links."""
    if not links:
        return ""
    out = " ".join(anchor_html(text, href) for text, href in links)
    quiet = f'<span class="quiet">{escape(label)}</span> ' if label else ""
    return f'<p class="links">{quiet}{out}</p>'


def anchor_html(text: str, href: str, *, new_tab: bool = False, here: bool = False) -> str:
    """A link that opens in the same tab; other schemes than http(s) and local paths are text.
    ``here`` marks the one of several that leads to what is shown."""
    if not href.startswith(("https://", "http://", "/")) or href.startswith("//"):
        return escape(text)
    target = 'target="_blank" rel="noopener"' if new_tab else 'target="_self"'
    mark = ' aria-current="true"' if here else ""
    return f'<a href="{escape(href, quote=True)}" {target}{mark}>{escape(text)}</a>'
