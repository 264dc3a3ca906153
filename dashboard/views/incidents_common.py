"""What every figure of /incidents shares: the incidents chosen, their words, notes and caption."""

from dataclasses import dataclass

import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.incident_bias import Bias, bias
from dashboard.analysis.incident_words import in_words
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.incidents_params import MALICIOUS, event_filter
from dashboard.views.url import State


@dataclass(frozen=True, slots=True)
class Chosen:
    """The incidents a figure draws: one dataset's, under one filter."""

    store: Store
    f: EventFilter
    about: Bias

    @property
    def short(self) -> str:
        return self.about.short_name

    @property
    def words(self) -> str:
        """The filter in words."""
        return in_words(self.store, self.f)

    @property
    def lead(self) -> str:
        """The same at the head of a subtitle."""
        return self.words[:1].upper() + self.words[1:]

    @property
    def notes(self) -> tuple[str, ...]:
        """What must stand beside every number of this dataset."""
        return (self.about.sentence,)

    def names(self, codes: pd.Series) -> list[str]:
        """Country names of a column of iso3."""
        return [self.store.countries[str(iso3)].name for iso3 in codes]

    def figure(self, figure_id: str, chart: Chart, data: pd.DataFrame | None = None) -> Figure:
        """The figure with its caption; a chart without rows cites the dataset it looked in."""
        return Figure(
            figure_id, chart.with_licence(self.store.sources), self.cite(chart.data), data
        )

    def cite(self, rows: pd.DataFrame) -> Caption:
        """The caption of the rows drawn."""
        if len(rows):
            return caption(rows, self.store.sources)
        looked_in = {"source_id": [self.about.source_id], "as_of": [self.about.as_of]}
        return caption(pd.DataFrame(looked_in), self.store.sources)


def chosen(store: Store, state: State) -> Chosen:
    """The incidents the address asks for."""
    f = event_filter(store, state)
    return Chosen(store, f, bias(store, f.dataset, f.malicious))


def at_hand(store: Store, state: State, dataset: str) -> Bias:
    """The bias of a dataset under the page's choice of malicious or all."""
    return bias(store, dataset, state[MALICIOUS] == "only")
