"""Treaties of one country: a timeline of what happened, and the status of each in words."""

from datetime import date

import pandas as pd

from dashboard.analysis.profile import treaty_count
from dashboard.analysis.treaties import country_treaties
from dashboard.analysis.treaty_life import treaty_life
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.charts.timeline import timeline
from dashboard.charts.tokens import STATUS
from dashboard.core.vocabulary import EntityKind, Status
from dashboard.store.store import Store
from dashboard.ui.country_block import (
    Block,
    cell,
    date_cell,
    evidence,
    more_html,
    small,
    table_html,
)
from dashboard.ui.country_timeline import swatch

_ORDER = {status: place for place, status in enumerate(Status)}


def treaty_chart(store: Store, iso3: str, on: date) -> tuple[Chart, Caption] | None:
    """The timeline of every treaty the country has taken a step under; None without a step."""
    life = treaty_life(store, (iso3,), on)
    if life.empty:
        return None
    name = store.countries[iso3].name
    count = life["treaty_id"].nunique()
    title = f"{name} and {plural(count, 'cyber treaty', 'cyber treaties')} over time"
    chart = timeline(
        life,
        on=on,
        title=title,
        subtitle=f"From signature to force, up to {date_phrase(on)}. Faint: date not exact",
        label="treaty",
    )
    return chart, caption(life, store.sources)


def treaty_block(store: Store, iso3: str, on: date) -> Block:
    """Status in words, evidence and as-of date for every treaty; those not applicable apart."""
    country = store.countries[iso3]
    frame = country_treaties(store, iso3, on)
    frame = frame.assign(order=frame["status"].map(_ORDER)).sort_values("order", kind="stable")
    frame = frame.drop(columns="order").reset_index(drop=True)
    count = treaty_count(frame)
    apart = frame[frame["status"] == Status.NOT_APPLICABLE]
    shown = frame[frame["status"] != Status.NOT_APPLICABLE]
    html = _table(shown) if len(shown) else ""
    if country.entity_kind is EntityKind.TERRITORY:
        html = (
            '<p class="empty">Cyber treaties are recorded for states. A territory is shown here '
            "only where a source says that a treaty was extended to it"
            f"{'.' if len(shown) else ', and no source read says so.'}</p>{html}"
        )
    elif len(apart):
        names = listing([str(n) for n in apart["short_name"]])
        html += more_html(
            f"{plural(len(apart), 'treaty does', 'treaties do')} not apply",
            f"<p>Not open to {cell(country.name)}, so not counted as a gap: {cell(names)}.</p>",
        )
    title = f"{count.in_force} in force" if count.in_force else "none in force"
    if not count.open and shown.empty:
        title = "not applicable"
    if count.coming:
        title += f", {count.coming} signed or ratified"
    return Block(
        title=f"Treaties: {title}",
        subtitle=f"Status on {date_phrase(on)}, strongest first. Signing is not yet being bound.",
        html=html,
        caption=caption(shown, store.sources),
        frame=shown if apart.empty or shown.empty else frame,
    )


def _table(frame: pd.DataFrame) -> str:
    rows = [
        (
            swatch(STATUS[row["status"]].light, STATUS[row["status"]].dark)
            + cell(row["short_name"]),
            cell(row["text"]) + (small(row["note"]) if str(row["note"]) not in row["text"] else ""),
            cell(date_phrase(row["since"], missing=_since_when(str(row["status"])))),
            date_cell(row["as_of"]),
            evidence(row["evidence_url"]),
        )
        for row in frame.to_dict("records")
    ]
    return table_html("Treaties", ("Treaty", "Status", "Since", "As of", "Evidence"), rows)


def _since_when(status: str) -> str:
    """Absence has no beginning; a step whose day no source gives has an unknown one."""
    return "–" if status in (Status.NOT_PARTY, Status.UNKNOWN) else "not known"
