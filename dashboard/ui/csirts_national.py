"""National CSIRTs: counts by class, the evidence for each country, and growth over time."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.csirt_directory import search_presence
from dashboard.analysis.csirts import national_presence
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import number
from dashboard.core.vocabulary import CsirtPresence
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.controls import choice, search
from dashboard.ui.figure import figure
from dashboard.ui.glossary import term_help
from dashboard.ui.html_table import (
    Cell,
    Head,
    Html,
    country_cell,
    link,
    text_of,
    with_small,
)
from dashboard.ui.markup import Metric, anchor_html, draw_html, metrics_html, section_html
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.csirts import growth_chart
from dashboard.views.csirts_params import ANY, CLASS, CLASSES, FIND, NATIONAL_PAGE, given

GCI_SOURCE = "itu_gci_ts1"
_HEADS = (
    Head("Country"),
    Head("National CSIRT"),
    Head("Since"),
    Head("Run by"),
    Head("What this rests on"),
    Head("In FIRST"),
    Head("ITU score 2024", "number"),
)


def class_metrics(facts: pd.DataFrame) -> list[Metric]:
    """How many of the 193 UN members are in each class."""
    members = facts[facts["un_member"]]
    counts = members["presence"].value_counts()
    return [
        Metric(CsirtPresence(c).label, f"{int(counts.get(c, 0)):,}", f"of {len(members)} members")
        for c in CLASSES
    ]


def national_table(store: Store, view: View, on: date) -> None:
    """The classes with their evidence: search, filter, pages, CSV."""
    facts = national_presence(store, on)
    draw_html(_head(facts, on))
    labels = {ANY: "All classes", **{c: CsirtPresence(c).label for c in CLASSES}}
    with st.container(horizontal=True, vertical_alignment="bottom", key="national-controls"):
        text = search(view, FIND, "Find", placeholder="Country, team or ministry")
        chosen = given(choice(view, CLASS, "Class", labels, help=term_help("csirt_class")))
    paged_table(
        store,
        view,
        NATIONAL_PAGE,
        PagedTable(
            key="national",
            title="National CSIRTs",
            heads=_HEADS,
            cells=_row,
            things=("country", "countries and territories"),
            nothing="No country fits. Change the text or the class.",
        ),
        lambda: search_presence(facts, text, chosen),
        asked=(text, chosen, on),
        of=int((facts["presence"] != CsirtPresence.NOT_APPLICABLE).sum()),
        cite=lambda rows: _caption(store, rows),
    )


def _head(facts: pd.DataFrame, on: date) -> str:
    on_the_map = link("See the classes on the map", f"/map?layer=csirt&on={on}").text
    heading = section_html(
        "Which country has a national team?",
        "A class says what sources say, never more: silence is “no data”, not “no team”. "
        "The ITU score runs from 0 to 1.",
        anchor="national",
    )
    return f"{metrics_html(class_metrics(facts))}<p>{on_the_map}</p>{heading}"


def _caption(store: Store, rows: pd.DataFrame) -> Caption:
    """Sources of the claims, of the FIRST column and, where a score is shown, of the score."""
    score = pd.Series(GCI_SOURCE, index=rows.index).where(rows["gci_ts1_2024"].notna())
    columns = ("source_id", "first_member_source_id", "gci_source_id")
    return caption(rows.assign(gci_source_id=score), store.sources, columns)


def _row(row: dict[str, Any]) -> list[Cell]:
    presence = CsirtPresence(row["presence"])
    team, site, url = (text_of(row[k]) for k in ("team", "website", "evidence_url"))
    others = text_of(row["other_national_teams"])
    small = " ".join(x for x in (text_of(row["note"]), f"Also: {others}" if others else "") if x)
    label = "Yes" if presence is CsirtPresence.YES else presence.label
    name = f" <br>{anchor_html(team, site)}" if team else ""
    dated = f"As of {row['as_of']}" if row["as_of"] else ""
    source = anchor_html(dated, url) if url else escape(dated)
    return [
        country_cell(str(row["iso3"]), str(row["name"])),
        Html(f"<strong>{escape(label)}</strong>{name}{with_small('', small).text}"),
        text_of(row["since"]) or ("year not known" if team else "–"),
        text_of(row["host"]) or "–",
        Html(f"{escape(text_of(row['evidence']))} <small>{source}</small>" if dated else ""),
        "Yes" if row["first_member"] == "yes" else "not seen",
        number(row["gci_ts1_2024"], 2),
    ]


def growth(store: Store) -> None:
    """The step line of national teams whose first year is known, and how many are left out."""
    figure(
        *cached_figure(("csirt-growth", store.data_version), lambda: growth_chart(store)),
        key="growth",
    )
