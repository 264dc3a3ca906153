"""The parts of /obstacles: the map and the values, all indicators, own weights, indices."""

from dashboard.analysis.obstacle_list import needs_reference
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import draw_block
from dashboard.ui.figure import figure
from dashboard.ui.markup import draw_html
from dashboard.ui.obstacles_explorer import explorer
from dashboard.ui.obstacles_head import indicators_block
from dashboard.ui.obstacles_indices import indices
from dashboard.ui.obstacles_map import distances_block, draw_map
from dashboard.ui.state import View
from dashboard.views.figure import Figure
from dashboard.views.obstacles import distribution
from dashboard.views.obstacles_params import Asked, ObstacleParams
from dashboard.views.url import MY, ON, C


def draw_part(data: Store, view: View, params: ObstacleParams, found: Asked, part: str) -> None:
    """Draw one part of the page."""
    if part == "map":
        draw_map(data, view, found)
        _values(data, view, found)
    elif part == "indicators":
        _measured(data, view, found)
    elif part == "explorer":
        explorer(data, view, params, found)
    else:
        indices(data, view, params, found)


def _measured(data: Store, view: View, found: Asked) -> None:
    query, shown = view.query, found.about.indicator_id
    key = ("obstacle-indicators", data.data_version, found.obstacle, shown, tuple(query.items()))
    block = cached_figure(key, lambda: indicators_block(data, found.obstacle, query, shown))
    draw_block(block, key="indicators", sourced=False)


def _values(data: Store, view: View, found: Asked) -> None:
    """How the values spread, and for distances the list of all others."""
    about, home = found.about, found.reference
    if needs_reference(about) and home is None:
        draw_html(
            '<p class="empty">Choose a country to measure from: then its distance to all others is'
            " shown here.</p>"
        )
        return
    key = (data.data_version, about.indicator_id, view[ON].year, home, found.members, view[MY])
    spread: Figure = cached_figure(
        ("distribution", *key, view[C]), lambda: distribution(data, view.state)
    )
    figure(spread.chart, spread.caption, key="distribution", data=spread.data)
    if needs_reference(about) and home is not None:
        query, on = view.query, view[ON]
        block = cached_figure(
            ("distances", *key, tuple(query.items())),
            lambda: distances_block(data, about, home, on, found.members, query),
        )
        draw_block(block, key="distances")
