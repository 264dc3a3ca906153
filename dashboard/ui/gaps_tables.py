"""The holes: pairs and countries without a legal basis, groups, and the shape of the network."""

from collections.abc import Mapping
from datetime import date
from html import escape

import pandas as pd

from dashboard.analysis.gaps import channel_sources
from dashboard.analysis.gaps_holes import GROUPINGS, groups_matrix, holes, missing_partners
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.structure import Structure, structure
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, number, plural
from dashboard.charts.tokens import RAMPS
from dashboard.store.store import Store
from dashboard.ui import matrix
from dashboard.ui.country_block import Block
from dashboard.ui.html_table import Cell, Head, link, table_html
from dashboard.views.url import link as address

TOP = 10
_WORDS = {"none": "none seen", "unknown": "not known", "in_force": "in force"}
_NO_PAIR = '<p class="empty">No incident across borders is dated by this day.</p>'
Query = Mapping[str, str]


def holes_block(store: Store, dataset: str, on: date, query: Query) -> Block:
    """The uncovered pairs with most past incidents, each a link to the pair."""
    about, frame = crossings(store, dataset), holes(store, dataset, on)
    rows = [
        (
            link(
                f"{row['name_a']} – {row['name_b']}",
                address("pair", {"a": row["iso3_a"], "b": row["iso3_b"], **query}),
            ),
            int(row["incidents"]),
            f"{row['a_to_b']:,} / {row['b_to_a']:,}",
            _WORDS[row["narrow"]],
            _WORDS[row["any"]],
        )
        for row in frame.head(TOP).to_dict("records")
    ]
    heads = (
        Head("Pair"),
        Head("Incidents", "number"),
        Head("By first / by second", "number"),
        Head("Cybercrime treaty"),
        Head("Any legal basis"),
    )
    bare = frame[frame["any"] == "none"]
    title = "No pair with incidents is without a cybercrime treaty"
    if len(frame):
        first = frame.iloc[0]
        title = f"The largest hole: {first['name_a']} and {first['name_b']}"
    table = table_html("Pairs without a cybercrime treaty known to be in force", heads, rows)
    return Block(
        title=title,
        subtitle=(
            f"Pairs without a cybercrime treaty known to be in force on {date_phrase(on)}, by past"
            f" suspected incidents between them in {about.short_name}; the {len(rows)} largest of"
            f" {len(frame):,}. {plural(len(bare), 'pair')} have no legal basis seen at all."
        ),
        html=table if rows else _NO_PAIR,
        caption=caption(_cited(store, frame), store.sources, limit=2),
        frame=frame,
        notes=("“By first”: incidents with the first country as the suspected origin.",),
    )


def missing_block(store: Store, on: date, query: Query) -> Block:
    """Countries by the number of UN member states they share no legal basis with."""
    frame = missing_partners(store, on)
    alone = frame[frame["in_force_narrow"].eq(0)]
    rows: list[tuple[Cell, ...]] = [
        (
            link(
                str(row["name"]),
                address("map", {"layer": f"reach:{row['iso3']}", "c": row["iso3"], **query}),
            ),
            *(int(row[f"{word}_{sense}"]) for sense in ("any", "narrow") for word in _WORDS),
        )
        for row in frame.head(TOP).to_dict("records")
    ]
    heads = (
        Head("Country"),
        *(
            Head(f"{name}: {_WORDS[word]}", "number")
            for name in ("Any basis", "Cybercrime treaty")
            for word in _WORDS
        ),
    )
    cited = pd.DataFrame({"source_id": [channel_sources(store)["any"]], "as_of": [""]})
    return Block(
        title=f"{plural(len(alone), 'country', 'countries')} share a cybercrime treaty with nobody",
        subtitle=(
            f"Number of other UN member states with or without a legal basis on {date_phrase(on)};"
            " the countries with most partners missing. Each links to its reach on the map."
        ),
        html=table_html("Countries with most partners missing", heads, rows),
        caption=caption(cited, store.sources, limit=2),
        frame=frame,
        notes=(
            "Mutual assistance treaties between two countries are known well only for the United"
            " States, so “none seen” is not proof that none exists.",
        ),
    )


