"""One block of a profile or a comparison: heading, content, sources of its rows, its files."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from dashboard.charts.chart import Chart, table_chart
from dashboard.charts.cite import Caption
from dashboard.ui.figure import notes_html, source_line_html
from dashboard.ui.glossary import heading_for
from dashboard.ui.markup import anchor_html, draw_html, section_html
from dashboard.ui.take_menu import take_menu
from dashboard.views.figure import Figure


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """What one part of a page shows. ``html`` is ready to draw; ``frame`` are the rows behind it,
    from which ``caption`` was computed."""

    title: str
    subtitle: str
    html: str
    caption: Caption
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()
    figure_id: str = ""
    """Where the block is a figure of its view, its id there."""

    @property
    def chart(self) -> Chart:
        """The block as rows alone, for files."""
        return table_chart(self.title, self.subtitle, self.frame, self.notes)


def draw_block(
    block: Block,
    *,
    key: str,
    sourced: bool = True,
    lead: Callable[[], None] | None = None,
    above: str = "",
) -> None:
    """Draw ``block`` as a section with the anchor ``key``; ``above`` is HTML before its content.

    ``sourced=False`` where the parts of its content carry their own source lines; ``lead`` draws
    between heading and content.
    """
    with st.container(key=f"block-{key}"):
        head = section_html(block.title, block.subtitle, anchor=key)
        if lead is not None:
            draw_html(head)
            lead()
            head = ""
        sources = source_line_html(block.caption) if sourced and block.caption.lines else ""
        draw_html(head + above + block.html + notes_html(block.notes) + sources)
        if len(block.frame):
            name = block.figure_id or key
            take_menu(
                name,
                lambda: Figure(name, block.chart, block.caption, block.frame),
                rows_only=not block.figure_id,
            )


def table_html(
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: frozenset[int] = frozenset(),
) -> str:
    """A table of ready HTML cells; the first of each row is its heading. It turns into blocks on
    a narrow screen. ``numbers`` are the positions of right-aligned columns."""

    def mark(place: int) -> str:
        return ' class="number"' if place in numbers else ""

    top = "".join(
        f'<th scope="col"{mark(i)}>{heading_for(cell)}</th>' for i, cell in enumerate(head)
    )
    body = "".join(
        f'<tr><th scope="row">{cells[0]}</th>'
        + "".join(
            f'<td data-label="{escape(head[i], quote=True)}"{mark(i)}>{cells[i]}</td>'
            for i in range(1, len(head))
        )
        + "</tr>"
        for cells in rows
    )
    return (
        f'<div class="table-scroll"><table class="blocks"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def more_html(summary: str, content: str) -> str:
    """Content that opens on demand."""
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def cell(value: object) -> str:
    """The text of a cell, escaped; '' where it is missing."""
    return "" if value is None or value is pd.NA or value != value else escape(str(value))


def evidence(url: object, label: str = "Evidence") -> str:
    """A link to where a row can be checked; '' without an address."""
    return anchor_html(label, url) if isinstance(url, str) and url else ""


def date_cell(value: object) -> str:
    """An ISO date that stays on one line."""
    return f'<span class="day">{cell(value)}</span>'


def small(*parts: object) -> str:
    """Parts of a remark under a cell, those that are empty left out."""
    text = " · ".join(c for c in (cell(part) for part in parts) if c)
    return f" <small>{text}</small>" if text else ""
