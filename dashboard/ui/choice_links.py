"""A choice of a few as links: what is chosen lives in the address, and a link costs no widget."""

from collections.abc import Mapping
from html import escape
from typing import TypeVar

from dashboard.ui.state import View, shown_path
from dashboard.views.params import Param
from dashboard.views.url import link, write

T = TypeVar("T")


def choice_links(view: View, param: Param[T], label: str, labels: Mapping[T, str]) -> str:
    """``label`` and a link to each value of ``labels``; the one shown is marked. HTML, escaped."""
    links = "".join(
        f'<a href="{escape(_address(view, param, value), quote=True)}" target="_self"'
        + (' aria-current="true"' if value == view[param] else "")
        + f">{escape(text)}</a>"
        for value, text in labels.items()
    )
    name = escape(label, quote=True)
    return f'<nav class="choices" aria-label="{name}"><span>{escape(label)}</span>{links}</nav>'


def _address(view: View, param: Param[T], value: T) -> str:
    return link(shown_path(), write(view.state.replace(param, value)))
