"""/treaties: how states join, who has which status, how long it takes, what has changed."""

from dashboard.ui.cache import store
from dashboard.ui.markup import page_heading
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.ui.treaties_asked import asked_by
from dashboard.ui.treaties_choose import choose
from dashboard.ui.treaties_figures import lead
from dashboard.ui.treaties_parts import Drawn, draw_part
from dashboard.views.treaties_params import PARTS, treaty_params


def render() -> None:
    """Draw the page."""
    data = store()
    params = treaty_params(data)
    view = bind(params.spec, data.countries)
    asked = asked_by(data, view, params)
    page_heading(
        lead(data, asked),
        "Who has joined which treaty on cybercrime, evidence and personal data, and when.",
        kicker="Treaties",
    )
    shown = parts_bar(view, PARTS)
    choose(view, params, data)
    for part in shown:
        draw_part(Drawn(data, view, params, asked), part)
