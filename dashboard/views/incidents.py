"""The page /incidents as data: its parameters and its figures."""

from dashboard.views.figure import ViewEntry, standing
from dashboard.views.incidents_attribution import (
    unknown_by_victim,
    unknown_by_year,
    who_attributes,
)
from dashboard.views.incidents_counts import countries, kinds, ranking, timeline
from dashboard.views.incidents_flows import flow_matrix, sankey
from dashboard.views.incidents_params import FORM, spec
from dashboard.views.parts import PART

INCIDENTS = ViewEntry(
    path="incidents",
    title="Reported incidents",
    spec=spec,
    figures={
        "timeline": timeline,
        "countries": countries,
        "ranking": ranking,
        "flows": sankey,
        "flow-matrix": flow_matrix,
        "kinds": kinds,
        "unknown-by-year": unknown_by_year,
        "unknown-by-victim": unknown_by_victim,
        "who-attributes": who_attributes,
    },
    stands=standing(
        overview=("timeline", "countries", "ranking"),
        kinds=("kinds",),
        attribution=("unknown-by-year", "unknown-by-victim", "who-attributes"),
    )
    | {
        "flows": {PART: "flows", FORM.name: "sankey"},
        "flow-matrix": {PART: "flows", FORM.name: "matrix"},
    },
)
