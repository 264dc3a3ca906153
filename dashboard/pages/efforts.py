"""/efforts: every effort of cyber cooperation, what it does, who is in it, and what is thin."""

from dashboard.ui.cache import store
from dashboard.ui.efforts_choose import choose
from dashboard.ui.efforts_entry import entry
from dashboard.ui.efforts_parts import draw_part, head
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.efforts_params import PARTS, effort_params, given


def render() -> None:
    """Draw the page: one effort where the address names one, else the parts."""
    data = store()
    params = effort_params(data)
    view = bind(params.spec, data.countries)
    chosen = given(view[params.effort])
    if chosen:
        entry(data, view, params, chosen)
        return
    head(data, view)
    shown = parts_bar(view, PARTS)
    choose(data, view, params, shown)
    for part in shown:
        draw_part(data, view, params, part)
