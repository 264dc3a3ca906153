"""The status matrix: every country under every chosen treaty on one day."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.analysis.treaties import treaty
from dashboard.charts.tokens import STATUS
from dashboard.core.vocabulary import Status
from dashboard.store.store import Store
from dashboard.ui.country_block import Block
from dashboard.ui.glossary import term
from dashboard.ui.matrix import Cell, Head, matrix_html, tones_css
from dashboard.views.treaties_matrix import KEY, StatusMatrix, cell_text
from dashboard.views.treaties_params import brief
from dashboard.views.url import link

CLASSES = {
    Status.IN_FORCE: "f",
    Status.BOUND: "b",
    Status.RATIFIED: "r",
    Status.SIGNED: "s",
    Status.INVITED: "i",
    Status.NOT_PARTY: "n",
    Status.WITHDRAWN: "w",
    Status.UNKNOWN: "u",
    Status.NOT_APPLICABLE: "x",
}
"""Style class of each status in a cell."""
FILLED = (Status.UNKNOWN, Status.NOT_APPLICABLE)


def css() -> str:
    """Colours of the cells; the two kinds of empty have theirs in the stylesheet."""
    return tones_css({CLASSES[s]: STATUS[s] for s in CLASSES if s not in FILLED})


def matrix_block(
    store: Store, treaty_ids: Sequence[str], matrix: StatusMatrix, query: Mapping[str, str]
) -> Block:
    """Rows are countries, grouped by region or organisation; heads link to the map, rows to the
    country's profile."""
    grid = matrix.grid
    cells = {
        (str(i), str(t)): Cell(cell_text(status, since, basis), CLASSES[Status(status)])
        for i, t, status, since, basis in grid[
            ["iso3", "treaty_id", "status", "since", "basis"]
        ].itertuples(index=False)
    }
    groups = {
        group: [
            Head(i, store.countries[i].name, link("country", {**query, "c": i})) for i in members
        ]
        for group, members in matrix.groups.items()
    }
    columns = [
        Head(
            treaty_id,
            brief(store, treaty_id),
            link("map", {**query, "layer": treaty_id}),
            f"as of {treaty(store, treaty_id)['list_as_of']}",
        )
        for treaty_id in treaty_ids
    ]
    title = matrix.chart.title
    table = matrix_html(
        groups, columns, lambda row, column: cells[row, column], caption=title, css=css()
    )
    return Block(
        title=title,
        subtitle="Click a treaty for its map, a country for its profile. " + matrix.chart.subtitle,
        html=_legend(grid) + table if groups else _NOBODY,
        caption=matrix.caption,
        frame=grid.drop(columns=["entity_kind"]),
        figure_id="matrix",
    )


_NOBODY = '<p class="empty">No country passes the filter. Clear it to see all.</p>'


def _legend(grid: pd.DataFrame) -> str:
    count = grid["status"].value_counts()
    items = "".join(
        f'<li><i class="{css_class}"></i>{term(str(status), KEY.get(status, status.label))}'
        f" <small>{int(count[status]):,}</small></li>"
        for status, css_class in CLASSES.items()
        if status in count.index
    )
    return f'<ul class="mx key" aria-label="What the cells mean">{items}</ul>'
