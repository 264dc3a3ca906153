"""The figures of a page by name: one function each, used by the page, the API and exports alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.core.errors import UnknownIdError
from dashboard.store.store import Store
from dashboard.views.url import Spec, State


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One figure as it stands on a page. ``data`` are the rows to take away, else the table twin.

    ``figure_id`` is unique among the figures of its view and names files and addresses.
    """

    figure_id: str
    chart: Chart
    caption: Caption
    data: pd.DataFrame | None = None


MakeFigure = Callable[[Store, State], Figure]


@dataclass(frozen=True, slots=True, eq=False)
class ViewEntry:
    """One page as data: its path, the parameters it reads, and its figures, the lead one first.

    ``example`` are parameters with which every figure of the view has something to show.
    """

    path: str
    title: str
    spec: Callable[[Store], Spec]
    figures: Mapping[str, MakeFigure]
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def lead(self) -> str:
        return next(iter(self.figures))

    def figure(self, store: Store, state: State, figure_id: str | None = None) -> Figure:
        """One figure of the view, the lead one by default. Raises UnknownIdError."""
        name = figure_id or self.lead
        if name not in self.figures:
            raise UnknownIdError(
                f"The page /{self.path} has no figure “{name[:40]}”",
                where="figure",
                given=name,
                allowed=tuple(self.figures),
            )
        return self.figures[name](store, state)
