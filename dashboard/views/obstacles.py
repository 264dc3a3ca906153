"""The view /obstacles: one indicator on the map and as a distribution, the reader's own composite,
and indices side by side."""

from dataclasses import replace

import pandas as pd

from dashboard.analysis.evidence import merged_sources
from dashboard.analysis.indicators import Indicator
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions
from dashboard.analysis.layers_indicators import indicator_layer
from dashboard.analysis.obstacle_list import grouped, needs_reference, spread_of
from dashboard.charts.bars import ranked_bars
from dashboard.charts.chart import Chart
from dashboard.charts.cite import caption
from dashboard.charts.format import plural
from dashboard.charts.map_screen import still
from dashboard.charts.strips import strips
from dashboard.store.store import Store
from dashboard.views.figure import Figure, ViewEntry, standing
from dashboard.views.obstacles_indices import disagreement, positions, two_indices
from dashboard.views.obstacles_params import Asked, asked, obstacle_params
from dashboard.views.obstacles_ranks import ranking
from dashboard.views.url import MY, ON, C, Spec, State
from dashboard.views.world_map import BORDERS, map_caption


def layer_of(store: Store, state: State, found: Asked) -> Layer:
    """The map layer of the chosen indicator."""
    return indicator_layer(store, found.about.indicator_id, state[ON], found.reference)


def marked(store: Store, state: State) -> dict[str, str]:
    """My country and the selected ones, by name."""
    own = [iso3 for iso3 in (state[MY], *state[C]) if iso3]
    return {iso3: store.countries[iso3].name for iso3 in dict.fromkeys(own)}


def indicator_map(store: Store, state: State) -> Figure:
    """The chosen indicator on the world map; only countries inside the filter have rows."""
    found = asked(store, state)
    layer = layer_of(store, state, found)
    members = frozenset(layer.frame["iso3"]) if found.members is None else found.members
    options = LayerOptions(reference=found.reference)
    chart = still(store, layer, options, today=state.context.today)
    chart = chart.with_title(map_title(layer, found)).with_notes(BORDERS)
    chart = replace(chart, data=chart.data[chart.data["iso3"].isin(members)])
    return Figure("map", chart, map_caption(store, layer, members))


def map_title(layer: Layer, found: Asked) -> str:
    """The finding; under a filter it is said that it speaks of the world."""
    return f"{layer.finding} (all countries)" if found.where else layer.finding


def distribution(store: Store, state: State) -> Figure:
    """How the values spread: strips by region and income group, bars for classes."""
    found = asked(store, state)
    about = found.about
    frame = spread_of(store, about, state[ON].year, found.reference)
    if found.members is not None:
        frame = frame[frame["iso3"].isin(found.members)]
    known = frame[frame["value"].notna()]
    frame_text = [about.words(value) for value in known["value"]]
    known = known.assign(
        text=[f"{w} ({y})" for w, y in zip(frame_text, known["year"], strict=True)]
    )
    maker = _bars if about.scale == "categorical" and len(known) else _strips
    chart = maker(store, state, found, known)
    return Figure("distribution", chart, caption(known, store.sources, limit=2), known)


def _subject(store: Store, about: Indicator, reference: str | None) -> str:
    if not needs_reference(about):
        return about.name
    home = store.countries[reference].name if reference else "a country of your choice"
    between = "with" if about.level == "dyadic" else "difference to"
    return f"{about.name}: {between} {home}"


def _strips(store: Store, state: State, found: Asked, known: pd.DataFrame) -> Chart:
    about = found.about
    inside = f", {found.where}" if found.where else ""
    subject = _subject(store, about, found.reference)
    rows = grouped(store, known)
    title = f"{subject}: by region and income group"
    if len(known):
        home = known.loc[known["iso3"] == state[MY], "value"]
        below = int((known["value"] < float(home.iloc[0])).sum()) if len(home) else 0
        middle = about.words(float(known["value"].median()))
        counted = plural(len(known), "country", "countries")
        title = f"{subject}: the median of {counted} is {middle}"
        if len(home) and not needs_reference(about):
            name = store.countries[str(state[MY])].name
            title += f"; {name} has {about.words(float(home.iloc[0]))}, more than {below} of them"
    return strips(
        rows,
        title=title,
        subtitle=f"{about.unit[:1].upper()}{about.unit[1:]}, latest values up to"
        f" {state[ON].year}{inside}; each dot a country, those of a region or income group again"
        " in its row",
        unit=about.unit_short if about.unit_short != "score" else "",
        decimals=about.decimals,
        scale="log" if about.scale == "log" else "linear",
        chosen=marked(store, state),
        notes=_notes(about),
    )


def _bars(store: Store, state: State, found: Asked, known: pd.DataFrame) -> Chart:
    about = found.about
    classes = [
        {
            "iso3": f"{value:g}",
            "name": about.words(float(str(value))).capitalize(),
            "value": len(own),
            "source_id": merged_sources(own["source_id"]),
            "as_of": str(own["as_of"].max()),
        }
        for value, own in known.groupby("value")
    ]
    largest = max(classes, key=lambda row: int(str(row["value"])))
    subject = _subject(store, about, found.reference)
    inside = f", {found.where}" if found.where else ""
    homes = known[known["iso3"].isin(marked(store, state))]
    return ranked_bars(
        pd.DataFrame(classes),
        title=f"{subject}: “{largest['name']}” for {largest['value']} of {len(known)} with data",
        subtitle=f"Countries by class, latest values up to {state[ON].year}{inside}",
        unit="countries",
        family="obstacles",
        heading="Class",
        measure="Countries",
        highlight=[f"{value:g}" for value in homes["value"]],
        things=("class", "classes"),
        notes=(
            *(f"{name}: {text}" for name, text in homes[["name", "text"]].itertuples(index=False)),
            *_notes(about),
        ),
    )


def _notes(about: Indicator) -> tuple[str, ...]:
    notes = ["Grey: a country. Upright line: the median of the row. Diamond: a country you chose."]
    if about.scale == "categorical":
        notes = []
    if about.use == "difference_only":
        notes.append(
            "A difference has no good or bad end: it says how far apart two countries stand."
        )
    if about.direction_editorial:
        notes.append("That more of it means more or less of an obstacle is our reading.")
    if about.use == "context_only":
        notes.append("Background, not a score of the country.")
    notes.append("Territories and values in doubt are left out.")
    return tuple(notes)


def _spec(store: Store) -> Spec:
    return obstacle_params(store).spec


OBSTACLES = ViewEntry(
    path="obstacles",
    title="Obstacles",
    spec=_spec,
    figures={
        "map": indicator_map,
        "distribution": distribution,
        "ranking": ranking,
        "positions": positions,
        "disagreement": disagreement,
        "two-indices": two_indices,
    },
    example={"o": "2", "w": "gci_legal:1,wgi_rl:1,unctad_law_core4:1", "my": "KEN"},
    stands=standing(
        map=("map", "distribution"),
        explorer=("ranking",),
        indices=("positions", "disagreement", "two-indices"),
    ),
)
