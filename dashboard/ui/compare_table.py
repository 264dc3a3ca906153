"""Countries side by side as one table, and what they share, as HTML."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.compare import compare, comparison, shared_and_distinct
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, more_html, small
from dashboard.ui.markup import anchor_html
from dashboard.views.url import link

_QUIET = ("No data", "Not applicable", "measured from here")
_FIRST = 12


def table_block(store: Store, countries: tuple[str, ...], on: date, only_different: bool) -> Block:
    """Every dimension in one table; with ``only_different`` just the rows that differ."""
    wide = comparison(store, countries, on)
    shown = wide[wide["differs"]] if only_different else wide
    names = {iso3: store.countries[iso3].name for iso3 in countries}
    word = "differ" if only_different else "in all"
    return Block(
        title=f"Side by side: {plural(len(shown), 'row')} {word}",
        subtitle=(
            f"On {date_phrase(on)}. Rows marked ≠ differ among the countries about which something"
            " is known. The year stands with the row, or with each value where years differ."
        ),
        html=_table(shown, names) if len(shown) else '<p class="empty">Nothing differs.</p>',
        caption=caption(shown, store.sources),
        frame=shown.rename(columns=names),
        notes=(
            "Datasets of incidents overlap and are never added up; an origin is suspected, as"
            " coded by the dataset. Not applicable means not open to the country.",
            f"Measures of regime and position are read only as a distance, here from"
            f" {names[countries[0]]}.",
        ),
    )


def _table(wide: pd.DataFrame, names: Mapping[str, str]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names.values())
    body = []
    for group, part in wide.groupby("group", sort=False):
        body.append(
            f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(names) + 1}">'
            f"<span>{escape(str(group))}</span></th></tr>"
            + "".join(_row(row, names) for row in part.to_dict("records"))
            + "</tbody>"
        )
    return (
        '<div class="compare-scroll" role="region" tabindex="0" aria-label="Side by side">'
        f'<table class="compare"><caption>{escape(listing(list(names.values())))} side by side'
        f'</caption><thead><tr><th scope="col">Item</th>{head}</tr></thead>'
        f"{''.join(body)}</table></div>"
    )


def _row(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    mark = (
        '<span class="differs-mark" role="img" aria-label="differs: ">≠</span>'
        if row["differs"]
        else ""
    )
    cells = "".join(_value(str(row[iso3])) for iso3 in names)
    return (
        f'<tr class="{"differs" if row["differs"] else "same"}"><th scope="row">{mark}'
        f"{cell(row['item'])}{small(row['year'])}</th>{cells}</tr>"
    )


def _value(text: str) -> str:
    quiet = ' class="quiet"' if text.startswith(_QUIET) else ""
    return f"<td{quiet}>{escape(text)}</td>"


def shared_block(store: Store, countries: tuple[str, ...], on: date) -> Block:
    """Cards: what all have, and what only one of them is known to have."""
    shared, only = shared_and_distinct(compare(store, countries, on), countries)
    names = {iso3: store.countries[iso3].name for iso3 in countries}
    how_many = "Both" if len(countries) == 2 else f"All {len(countries)}"
    cards = [_card(f"{how_many} share", shared, "Nothing on record")]
    cards += [
        _card(f"Only {names[iso3]}", part, "Nothing that no other has")
        for iso3, part in only.items()
    ]
    long = compare(store, countries, on)
    parts = [part.assign(held_by=iso3) for iso3, part in only.items()]
    listed = pd.concat([shared.assign(held_by="all"), *parts])
    rows = long[long["item_id"].isin(listed["item_id"])]
    return Block(
        title=f"{how_many} share {plural(len(shared), 'treaty or effort', 'treaties and efforts')}",
        subtitle=(
            f"Treaties in force and memberships on {date_phrase(on)}. “Only” means that no other of"
            " these countries is known to have it."
        ),
        html=f'<div class="functions shared">{"".join(cards)}</div>',
        caption=caption(rows, store.sources),
        frame=listed,
    )


def _card(title: str, part: pd.DataFrame, nothing: str) -> str:
    if part.empty:
        return f'<section class="function gap"><h3>{escape(title)}</h3><p>{nothing}</p></section>'
    items = [
        f"<li>{cell(row['item'])}{_unsure(int(row['unknown']))}</li>"
        for row in part.to_dict("records")
    ]
    rest = ""
    if len(items) > _FIRST:
        rest = more_html(f"{len(items) - _FIRST} more", f"<ul>{''.join(items[_FIRST:])}</ul>")
    return (
        f'<section class="function"><h3>{escape(title)} <span class="tally">{len(items)}</span>'
        f"</h3><ul>{''.join(items[:_FIRST])}</ul>{rest}</section>"
    )


def _unsure(unknown: int) -> str:
    return f" <small>no data for {unknown} other{'s' * (unknown > 1)}</small>" if unknown else ""


def head_html(store: Store, countries: tuple[str, ...], on: date, query: Mapping[str, str]) -> str:
    """The finding as h1, what it rests on, and a link to each profile."""
    wide = comparison(store, countries, on)
    names = [store.countries[iso3].name for iso3 in countries]
    differ, unknown = int(wide["differs"].sum()), int((wide["unknown"] > 0).sum())
    kept = {name: text for name, text in query.items() if name in ("on", "my")}
    links = " ".join(
        anchor_html(f"Profile of {name}", link("country", {**kept, "c": iso3}))
        for name, iso3 in zip(names, countries, strict=True)
    )
    return (
        f'<header class="page-heading"><h1>{escape(listing(names))} differ in {differ} of'
        f' {len(wide)} dimensions</h1><p class="lede">On {escape(date_phrase(on))}. In {unknown}'
        " of them nothing is known about at least one of the countries, which is not a difference."
        f'</p></header><p class="links">{links}</p>'
    )
