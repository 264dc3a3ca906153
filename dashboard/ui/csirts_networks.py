"""Networks of teams: their lists and dates, the members of one, and who can reach whom."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.csirt_networks import network_list, network_members, network_names
from dashboard.analysis.csirt_reach import linked_pairs, reach, reached
from dashboard.analysis.network import network
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, is_missing, listing, plural
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.choice_links import choice_links
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import (
    Cell,
    Head,
    Html,
    country_cell,
    link,
    source_cell,
    table_html,
    with_small,
)
from dashboard.ui.markup import draw_html, section_html
from dashboard.ui.paged_table import PagedTable, paged_table
from dashboard.ui.state import View
from dashboard.views.csirts_params import ANY, COUNTRIES, MEMBER_PAGE, CsirtParams, given
from dashboard.views.url import MY
from dashboard.views.url import link as address

_LIST = (
    Head("Network"),
    Head("Teams named", "number"),
    Head("Countries seen", "number"),
    Head("Standing of the teams"),
    Head("Rows dated"),
    Head("How complete the list is"),
)
_MEMBERS = (Head("Country"), Head("Member"), Head("Standing"), Head("Since"), Head("As of", "date"))


def networks(store: Store, view: View, params: CsirtParams, on: date) -> None:
    """The list of networks, the members of the one chosen, and who can reach whom."""
    chosen = given(view[params.network])
    if chosen:
        _members(store, view, params, chosen)
    else:
        query = {k: v for k, v in view.query.items() if k != MEMBER_PAGE.name}
        key = ("networks", store.data_version, tuple(query.items()))
        draw_html(cached_figure(key, lambda: _networks_html(store, query)))
    _reach_section(store, view, on)


def _networks_html(store: Store, query: Mapping[str, str]) -> str:
    rows = network_list(store)
    heading = section_html(
        "Networks",
        "Where teams meet. Lists come from different years; each row keeps its date. "
        "Trusted Introducer checks teams in steps: listed, accredited, certified. "
        "Choose a network to list its members.",
        anchor="networks",
    )
    cells = [_network(row, query) for row in rows_of(rows)]
    table = table_html("Networks of response teams", _LIST, cells)
    return heading + table + source_line_html(caption(rows, store.sources, as_of_column=""))


def _network(row: dict[str, Any], query: Mapping[str, str]) -> list[Cell]:
    total = row["published_total"]
    printed = "" if is_missing(total) else f"; a source prints {int(total):,}"
    first, last = str(row["as_of_from"]), str(row["as_of_to"])
    note = str(row["note"])
    return [
        link(str(row["name"]), address("csirts", {**query, "network": row["network"]})),
        int(row["teams"]) or "none",
        with_small(f"{row['countries']}", f"{row['un_members']} UN members{printed}"),
        str(row["statuses"]) or "countries only",
        first if first == last else f"{first} to {last}",
        with_small(str(row["coverage"]).capitalize(), note[:1].upper() + note[1:]),
    ]


def _members(store: Store, view: View, params: CsirtParams, chosen: str) -> None:
    frame = network_members(store, chosen)
    name = network_names(store)[chosen]
    states = frame["iso3"].replace("", pd.NA).nunique()
    title = f"{name}: {plural(states, 'country', 'countries')} and territories seen in it"
    others = {ANY: "All networks", **network_names(store)}
    draw_html(
        section_html(title, "Each row on the date its source speaks for.", anchor="networks")
        + choice_links(view, params.network, "Network", others)
    )
    paged_table(
        store,
        view,
        MEMBER_PAGE,
        PagedTable(
            key="members",
            title=f"Members of {name}",
            heads=_MEMBERS,
            cells=_member,
            things=("member", "members"),
        ),
        lambda: frame,
        asked=chosen,
        whole_cited=True,
    )


def _member(row: dict[str, Any]) -> list[Cell]:
    iso3, url = str(row["iso3"]), str(row["evidence_url"])
    country = str(row["country"]) or "No single country"
    detail, status = str(row["detail"]), str(row["status"])
    return [
        country_cell(iso3, country),
        str(row["member"]) or "team not named",
        with_small(status.capitalize(), detail if detail != status else ""),
        date_phrase(row["since"], "not known"),
        source_cell(str(row["as_of"]), url),
    ]


def _reach_section(store: Store, view: View, on: date) -> None:
    """Pairs linked by each network, and for a chosen country whom its teams can reach."""
    code = view[COUNTRIES][0] if view[COUNTRIES] else view[MY]
    key = ("csirt-reach", store.data_version, on, code)
    draw_html(cached_figure(key, lambda: _reach_html(store, on, code)))


def _reach_html(store: Store, on: date, code: str | None) -> str:
    pairs = linked_pairs(store, on)
    places = len(network(store).countries)
    every = places * (places - 1) // 2
    linked = int(pairs["pairs"].iloc[-1])
    title = f"At least {linked:,} of {every:,} pairs of countries share a network of response teams"
    text = f"Pairs of {places} countries on {date_phrase(on)}, where both are known to be inside. "
    own = {}
    heads = [Head("Network"), Head("Countries inside", "number"), Head("Pairs linked", "number")]
    if code:
        name = store.countries[code].name
        own = {str(r["network"]): r for r in rows_of(reach(store, code, on))}
        heads.append(Head(f"Whom teams of {name} can reach"))
    rows = []
    for row in rows_of(pairs):
        cells: list[Cell] = [str(row["name"]), f"{row['countries']}", f"{row['pairs']:,}"]
        if code:
            cells.append(_partners(store, code, own.get(str(row["network"])), on))
        rows.append(cells)
    hint = "" if code else "Choose a country above to see whom its teams can reach."
    return (
        section_html(
            title, text + "Lists are partial, so each number is a lower bound.", anchor="reach"
        )
        + table_html("Pairs linked by a network", heads, rows)
        + (f'<p class="count">{hint}</p>' if hint else "")
        + source_line_html(caption(network_list(store), store.sources, as_of_column=""))
    )


def _partners(store: Store, code: str, row: dict[str, Any] | None, on: date) -> Cell:
    if row is None:
        found = sorted(reached(store, code, on))
        text = plural(len(found), "country", "countries")
    elif not row["inside"]:
        return "not seen in it"
    else:
        found = str(row["countries"]).split()
        text = plural(len(found), "country", "countries")
    names = [store.countries[iso3].name for iso3 in found]
    return Html(
        f"<details><summary>{text}</summary><p>{escape(listing(sorted(names)))}</p></details>"
    )
