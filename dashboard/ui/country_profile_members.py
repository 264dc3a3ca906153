"""Memberships of one country under the nine forms of cooperation, gaps included."""

from collections.abc import Mapping
from datetime import date
from html import escape

import pandas as pd

from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import by_function
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.core.vocabulary import MembershipStatus
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

_FIRST = 8


def members_block(store: Store, iso3: str, on: date) -> Block:
    """The nine forms of cooperation with what serves each, and the full list on demand."""
    frame = country_memberships(store, iso3, on)
    current = frame[frame["status"] != MembershipStatus.FORMER]
    served = by_function(current)
    gaps = sum(1 for part in served.values() if part.empty)
    html = f'<div class="tight forms">{_forms(served)}</div>'
    if len(frame):
        html += more_html(f"All {plural(len(frame), 'membership')} with evidence", _table(frame))
    return Block(
        title=f"Organisations and efforts: {len(current)} on record",
        subtitle=(
            f"On {date_phrase(on)}, by the form of cooperation each serves; one body may serve"
            f" several. {_gap_words(gaps)}"
        ),
        html=html,
        caption=caption(frame, store.sources),
        frame=frame,
        notes=("Which forms a body serves is our own reading; membership is sourced.",),
    )


def _gap_words(gaps: int) -> str:
    if not gaps:
        return "Each of the nine forms is served."
    return f"{plural(gaps, 'form has', 'forms have')} nothing on record."


def _forms(served: Mapping[str, pd.DataFrame]) -> str:
    rows = [(_form(name), *_by_what(part)) for name, part in served.items()]
    head = ("Form of cooperation", "Bodies", "By what")
    return table_html("Forms of cooperation", head, rows, numbers=frozenset({1}))


def _form(name: str) -> str:
    return escape(name[:1].upper() + name[1:])


def _by_what(part: pd.DataFrame) -> tuple[str, str]:
    """How many bodies serve a form, and their names; a gap in words."""
    if part.empty:
        return "–", '<span class="quiet">Nothing on record</span>'
    names = [str(name) for name in part["short_name"]]
    text = escape(", ".join(names[:_FIRST]))
    if len(names) > _FIRST:
        rest = escape(", ".join(names[_FIRST:]))
        text += more_html(f"{len(names) - _FIRST} more", f"<p>{rest}</p>")
    return str(len(names)), text


def _table(frame: pd.DataFrame) -> str:
    rows = [
        (
            cell(row["short_name"]),
            cell(row["text"]) + small(row["note"]),
            cell(str(row["functions"]).replace(";", ", ")),
            date_cell(row["as_of"]),
            evidence(row["evidence_url"]),
        )
        for row in frame.to_dict("records")
    ]
    head = ("Body", "Role and since when", "Forms of cooperation", "As of", "Evidence")
    return table_html("Memberships", head, rows)
