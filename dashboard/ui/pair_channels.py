"""The channels between two countries as tables: by kind, what is coming, what only one has."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_sides import BUDAPEST, contact_points, only_one
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, small, table_html
from dashboard.ui.glossary import term_for

KINDS = {
    "legal": "Legal basis",
    "law_enforcement": "Law enforcement",
    "csirt": "CSIRT to CSIRT",
    "diplomacy": "Diplomacy and norms",
    "alliance": "Alliance",
}
_NONE = {
    "legal": "No legal basis is seen in force. Requests for evidence would rest on domestic law or"
    " on reciprocity.",
    "law_enforcement": "No police channel is seen.",
    "csirt": "No network or agreement that links their response teams is seen. Most lists of"
    " networks are partial.",
}
_HEAD = ("Channel", "In force between them", "Why it counts", "As of", "Evidence")
_SENSE = {"narrow": "Cybercrime treaty", "any": "Legal basis of general use"}
_CONTACT = {
    "seen": "seen",
    "not_seen": "not seen in the sources read, although every party must name one",
    "stated_missing": "not yet established, as a source states",
}


def in_force_block(store: Store, a: str, b: str, on: date) -> Block:
    """Counted channels in force by kind, then what is shown but not counted, folded."""
    frame = pair_channels(store, a, b, on)
    working = frame[frame["status"].eq("in_force")]
    counted = working[working["counts"]]
    contacts = _contacts(store, a, b, on) if (counted["instrument_id"] == BUDAPEST).any() else ""
    html = "".join(
        _kind(kind, counted[counted["kind"] == kind], contacts if kind == "legal" else "")
        for kind in KINDS
        if kind in _NONE or (counted["kind"] == kind).any()
    )
    apart = working[~working["counts"]]
    if len(apart):
        words = (
            f"{plural(len(apart), 'common forum or other link', 'common forums or other links')}"
        )
        rows = (_cells(row) for row in apart.to_dict("records"))
        head = (*_HEAD[:2], "Why it does not count", *_HEAD[3:])
        html += more_html(f"{words}: shown, not counted", table_html("Not counted", head, rows))
    return Block(
        title=plural(len(counted), "channel in force", "channels in force"),
        subtitle=f"Known to be in force for both on {date_phrase(on)}, by kind, strongest first.",
        html=html,
        caption=caption(working, store.sources),
        frame=working,
        notes=(
            "A treaty in force is a channel, not a guarantee that help is given. Bilateral"
            " agreements are known completely for no country but the United States (list of 2015).",
        ),
    )


def coming_block(store: Store, a: str, b: str, on: date) -> Block | None:
    """Signed or ratified by both and not in force; commitments; listed without a date."""
    frame = pair_channels(store, a, b, on)
    rest = frame[frame["status"].ne("in_force") & (frame["counts"] | frame["status"].ne("unknown"))]
    if rest.empty:
        return None
    parts = (
        ("prospective", "Signed or ratified by both, not yet in force between them"),
        ("commitment", "Political commitments"),
        ("unknown", "Listed, but not known to be in force on the day"),
    )
    html = "".join(
        _group(title, rest[rest["status"] == status], ("Channel", "State", *_HEAD[2:]))
        for status, title in parts
        if (rest["status"] == status).any()
    )
    return Block(
        title="What may come, and what is not certain",
        subtitle="None of these is counted as in force.",
        html=html,
        caption=caption(rest, store.sources),
        frame=rest,
    )


def only_block(store: Store, a: str, b: str, on: date) -> Block:
    """What one of the two has and the other has not: the nearest ways to a new channel."""
    frame = only_one(store, a, b, on)
    html = ""
    for mine, theirs in ((a, b), (b, a)):
        own = frame[frame["iso3"] == mine]
        head = ("Treaty or body", "Since", f"For {store.countries[theirs].name}")
        title = f"Only {store.countries[mine].name}"
        counted = own[own["counts"]]
        rest = own[~own["counts"]]
        rows = [_only_cells(row) for row in counted.to_dict("records")]
        table = table_html(title, head, rows) if rows else "<p>Nothing that would count.</p>"
        if len(rest):
            more = table_html(title, head, (_only_cells(r) for r in rest.to_dict("records")))
            table += more_html(f"{len(rest)} more that would not count as a channel", more)
        html += f"<section class='half'><h3>{cell(title)}</h3>{table}</section>"
    return Block(
        title="What only one of them has",
        subtitle=f"In force or member on {date_phrase(on)}, while the other is not, or is not known"
        " to be.",
        html=f'<div class="halves">{html}</div>',
        caption=caption(frame, store.sources),
        frame=frame,
    )


def _kind(kind: str, rows: pd.DataFrame, extra: str) -> str:
    if rows.empty:
        top = f"<h3>{term_for(KINDS[kind])}: none</h3>"
        return f'<section class="kind">{top}<p>{_NONE[kind]}</p></section>'
    title = f"{term_for(KINDS[kind])}: {len(rows)}"
    return _group(f"{KINDS[kind]}: {len(rows)}", rows, _HEAD, extra, title)


def _group(
    title: str, rows: pd.DataFrame, head: tuple[str, ...], extra: str = "", heading: str = ""
) -> str:
    """A table below its title; ``heading`` is the title as HTML where it is more than text."""
    cells = (
        _cells(row, extra if row["instrument_id"] == BUDAPEST else "")
        for row in rows.to_dict("records")
    )
    top = f"<h3>{heading or cell(title)}</h3>"
    return f'<section class="kind">{top}{table_html(title, head, cells)}</section>'


def _cells(row: dict[Any, Any], extra: str = "") -> Sequence[str]:
    words = str(row["since_words"])
    return (
        cell(row["name"]) + small(_SENSE.get(str(row["legal_basis"]), "")),
        cell(words[0].upper() + words[1:]),
        cell(row["note"]) + extra,
        cell(row["as_of"]),
        evidence(row["evidence_url"]),
    )


def _only_cells(row: dict[Any, Any]) -> Sequence[str]:
    return (
        cell(row["name"]) + small(row["note"]),
        cell(date_phrase(row["since"], missing="not known")),
        cell(row["other_status"]),
    )


def _contacts(store: Store, a: str, b: str, on: date) -> str:
    """The contact point round the clock of each side: an attribute of the Budapest Convention."""
    parts = []
    for row in contact_points(store, a, b, on).to_dict("records"):
        text = f"{store.countries[row['iso3']].name}: {_CONTACT[row['contact']]}"
        if row["contact"] == "seen" and row["authority"]:
            text += f" ({row['authority']})"
        parts.append(text + (f", as of {row['as_of']}" if row["as_of"] else ""))
    return small(f"Contact point round the clock. {'; '.join(parts)}.")