def groups_block(store: Store, grouping: str, on: date) -> Block:
    """Groups against groups: share of pairs with a cybercrime treaty, and with any basis."""
    frame = groups_matrix(store, grouping, on)
    cells = {(r["group_a"], r["group_b"]): r for r in frame.to_dict("records")}
    names = list(dict.fromkeys(frame["group_a"]))
    tones = {f"q{i}": tone for i, tone in enumerate(RAMPS["count"][:5])}
    heads = [matrix.Head(name, name) for name in names]

    def cell(row: str, column: str) -> matrix.Cell:
        found = cells[row, column]
        if not found["pairs"]:
            return matrix.Cell("–", title="One state only: no pair")
        narrow, wide = found["narrow"], found["any"]
        title = f"{row} – {column}: {number(narrow, 1)} % cybercrime treaty, {number(wide, 1)} %"
        return matrix.Cell(
            f"{narrow:.0f} · {wide:.0f}",
            css=f"q{min(4, int(narrow // 20))}",
            title=f"{title} any legal basis, {found['pairs']:,} pairs",
        )

    cited = pd.DataFrame({"source_id": [channel_sources(store)["any"]], "as_of": [""]})
    return Block(
        title="Groups against groups: who can ask whom",
        subtitle=(
            f"Percent of pairs of UN member states, one from each {GROUPINGS[grouping]}, on "
            f"{date_phrase(on)}: cybercrime treaty · any legal basis. Colour: cybercrime treaty."
        ),
        html=matrix.matrix_html(
            {"": heads},
            heads,
            cell,
            caption=f"Share of pairs with a legal basis by {GROUPINGS[grouping]}",
            corner="Group",
            css=matrix.tones_css(tones),
        ),
        caption=caption(cited, store.sources, limit=2),
        frame=frame,
    )


def structure_block(store: Store, on: date) -> Block:
    """The shape of the network in words, for both senses."""
    shapes = [structure(store, sense, on) for sense in ("narrow", "any")]
    names = {c.iso3: c.name for c in store.countries}
    headings = ("Cybercrime treaties only", "Any legal basis")
    html = "".join(
        f"<h3>{escape(heading)}</h3><ul>"
        + "".join(f"<li>{escape(line)}</li>" for line in _sentences(shape, names))
        + "</ul>"
        for heading, shape in zip(headings, shapes, strict=True)
    )
    frame = pd.DataFrame(
        [
            {"sense": s.sense, "part": part, "number": i, "iso3": ";".join(group)}
            for s in shapes
            for part, groups in (("component", s.components), ("clique", s.cliques))
            for i, group in enumerate(groups, start=1)
        ],
        columns=["sense", "part", "number", "iso3"],
    )
    cited = pd.DataFrame({"source_id": [channel_sources(store)["any"]], "as_of": [""]})
    narrow = shapes[0]
    parts = plural(len(narrow.components), "separate group")
    return Block(
        title=f"The cybercrime treaties link {parts} and leave {len(narrow.alone)} alone"
        if narrow.components
        else "No cybercrime treaty links any two countries on this day",
        subtitle=f"Shape of the network of {narrow.countries} countries on {date_phrase(on)};"
        " only links known to be in force.",
        html=f'<div class="structure">{html}</div>',
        caption=caption(cited, store.sources, limit=2),
        frame=frame,
    )


def _sentences(shape: Structure, names: Mapping[str, str]) -> list[str]:
    def people(codes: tuple[str, ...], most: int = 6) -> str:
        return listing([names[code] for code in codes], most)

    lines = [
        f"{number(shape.links)} of all pairs are linked ({number(shape.density, 1)} %).",
        "Groups in which all can be reached over others: "
        + (listing([f"{len(group)} countries" for group in shape.components]) or "none")
        + f"; {plural(len(shape.alone), 'country', 'countries')} without any link"
        + (f" ({people(shape.alone)})." if shape.alone else "."),
    ]
    if shape.bridges:
        pairs = [f"{names[a]}–{names[b]}" for a, b in shape.bridges]
        lines.append(f"Single links that hold a group together: {listing(pairs, 6)}.")
    if shape.cut_points:
        lines.append(f"Countries without which a group falls apart: {people(shape.cut_points)}.")
    if not shape.bridges and not shape.cut_points and shape.components:
        lines.append("No single link or country holds a group together.")
    if shape.cliques:
        sizes = listing([str(len(group)) for group in shape.cliques[:5]])
        more = "" if shape.all_cliques else " at least"
        lines.append(
            f"Groups in which everyone is linked with everyone:{more} "
            f"{number(len(shape.cliques))}, the largest of {sizes} countries."
        )
        small = next((g for g in shape.cliques if len(g) <= 16), None)
        if small:
            lines.append(f"One of {len(small)}: {people(small, 16)}.")
    return lines


def _cited(store: Store, frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame[["source_id", "as_of"]].drop_duplicates()
    lists = pd.DataFrame({"source_id": [channel_sources(store)["any"]], "as_of": [""]})
    return pd.concat([rows, lists], ignore_index=True)
