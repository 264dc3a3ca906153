"""/obstacles: the nine obstacles, each measured; the reader's own composite; indices compared."""

from dashboard.ui.cache import cached_figure, store
from dashboard.ui.markup import draw_html
from dashboard.ui.notices import show_notices
from dashboard.ui.obstacles_head import head_html, nobody_html
from dashboard.ui.obstacles_map import choose_indicator
from dashboard.ui.obstacles_parts import draw_part
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.obstacles_params import PARTS, UNFILTERED, asked, obstacle_params


def render() -> None:
    """Draw the page."""
    data = store()
    params = obstacle_params(data)
    view = bind(params.spec, data.countries)
    found = asked(data, view.state)
    show_notices(found.notes)
    key = ("obstacle-head", data.data_version, found.obstacle, tuple(view.query.items()))
    draw_html(cached_figure(key, lambda: head_html(data, view, params, found.obstacle)))
    parts = parts_bar(view, PARTS)
    choose_indicator(view, params, data, found, mapped="map" in parts)
    if found.members is not None and not found.members:
        draw_html(nobody_html(view, params, found))
        parts = tuple(part for part in parts if part == UNFILTERED)
    for part in parts:
        draw_part(data, view, params, found, part)
