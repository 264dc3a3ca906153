"""What changed for one country in twelve months, and how far the lists reach."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.country_changes import country_changes, list_reach
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.core.dates import year_before
from dashboard.core.vocabulary import Basis
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, small, table_html

_RULES = {
    Basis.BY_TREATY_RULE: "date by the treaty's own rule",
    Basis.MEMBERSHIP: "follows from membership",
}


def changes_block(store: Store, iso3: str, on: date) -> Block:
    """Dated steps of the twelve months up to the day; states without a date open on demand."""
    frame, since = country_changes(store, iso3, on), year_before(on)
    dated, undated = frame[frame["date"].ne("")], frame[frame["date"].eq("")]
    period = f"{date_phrase(since)} to {date_phrase(on)}"
    nothing = '<p class="empty">No dated step of this country is seen in these twelve months.</p>'
    html = _table("Changes", dated) if len(dated) else nothing
    if len(undated):
        html += more_html(
            f"{plural(len(undated), 'state')} without a date, first read in this period",
            "<p>A list read in these months shows them; the step itself may be older.</p>"
            + _table("Without a date", undated),
        )
    reach = list_reach(store, iso3, on)
    what = plural(len(dated), "dated change") if len(dated) else "no dated change seen"
    return Block(
        title=f"What changed in twelve months: {what}",
        subtitle=f"Treaty steps and memberships, {period}.",
        html=html,
        caption=caption(frame, store.sources),
        frame=frame,
        notes=(
            f"{reach.early} of the {reach.lists} lists that could name this country were last read"
            f" before {date_phrase(since)}, so no later change in them can be seen. The newest was"
            f" read as of {reach.newest or 'no date'}.",
        ),
    )


def _table(title: str, frame: pd.DataFrame) -> str:
    rows = [_cells(row) for row in frame.to_dict("records")]
    head = ("Treaty or body", "When", "Now", "Before", "Evidence")
    return f'<div class="tight">{table_html(title, head, rows)}</div>'


def _cells(row: Mapping[Any, Any]) -> tuple[str, ...]:
    when = date_phrase(row["date"], missing=f"not known, as of {row['as_of']}")
    return (
        cell(row["item"]),
        cell(when) + small(_RULES.get(row["basis"], "")),
        cell(row["after"]) + small(row["note"]),
        cell(row["before"]),
        evidence(row["evidence_url"]),
    )
