"""The figures of a comparison: positions on ranked indicators, and one treaty over time."""

from datetime import date

from dashboard.analysis.standing import positions_of
from dashboard.analysis.treaty_life import treaty_life
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.dots import percentile_dots
from dashboard.charts.format import date_phrase, listing
from dashboard.charts.timeline import timeline
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store

Figure = tuple[Chart, Caption]


def dots(store: Store, countries: tuple[str, ...], on: date, obstacle: int) -> Figure | None:
    """Where the countries stand on one obstacle's ranked indicators; None without any value."""
    frame = positions_of(store, countries, on.year, obstacle)
    if frame.empty:
        return None
    names = {iso3: store.countries[iso3].name for iso3 in countries}
    chart = percentile_dots(
        frame,
        title=f"{Obstacle(obstacle).label}: where {listing(list(names.values()))} stand",
        subtitle=f"Position among all countries, latest values up to {on.year}",
        names=names,
        low="least of an obstacle",
        high="most of an obstacle",
    )
    return chart, caption(frame, store.sources)


def life(store: Store, countries: tuple[str, ...], on: date, treaty_id: str) -> Figure | None:
    """One treaty, a row for each country; None where none of them has taken a step under it."""
    frame = treaty_life(store, countries, on, treaty_id)
    if frame.empty:
        return None
    chart = timeline(
        frame,
        on=on,
        title=f"{frame['treaty'].iloc[0]}: who took which step when",
        subtitle=f"From signature to force, up to {date_phrase(on)}. Faint: date not exact",
        row="iso3",
        label="country",
        heading="Country",
    )
    return chart, caption(frame, store.sources)
