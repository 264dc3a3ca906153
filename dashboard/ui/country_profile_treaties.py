"""Treaties of one country: a timeline of what happened, and the status of each in words."""

from datetime import date

import pandas as pd

from dashboard.analysis.profile import treaty_count
from dashboard.analysis.treaties import country_treaties
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, plural
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

_STEPS = (
    *(Status.IN_FORCE, Status.BOUND, Status.RATIFIED, Status.SIGNED),
    *(Status.INVITED, Status.WITHDRAWN),
)
_ORDER = {status: place for place, status in enumerate(Status)}


def treaty_block(store: Store, iso3: str, on: date) -> Block:
    """Status in words, evidence and as-of date for every treaty; those not applicable apart."""
    country = store.countries[iso3]
    frame = country_treaties(store, iso3, on)
    frame = frame.assign(order=frame["status"].map(_ORDER)).sort_values("order", kind="stable")
    frame = frame.drop(columns="order").reset_index(drop=True)
    count = treaty_count(frame)
    apart = frame[frame["status"] == Status.NOT_APPLICABLE]
    shown = frame[frame["status"] != Status.NOT_APPLICABLE]
    steps = shown["status"].isin(_STEPS)
    taken, others = shown[steps], shown[~steps]
    html = _table(taken) if len(taken) else ""
    if country.entity_kind is EntityKind.TERRITORY:
        html = (
            '<p class="empty">Cyber treaties are recorded for states. A territory is shown here '
            "only where a source says that a treaty was extended to it"
            f"{'.' if len(shown) else ', and no source read says so.'}</p>{html}"
        )
    elif len(others):
        html += more_html(_absences(others), _table(others)) if html else _table(others)
    if country.entity_kind is not EntityKind.TERRITORY and len(apart):
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


def _absences(frame: pd.DataFrame) -> str:
    """'Not a party to 4, no data for 5'."""
    counts = frame["status"].value_counts()
    absent, unknown = (int(counts.get(s, 0)) for s in (Status.NOT_PARTY, Status.UNKNOWN))
    parts = [f"not a party to {absent}"] if absent else []
    parts += [f"no data for {unknown}"] if unknown else []
    return ", ".join(parts).capitalize()


def _table(frame: pd.DataFrame) -> str:
    rows = [
        (
            swatch(STATUS[row["status"]].light, STATUS[row["status"]].dark)
            + cell(row["short_name"]),
            cell(row["text"]) + (small(row["note"]) if str(row["note"]) not in row["text"] else ""),
            date_cell(row["as_of"]),
            evidence(row["evidence_url"]),
        )
        for row in frame.to_dict("records")
    ]
    head = ("Treaty", "Status", "As of", "Evidence")
    return f'<div class="tight">{table_html("Treaties", head, rows)}</div>'
