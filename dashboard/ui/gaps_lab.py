"""The accession lab on the page: one accession in words and numbers, and what is best next."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.accession_lab import (
    best_accessions,
    best_treaties,
    greedy_path,
    lab_evidence,
    one_accession,
)
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.gaps_lab import lab
from dashboard.analysis.joint_accession import joint_accession
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import Status
from dashboard.store.store import Store
from dashboard.ui.country_block import Block
from dashboard.ui.html_table import Cell, Head, link, table_html
from dashboard.ui.markup import Metric, metrics_html
from dashboard.views.url import link as address

TOP = 8
Query = dict[str, str]
_NO_STEP = '<p class="empty">No accession adds a pair.</p>'
_GAINS = (
    Head("New pairs, treaty", "number"),
    Head("New pairs, any basis", "number"),
    Head("States", "number"),
    Head("People", "number"),
    Head("GDP", "number"),
    Head("Past incidents", "number"),
)


def not_open_html(store: Store, treaty_id: str, on: date) -> str:
    """Why the lab cannot answer for a treaty on a day; '' where it can."""
    if treaty_id in lab(store, on).treaty_ids:
        return ""
    row = store.table("treaties").set_index("treaty_id").loc[treaty_id]
    opened = parse_reduced(str(row["opened"])).phrase()
    text = f"{row['short_name']} was not open on {date_phrase(on)}: it opened {opened}."
    return f'<p class="empty">{escape(text)}</p>'


def accession_html(store: Store, iso3: str, treaty_id: str, on: date, dataset: str) -> str:
    """The result for one country and treaty: a sentence, then numbers in both senses."""
    row = one_accession(store, iso3, treaty_id, on, dataset)
    about = crossings(store, dataset)
    sentence = escape(sentence_of(row))
    if row["why_not"]:
        return f'<div class="accession"><p>{sentence}</p></div>'
    narrow, wide = "cybercrime treaty", "any legal basis"
    items = [
        Metric("New pairs", _both(row, "new"), f"{narrow} · {wide}"),
        *(
            Metric(f"More {what}", _both(row, key, "%"), f"{narrow} · {wide}; of the other states")
            for key, what in (("states", "UN member states"), ("people", "people"), ("gdp", "GDP"))
        ),
        Metric(
            "Past suspected incidents",
            _both(row, "incidents"),
            f"{narrow} · {wide}; {about.short_name}, {row['as_victim_narrow']:,} of the first as"
            f" victim, {row['as_origin_narrow']:,} as suspected origin",
        ),
    ]
    return f'<div class="accession"><p>{sentence}</p>{metrics_html(items)}</div>'


def joint_html(
    store: Store, countries: tuple[str, ...], treaty_id: str, on: date, dataset: str
) -> str:
    """The result for several countries that join together."""
    gain = joint_accession(store, countries, treaty_id, on, dataset)
    name = str(store.table("treaties").set_index("treaty_id").at[treaty_id, "short_name"])
    who = listing([store.countries[iso3].name for iso3 in gain.joining])
    text = f"If {who} joined the {name} together:" if who else "None of them can join it now."
    if gain.prospective:
        text += " Prospective: the treaty is not in force on this day."
    reasons = "".join(
        f"<p>{escape(store.countries[iso3].name)}: {escape(why)}.</p>"
        for iso3, why in gain.not_joining.items()
    )
    about = crossings(store, dataset).short_name
    senses = "cybercrime treaty · any legal basis"
    past = f"{senses}; {about}, each incident × (origin, victim) once"
    items = [
        Metric("New pairs", f"{gain.new['narrow']:,} · {gain.new['any']:,}", senses),
        Metric(
            "Past suspected incidents",
            f"{gain.incidents['narrow']:,} · {gain.incidents['any']:,}",
            past,
        ),
    ]
    numbers = metrics_html(items) if who else ""
    return f'<div class="accession"><p>{escape(text)}</p>{numbers}{reasons}</div>'


def sentence_of(row: dict[str, Any]) -> str:
    """'If India joined …, 81 pairs would gain …', or why it cannot."""
    name, treaty = row["name"], row["treaty"]
    if row["why_not"]:
        return f"{name} and the {treaty}: nothing to work out, {row['why_not']}."
    wide, narrow, unsure = int(row["new_any"]), int(row["new_narrow"]), int(row["unsure_any"])
    step = "ratified" if row["status"] == Status.SIGNED else "joined"
    partners = plural(int(row["partners"]), "other party", "other parties")
    if row["prospective"]:
        partners = f"{plural(int(row['partners']), 'other country', 'other countries')} that"
        partners += " signed or ratified it"
    text = (
        f"If {name} {step} the {treaty}, it would be linked with {partners}: "
        f"{plural(narrow, 'pair')} would gain a first cybercrime treaty, {number(wide)} a first"
        " legal basis of any kind."
    )
    if unsure:
        text += f" Of {number(unsure)} of these it is not known whether one exists already."
    if row["prospective"]:
        text += " Prospective: the treaty is not in force on this day."
    return text


def _both(row: dict[Any, Any], key: str, unit: str = "") -> str:
    first, second = (row[f"{key}_{sense}"] for sense in ("narrow", "any"))
    return f"{number(first)} · {number(second, 0, unit)}"


def accessions_block(store: Store, treaty_id: str, on: date, dataset: str, query: Query) -> Block:
    """The best next accessions to one treaty."""
    frame = best_accessions(store, treaty_id, on, dataset)
    title = "Nobody is left who could join"
    if len(frame):
        best = frame.iloc[0]
        title = f"Best next accession to the {best['treaty']}: {best['name']}"
    rows = [
        (_linked(row, query, x=row["iso3"]), *_gains(row))
        for row in frame.head(TOP).to_dict("records")
    ]
    subtitle = (
        f"What each would add on its own on {date_phrase(on)}; {len(rows)} of {len(frame)}"
        " that can still join. Treaty: a first cybercrime treaty. States, people and GDP: percent"
        " of the other UN member states, newly reached by a first cybercrime treaty · by a first"
        " legal basis of any kind."
    )
    return _block(store, dataset, frame, title, subtitle, "Country", rows)


def treaties_block(store: Store, iso3: str, on: date, dataset: str, query: Query) -> Block:
    """The treaties one country can still join, best first."""
    name = store.countries[iso3].name
    frame = best_treaties(store, iso3, on, dataset)
    title = f"No treaty is left for {name} to join"
    if len(frame):
        title = f"Best next treaty for {name}: {frame.iloc[0]['treaty']}"
    rows = [
        (_linked({**row, "name": row["treaty"]}, query, t=row["treaty_id"]), *_gains(row))
        for row in frame.to_dict("records")
    ]
    subtitle = f"Treaties open to {name} that are not in force for it on {date_phrase(on)}."
    return _block(store, dataset, frame, title, subtitle, "Treaty", rows)


def greedy_block(store: Store, treaty_id: str, on: date, dataset: str) -> Block:
    """The next ten accessions, each chosen after the ones before it."""
    frame = greedy_path(store, treaty_id, on, 10, dataset)
    name = str(store.table("treaties").set_index("treaty_id").at[treaty_id, "short_name"])
    title = f"The next accessions to the {name}, one after the other"
    rows = [
        (
            f"{row['step']}. {row['name']}",
            int(row["new_narrow"]),
            int(row["new_any"]),
            int(row["incidents_narrow"]),
            f"{number(row['pairs_narrow'], 1)} %",
            f"{number(row['pairs_any'], 1)} %",
        )
        for row in frame.to_dict("records")
    ]
    heads = (
        Head("Step"),
        Head("New pairs, treaty", "number"),
        Head("New pairs, any basis", "number"),
        Head("Past incidents", "number"),
        Head("Linked, treaty", "number"),
        Head("Linked, any basis", "number"),
    )
    return Block(
        title=title,
        subtitle="Each step takes the country that adds most new pairs to the steps before it. "
        "Treaty: a first cybercrime treaty. Linked: percent of all pairs, once the step is taken.",
        html=table_html(title, heads, rows)
        if rows
        else '<p class="empty">No step adds a pair.</p>',
        caption=caption(lab_evidence(store, dataset), store.sources, limit=2),
        frame=frame,
    )


def _linked(row: dict[Any, Any], query: Query, **change: str) -> Cell:
    """The name as a link that puts it into the lab, with what stands today below."""
    note = Status(str(row["status"])).label + (", prospective" if row["prospective"] else "")
    return link(str(row["name"]), address("gaps", {**query, **change}) + "#lab", small=note)


def _gains(row: dict[Any, Any]) -> tuple[Cell, ...]:
    return (
        int(row["new_narrow"]),
        int(row["new_any"]),
        *(_both(row, key, "%") for key in ("states", "people", "gdp")),
        f"{row['incidents_narrow']:,} · {row['incidents_any']:,}",
    )


def _block(
    store: Store,
    dataset: str,
    frame: pd.DataFrame,
    title: str,
    subtitle: str,
    first: str,
    rows: list[tuple[Cell, ...]],
) -> Block:
    table = table_html(title, (Head(first), *_GAINS), rows)
    return Block(
        title=title,
        subtitle=subtitle,
        html=table if rows else '<p class="empty">Nothing is left to join.</p>',
        caption=caption(lab_evidence(store, dataset), store.sources, limit=2),
        frame=frame,
    )
