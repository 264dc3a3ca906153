"""What changed between two dates: one line a day, treaty and change, with the countries."""

from collections.abc import Mapping

import pandas as pd

from dashboard.analysis.treaty_changes import treaty_changes, undated_changes
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.core.vocabulary import Basis, Status
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, small, table_html
from dashboard.ui.markup import anchor_html
from dashboard.ui.notices import empty_html
from dashboard.ui.treaties_asked import Asked
from dashboard.views.treaties_params import brief
from dashboard.views.url import link

_SHOWN = 60
_HEAD = ("Date", "Treaty", "Countries", "From", "To", "Evidence")
_RULE: Mapping[str, str] = {
    Basis.BY_TREATY_RULE: "day by the treaty's own rule",
    Basis.MEMBERSHIP: "follows from membership",
}


def changes_block(store: Store, asked: Asked) -> Block:
    """Dated changes, newest first; what a list of the period shows without a date stands apart."""
    since, on, query = asked.since, asked.on, dict(asked.links)
    frame = treaty_changes(store, since, on, asked.treaties, asked.inside)
    apart = undated_changes(store, since, on, asked.treaties, asked.inside)
    together = pd.concat([frame, apart], ignore_index=True)
    lines = _lines(store, frame, query)
    html = (
        table_html("Dated changes of status", _HEAD, lines[:_SHOWN])
        if lines
        else empty_html(
            "No dated change in this period.",
            "What changed without a date is not in it. For a longer period choose an earlier day"
            " under “Changes since”.",
        )
    )
    if len(lines) > _SHOWN:
        html += f"<p>{len(lines) - _SHOWN} earlier lines are in the download.</p>"
    if len(apart):
        html += _apart(store, apart, query)
    return Block(
        title=f"{plural(len(frame), 'change')} of status between {date_phrase(since)} and"
        f" {date_phrase(on)}",
        subtitle=f"Dated steps under the chosen treaties{asked.where}, newest first",
        html=html,
        caption=caption(together, store.sources),
        frame=together,
    )


def _lines(store: Store, frame: pd.DataFrame, query: Mapping[str, str]) -> list[list[str]]:
    keys = ["date", "treaty_id", "from_status", "to_status", "basis"]
    return [
        [
            cell(date_phrase(when)),
            cell(brief(store, str(treaty_id))),
            _countries(own, query),
            cell(Status(str(before)).label),
            cell(Status(str(after)).label) + small(_RULE.get(str(basis), "")),
            evidence(own["evidence_url"].iloc[0]),
        ]
        for (when, treaty_id, before, after, basis), own in frame.groupby(keys, sort=False)
    ]


def _countries(own: pd.DataFrame, query: Mapping[str, str]) -> str:
    return ", ".join(
        anchor_html(str(name), link("country", {**query, "c": str(iso3)}))
        for iso3, name in zip(own["iso3"], own["name"], strict=True)
    )


def _apart(store: Store, frame: pd.DataFrame, query: Mapping[str, str]) -> str:
    rows = [
        [
            cell(Status(str(status)).label),
            cell(brief(store, str(treaty_id))),
            _countries(own, query),
            cell(date_phrase(as_of)),
            evidence(own["evidence_url"].iloc[0]),
        ]
        for (treaty_id, status, as_of), own in frame.groupby(
            ["treaty_id", "to_status", "as_of"], sort=False
        )
    ]
    head = ("Listed as", "Treaty", "Countries", "List as of", "Evidence")
    return more_html(
        f"{plural(len(frame), 'country is', 'countries are')} listed in this period without a date:"
        " the step may be older",
        table_html("Listed without a date", head, rows),
    )
