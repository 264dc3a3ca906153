"""The explorer of /obstacles: indicators, weights, presets, and how firm the ranks are."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.composite import MINIMUM, PRESETS, Weights, preset, weightable
from dashboard.analysis.indicators import all_indicators
from dashboard.analysis.rank_stability import DRAWS
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.cache import cached_figure
from dashboard.ui.choice_links import choice_links
from dashboard.ui.country_block import Block, cell, more_html, small, table_html
from dashboard.ui.figure import figure
from dashboard.ui.markup import anchor_html, draw_html, section_html
from dashboard.ui.state import View, sync
from dashboard.views.figure import Figure
from dashboard.views.obstacles_params import DRAW, EVERY, MEAN, SCALE, Asked, ObstacleParams
from dashboard.views.obstacles_ranks import METHOD_WORDS, ranking
from dashboard.views.url import MY, ON, C, day_and_home, link

_PRESETS = {
    "one": "This obstacle",
    "equal": "All equal",
    "obstacles": "Obstacles equal",
    "legal": "Law only",
    "means": "Means only",
}
_HEAD = ("Country", "Rank", "90 % of weightings", "One left out", "Score", "Known", "Years")
METHOD = (
    "<h3>How a composite is made here</h3><p>Nothing is combined until you give weights: a single "
    "number hides choices, and these are yours. The steps follow the handbook on composite "
    "indicators of the OECD and the Joint Research Centre of the European Commission.</p><ul>"
    "<li><strong>One scale.</strong> Every indicator is turned so that more is more of an obstacle."
    " <em>Percentile rank</em> keeps only the order, so that outliers do no harm, and loses how far"
    " apart countries are. <em>From least to most</em> keeps distances, but one extreme country "
    "squeezes all others together. <em>Standard deviations</em> measure from the average; extremes "
    "weigh more. <em>Distance to the best</em> measures from the leader in spans of the middle half"
    " of all countries. Indicators with a log scale are taken as logarithms in all but the first."
    "</li><li><strong>Adding up.</strong> The arithmetic mean lets a strong side make up for a weak"
    " one. The geometric mean, taken over readiness (100 less the score), lets it do so less and "
    "less; it needs a scale from 0 to 100.</li>"
    "<li><strong>Missing values</strong> are never filled in. A country is averaged over what it "
    f"has; with less than {MINIMUM:.0%} of the chosen weight it stands apart without a rank.</li>"
    f"<li><strong>Stability.</strong> {DRAWS:,} random weightings of the same indicators are drawn,"
    " any weights or weights near yours, and every country is ranked under each; the bar holds 90 %"
    " of its ranks. The thin line shows its ranks with one indicator after the other left out.</li>"
    "<li><strong>Left out.</strong> Regime and position indicators, pairs and background figures "
    "cannot carry weight. Indicators whose direction is our own reading can, but are in no preset. "
    "Values in doubt do not count.</li></ul>"
)


def explorer(data: Store, view: View, params: ObstacleParams, found: Asked) -> None:
    """Controls, figure, list and method of the composite."""
    draw_html(
        section_html(
            "Weigh the obstacles yourself",
            "No composite is shown unless you make one. Its ranks come with how far they could"
            " move.",
            anchor="explorer",
        )
        + _presets(data, view, params, found)
    )
    _choose(data, view, params)
    method = more_html("How a composite is made here", f'<div class="method">{METHOD}</div>')
    if found.recipe is None:
        draw_html(
            '<p class="empty">No composite is chosen. Take a preset or pick indicators to see ranks'
            f" and how stable they are.</p>{method}"
        )
    else:
        _result(data, view, found)
        draw_html(method)


def _presets(data: Store, view: View, params: ObstacleParams, found: Asked) -> str:
    labels: dict[Weights, str] = {}
    for name in PRESETS:
        labels.setdefault(preset(data, name, found.obstacle), _PRESETS[name])
    return choice_links(view, params.weights, "Start with", {**labels, (): "No composite"})


def _choose(data: Store, view: View, params: ObstacleParams) -> None:
    known = all_indicators(data)
    chosen: Weights = view[params.weights]
    weights = dict(chosen)

    def picked() -> None:
        names = st.session_state["url-w"]
        view.put(params.weights, tuple((name, weights.get(name, 1.0)) for name in names))

    st.multiselect(
        "Indicators",
        [about.indicator_id for about in weightable(data)],
        format_func=lambda name: _label(data, name),
        key=view.key(params.weights, list(weights)),
        on_change=picked,
        placeholder="Pick indicators that carry weight",
    )
    if not weights:
        return
    with st.expander(f"Weights of {plural(len(weights), 'indicator')}", key="weights"):
        columns = st.columns(3)
        for number, (name, weight) in enumerate(weights.items()):
            with columns[number % 3]:
                _slider(view, params, weights, name, weight, known[name].name)
    with st.container(horizontal=True, vertical_alignment="bottom", key="composite-controls"):
        controls.choice(view, SCALE, "One scale", METHOD_WORDS)
        controls.choice(view, MEAN, "Mean", {"arithmetic": "Arithmetic", "geometric": "Geometric"})
        words = {"any": "Any weights", "near": "Near yours"}
        controls.choice(view, DRAW, "Random weightings", words)
        controls.switch(view, EVERY, "Draw every country")


def _slider(
    view: View,
    params: ObstacleParams,
    weights: dict[str, float],
    name: str,
    weight: float,
    label: str,
) -> None:
    key = sync(f"weight-{name}", weight)

    def moved() -> None:
        changed: Weights = tuple({**weights, name: float(st.session_state[key])}.items())
        view.put(params.weights, changed if any(w for _, w in changed) else ())

    st.slider(label, 0.0, max(10.0, weight), step=0.5, key=key, on_change=moved, format="%g")


def _label(data: Store, name: str) -> str:
    about = all_indicators(data)[name]
    mark = " (our reading)" if about.direction_editorial else ""
    return f"{int(about.obstacle or 0)} · {about.name}{mark}"


def _result(data: Store, view: View, found: Asked) -> None:
    key = (
        *("ranking", data.data_version, found.recipe, view[ON].year, found.members),
        *(view[EVERY], view[MY], view[C]),
    )
    made: Figure = cached_figure(key, lambda: ranking(data, view.state))
    figure(made.chart, made.caption, key="ranking", data=made.data)
    block = cached_figure(("list", *key), lambda: list_block(data, made, view.query))
    with st.expander(block.title, key="rank-list", on_change="rerun") as opened:
        if opened.open:
            draw_html(block.html)


def list_block(store: Store, made: Figure, query: dict[str, str]) -> Block:
    """Every country with its rank and what it lacks; those without a rank apart."""
    frame = made.data if made.data is not None else pd.DataFrame()
    ranked = frame[frame["ranked"].astype(bool)]
    apart = frame[~frame["ranked"].astype(bool)]
    html = table_html("Countries by rank", _HEAD, [_cells(r, query) for r in rows_of(ranked)])
    if len(apart):
        lines = [
            (
                anchor_html(str(r["name"]), _profile(r, query)),
                f"{float(str(r['coverage'])):.0%}",
                cell(str(r["missing"]).replace(";", ", ")),
            )
            for r in rows_of(apart)
        ]
        head = ("Country", "Known", "Without a value")
        summary = f"{plural(len(apart), 'country', 'countries')} without a rank"
        html += more_html(summary, table_html(summary, head, lines))
    return Block(
        title=f"List of {len(ranked)} ranked countries",
        subtitle="",
        html=html,
        caption=caption(frame, store.sources),
        frame=frame,
    )


def _profile(row: dict[str, object], query: dict[str, str]) -> str:
    return link("country", {"c": str(row["iso3"]), **day_and_home(query)})


def _cells(row: dict[str, object], query: dict[str, str]) -> tuple[str, ...]:
    missing = [name for name in str(row["missing"]).split(";") if name]
    years = f"{row['year_from']}–{row['year_to']}"
    lacks = f"no value: {', '.join(missing)}" if missing else ""
    return (
        anchor_html(str(row["name"]), _profile(row, query)) + small(lacks),
        f"<strong>{row['rank']}</strong>",
        f"{row['low']} to {row['high']}",
        f"{row['out_low']} to {row['out_high']}",
        escape(f"{float(str(row['score'])):.1f}"),
        escape(f"{float(str(row['coverage'])):.0%}"),
        escape(years),
    )
