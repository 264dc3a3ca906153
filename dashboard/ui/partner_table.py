"""Whom one country could ask, on what basis: a table of partners by strongest channel."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.layers_reach import REACH_CLASSES
from dashboard.analysis.pair_summary import subject
from dashboard.analysis.partners import partners
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, more_html, small, table_html
from dashboard.ui.markup import anchor_html
from dashboard.views.url import link

_HEAD = ("Country", "Strongest channel", "Since", "Other legal bases", "Channels in all")
_CARRIED = ("on", "my")
_NONE = "none"


def partners_block(
    store: Store, iso3: str, on: date, query: tuple[tuple[str, str], ...] = ()
) -> Block | None:
    """Every other country under its strongest class of channel, each class opens on demand;
    None for a territory. ``query`` is carried along to the pages of pairs."""
    frame = partners(store, iso3, on)
    if frame.empty:
        return None
    carried = {name: text for name, text in query if name in _CARRIED}
    groups = frame["strongest"].replace("", _NONE)
    html = "".join(
        more_html(
            f"{label}: {plural(len(own), 'country', 'countries')}",
            table_html(label, _HEAD, [_cells(r, iso3, carried) for r in own.to_dict("records")]),
        )
        for key, label in REACH_CLASSES.items()
        if len(own := frame[groups == key])
    )
    states = frame[frame["un_member"]]
    narrow, wide = int((states["legal_narrow"] > 0).sum()), int((states["legal_any"] > 0).sum())
    return Block(
        title=f"{subject(store.countries[iso3])} shares a cybercrime treaty with {narrow} states,"
        f" any legal basis with {wide}",
        subtitle=f"Of {len(states)} other UN member states on {date_phrase(on)}: whom it could ask,"
        " by the strongest channel in force. A name leads to the pair.",
        html=html,
        caption=caption(_with_evidence(frame), store.sources),
        frame=frame,
        notes=(
            "A treaty in force is a channel, not a guarantee that help is given. Bilateral"
            " agreements are known completely for no country but the United States (list of 2015).",
        ),
    )


def _with_evidence(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["source_id"].ne("")]


def _cells(row: dict[Any, Any], home: str, carried: dict[str, str]) -> tuple[str, ...]:
    target = link("pair", {"a": home, "b": str(row["iso3"]), **carried})
    others = [n for n in str(row["legal_names"]).split(";") if n and n != row["strongest_name"]]
    counts = small(
        *(
            f"{label} {row[kind]}"
            for kind, label in (
                ("law_enforcement", "police"),
                ("csirt", "CSIRT"),
                ("diplomacy", "diplomacy"),
                ("alliance", "alliance"),
            )
            if row[kind]
        )
    )
    return (
        anchor_html(str(row["name"]), target),
        cell(row["strongest_name"] or "None seen"),
        cell(date_phrase(row["since"], missing="not known")) if row["strongest"] else "",
        cell(", ".join(others)),
        f"{row['channels']}{counts}",
    )
