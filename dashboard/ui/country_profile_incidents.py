"""Reported incidents of one country: one card a dataset, never added up, bias beside each."""

from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.incidents import summary_of
from dashboard.charts.cite import caption
from dashboard.charts.format import is_missing, number, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence
from dashboard.ui.markup import anchor_html
from dashboard.views.url import link


def incidents_block(store: Store, iso3: str) -> Block:
    """Victim side and suspected-origin side in each dataset, with its reporting bias."""
    frame = summary_of(store, iso3, malicious=True)
    cards = "".join(
        _card(str(dataset), own, iso3) for dataset, own in frame.groupby("dataset", sort=False)
    )
    return Block(
        title="Reported incidents, dataset by dataset",
        subtitle=(
            "Malicious incidents over all years of each dataset. The datasets overlap and count"
            " differently, so they are never added up."
        ),
        html=f'<div class="datasets">{cards}</div>',
        caption=caption(frame, store.sources),
        frame=frame,
        notes=(
            "A suspected origin is what a dataset coded from public reports, not an established"
            " fact. Nothing reported does not mean that nothing happened.",
        ),
    )


def _card(dataset: str, own: pd.DataFrame, iso3: str) -> str:
    rows = {str(r["role"]): r for r in own.to_dict("records")}
    about = next(iter(rows.values()))
    sides = "".join(
        f"<div><dt>{label}</dt><dd>{_count(rows[role])}</dd></div>"
        for role, label in (
            ("victim", "As victim"),
            ("origin", f"As suspected origin, as coded by {escape(str(about['short_name']))}"),
        )
        if role in rows
    )
    target = link("map", {"layer": f"incidents:{dataset}", "c": iso3})
    explore = link("incidents", {"dataset": dataset, "victim": iso3})
    return (
        f'<section class="dataset"><h3>{escape(str(about["title"]))}</h3>'
        f'<p class="facts">{cell(about["years"])} · as of {cell(about["as_of"])}</p>'
        f'<dl class="metrics">{sides}</dl><p class="bias">{cell(about["bias_note"])}</p>'
        f'<p class="links">{anchor_html("Explore them", explore)}'
        f" {anchor_html('Show on the map', target)}"
        f" {evidence(about['evidence_url'], 'The dataset')}</p></section>"
    )


def _count(row: dict[Any, Any]) -> str:
    if is_missing(row["incidents"]):
        return "No data"
    if not row["incidents"]:
        return "None reported"
    parts = []
    if not is_missing(row["share"]):
        parts.append(f"{number(row['share'], 1, '%')} of the dataset's incidents")
    if not is_missing(row["per_million"]):
        parts.append(f"{number(row['per_million'], 2)} per million people")
    words = escape("; ".join(parts))
    return f"{plural(int(row['incidents']), 'incident')}<small>{words}</small>"
