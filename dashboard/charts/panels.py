"""Small multiples: one panel a series, all on the same scales, the others faint behind it."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.lines import lines

PANELS = "panels"
COLUMNS = 2
PANEL_PX = 190


def panels(
    frame: pd.DataFrame,
    *,
    title: str,
    subtitle: str = "",
    order: Sequence[str],
    unit: str = "",
    decimals: int = 0,
    measure: str = "Value",
    notes: tuple[str, ...] = (),
) -> Chart:
    """``lines`` in the variant ``panels``; where a renderer knows no panels it is a line chart.

    Needs ``name`` (a series of ``order``), ``year``, ``value``; uses source_id and as_of. A name
    of ``order`` without rows keeps an empty panel.
    """
    chart = lines(
        frame,
        title=title,
        subtitle=subtitle,
        x="year",
        order=order,
        unit=unit,
        decimals=decimals,
        measure=measure,
        heading="Country or group",
        notes=notes,
    )
    rows = -(-len(order) // COLUMNS)
    return replace(chart, variant=PANELS, height=24 + PANEL_PX * max(1, rows))
