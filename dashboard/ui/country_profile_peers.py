"""What peers of the same region and income group have and one country is not known to have."""

from datetime import date

import pandas as pd

from dashboard.analysis.profile import FEWEST_PEERS, held_by_peers, peers
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, table_html

_KINDS = {"treaty": "Treaty in force", "organisation": "Membership", "csirt": "CERT/CSIRT"}
_HEAD = ("Treaty or body", "Kind", "Share of peers", "This country")


def peers_block(store: Store, iso3: str, on: date) -> Block | None:
    """The gap to the peers with the share of them; None for entries that have no peers by rule."""
    country = store.countries[iso3]
    if not country.un_member:
        return None
    group = peers(store, iso3)
    frame = held_by_peers(store, iso3, on)
    nothing = f"Nothing that half of its peers have is missing for {country.name}."
    if len(group) < FEWEST_PEERS:
        nothing = f"Too few to compare with: {plural(len(group), 'peer')}, fewer than three."
    income = country.wb_income_group.lower() or "an income group not known"
    return Block(
        title=f"What most of its peers have and {country.name} is not known to have: {len(frame)}",
        subtitle=(
            f"Peers: the {len(group)} other UN members in {country.un_region} with {income}."
            " Listed is what at least half of them have."
        ),
        html=_table(frame) if len(frame) else f'<p class="empty">{nothing}</p>',
        caption=caption(frame, store.sources),
        frame=frame,
        notes=("“No data” is not absence, and not all treaties are open to every country.",),
    )


def _table(frame: pd.DataFrame) -> str:
    rows = [
        (
            cell(row["item"]),
            _KINDS[str(row["kind"])],
            f"{row['share']:.0f} % <small>({row['peers']} of {row['of']})</small>",
            cell(row["own"]),
        )
        for row in frame.to_dict("records")
    ]
    return f'<div class="tight">{table_html("Held by peers", _HEAD, rows)}</div>'
