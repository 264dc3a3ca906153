"""One figure of a view to take away: where it is, what it is called, and its rows."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.export.citation import Citation
from dashboard.export.table import file_name
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry
from dashboard.views.url import DV, ON, State, link, write

_SHOWN = 12
"""Characters of the data version in links and names."""


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """A figure with its addresses. ``link`` opens the same view, ``frozen`` says in the address
    which data it was made from."""

    path: str
    figure: Figure
    link: str
    frozen: str
    data_version: str
    day: date
    on: date | None

    @property
    def citation(self) -> Citation:
        sources = self.figure.caption.sources_text()
        title = self.figure.chart.title
        return Citation(title, self.frozen, self.data_version, self.day, sources)

    def rows(self) -> pd.DataFrame:
        """The rows behind the figure: those of the page's download, else the columns drawn."""
        if self.figure.data is not None:
            return self.figure.data
        chart = self.figure.chart
        return chart.data[[c.key for c in chart.columns if c.key in chart.data]]

    def file_name(self, suffix: str) -> str:
        """'cyber-cooperation_map_the-budapest-convention-…_2026-11-24.png'."""
        name, path = self.figure.figure_id, self.path
        parts = [path, *((name,) if name != path else ()), self.figure.chart.title]
        if self.figure.caption.noncommercial:
            parts.append("non-commercial")
        return file_name(*parts, suffix=suffix, on=self.on)


def take(
    store: Store,
    view: ViewEntry,
    state: State,
    figure_id: str | None = None,
    *,
    origin: str = "",
) -> Taken:
    """The figure of an address; ``origin`` ('https://example.org') makes its links whole. They open
    the page where the figure stands.

    Raises UnknownIdError for a figure the view does not have, UserError where it cannot be made.
    """
    made, there = view.figure(store, state, figure_id), view.showing(state, figure_id)
    return Taken(
        path=view.path,
        figure=made,
        link=origin + permalink(view.path, there),
        frozen=origin + frozen_link(view.path, there, store.data_version),
        data_version=store.data_version,
        day=state.context.today,
        on=state[ON] if ON.name in state.spec.names else None,
    )


def pinned(state: State) -> dict[str, str]:
    """The query of a view with its day written out, so that it shows the same tomorrow."""
    query = write(state)
    return {**query, ON.name: state[ON].isoformat()} if ON.name in state.spec.names else query


def permalink(path: str, state: State) -> str:
    """The path of a view that opens the same view on any day."""
    return link(path, pinned(state))


def frozen_link(path: str, state: State, data_version: str) -> str:
    """The permalink with the data version: the page says when the data have moved on since."""
    return link(path, {**pinned(state), DV: data_version[:_SHOWN]})
