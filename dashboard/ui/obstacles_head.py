"""The top of /obstacles: choose one of nine, what it is, and the table of its indicators."""

from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.computed import not_computed
from dashboard.analysis.obstacle_list import obstacle_indicators, obstacle_text
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.core.vocabulary import Direction, Obstacle
from dashboard.store.store import Store
from dashboard.ui.choice_links import choice_links
from dashboard.ui.country_block import Block, small, table_html
from dashboard.ui.markup import anchor_html
from dashboard.ui.notices import empty_html
from dashboard.ui.state import View
from dashboard.views.obstacles_params import NUMBER, Asked, ObstacleParams
from dashboard.views.url import link

SHORT = ("Trust", "Laws", "Jurisdiction", "Tensions", "Resources", "Technical", "Attribution")
_LABELS = {
    str(int(o)): f"{int(o)} {word}"
    for o, word in zip(Obstacle, (*SHORT, "Interests", "Norms"), strict=True)
}
_HEAD = ("Indicator", "What is measured", "How to read it", "Years", "Coverage", "Source")
_DIRECTION = {
    Direction.HIGHER_IS_BETTER: "Lower is more of an obstacle",
    Direction.HIGHER_IS_OBSTACLE: "Higher is more of an obstacle",
    Direction.CONTEXT: "Neither good nor bad",
}


def head_html(store: Store, view: View, params: ObstacleParams, obstacle: int) -> str:
    """The obstacle as the page's title, a link to each of the nine, and the words on it."""
    words = obstacle_text(store, obstacle)
    broken = "".join(
        f'<p class="notes">“{escape(name)}” is left out: {escape(error.sentence())}</p>'
        for name, error in not_computed(store).items()
    )
    return (
        f'<header class="page-heading"><p class="kicker">Obstacles: {obstacle} of nine</p>'
        f"<h1>{escape(words.title)}</h1></header>"
        + choice_links(_freed(view, params, obstacle), NUMBER, "Obstacle", _LABELS)
        + f'<div class="obstacle-text"><p>{escape(words.what)} {escape(words.why)}</p>'
        f'<p class="quiet"><strong>What the figures can show.</strong> {escape(words.note)}</p>'
        f"{broken}</div>"
    )


def nobody_html(view: View, params: ObstacleParams, found: Asked) -> str:
    """In place of what a filter leaves without a country."""
    dropped = {param.name for param in (params.region, params.income, params.organisation)}
    query = {name: text for name, text in view.query.items() if name not in dropped}
    return empty_html(
        "No country passes these filters.",
        f"Asked for: {found.where}. Widen one of them under “Filter countries”.",
        ("All countries", link("obstacles", query)),
    )


def _freed(view: View, params: ObstacleParams, obstacle: int) -> View:
    """The view without its indicator, which belongs to one obstacle."""
    return View(view.state.replace(params.indicator, "").replace(NUMBER, str(obstacle)))


def indicators_block(store: Store, obstacle: int, query: dict[str, str], shown: str) -> Block:
    """Every indicator of the obstacle; its name shows it on the map."""
    frame = obstacle_indicators(store, obstacle)
    rows = [_cells(store, row, query, shown) for row in frame.to_dict("records")]
    pairs = int((frame["level"] == "dyadic").sum())
    title = plural(len(frame), "indicator")
    return Block(
        title=f"{title} of {obstacle_text(store, obstacle).title.lower()}",
        subtitle=f"{len(frame) - pairs} of single countries, {pairs} of pairs. A name shows it on"
        " the map.",
        html=table_html("Indicators of this obstacle", _HEAD, rows),
        caption=caption(frame, store.sources),
        frame=frame,
    )


def _cells(store: Store, row: dict[Any, Any], query: dict[str, str], shown: str) -> tuple[str, ...]:
    own = {k: v for k, v in query.items() if k not in {"o", "ind", "part"}}
    target = link("obstacles", {"o": str(row["obstacle"]), "ind": row["indicator_id"], **own})
    name = str(row["name"])
    here = row["indicator_id"] == shown
    first = f"<strong>{escape(name)}</strong>" if here else anchor_html(name, target)
    caution = str(row["caution"])
    return (
        first + small("Between two countries" if row["level"] == "dyadic" else "", "shown" * here),
        escape(str(row["definition"])) + small(f"Caution: {caution}" if caution else ""),
        _reading(row),
        _years(row),
        _coverage(row),
        _source(store, row),
    )


def _reading(row: dict[Any, Any]) -> str:
    if row["use"] == "difference_only":
        return "Only as the difference to a chosen country" + small("never ranked or combined")
    if row["use"] == "context_only":
        return "Background" + small("no score of the country")
    mark = "our reading, out of composites by default" if row["direction_editorial"] else ""
    return escape(_DIRECTION[Direction(row["direction"])]) + small(mark)


def _years(row: dict[Any, Any]) -> str:
    if pd.isna(row["year_from"]):
        return "no values"
    first, last = int(row["year_from"]), int(row["year_to"])
    return f"{first}–{last}" if first != last else str(last)


def _coverage(row: dict[Any, Any]) -> str:
    newest = f"{int(row['last_year_countries'])} in the newest year"
    return f"{int(row['countries'])} countries" + small(newest)


def _source(store: Store, row: dict[Any, Any]) -> str:
    lines = caption(pd.DataFrame([row]), store.sources).lines
    first = lines[0]
    name = anchor_html(first.name, first.url) if first.url else escape(first.name)
    more = f"and {plural(len(lines) - 1, 'other source')}" if len(lines) > 1 else ""
    mark = "non-commercial" if any(line.noncommercial for line in lines) else ""
    made = "computed here" if row["method"] else ""
    return name + small(made, more, mark, f"as of {row['as_of']}")
