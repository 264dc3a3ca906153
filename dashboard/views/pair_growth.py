"""The timeline of how the link between two countries grew."""

from datetime import date

from dashboard.analysis.pair_growth import pair_growth
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase
from dashboard.charts.pair_growth import growth
from dashboard.core.dates import add_months, parse_reduced
from dashboard.store.store import Store

_YEARS = 20
_GO = ("goes", "go")


def growth_chart(store: Store, a: str, b: str, on: date) -> tuple[Chart, Caption]:
    """A bar a counted channel; titled by how many there were twenty years before."""
    frame = pair_growth(store, a, b, on)
    standing = frame[frame["end"].eq("")]
    dated = standing[standing["start"].ne("")]
    limit = add_months(on, -12 * _YEARS)
    earlier = sum(parse_reduced(str(start)).latest < limit for start in dated["start"])
    title = (
        f"{earlier} of the {len(standing)} channels in force {_GO[earlier != 1]} back more than"
        f" {_YEARS} years"
        if earlier
        else "How the link grew"
    )
    loose = len(standing) - len(dated)
    subtitle = f"Channels that count, from when both have them, up to {date_phrase(on)}"
    if loose:
        subtitle += f"; {loose} without a known date stand apart"
    return growth(frame, on=on, title=title, subtitle=subtitle), caption(frame, store.sources)
