"""The view /csirts: how many national teams began when."""

from dashboard.analysis.csirt_directory import dated_teams, undated_teams
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.lines import lines
from dashboard.store.store import Store
from dashboard.views.csirts_params import csirt_params
from dashboard.views.figure import Figure, ViewEntry, standing
from dashboard.views.url import Spec, State


def growth_chart(store: Store) -> tuple[Chart, Caption]:
    """The step line of national teams whose first year is known."""
    rows, undated = dated_teams(store), undated_teams(store)
    dated = int(rows["value"].max()) if len(rows) else 0
    chart = lines(
        rows,
        title=f"{dated} national teams of today have a known first year; {undated} have none",
        subtitle="UN members whose national CSIRT of today had started by the end of each year. "
        f"The {undated} teams without a year are not in the line: year not known.",
        step=True,
        measure="Teams",
        heading="Series",
        notes=(
            "A lower bound at every date: it shows when teams of today began, not how many "
            "existed then. Teams that closed, and earlier teams of the same country, are missing.",
        ),
    )
    return chart, caption(rows, store.sources)


def growth(store: Store, state: State) -> Figure:
    """The same for every address."""
    return Figure("growth", *growth_chart(store))


def _spec(store: Store) -> Spec:
    return csirt_params(store).spec


CSIRTS = ViewEntry(
    "csirts", "CERT/CSIRT", _spec, {"growth": growth}, stands=standing(growth=("growth",))
)
