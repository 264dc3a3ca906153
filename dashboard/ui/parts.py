"""The bar that leads from one part of a long page to another."""

from html import escape

from dashboard.ui.markup import draw_html
from dashboard.ui.state import View, shown_path
from dashboard.views.parts import EVERYTHING, Parts
from dashboard.views.url import link, write


def parts_bar(view: View, parts: Parts) -> tuple[str, ...]:
    """Draw the bar and return the ids of the parts to draw below it."""
    draw_html(bar_html(view, parts, shown_path()))
    return parts.shown(view.state)


def bar_html(view: View, parts: Parts, path: str) -> str:
    """A link to each part of the page at ``path`` and one to all of them; the one shown is
    marked."""
    chosen = view[parts.param]
    links = "".join(
        f'<a href="{escape(_address(view, parts, part, path), quote=True)}" target="_self"'
        + (' aria-current="true"' if part == chosen else "")
        + f">{escape(label)}</a>"
        for part, label in {**parts.labels, EVERYTHING: "All on one page"}.items()
    )
    return f'<nav class="jump parts" aria-label="Parts of this page">{links}</nav>'


def _address(view: View, parts: Parts, part: str, path: str) -> str:
    return link(path, write(view.state.replace(parts.param, part)))
