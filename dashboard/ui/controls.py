"""Controls bound to the address. Each draws one widget and returns the value as the address has it.

The list of countries is long, so its text is kept short (name, code): a reader can search by
either, and anything else typed (“Burma”, “Ivory Coast”) goes through the registry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.core.dates import FIRST_DAY, LAST_DAY, in_year
from dashboard.ui.state import View, sync
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    CountryParam,
    DayParam,
    Param,
    TextParam,
    YearRangeParam,
)

_TYPE_A_NAME = "Type a name or code"


def country_label(countries: CountryRegistry, iso3: str) -> str:
    """'France · FRA'; text that is no code comes back unchanged.

    No flag: where a system has no flag glyphs, a list of them reads as boxes or doubled letters.
    """
    return f"{countries[iso3].name} · {iso3}" if iso3 in countries else iso3


def country(
    view: View,
    param: CountryParam | CountryListParam,
    label: str = "Country",
    *,
    among: Sequence[str] | None = None,
    help: str | None = None,
) -> str | None:
    """Choose one country, or none. A list parameter is read and written by its first entry."""
    many = isinstance(param, CountryListParam)
    first: str | None
    if isinstance(param, CountryListParam):
        value = view[param]
        first = value[0] if value else None
    else:
        first = view[param]

    def decode(typed: str | None) -> Any:
        iso3 = view.countries.resolve(typed).iso3 if typed else None
        if not many:
            return iso3
        return (iso3,) if iso3 else ()

    _country_box(view, param, label, first, decode, among, help)
    return first


def _country_box(
    view: View,
    param: Param[Any],
    label: str,
    value: str | None,
    decode: Any,
    among: Sequence[str] | None,
    help: str | None,
) -> None:
    st.selectbox(
        label,
        _options(view.countries, among, (value,) if value else ()),
        index=None,
        format_func=lambda iso3: country_label(view.countries, iso3),
        key=view.key(param, value),
        on_change=view.on_change(param, decode),
        placeholder=_TYPE_A_NAME,
        accept_new_options=True,
        help=help,
    )


def countries(
    view: View,
    param: CountryListParam,
    label: str = "Countries",
    *,
    among: Sequence[str] | None = None,
    help: str | None = None,
) -> tuple[str, ...]:
    """Choose several countries, in the order chosen, up to the parameter's limit."""
    value = view[param]
    st.multiselect(
        label,
        _options(view.countries, among, value),
        format_func=lambda iso3: country_label(view.countries, iso3),
        key=view.key(param, list(value)),
        on_change=view.on_change(
            param,
            lambda typed: tuple(dict.fromkeys(view.countries.resolve(text).iso3 for text in typed)),
        ),
        max_selections=param.limit,
        placeholder=_TYPE_A_NAME,
        accept_new_options=True,
        help=help,
    )
    return value


def _options(
    registry: CountryRegistry, among: Sequence[str] | None, chosen: Sequence[str]
) -> list[str]:
    base = [c.iso3 for c in registry] if among is None else list(among)
    return base + [iso3 for iso3 in chosen if iso3 not in base]


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


def year_slider(view: View, param: DayParam, label: str = "Year", *, first: int = 2001) -> int:
    """Choose a year for a day parameter: 31 December of it, or today in the current year."""
    value, today = view[param], view.state.context.today
    year = min(max(value.year, first), today.year)
    key = sync(f"year-{param.name}", year)

    def changed() -> None:
        picked = int(st.session_state[key])
        view.put(param, min(date(picked, 12, 31), today))

    st.slider(label, first, today.year, key=key, on_change=changed)
    return year


def choice(
    view: View,
    param: ChoiceParam,
    label: str,
    labels: Mapping[str, str],
    *,
    segmented: bool = False,
    help: str | None = None,
) -> str:
    """Choose one of a closed list; ``segmented`` shows all at once, for up to five short words."""
    common: dict[str, Any] = {
        "options": list(param.choices),
        "format_func": lambda choice_: labels.get(choice_, choice_),
        "key": view.key(param, view[param]),
        "on_change": view.on_change(param, lambda picked: picked or param.fallback),
        "help": help,
    }
    if segmented:
        st.segmented_control(label, required=True, **common)
    else:
        st.selectbox(label, **common)
    return view[param]


def optional(
    view: View, param: ChoiceParam, label: str, labels: Mapping[str, str], nothing: str
) -> str:
    """Choose one of ``labels`` or nothing ('', the parameter's fallback, shown as ``nothing``)."""
    value = view[param]
    st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda choice_: labels.get(choice_, choice_),
        key=view.key(param, value or None),
        on_change=view.on_change(param, lambda picked: picked or param.fallback),
        placeholder=nothing,
    )
    return value


def choices(
    view: View,
    param: ChoiceListParam,
    label: str,
    labels: Mapping[str, str],
    *,
    among: Sequence[str] | None = None,
    empty: str = "All",
) -> tuple[str, ...]:
    """Choose any number of a closed list; ``among`` offers a part of it and what is chosen.
    ``empty`` says what no choice means."""
    value = view[param]
    offered = [c for c in param.choices if among is None or c in among or c in value]
    st.multiselect(
        label,
        offered,
        format_func=lambda choice_: labels.get(choice_, choice_),
        key=view.key(param, list(value)),
        on_change=view.on_change(param, lambda picked: tuple(picked)),
        placeholder=empty,
    )
    return value


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


def switch(view: View, param: BoolParam, label: str, *, help: str | None = None) -> bool:
    """Choose yes or no."""
    st.toggle(
        label, key=view.key(param, view[param]), on_change=view.on_change(param, bool), help=help
    )
    return view[param]


def search(view: View, param: TextParam, label: str = "Search", *, placeholder: str = "") -> str:
    """Free text to search for."""
    st.text_input(
        label,
        key=view.key(param, view[param]),
        on_change=view.on_change(param, lambda text: str(text or "").strip()[: param.longest]),
        max_chars=param.longest,
        placeholder=placeholder,
    )
    return view[param]


def layer_menu(
    view: View, param: ChoiceParam, families: Mapping[str, Mapping[str, str]], *, label: str
) -> str:
    """Choose one layer in two steps: a family of layers, then a layer in it.

    ``families`` maps a family's name to its layers (id to label). A value of the parameter that
    no family lists (``reach:FRA``) leaves both boxes as they are.
    """
    value = view[param]
    family = next((name for name, layers in families.items() if value in layers), None)
    key = sync(f"family-{param.name}", family)

    def changed() -> None:
        picked = st.session_state[key]
        if picked is not None:
            view.put(param, next(iter(families[picked])))

    with st.container(horizontal=True, vertical_alignment="bottom", key=f"menu-{param.name}"):
        st.segmented_control(label, list(families), key=key, on_change=changed)
        if family is not None:
            layers = families[family]
            st.selectbox(
                f"{family}: layer",
                list(layers),
                format_func=lambda layer: layers[layer],
                key=view.key(param, value),
                on_change=view.on_change(param),
                label_visibility="collapsed",
                width=340,
            )
    return value


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
