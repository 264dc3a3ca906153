"""The figures of a page by name: one function each, used by the page, the API and exports alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.core.errors import UnknownIdError
from dashboard.store.store import Store
from dashboard.views.parts import EVERYTHING, PART
from dashboard.views.url import Spec, State, read, write


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

    ``example`` are parameters with which every figure of the view has something to show;
    ``stands`` says what an address must hold so that the page draws a figure: its part of the page,
    a choice within it, '' for a parameter that leads elsewhere.
    """

    path: str
    title: str
    spec: Callable[[Store], Spec]
    figures: Mapping[str, MakeFigure]
    example: Mapping[str, str] = field(default_factory=dict)
    stands: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

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

    def showing(self, state: State, figure_id: str | None = None) -> State:
        """The same view where it shows one figure, the lead one by default: what its links open."""
        needs = dict(self.stands.get(figure_id or self.lead, {}))
        if state.values.get(PART) == EVERYTHING:
            needs.pop(PART, None)
        return read({**write(state), **needs}, state.spec, state.context)[0] if needs else state


def standing(**parts: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """``ViewEntry.stands`` of figures that need their part only, given part by part."""
    return {name: {PART: part} for part, figures in parts.items() for name in figures}
