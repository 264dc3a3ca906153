"""Which module draws which kind of chart; a kind without one is a clear error."""

from collections.abc import Mapping

from dashboard.charts.chart import Chart
from dashboard.charts.panels import PANELS
from dashboard.core.errors import UnknownIdError
from dashboard.export.still.bands import BANDS
from dashboard.export.still.bars import COLUMNS, RANKED
from dashboard.export.still.dots import DOTS
from dashboard.export.still.flows import FLOW
from dashboard.export.still.kind import Kind
from dashboard.export.still.lines import LINES
from dashboard.export.still.maps import MAP
from dashboard.export.still.matrices import MATRIX
from dashboard.export.still.panels import PANELS_KIND
from dashboard.export.still.spreads import INTERVALS, SCATTER, STRIPS
from dashboard.export.still.timelines import TIMELINE

KINDS: Mapping[str, Kind] = {
    "map": MAP,
    "line": LINES,
    "line:step": LINES,
    "line:band": BANDS,
    f"line:{PANELS}": PANELS_KIND,
    "bar": RANKED,
    "bar:year": COLUMNS,
    "dot": DOTS,
    "timeline": TIMELINE,
    "matrix": MATRIX,
    "matrix:words": MATRIX,
    "matrix:dots": MATRIX,
    "matrix:square": MATRIX,
    "flow": FLOW,
    "strip": STRIPS,
    "strip:log": STRIPS,
    "interval": INTERVALS,
    "scatter": SCATTER,
}
"""By ``kind`` or ``kind:variant``."""


def kind_of(chart: Chart) -> Kind:
    """How to draw a chart. Raises UnknownIdError for a kind or a variant nothing draws."""
    name = f"{chart.kind}:{chart.variant}" if chart.variant else chart.kind
    if name not in KINDS:
        raise UnknownIdError(
            f"A {name} chart cannot be drawn as a file",
            where="kind",
            given=name,
            allowed=tuple(KINDS),
            fix="Add how to draw it to dashboard/export/still/kinds.py",
        )
    return KINDS[name]
