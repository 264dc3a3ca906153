"""Boxes for one country or several.

The list of countries is long, so its text is kept short (name, code): a reader can search by
either, and anything else typed (“Burma”, “Ivory Coast”) goes through the registry.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.ui.state import View
from dashboard.views.params import CountryListParam, CountryParam, Param

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
