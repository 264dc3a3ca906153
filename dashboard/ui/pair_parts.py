"""The parts of /pair: which blocks each shows for two countries on a day."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from dashboard.core.errors import DataError
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, draw_block
from dashboard.ui.country_timeline import drawn_legend
from dashboard.ui.figure import figure
from dashboard.ui.notices import problem
from dashboard.ui.pair_accession import accession_block
from dashboard.ui.pair_channels import coming_block, in_force_block, only_block
from dashboard.ui.pair_context import incidents_block, obstacles_block
from dashboard.views.pair_growth import growth_chart

Build = Callable[[Store, str, str, date], Block | None]
_BLOCKS: Mapping[str, Mapping[str, Build]] = {
    "channels": {"channels": in_force_block, "coming": coming_block},
    "more": {"accession": accession_block, "only-one": only_block},
    "between": {"obstacles": obstacles_block, "incidents": incidents_block},
}


def draw_part(data: Store, part: str, a: str, b: str, on: date) -> None:
    """Draw one part of the page."""
    for name, build in _BLOCKS[part].items():
        _block(data, name, build, a, b, on)
    if part == "channels":
        key = ("pair-growth", data.data_version, a, b, on)
        chart, cite = cached_figure(key, lambda: growth_chart(data, a, b, on))
        figure(chart, cite, key="growth", legend=drawn_legend(chart))


def _block(data: Store, name: str, build: Build, a: str, b: str, on: date) -> None:
    key = (f"pair-{name}", data.data_version, a, b, on)
    try:
        block = cached_figure(key, partial(build, data, a, b, on))
    except DataError as error:
        problem(error)
        return
    if block is not None:
        draw_block(block, key=name)
