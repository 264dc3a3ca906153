"""Long tables page by page; the page stands in the address."""

from html import escape

import pandas as pd

from dashboard.ui.markup import anchor_html
from dashboard.ui.state import View
from dashboard.views.params import PageParam

PER_PAGE = 10


def page_of(view: View, param: PageParam, total: int) -> int:
    """The page shown; the first where ``total`` rows do not reach the page asked for."""
    return view[param] if (view[param] - 1) * PER_PAGE < total else 1


def page_rows(rows: pd.DataFrame, page: int) -> pd.DataFrame:
    """The rows of one page."""
    return rows.iloc[(page - 1) * PER_PAGE : page * PER_PAGE]


def count_text(total: int, page: int, one: str, many: str, *, of: int | None = None) -> str:
    """'839 teams, 16 to 30 shown'."""
    whole = f" of {of:,}" if of is not None and of != total else ""
    text = f"{total:,}{whole} {one if total == 1 and not whole else many}"
    if total <= PER_PAGE:
        return text
    first = (page - 1) * PER_PAGE + 1
    return f"{text}, {first:,} to {min(page * PER_PAGE, total):,} shown"


def turn_html(view: View, param: PageParam, total: int, page: int, *, of: str) -> str:
    """Links to the page before and after; '' where all rows fit on one. ``of`` says what is
    listed, for readers who hear the page."""
    last = -(-total // PER_PAGE)
    if last <= 1:
        return ""
    words = ("Previous page", page - 1), (f"Next page (of {last:,})", page + 1)
    links = "".join(_turn(view, param, label, to, 1 <= to <= last) for label, to in words)
    return f'<nav class="pager" aria-label="{escape(f"Pages of {of}", quote=True)}">{links}</nav>'


def _turn(view: View, param: PageParam, label: str, page: int, there: bool) -> str:
    return anchor_html(label, view.address(param, page)) if there else f"<span>{label}</span>"
