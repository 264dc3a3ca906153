"""What the sheet asks of each kind of chart, and helpers several kinds share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from dashboard.charts.chart import Chart
from dashboard.charts.format import number, plural
from dashboard.export.still.canvas import Box, Canvas

LABEL, SMALL = 13.0, 12.0
"""Text sizes inside a drawing, in pixels."""
MARK = 5.0


WIDTH = 960.0


def _usual(chart: Chart) -> float:
    return WIDTH


def _whole(chart: Chart, width: float, height: float) -> Chart:
    return chart


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of chart is drawn.

    ``height`` is what it needs at a width; ``draw`` fills a box; ``crop`` leaves rows out, and says
    so in a note, where a box of the given width and height is too low. ``keyed`` kinds get a
    legend above the drawing. ``width`` is that of the whole sheet.
    """

    height: Callable[[Chart, float], float]
    draw: Callable[[Canvas, Box, Chart], None]
    crop: Callable[[Chart, float, float], Chart] = _whole
    keyed: bool = True
    width: Callable[[Chart], float] = _usual


def first_rows(chart: Chart, places: str, fits: int, things: str) -> Chart:
    """The chart with the first ``fits`` places of column ``places``, and a note that says so."""
    total = int(chart.data[places].nunique())
    if total <= fits or fits < 1:
        return chart
    kept = sorted(chart.data[places].unique())[:fits]
    many = f"{things[:-1]}ies" if things.endswith("y") else f"{things}s"
    note = f"The first {fits} of {plural(total, things, many)} are drawn; the data have all."
    return replace(
        chart,
        data=chart.data[chart.data[places].isin(kept)].reset_index(drop=True),
        notes=(note, *chart.notes),
    )


def ticks(low: float, high: float, most: int = 5) -> list[float]:
    """Round values from at or above ``low`` to at or below ``high``, at most about ``most``."""
    span = high - low
    if span <= 0:
        return [low]
    base = 10.0 ** floor(log10(span / most))
    step = next(base * k for k in (1, 2, 2.5, 5, 10) if span / (base * k) <= most)
    first = ceil(low / step - 1e-9)
    return [round(k * step, 10) for k in range(first, floor(high / step + 1e-9) + 1)]


def tick_text(value: float) -> str:
    """A tick with only the digits it needs."""
    return number(value, next((d for d in range(6) if round(value, d) == value), 6))


def year_step(years: int, most: int) -> int:
    """Every how many years a label stands, for at most ``most`` labels."""
    return next((s for s in (1, 2, 5, 10, 20, 50) if years / s <= most), 100)
