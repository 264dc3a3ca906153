"""One or several of a closed list, yes or no, and free text."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.ui.state import View, sync
from dashboard.views.params import BoolParam, ChoiceListParam, ChoiceParam, TextParam


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
