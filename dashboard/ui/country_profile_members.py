"""Memberships of one country under the nine forms of cooperation, gaps included."""

from datetime import date
from html import escape

import pandas as pd

from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import by_function, held_by_peers
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

_FIRST = 6


def members_block(store: Store, iso3: str, on: date) -> Block:
    """Nine cards, one a form of cooperation, and the full list on demand."""
    frame = country_memberships(store, iso3, on)
    current = frame[frame["status"] != MembershipStatus.FORMER]
    served = by_function(current)
    gaps = sum(1 for part in served.values() if part.empty)
    cards = "".join(_card(name, part) for name, part in served.items())
    html = f'<div class="functions">{cards}</div>'
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


def _card(name: str, part: pd.DataFrame) -> str:
    title = escape(name[:1].upper() + name[1:])
    if part.empty:
        return f'<section class="function gap"><h3>{title}</h3><p>Nothing on record</p></section>'
    lines = [
        f"<li>{cell(row['short_name'])} <small>{cell(row['text'])}</small></li>"
        for row in part.to_dict("records")
    ]
    rest = ""
    if len(lines) > _FIRST:
        rest = more_html(f"{len(lines) - _FIRST} more", f"<ul>{''.join(lines[_FIRST:])}</ul>")
    return (
        f'<section class="function"><h3>{title} <span class="tally">{len(lines)}</span></h3>'
        f"<ul>{''.join(lines[:_FIRST])}</ul>{rest}</section>"
    )


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


def peers_block(store: Store, iso3: str, on: date) -> Block | None:
    """What most peers have and a UN member is not known to have; None where nothing is lacking."""
    country = store.countries[iso3]
    frame = held_by_peers(store, iso3, on)
    if frame.empty or not country.un_member:
        return None
    rows = [
        (
            cell(row["item"]),
            "Treaty in force" if row["kind"] == "treaty" else "Membership",
            f"{row['peers']} of {row['of']}",
        )
        for row in frame.to_dict("records")
    ]
    return Block(
        title=f"What most of its peers have and {country.name} is not known to have",
        subtitle=(
            f"Peers: the {int(frame['of'].iloc[0])} other UN members in {country.un_region} with"
            f" {country.wb_income_group.lower()}."
        ),
        html=table_html("Held by peers", ("Treaty or body", "Kind", "Peers"), rows),
        caption=caption(frame, store.sources),
        frame=frame,
    )
