"""Countries side by side as one table, and the finding above it, as HTML."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.compare import comparison, differences_first
from dashboard.analysis.compare_group import GROUP
from dashboard.analysis.compare_rows import broken_topics
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, small

_QUIET = ("No data", "Not applicable", "measured from here")
_GROUP_NOTE = (
    "A group shows shares and medians of its members on the day, n is how many have data. Where no"
    " state is that of more than half of them, the row is not called a difference. Lists that name"
    " members only give a count, not a share."
)


Names = Mapping[str, str]
"""The label of each side by iso3 (or GROUP), in the order shown."""


def table_block(
    store: Store, names: Names, group: str, on: date, *, only_different: bool, first: bool
) -> Block:
    """Every dimension in one table; ``first`` puts rows that differ on top, ``only_different``
    leaves the others out."""
    wide = comparison(store, countries_of(names), on, group)
    shown = wide[wide["differs"]] if only_different else wide
    shown = differences_first(shown) if first else shown
    word = "differ" if only_different else "in all"
    notes: tuple[str, ...] = (
        "Datasets of incidents overlap and are never added up; an origin is suspected, as coded by"
        " the dataset. Not applicable means not open to the country.",
        f"Measures of regime and position are read only as a distance, here from"
        f" {next(iter(names.values()))}.",
    )
    if group:
        notes = (*notes, _GROUP_NOTE)
    return Block(
        title=f"Side by side: {plural(len(shown), 'row')} {word}",
        subtitle=(
            f"On {date_phrase(on)}. Rows marked ≠ differ among the sides about which something is"
            f" known. In {int(wide['years_differ'].sum())} rows the years differ: there each value"
            " names its own."
        ),
        html=_table(shown, names, first) if len(shown) else '<p class="empty">Nothing differs.</p>',
        caption=caption(shown, store.sources),
        frame=shown.rename(columns=dict(names)),
        notes=notes,
    )


def countries_of(names: Names) -> tuple[str, ...]:
    """The countries among the sides."""
    return tuple(iso3 for iso3 in names if iso3 != GROUP)


def _table(wide: pd.DataFrame, names: Names, first: bool) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names.values())
    body = []
    parts = wide.groupby([wide["differs"] & first, "group"], sort=False)
    for (differs, topic), part in parts:
        title = str(topic)
        if first:
            title += ": differ" if differs else ": the same, or too little known"
        body.append(
            f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(names) + 1}">'
            f"<span>{escape(title)}</span></th></tr>"
            + "".join(_row(row, names) for row in part.to_dict("records"))
            + "</tbody>"
        )
    return (
        '<div class="compare-scroll" role="region" tabindex="0" aria-label="Side by side">'
        f'<table class="compare"><caption>{escape(listing(list(names.values())))} side by side'
        f'</caption><thead><tr><th scope="col">Item</th>{head}</tr></thead>'
        f"{''.join(body)}</table></div>"
    )


def _row(row: Mapping[Any, Any], names: Names) -> str:
    mark = (
        '<span class="differs-mark" role="img" aria-label="differs: ">≠</span>'
        if row["differs"]
        else ""
    )
    cells = "".join(_value(str(row[iso3])) for iso3 in names)
    lost = f"no data for {row['unknown']} of {len(names)}" if row["unknown"] else ""
    years = "years differ" if row["years_differ"] else row["year"]
    return (
        f'<tr class="{"differs" if row["differs"] else "same"}"><th scope="row">{mark}'
        f"{cell(row['item'])}{small(years, lost)}</th>{cells}</tr>"
    )


def _value(text: str) -> str:
    quiet = ' class="quiet"' if text.startswith(_QUIET) else ""
    return f"<td{quiet}>{escape(text)}</td>"


def head_html(store: Store, names: Names, group: str, on: date) -> str:
    """The finding as h1, what it rests on, and what is left out."""
    countries = countries_of(names)
    wide = comparison(store, countries, on, group)
    differ, unknown = int(wide["differs"].sum()), int((wide["unknown"] > 0).sum())
    return (
        f'<header class="page-heading"><h1>{escape(listing(list(names.values())))} differ in'
        f" {differ} of {len(wide)} dimensions</h1>"
        f'<p class="lede">On {escape(date_phrase(on))}. In {unknown} of them nothing is known about'
        " at least one side, which is not a difference.</p>"
        + _left_out(store, countries[0], on)
        + "</header>"
    )


def _left_out(store: Store, iso3: str, on: date) -> str:
    """What could not be compared because its data are broken."""
    lines = [escape(error.sentence()) for error in broken_topics(store, iso3, on, iso3)]
    return "".join(f'<p class="subtitle">Part of this is left out. {line}</p>' for line in lines)
