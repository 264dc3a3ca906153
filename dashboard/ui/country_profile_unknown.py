"""What is not known about one country, and which page would settle it."""

from datetime import date

import pandas as pd

from dashboard.analysis.unknowns import unknowns
from dashboard.charts.cite import caption
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, table_html

_TOPICS = {
    "treaties": "Treaties",
    "csirts": "CERT/CSIRT",
    "organisations": "Organisations and efforts",
    "indicators": "Indicators",
}
_OPEN = 6


def unknown_block(store: Store, iso3: str, on: date) -> Block:
    """Gaps by topic; long lists open on demand."""
    frame = unknowns(store, iso3, on)
    name = store.countries[iso3].name
    html = "".join(
        _topic(label, frame[frame["topic"] == topic]) for topic, label in _TOPICS.items()
    )
    return Block(
        title=f"What is not known about {name}",
        subtitle=(
            f"{len(frame)} gaps in what we hold, each with the page that would settle it."
            " Addresses are given to try."
        ),
        html=html or '<p class="empty">Every list read says something about this country.</p>',
        caption=caption(frame, store.sources, limit=2),
        frame=frame,
    )


def _topic(label: str, part: pd.DataFrame) -> str:
    if part.empty:
        return ""
    why = part["why"].str[:1].str.upper() + part["why"].str[1:]
    rows = [
        (cell(item), cell(reason), evidence(url, "Page to try") or "none known")
        for item, reason, url in zip(part["item"], why, part["settled_by"], strict=True)
    ]
    table = table_html(label, ("Not known", "Why", "Where to settle it"), rows)
    title = f"{label}: {len(part)}"
    if len(part) <= _OPEN:
        return f"<h3>{title}</h3>{table}"
    return more_html(title, table)
