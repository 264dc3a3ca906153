"""Long tables page by page; the page stands in the address."""

import pandas as pd
import streamlit as st

from dashboard.ui.state import View
from dashboard.views.params import PageParam

PER_PAGE = 15


def page_of(view: View, param: PageParam, rows: pd.DataFrame, *, size: int = PER_PAGE) -> int:
    """The page shown; the first where the rows do not reach the page asked for."""
    return view[param] if (view[param] - 1) * size < len(rows) else 1


def rows_of(rows: pd.DataFrame, page: int, *, size: int = PER_PAGE) -> pd.DataFrame:
    """The rows of one page."""
    return rows.iloc[(page - 1) * size : page * size]


def count_text(
    total: int, page: int, one: str, many: str, *, of: int | None = None, size: int = PER_PAGE
) -> str:
    """'839 teams, 16 to 30 shown'."""
    whole = f" of {of:,}" if of is not None and of != total else ""
    text = f"{total:,}{whole} {one if total == 1 and not whole else many}"
    if total <= size:
        return text
    first = (page - 1) * size + 1
    return f"{text}, {first:,} to {min(page * size, total):,} shown"


def turn(
    view: View, param: PageParam, total: int, page: int, *, key: str, size: int = PER_PAGE
) -> None:
    """Buttons to the page before and after; nothing where all rows fit on one."""
    last = -(-total // size)
    if last <= 1:
        return
    st.button(
        "Previous page",
        key=f"{key}-before",
        on_click=view.put,
        args=(param, page - 1),
        disabled=page <= 1,
    )
    st.button(
        f"Next page (of {last})",
        key=f"{key}-after",
        on_click=view.put,
        args=(param, page + 1),
        disabled=page >= last,
    )
