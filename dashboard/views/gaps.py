"""The view /gaps: its parameters, and the shares by year."""

from dataclasses import dataclass
from datetime import date

from dashboard.analysis.gaps import MEASURES, coverage_by_year
from dashboard.analysis.gaps_holes import GROUPINGS
from dashboard.analysis.gaps_incidents import Crossings, crossings, default_dataset
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.incident_index import available
from dashboard.charts.bands import bands
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, plural
from dashboard.core.dates import LAST_DAY
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry, standing
from dashboard.views.params import ChoiceParam, CountryListParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec, State

THINGS = "Incident × (suspected origin, victim)"
X = CountryListParam("x", limit=10)
GROUPS = ChoiceParam("groups", tuple(GROUPINGS), "income", kind="grouping")
DEFAULT_TREATY = "CETS185"
PARTS = Parts(
    {
        "shares": "Year by year",
        "lab": "Accession lab",
        "holes": "Largest holes",
        "network": "Groups and network",
        "method": "Method and limits",
    }
)


@dataclass(frozen=True, slots=True)
class GapParams:
    """The parameters of the page; those with choices from the data are made for the store."""

    dataset: ChoiceParam
    treaty: ChoiceParam
    names: dict[str, str]

    @property
    def spec(self) -> Spec:
        return Spec((self.dataset, ON, GROUPS, self.treaty, X, MY, PARTS.param))


@per_store(size=1)
def gap_params(store: Store) -> GapParams:
    """Datasets that may be shown, and treaties that a state can join at some time."""
    found = lab(store, LAST_DAY)
    ids = found.treaty_ids
    return GapParams(
        dataset=ChoiceParam("dataset", available(store), default_dataset(store), kind="dataset"),
        treaty=ChoiceParam(
            "t", ids, DEFAULT_TREATY if DEFAULT_TREATY in ids else ids[0], kind="treaty"
        ),
        names=dict(zip(ids, found.titles, strict=True)),
    )


def year_chart(store: Store, dataset: str, on: date) -> tuple[Chart, Caption]:
    """The shares by year with their bands, and the caption of its rows."""
    about = crossings(store, dataset)
    frame = coverage_by_year(store, dataset, on)
    chart = bands(
        frame,
        title="Which part had a channel to work through at the time?",
        subtitle=(
            f"Share of incident × (suspected origin, victim) in {about.short_name} by year, "
            f"percent; solid: known, dotted: at most. Records as of {date_phrase(about.as_of)}."
        ),
        panels=MEASURES,
        things=THINGS,
        notes=notes(about),
    )
    return chart.with_licence(store.sources), caption(frame, store.sources, limit=2)


def notes(about: Crossings) -> tuple[str, ...]:
    """What is left out, and the bias of the dataset."""
    undated = int((~about.dated).sum())
    out = [
        f"{plural(undated, 'incident')} without a year" if undated else "",
        f"{about.left_out} with a territory on one side" if about.left_out else "",
        f"{plural(about.doubtful, 'victim')} whose country is doubtful" if about.doubtful else "",
    ]
    said = "; ".join(part for part in out if part)
    return tuple(
        text
        for text in (
            f"Left out: {said}." if said else "",
            *about.notes,
            "Membership in FIRST and most team networks is known only as seen in lists: teams not"
            " seen are not known, so the upper end of the last panel is 100 %.",
        )
        if text
    )


def by_year(store: Store, state: State) -> Figure:
    """The shares by year with both ends."""
    return Figure("gaps-by-year", *year_chart(store, state[gap_params(store).dataset], state[ON]))


def _spec(store: Store) -> Spec:
    return gap_params(store).spec


GAPS = ViewEntry(
    path="gaps",
    title="Gaps",
    spec=_spec,
    figures={"gaps-by-year": by_year},
    example={"on": "2026-11-24"},
    stands=standing(shares=("gaps-by-year",)),
)
