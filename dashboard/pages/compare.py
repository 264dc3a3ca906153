"""/compare: two to six countries, or some and a group, side by side on a date."""

from dashboard.core.errors import UserError
from dashboard.ui.cache import cached_figure, store
from dashboard.ui.compare_choose import choose_html
from dashboard.ui.compare_controls import choose
from dashboard.ui.compare_parts import draw_part
from dashboard.ui.compare_table import head_html
from dashboard.ui.markup import draw_html, page_heading
from dashboard.ui.notices import problem
from dashboard.ui.parts import parts_bar
from dashboard.ui.state import bind
from dashboard.views.compare_figures import names_of
from dashboard.views.compare_params import PARTS, compare_spec, enough, sides
from dashboard.views.url import ON


def render() -> None:
    """Draw the page."""
    data = store()
    view = bind(compare_spec(data), data.countries)
    choose(view, data)
    if not enough(data, view.state):
        draw_html(choose_html(view, data))
        return
    on = view[ON]
    try:
        names = names_of(data, view.state)
        countries, group = sides(data, view.state)
        key = ("compare-head", data.data_version, countries, group, on)
        draw_html(cached_figure(key, lambda: head_html(data, names, group, on)))
    except UserError as error:
        page_heading("A comparison")
        problem(error)
        return
    for part in parts_bar(view, PARTS):
        draw_part(data, view, names, part)
