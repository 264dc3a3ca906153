"""A choice of a few as links: what is chosen lives in the address, and a link costs no widget."""

from collections.abc import Mapping
from html import escape
from typing import TypeVar

from dashboard.ui.markup import anchor_html
from dashboard.ui.state import View
from dashboard.views.params import Param

T = TypeVar("T")


def choice_links(view: View, param: Param[T], label: str, labels: Mapping[T, str]) -> str:
    """``label`` and a link to each value of ``labels``; the one shown is marked. HTML, escaped."""
    name, links = escape(label, quote=True), value_links(view, param, labels)
    return f'<nav class="choices" aria-label="{name}"><span>{escape(label)}</span>{links}</nav>'


def value_links(view: View, param: Param[T], labels: Mapping[T, str]) -> str:
    """The links of ``choice_links`` alone."""
    return "".join(
        anchor_html(text, view.address(param, value), here=value == view[param])
        for value, text in labels.items()
    )
