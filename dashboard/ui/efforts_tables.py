"""The lists that belong to efforts: rounds of talks, centres, bilateral agreements, positions."""

from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dashboard.analysis.effort_lists import (
    agreements_of,
    expert_rounds,
    positions,
    sharing_centres,
)
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, is_missing
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.controls import search
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import (
    Cell,
    Head,
    Html,
    country_cell,
    link,
    source_cell,
    table_html,
    text_of,
    with_small,
)
from dashboard.ui.markup import anchor_html, draw_html, section_html
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.efforts_params import (
    AGREEMENT_PAGE,
    AGREEMENT_QUERY,
    CENTRE_PAGE,
    POSITION_PAGE,
)


def rounds(store: Store) -> None:
    """The rounds of experts and the open-ended group, with the states that took part."""
    draw_html(cached_figure(("rounds", store.data_version), lambda: _rounds_html(store)))


def _rounds_html(store: Store) -> str:
    frame = expert_rounds(store)
    heads = (
        Head("Round"),
        Head("Mandate"),
        Head("Chair"),
        Head("Members named here", "number"),
        Head("States"),
    )
    heading = section_html(
        "Rounds of talks at the United Nations",
        "Six groups of experts named by their states, then a group open to all.",
        anchor="rounds",
    )
    table = table_html("Rounds of talks", heads, [_round(r) for r in rows_of(frame)])
    return heading + table + source_line_html(caption(frame, store.sources))


def _round(row: dict[str, Any]) -> list[Cell]:
    name = link(str(row["name"]), f"/efforts?e={row['organisation_id']}")
    if row["organisation_id"] == "UN_OEWG":
        return [
            name,
            "Open to every UN member",
            f"{row['chair']} (first group)",
            "all 193",
            "every member of the United Nations may take part",
        ]
    named, published = int(row["named"]), row["published"]
    of = "" if is_missing(published) else f" of {int(published)}"
    names = str(row["countries"])
    full = "" if is_missing(published) or named == int(published) else "the others are not sourced"
    return [
        name,
        text_of(row["mandate"]),
        text_of(row["chair"]) or "not known",
        f"{named}{of}",
        Html(
            f"<details><summary>{named} named</summary>{escape(names)}</details>"
            + with_small("", full).text
        ),
    ]


def bilateral(store: Store, view: View, on: date, iso3: str | None) -> None:
    """Agreements between two countries, all or those of the chosen one."""
    with st.container(key="agreement-controls"):
        text = search(view, AGREEMENT_QUERY, "Search agreements", placeholder="Country or kind")
    if iso3:
        name = store.countries[iso3].name
        where = anchor_html(
            f"Everyone {name} can reach, on the map", f"/map?layer=reach:{iso3}&on={on}"
        )
        draw_html(f"<p>Only agreements of {escape(name)}. {where}</p>")
    paged_table(
        store,
        view,
        AGREEMENT_PAGE,
        PagedTable(
            key="bilateral-agreements",
            title="Agreements between two countries",
            heads=(
                Head("Countries"),
                Head("Agreement"),
                Head("Standing"),
                Head("Source", "date"),
            ),
            cells=_agreement,
            things=("agreement", "agreements"),
        ),
        lambda: agreements_of(store, text, iso3),
        asked=(text, iso3),
        whole_cited=True,
    )


def _agreement(row: dict[str, Any]) -> list[Cell]:
    a, b = str(row["iso3_a"]), str(row["iso3_b"])
    title = text_of(row["title"])
    kind = text_of(row["name"])
    return [
        link(f"{row['country_a']} and {row['country_b']}", f"/pair?a={a}&b={b}"),
        with_small(kind, title if title.casefold() != kind.casefold() else ""),
        with_small(text_of(row["standing"]), text_of(row["note"])),
        source_cell(text_of(row["as_of"]), text_of(row["evidence_url"])),
    ]


def centres(store: Store, view: View) -> None:
    """ISACs and ISAOs by country and sector."""
    heads = (Head("Centre"), Head("Country"), Head("Sector"), Head("Kind"), Head("Source", "date"))
    paged_table(
        store,
        view,
        CENTRE_PAGE,
        PagedTable(
            key="sharing-centres",
            title="Centres where companies share information",
            heads=heads,
            cells=_centre,
            things=("centre", "centres"),
        ),
        lambda: sharing_centres(store),
        asked=None,
        whole_cited=True,
    )


def _centre(row: dict[str, Any]) -> list[Cell]:
    name, url = str(row["name"]), text_of(row["url"])
    kind = "ISAC" if row["organisation_id"] == "ISACS" else "ISAO"
    return [
        link(name, url) if url else name,
        country_cell(text_of(row["iso3"]), str(row["country"])),
        text_of(row["sector"])[:1].upper() + text_of(row["sector"])[1:],
        kind,
        source_cell(text_of(row["as_of"]), text_of(row["evidence_url"])),
    ]


def national_positions(store: Store, view: View) -> None:
    """Published national positions on international law in cyberspace."""
    heads = (Head("Country"), Head("Published"), Head("Where"), Head("Source", "date"))
    paged_table(
        store,
        view,
        POSITION_PAGE,
        PagedTable(
            key="national-positions",
            title="National positions on international law",
            heads=heads,
            cells=_position,
            things=("position", "positions"),
        ),
        lambda: positions(store),
        asked=None,
        whole_cited=True,
    )


def _position(row: dict[str, Any]) -> list[Cell]:
    url, title = text_of(row["url"]), text_of(row["title"])
    return [
        country_cell(str(row["iso3"]), str(row["country"])),
        date_phrase(row["date"]),
        Html(
            (anchor_html(title, url) if url else escape(title))
            + with_small("", text_of(row["venue"]) or text_of(row["note"])).text
        ),
        source_cell(text_of(row["as_of"]), text_of(row["evidence_url"])),
    ]
