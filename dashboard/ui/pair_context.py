"""What stands between two countries: indicators of pairs, and suspected incidents."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.pair_incidents import pair_flows, pair_records
from dashboard.analysis.pair_obstacles import pair_obstacles
from dashboard.charts.cite import caption
from dashboard.charts.format import is_missing, plural
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, small, table_html
from dashboard.ui.markup import anchor_html
from dashboard.views.url import link

_SHOWN = 12


def obstacles_block(store: Store, a: str, b: str, on: date) -> Block:
    """Every indicator of pairs with its year and the pair's place among all pairs."""
    frame = pair_obstacles(store, a, b, on.year)
    head = ("Indicator", "Value", "Year", "Among all pairs", "More of an obstacle than")
    rows = [_indicator(row, a, b) for row in frame.to_dict("records")]
    high = int((frame["percentile"] >= 75).sum())
    known = int(frame["percentile"].notna().sum())
    return Block(
        title=f"Obstacles: in the top quarter on {high} of {plural(known, 'measure')}",
        subtitle=f"Latest value up to {on.year}. The rail runs from least to most of an obstacle"
        " among all pairs with a value; │ is the middle. No score adds them up.",
        html=table_html("Obstacles between them", head, rows),
        caption=caption(frame, store.sources),
        frame=frame,
    )


def incidents_block(store: Store, a: str, b: str, on: date) -> Block:
    """Suspected incidents each way in each dataset, with basis and bias; records on demand."""
    flows = pair_flows(store, a, b, on)
    records = pair_records(store, a, b, on)
    cards = "".join(
        _card(store, rows, records[records["dataset"] == dataset])
        for dataset, rows in flows.groupby("dataset", sort=False)
    )
    return Block(
        title="Suspected incidents between them, dataset by dataset",
        subtitle=f"Malicious incidents up to {on.year} with the one as suspected origin and the"
        " other as victim. The datasets overlap and count differently, so they are never added up.",
        html=f'<div class="datasets">{cards}</div>',
        caption=caption(flows, store.sources),
        frame=records,
        notes=(
            "A suspected origin is what a dataset coded from public reports: no proof. Nothing"
            " reported does not mean that nothing happened.",
        ),
    )


def _indicator(row: dict[Any, Any], a: str, b: str) -> tuple[str, ...]:
    number = row["obstacle"]
    target = link("map", {"layer": str(row["indicator_id"]), "ref": a, "c": b})
    label = "" if is_missing(number) else f"{int(number)} · {Obstacle(int(number)).label}"
    text = str(row["text"])
    note = "" if is_missing(row["note"]) else str(row["note"]).removeprefix(f"{text.lower()} ")
    return (
        anchor_html(str(row["indicator"]), target) + small(label),
        f"<strong>{cell(text)}</strong>{small(note)}",
        "" if is_missing(row["year"]) else str(int(row["year"])),
        cell(str(row["reading"])[:1].upper() + str(row["reading"])[1:]),
        _rail(row["percentile"]),
    )


def _rail(percentile: object) -> str:
    if is_missing(percentile):
        return '<span class="quiet">no scale</span>'
    place = float(str(percentile))
    words = f"more of an obstacle than between {int(place)} % of pairs"
    return (
        f'<span class="strip" role="img" aria-label="{words}"><i class="middle"></i>'
        f'<b style="left:{place:.1f}%"></b></span>'
    )


def _card(store: Store, rows: pd.DataFrame, records: pd.DataFrame) -> str:
    about = rows.iloc[0]
    sides = "".join(
        f"<div><dt>{cell(store.countries[str(row['origin_iso3'])].name)} suspected, "
        f"{cell(store.countries[str(row['victim_iso3'])].name)} struck</dt>"
        f"<dd>{_count(row)}</dd></div>"
        for row in rows.to_dict("records")
    )
    listed = ""
    if len(records):
        head = ("Year", "Suspected origin", "Victim", "Kind", "Attribution", "Report")
        cells = (_record(store, row) for row in records.head(_SHOWN).to_dict("records"))
        more = f", the newest {_SHOWN} shown" if len(records) > _SHOWN else ""
        listed = more_html(
            f"{plural(len(records), 'record')}{more}", table_html("Records", head, cells)
        )
    return (
        f'<section class="dataset"><h3>{cell(about["short_name"])}</h3>'
        f'<dl class="metrics">{sides}</dl><p class="bias">{cell(about["bias_note"])}</p>'
        f"{listed}</section>"
    )


def _count(row: dict[Any, Any]) -> str:
    if not row["incidents"]:
        return "None reported"
    years = ""
    if not is_missing(row["first_year"]):
        first, last = int(row["first_year"]), int(row["last_year"])
        years = str(first) if first == last else f"{first}–{last}"
    note = escape(f"{years}. Basis: {row['basis']}")
    return f"{plural(int(row['incidents']), 'incident')}<small>{note}</small>"


def _record(store: Store, row: dict[Any, Any]) -> tuple[str, ...]:
    sure = "" if is_missing(row["confidence"]) else f"confidence {row['confidence']}"
    said = "not stated" if is_missing(row["attribution_basis"]) else row["attribution_basis"]
    return (
        "year not known" if is_missing(row["year"]) else str(int(row["year"])),
        cell(store.countries[str(row["origin_iso3"])].name),
        cell(store.countries[str(row["victim_iso3"])].name),
        cell(str(row["action_type"]).replace(";", ", ")),
        cell(str(said).replace(";", ", ")) + small(sure),
        evidence(row["url"], "Report") or '<span class="quiet">none given</span>',
    )
