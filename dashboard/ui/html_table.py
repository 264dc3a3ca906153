"""Tables as HTML that turn into a list of blocks on a narrow screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.format import is_missing
from dashboard.ui.glossary import heading_for
from dashboard.ui.markup import anchor_html


@dataclass(frozen=True, slots=True)
class Html:
    """A cell that is markup already: everything in it has been escaped."""

    text: str


Cell = str | int | Html


@dataclass(frozen=True, slots=True)
class Head:
    """A column heading; ``css`` is '', 'number' or 'date'. ``explained=False`` leaves out what the
    glossary says about the word."""

    text: str
    css: str = ""
    explained: bool = True


def table_html(caption: str, heads: Sequence[Head], rows: Iterable[Sequence[Cell]]) -> str:
    """A table whose first cell of a row is its heading. Plain cells are escaped; an empty cell
    says that nothing is known."""
    body = "".join(_row(row, heads) for row in rows)
    top = "".join(f'<th scope="col"{_css(h.css)}>{_words(h)}</th>' for h in heads)
    return (
        '<div class="table-scroll" tabindex="0" role="region" '
        f'aria-label="{escape(caption, quote=True)}"><table class="blocks">'
        f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _words(head: Head) -> str:
    return heading_for(head.text) if head.explained else escape(head.text)


def _row(row: Sequence[Cell], heads: Sequence[Head]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-label="{escape(head.text, quote=True)}"{_css(head.css)}>{_cell(cell)}</td>'
        for head, cell in zip(heads[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>'


def _css(name: str) -> str:
    return f' class="{name}"' if name else ""


def _cell(cell: Cell) -> str:
    if isinstance(cell, Html):
        return cell.text or _NOTHING
    if isinstance(cell, int):
        return f"{cell:,}"
    return escape(cell) or _NOTHING


_NOTHING = '<span class="count">not known</span>'


def link(text: str, href: str, *, small: str = "") -> Html:
    """A link with a smaller line below it."""
    return Html(anchor_html(text, href) + (f" <small>{escape(small)}</small>" if small else ""))


def with_small(text: str, small: str) -> Html:
    """Text with a smaller line below it."""
    return Html(escape(text) + (f" <small>{escape(small)}</small>" if small else ""))


def text_of(value: object) -> str:
    """The text of a cell, '' where it is missing."""
    return "" if is_missing(value) else str(value)


def country_cell(iso3: str, name: str, *, small: str = "") -> Html:
    """A country's name as a link to its profile; plain text where there is no country."""
    if iso3:
        return link(name, f"/country?c={iso3}", small=small)
    return with_small(name, small)


def source_cell(as_of: str, url: str) -> Cell:
    """The date a row speaks for, as a link to its evidence."""
    return Html(anchor_html(as_of, url)) if url else as_of
