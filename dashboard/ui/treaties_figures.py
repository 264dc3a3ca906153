"""Key figures of the chosen treaties, and the finding that opens the page."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.analysis.treaty_stats import treaty_figures
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, is_missing, signed
from dashboard.core.vocabulary import Status
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.country_block import Block, cell, small, table_html
from dashboard.ui.markup import anchor_html
from dashboard.ui.treaties_asked import Asked
from dashboard.views.treaties_params import brief
from dashboard.views.url import link

_HEAD = (
    *("Treaty", "In force", "Ratified, not in force", "Signed only", "Invited", "No data"),
    *("Change", "List as of", "Look closer"),
)


def lead(store: Store, asked: Asked) -> str:
    """The finding that is the title of the page."""
    return finding(_frame(store, asked), asked.since, asked.on)


def _frame(store: Store, a: Asked) -> pd.DataFrame:
    return cached_figure(
        ("treaties-frame", a),
        lambda: treaty_figures(store, a.treaties, a.since, a.on, a.inside),
    )


def figures_block(store: Store, asked: Asked) -> Block:
    """One row a treaty: how many states have each status, the change since, and links."""
    frame, since, on = _frame(store, asked), asked.since, asked.on
    rows = [_row(store, row, on, dict(asked.links)) for row in frame.to_dict("records")]
    return Block(
        title=f"States by their status on {date_phrase(on)}",
        subtitle=f"Number of states{asked.where}. Change: states for which"
        f" it came into force or began to bind since {date_phrase(since)}, dated steps only.",
        html=table_html("Key figures of the chosen treaties", _HEAD, rows, numbers=_NUMBERS),
        caption=caption(frame, store.sources),
        frame=frame,
    )


_NUMBERS = frozenset(range(1, 7))
_OTHERS = (Status.RATIFIED, Status.SIGNED, Status.INVITED, Status.UNKNOWN)


def finding(frame: pd.DataFrame, since: date, on: date) -> str:
    """'The Budapest Convention is in force for 81 states, 1 more than on 24 November 2025'; with
    the day of its list where that is older than the period of change."""
    first = frame.sort_values("in_force", ascending=False, kind="stable").iloc[0]
    count, change = int(first["in_force"]), int(first["change"])
    if not count:
        return f"None of these treaties is in force for any of these states on {date_phrase(on)}"
    states = "1 state" if count == 1 else f"{count} states"
    name = str(first["treaty"])
    moved = f"{abs(change)} {'more' if change > 0 else 'fewer'} than on {date_phrase(since)}"
    start = "" if name.rstrip("+")[-1:].isdigit() else "The "  # Convention 108, NIS2
    text = f"{start}{name} is in force for {states}"
    listed = str(first["list_as_of"])
    if not change and listed and listed < since.isoformat():
        return f"{text}, by a list of {date_phrase(listed)}"
    return f"{text}, {moved}" if change else f"{text}, as many as on {date_phrase(since)}"


def _row(
    store: Store, row: Mapping[object, object], on: date, query: Mapping[str, str]
) -> list[str]:
    treaty_id, many = str(row["treaty_id"]), row["undated"]
    undated = f"{many} states whose last step has no date" if many else ""
    links = [
        anchor_html("Map", link("map", {**query, "layer": treaty_id})),
        anchor_html("Curve", link("treaties", {**query, "t": treaty_id})),
    ]
    return [
        cell(brief(store, treaty_id)) + small(_milestone(row, on), undated),
        cell(row["in_force"]),
        *(cell(row[str(s)]) for s in _OTHERS),
        cell(signed(row["change"])),
        cell(row["list_as_of"]) + small("" if row["coverage"] == "complete" else row["coverage"]),
        " · ".join(links),
    ]


def _milestone(row: Mapping[object, object], on: date) -> str:
    entered, known, opened = row["entered_into_force"], row["in_force_by"], row["opened"]
    if isinstance(entered, str):
        come = entered <= on.isoformat()
        return f"{'in force since' if come else 'enters into force on'} {date_phrase(entered)}"
    if isinstance(known, str):
        return f"known to be in force since {date_phrase(known)}"
    if row["kind"] == "organisation_law":
        return "law of an organisation, binds its members"
    needed = row["parties_needed"]
    rule = "" if is_missing(needed) else f", not in force: {needed} deposits needed"
    come = not isinstance(opened, str) or opened <= on.isoformat()
    return f"{'opened' if come else 'opens'} on {date_phrase(opened)}{rule}"
