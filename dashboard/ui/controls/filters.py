"""The box of filters: one line for each parameter it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.ui.controls.choices import choice, choices, switch
from dashboard.ui.controls.countries import countries
from dashboard.ui.controls.dates import years
from dashboard.ui.state import View
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    YearRangeParam,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """One line of the filter box: a parameter, its label and the words for its choices.

    ``among`` narrows what a list offers to what the data can have.
    """

    param: ChoiceListParam | ChoiceParam | CountryListParam | BoolParam | YearRangeParam
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    among: Sequence[str] | None = None


def filters(view: View, fields: Sequence[Filter], label: str = "Filter countries") -> int:
    """A box that opens to reveal filters; returns how many are set. Read values from ``view``."""
    values = view.state.values
    active = [field for field in fields if values[field.param.name] != _empty(view, field)]
    title = f"{label} ({len(active)})" if active else label
    with st.popover(title, key="filters", on_change="rerun") as box:
        if not box.open:  # a closed box costs nothing on the wire
            return len(active)
        for field in fields:
            _field(view, field)
        st.button(
            "Clear all filters",
            key="filters-clear",
            disabled=not active,
            on_click=view.put_all,
            args=({field.param: _empty(view, field) for field in fields},),
        )
    return len(active)


def _field(view: View, field: Filter) -> None:
    if isinstance(field.param, CountryListParam):
        countries(view, field.param, field.label)
    elif isinstance(field.param, ChoiceListParam):
        choices(view, field.param, field.label, field.labels, among=field.among)
    elif isinstance(field.param, BoolParam):
        switch(view, field.param, field.label)
    elif isinstance(field.param, YearRangeParam):
        years(view, field.param, field.label)
    else:
        choice(view, field.param, field.label, field.labels)


def _empty(view: View, field: Filter) -> Any:
    return field.param.default(view.state.context)
