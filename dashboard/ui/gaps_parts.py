"""The parts of /gaps: which figures and blocks each shows."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.gaps_holes import GROUPINGS
from dashboard.charts.format import date_phrase
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.choice_links import choice_links
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.figure import figure
from dashboard.ui.gaps_choose import choose_accession
from dashboard.ui.gaps_head import shares_html
from dashboard.ui.gaps_lab import (
    accession_html,
    accessions_block,
    greedy_block,
    joint_html,
    not_open_html,
    treaties_block,
)
from dashboard.ui.gaps_method import method_html
from dashboard.ui.gaps_tables import groups_block, holes_block, missing_block, structure_block
from dashboard.ui.markup import draw_html, section_heading
from dashboard.ui.notices import empty_html
from dashboard.ui.state import View
from dashboard.views.gaps import GROUPS, GapParams, year_chart
from dashboard.views.url import day_and_home


@dataclass(frozen=True, slots=True)
class Asked:
    """What every part of the page depends on."""

    data: Store
    view: View
    params: GapParams
    dataset: str
    on: date

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What incidents and channels are kept by."""
        return (self.data.data_version, self.dataset, self.on)


def draw_part(asked: Asked, part: str) -> None:
    """Draw one part of the page."""
    _DRAW[part](asked)


def _block(name: str, key: tuple[Hashable, ...], build: Callable[[], Block]) -> None:
    draw_block(cached_figure((f"gap-{name}", *key), build), key=name)


def _shares(a: Asked) -> None:
    draw_html(cached_figure(("gap-shares", *a.key), lambda: shares_html(a.data, a.dataset, a.on)))
    chart, cite = cached_figure(("gap-years", *a.key), lambda: year_chart(a.data, a.dataset, a.on))
    if chart.data["year"].nunique() < 2:
        draw_html(
            empty_html(
                "There is no line to draw yet.",
                f"By {date_phrase(a.on)} fewer than two years have dated incidents across borders"
                " in this dataset. Choose a later day or another dataset above.",
            )
        )
        return
    figure(chart, cite, key="gaps-by-year")


def _lab(a: Asked) -> None:
    section_heading(
        "What would one more accession change?",
        "Choose a treaty and one or more countries; narrow and any legal basis stand side by side.",
        anchor="lab",
    )
    treaty, joining = choose_accession(a.view, a.params)
    query = a.view.query
    key = (*a.key, treaty, joining, tuple(query.items()))
    closed = not_open_html(a.data, treaty, a.on)
    if closed:
        draw_html(closed)
    elif len(joining) == 1:
        one = ("lab-one", *key)
        draw_html(
            cached_figure(one, lambda: accession_html(a.data, joining[0], treaty, a.on, a.dataset))
        )
    elif joining:
        all_ = ("lab-joint", *key)
        draw_html(cached_figure(all_, lambda: joint_html(a.data, joining, treaty, a.on, a.dataset)))
    if not closed:
        _block(
            "best-accessions",
            key,
            lambda: accessions_block(a.data, treaty, a.on, a.dataset, query),
        )
    if len(joining) == 1:
        _block(
            "best-treaties",
            key,
            lambda: treaties_block(a.data, joining[0], a.on, a.dataset, query),
        )
    if not closed:
        path = (*a.key, treaty)
        _block("next-accessions", path, lambda: greedy_block(a.data, treaty, a.on, a.dataset))


def _holes(a: Asked) -> None:
    query = day_and_home(a.view.query)
    linked = tuple(query.items())
    _block("holes", (*a.key, linked), lambda: holes_block(a.data, a.dataset, a.on, query))
    _block("missing", (*a.key, linked), lambda: missing_block(a.data, a.on, query))


def _network(a: Asked) -> None:
    grouping, key = a.view[GROUPS], (a.data.data_version, a.on)
    groups = cached_figure(
        ("gap-groups", grouping, *key), lambda: groups_block(a.data, grouping, a.on)
    )
    links = choice_links(a.view, GROUPS, "Groups", GROUPINGS)
    draw_block(groups, key="groups", above=links)
    _block("structure", key, lambda: structure_block(a.data, a.on))


def _method(a: Asked) -> None:
    draw_html(method_html())


_DRAW: dict[str, Callable[[Asked], None]] = {
    "shares": _shares,
    "lab": _lab,
    "holes": _holes,
    "network": _network,
    "method": _method,
}
