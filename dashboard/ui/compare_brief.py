"""A comparison in brief, as HTML: where sides differ, what all share, what one alone has."""

from collections.abc import Mapping
from datetime import date
from html import escape
from itertools import combinations

import pandas as pd

from dashboard.analysis.compare import compare, comparison, shared_and_distinct
from dashboard.analysis.compare_tally import tally
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui.compare_table import Names, countries_of
from dashboard.ui.country_block import Block, cell, more_html, table_html
from dashboard.ui.markup import links_html
from dashboard.views.url import day_and_home, link

_FIRST = 12


def links_of(store: Store, names: Names, query: Mapping[str, str]) -> str:
    """A link to each profile and to each pair."""
    countries = countries_of(names)
    kept = day_and_home(query)
    profiles = [(names[i], link("country", {**kept, "c": i})) for i in countries]
    pairable = {c.iso3 for c in store.countries.selectable}
    pairs = [
        (f"{names[a]} – {names[b]}", link("pair", {**kept, "a": a, "b": b}))
        for a, b in combinations([i for i in countries if i in pairable], 2)
    ]
    return links_html("Profiles", profiles) + links_html("Pairs", pairs)


def tally_block(store: Store, names: Names, group: str, on: date) -> Block:
    """How many dimensions of each topic differ, topic by topic."""
    wide = comparison(store, countries_of(names), on, group)
    frame = tally(wide)
    most = frame.sort_values(["share", "differ"], ascending=False, kind="stable").iloc[0]
    finding = (
        f"They differ most on {_subject(str(most['topic']))}: {most['differ']} of {most['rows']}"
        if most["differ"]
        else "Nothing that is known of them differs"
    )
    rows = [
        (
            escape(str(row["topic"])),
            _bar(row["differ"], row["rows"]),
            f"{row['differ']} of {row['rows']}",
            str(row["same"]),
            str(row["too_little"]),
        )
        for row in frame.to_dict("records")
    ]
    head = ("Topic", "Share that differs", "Differ", "The same", "Too little known")
    table = table_html("Differences by topic", head, rows, numbers=frozenset({2, 3, 4}))
    return Block(
        title=finding,
        subtitle=(
            f"Dimensions of each topic on {date_phrase(on)}. Too little known: of at least one side"
            " nothing is known, and those that are known do not differ."
        ),
        html=f'<div class="tally-table">{table}</div>',
        caption=caption(wide, store.sources, limit=1),
        frame=frame,
    )


def _subject(topic: str) -> str:
    """'Obstacle 5: Resource constraints' → 'resource constraints'; other topics as they are."""
    first, _, words = topic.partition(": ")
    return words[:1].lower() + words[1:] if words else first


def _bar(some: int, whole: int) -> str:
    return (
        f'<span class="share" role="img" aria-label="{some} of {whole}">'
        f'<b style="width:{some / whole * 100:.0f}%"></b></span>'
    )


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
