"""The view /compare: its parameters and its figures by name."""

from dashboard.views.compare_figures import positions_figure, series_figure, treaties_figure
from dashboard.views.compare_params import compare_spec
from dashboard.views.figure import ViewEntry, standing

COMPARE = ViewEntry(
    path="compare",
    title="Compare countries",
    spec=compare_spec,
    figures={
        "positions": positions_figure,
        "series": series_figure,
        "treaties": treaties_figure,
    },
    example={"c": "FRA,BRA,KEN", "on": "2026-11-24"},
    stands=standing(positions=("positions", "series"), timelines=("treaties",)),
)
