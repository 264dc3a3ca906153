"""The nine obstacles of one country, indicator by indicator, with year, rank and medians."""

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.indicator_list import Indicator, all_indicators
from dashboard.analysis.standing import standing
from dashboard.charts.cite import caption
from dashboard.charts.format import is_missing, plural
from dashboard.core.vocabulary import Direction, Empty, Obstacle
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, more_html, small, table_html
from dashboard.ui.figure import source_line_html
from dashboard.ui.markup import anchor_html
from dashboard.views.url import link

_HEAD = (
    *("Indicator", "Value", "Rank", "Among all countries"),
    *("World median", "Region median", "Income-group median"),
)


def obstacles_block(store: Store, iso3: str, on: date, reference: str | None) -> Block:
    """Nine tables and one of background figures on demand, each with the sources of its rows."""
    country = store.countries[iso3]
    frame = standing(store, iso3, on.year, reference)
    numbers = frame["obstacle"].fillna(0).astype(int)
    parts = (_part(store, n, frame[numbers == n], iso3, reference) for n in (*Obstacle, 0))
    return Block(
        title="The nine obstacles, indicator by indicator",
        subtitle=(
            f"Latest value up to {on.year}. Rank 1 is least of an obstacle. On a rail, right is"
            f" more of one: ● {country.name}, │ the middle of all countries, ◇ the median of"
            f" {country.un_region or 'its region'}, ▽ that of"
            f" {country.wb_income_group.lower() or 'its income group'}."
        ),
        html="".join(parts),
        caption=caption(frame, store.sources),
        frame=frame,
    )


def _part(
    store: Store, obstacle: int, frame: pd.DataFrame, iso3: str, reference: str | None
) -> str:
    known = all_indicators(store)
    rows = [
        _cells(row, known[str(row["indicator_id"])], iso3, reference)
        for row in frame.to_dict("records")
    ]
    title = f"{obstacle} · {Obstacle(obstacle).label}" if obstacle else "Background figures"
    table = table_html(title, _HEAD, rows, numbers=frozenset({4, 5, 6}))
    sources = source_line_html(caption(frame, store.sources, limit=2))
    content = f'<section class="obstacle">{table}{sources}</section>'
    return more_html(f"{title}: {_counted(frame)}", content)


def _counted(frame: pd.DataFrame) -> str:
    """'5 indicators, 1 without a value'."""
    lost = int(frame["empty"].eq(Empty.NO_DATA.value).sum())
    return plural(len(frame), "indicator") + (f", {lost} without a value" if lost else "")


def _cells(
    row: Mapping[Any, Any], about: Indicator, iso3: str, reference: str | None
) -> tuple[str, ...]:
    target = link("map", {"layer": about.indicator_id, "c": iso3})
    name = anchor_html(about.name, target) + small(_reading(about))
    return (
        name,
        _value(row, about, reference),
        _rank(row),
        _strip(row),
        _median(row["world_median"], about),
        _median(row["region_median"], about),
        _median(row["income_median"], about),
    )


def _reading(about: Indicator) -> str:
    """How a value reads, in words; says where that is our own view."""
    if about.difference_only:
        return "Read only as a distance between two countries"
    words = {
        Direction.HIGHER_IS_BETTER: "Lower is more of an obstacle",
        Direction.HIGHER_IS_OBSTACLE: "Higher is more of an obstacle",
        Direction.CONTEXT: "Background: neither good nor bad",
    }[about.direction]
    return f"{words} (our reading)" if about.direction_editorial else words


def _value(row: Mapping[Any, Any], about: Indicator, reference: str | None) -> str:
    if isinstance(row["empty"], str):
        if about.difference_only and row["empty"] == Empty.NOT_APPLICABLE:
            words = "This is your country" if reference else "Choose “my country” to see"
            return f'<span class="quiet">{words}</span>'
        return f'<span class="quiet">{escape(Empty(row["empty"]).label)}</span>{small(row["note"])}'
    year = "" if is_missing(row["year"]) else f" <small>{int(row['year'])}</small>"
    mark = '<span class="mark">In doubt</span>' if row["implausible"] else ""
    return f"<strong>{cell(row['text'])}</strong>{year}{mark}{small(row['note'])}"


def _rank(row: Mapping[Any, Any]) -> str:
    if is_missing(row["rank"]):
        return '<span class="quiet none">no rank</span>'
    shared = int(row["same_value"]) - 1
    tie = f"shared with {shared} more" if shared else ""
    return f"{int(row['rank'])} of {int(row['rank_of'])}{small(tie)}"


def _strip(row: Mapping[Any, Any]) -> str:
    """A rail from least to most of an obstacle: the country, the middle, its two groups."""
    if is_missing(row["position"]):
        return '<span class="quiet none" aria-hidden="true">–</span>'
    place = float(row["position"])
    groups = "".join(
        f'<i class="{group}" style="left:{float(row[f"{group}_position"]):.1f}%"></i>'
        for group in ("region", "income")
        if not is_missing(row[f"{group}_position"])
    )
    words = f"at {place:.0f} of 100, from least to most of an obstacle"
    return (
        f'<span class="strip" role="img" aria-label="{words}"><i class="middle"></i>{groups}'
        f'<b style="left:{place:.1f}%"></b></span>'
    )


def _median(value: object, about: Indicator) -> str:
    if is_missing(value):
        return '<span class="quiet none">none</span>'
    return escape(about.words(float(str(value))))
