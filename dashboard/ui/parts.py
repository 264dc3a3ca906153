"""The bar that leads from one part of a long page to another."""

from dashboard.ui.choice_links import value_links
from dashboard.ui.markup import draw_html
from dashboard.ui.state import View
from dashboard.views.parts import EVERYTHING, Parts


def parts_bar(view: View, parts: Parts) -> tuple[str, ...]:
    """Draw the bar and return the ids of the parts to draw below it."""
    draw_html(bar_html(view, parts))
    return parts.shown(view.state)


def bar_html(view: View, parts: Parts) -> str:
    """A link to each part of the page and one to all of them; the one shown is marked."""
    links = value_links(view, parts.param, {**parts.labels, EVERYTHING: "All on one page"})
    return f'<nav class="jump parts" aria-label="Parts of this page">{links}</nav>'
