"""The parts of /treaties: which blocks each shows for what is asked."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from dashboard.charts.adoption import adoption_figure
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.choice_links import choice_links
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.figure import figure
from dashboard.ui.markup import draw_html
from dashboard.ui.state import View
from dashboard.ui.style import dark
from dashboard.ui.treaties_asked import Asked
from dashboard.ui.treaties_changes import changes_block
from dashboard.ui.treaties_checks import NO_TOTALS, codes_block, no_codes_html, totals_block
from dashboard.ui.treaties_figures import figures_block
from dashboard.ui.treaties_matrix import matrix_block
from dashboard.ui.treaties_times import times_block
from dashboard.views.treaties_curves import curves
from dashboard.views.treaties_matrix import status_matrix
from dashboard.views.treaties_params import (
    ALL,
    GROUP,
    GROUP_WORDS,
    STEP,
    STEP_WORDS,
    WAIT,
    WAIT_WORDS,
    TreatyParams,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the parts are drawn from."""

    data: Store
    view: View
    params: TreatyParams
    asked: Asked


def draw_part(drawn: Drawn, part: str) -> None:
    """Draw one part of the page."""
    _DRAW[part](drawn)


def _joined(d: Drawn) -> None:
    _block("figures", (d.asked,), lambda: figures_block(d.data, d.asked))
    a, step, mode = d.asked, d.view[STEP], dark()
    key = ("treaties-curves", a, step)
    made = cached_figure(key, lambda: curves(d.data, a.treaties, step, a.on, a.inside, a.where))
    drawn = cached_figure(
        (*key, mode), lambda: adoption_figure(made.chart, made.undated, dark=mode)
    )
    steps = "" if len(a.treaties) == 1 else choice_links(d.view, STEP, "Step", STEP_WORDS)
    figure(made.chart, made.caption, key="adoption", draw=drawn, data=made.rows, legend=steps)


def _countries(d: Drawn) -> None:
    a, group, bodies = d.asked, d.view[GROUP], d.view[d.params.organisation]
    shown = d.params.treaties.choices if d.view[ALL] else a.treaties
    every = f"All {len(d.params.treaties.choices)} treaties"
    _block(
        "matrix",
        (a, shown, group, bodies),
        lambda: matrix_block(
            d.data,
            shown,
            status_matrix(d.data, shown, a.on, a.inside, group, bodies),
            dict(a.links),
        ),
        above=choice_links(d.view, GROUP, "Group countries", GROUP_WORDS)
        + choice_links(d.view, ALL, "Columns", {False: "The chosen treaties", True: every}),
    )


def _times(d: Drawn) -> None:
    a, wait = d.asked, d.view[WAIT]
    _block(
        "times",
        (a, wait),
        lambda: times_block(d.data, a.treaties, wait, a.on, a.inside, a.where),
        above=choice_links(d.view, WAIT, "Time", WAIT_WORDS),
    )


def _changes(d: Drawn) -> None:
    _block("changes", (d.asked,), lambda: changes_block(d.data, d.asked))


def _reservations(d: Drawn) -> None:
    a = d.asked
    _block(
        "reservations",
        (a,),
        lambda: codes_block(d.data, a.treaties, a.inside, dict(a.links)),
        nothing=no_codes_html(d.data),
    )


def _totals(d: Drawn) -> None:
    a = d.asked
    key = (a.version, a.treaties)
    _block("totals", key, lambda: totals_block(d.data, a.treaties), nothing=NO_TOTALS)


_DRAW: dict[str, Callable[[Drawn], None]] = {
    "joined": _joined,
    "countries": _countries,
    "times": _times,
    "changes": _changes,
    "reservations": _reservations,
    "totals": _totals,
}


def _block(
    name: str,
    key: tuple[Hashable, ...],
    build: Callable[[], Block | None],
    *,
    above: str = "",
    nothing: str = "",
) -> None:
    """Draw a block kept under ``key``; ``above`` are choices that stand above its content,
    ``nothing`` stands where there is no block."""
    block = cached_figure((f"treaties-{name}", *key), build)
    if block is None:
        draw_html(nothing)
    else:
        draw_block(block, key=name, above=above)
