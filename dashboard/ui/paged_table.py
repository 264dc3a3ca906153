"""A list page by page: how many rows, the table, its menu and its sources.

What a reader's click does not change is kept: the rows found by what was asked, and the HTML of a
page of them.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.chart import table_chart
from dashboard.charts.cite import Caption, caption
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import Cell, Head, table_html
from dashboard.ui.markup import draw_html
from dashboard.ui.paging import count_text, page_of, page_rows, turn_html
from dashboard.ui.state import View
from dashboard.ui.take_menu import take_menu
from dashboard.views.figure import Figure
from dashboard.views.params import PageParam

Cite = Callable[[pd.DataFrame], Caption]


@dataclass(frozen=True, slots=True)
class PagedTable:
    """How one list is shown. ``key`` is unique on the page and names its files.

    ``things`` are one and many of what is listed; ``nothing`` is said where no row fits (plain
    HTML, escaped); ``tail`` follows the count.
    """

    key: str
    title: str
    heads: Sequence[Head]
    cells: Callable[[dict[str, Any]], list[Cell]]
    things: tuple[str, str]
    nothing: str = "Nothing on record fits. That is not proof of none."
    tail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Rows that fit, with the HTML of each page drawn so far."""

    rows: pd.DataFrame
    pages: dict[int, tuple[str, str]] = field(default_factory=dict)


def paged_table(
    store: Store,
    view: View,
    param: PageParam,
    table: PagedTable,
    find: Callable[[], pd.DataFrame],
    *,
    asked: Hashable,
    of: int | None = None,
    cite: Cite | None = None,
    whole_cited: bool = False,
) -> pd.DataFrame:
    """Draw the list and return all rows that fit.

    ``find`` gives the rows for ``asked`` (everything they and their cells depend on); ``of`` is
    the number before filtering; ``cite`` makes the caption, by default from the rows' sources.
    ``whole_cited`` names the sources of all rows that fit instead of those on the page.
    """
    make = cite or (lambda rows: caption(rows, store.sources))
    found = cached_figure(
        ("paged", store.data_version, table.key, asked),
        lambda: _Found(find()),
    )
    rows = found.rows
    page = page_of(view, param, len(rows))
    words = count_text(len(rows), page, *table.things, of=of)
    count = f'<p class="count" role="status">{words}{table.tail}</p>'
    if rows.empty:
        draw_html(f'{count}<p class="empty">{table.nothing}</p>')
        return rows
    if page not in found.pages:
        shown = page_rows(rows, page)
        found.pages[page] = (
            table_html(table.title, table.heads, [table.cells(row) for row in rows_of(shown)]),
            source_line_html(make(rows if whole_cited else shown)),
        )
    content, sources = found.pages[page]
    pager = turn_html(view, param, len(rows), page, of=table.title)
    with st.container(key=f"block-{table.key}"):
        draw_html(count + content + pager + sources)
        take_menu(
            table.key,
            lambda: Figure(table.key, table_chart(table.title, "", rows), make(rows), rows),
            rows_only=True,
        )
    return rows
