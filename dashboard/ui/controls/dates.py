"""A day and its steps, and a span of years."""

from datetime import date

import streamlit as st

from dashboard.core.dates import FIRST_DAY, LAST_DAY, in_year
from dashboard.ui.state import View
from dashboard.views.params import DayParam, YearRangeParam


def day(view: View, param: DayParam, label: str = "On", *, first_year: int = 2001) -> date:
    """Choose a day: type or pick one, step by a year, or jump to today."""
    value, today = view[param], view.state.context.today

    def step(years: int) -> None:
        view.put(param, shift_years(view[param], years, today))

    with st.container(
        key=f"day-{param.name}",
        horizontal=True,
        vertical_alignment="bottom",
        gap="xsmall",
        width="content",
    ):
        st.date_input(
            label,
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format="YYYY-MM-DD",
            key=view.key(param, value),
            on_change=view.on_change(param, lambda picked: picked or today),
            width=152,
        )
        st.button(
            "−1 year",
            key=f"{param.name}-earlier",
            on_click=step,
            args=(-1,),
            disabled=value.year <= first_year,
            help="One year earlier",
        )
        st.button(
            "+1 year",
            key=f"{param.name}-later",
            on_click=step,
            args=(1,),
            disabled=value >= today,
            help="One year later",
        )
        if value != today:
            st.button("Today", key=f"{param.name}-today", on_click=view.put, args=(param, today))
    return value


def shift_years(day_: date, years: int, today: date) -> date:
    """The same day in another year (29 February becomes 28), never stepping past today."""
    moved = in_year(day_, day_.year + years)
    return min(moved, today) if years > 0 else moved


def years(view: View, param: YearRangeParam, label: str = "Years") -> tuple[int, int]:
    """Choose the first and the last year."""
    st.slider(
        label,
        param.first,
        param.last,
        key=view.key(param, view[param]),
        on_change=view.on_change(param, lambda ends: (int(ends[0]), int(ends[1]))),
    )
    return view[param]
