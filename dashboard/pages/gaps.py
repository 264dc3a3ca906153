"""/gaps: where suspected incidents cross between states without a channel, and what would help."""

from dashboard.ui.cache import cached_figure, store
from dashboard.ui.gaps_choose import choose
from dashboard.ui.gaps_head import head_html
from dashboard.ui.gaps_parts import Asked, draw_part
from dashboard.ui.markup import draw_html
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.gaps import PARTS, gap_params
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    params = gap_params(data)
    view = bind(params.spec, data.countries)
    dataset, on = view[params.dataset], view[ON]
    key = ("gap-head", data.data_version, dataset, on)
    draw_html(cached_figure(key, lambda: head_html(data, dataset, on)))
    shown = parts_bar(view, PARTS)
    choose(view, params, data)
    for part in shown:
        draw_part(Asked(data, view, params, dataset, on), part)
