"""Figures of /incidents that count: by year, by country, by two kinds of label."""

import pandas as pd

from dashboard.analysis.event_countries import countries_of
from dashboard.analysis.event_queries import NOT_STATED, Role, by_two, by_year, total
from dashboard.analysis.incident_rates import PER_PEOPLE
from dashboard.analysis.incident_summary import span_words
from dashboard.analysis.incident_words import WORDS, word
from dashboard.analysis.layer import Layer
from dashboard.analysis.layers_incidents import counted_layer
from dashboard.charts.bars import ranked_bars
from dashboard.charts.build_map import build_map
from dashboard.charts.chart import Column
from dashboard.charts.columns import year_columns
from dashboard.charts.format import number, plural
from dashboard.charts.heat import heat
from dashboard.core.vocabulary import Normalisation
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.incidents_common import Chosen, chosen
from dashboard.views.incidents_params import CROSS, NORMALISE, ROLE, base_of
from dashboard.views.url import State

SILENT = ("unknown", "external_unknown", "other", NOT_STATED)
HEADINGS = {
    "sector": "Sector of the victim",
    "action": "Kind of action",
    "actor_type": "Kind of actor",
    "impact": "Impact",
}


def timeline(store: Store, state: State) -> Figure:
    """Incidents by year of start, or their share of all incidents of the dataset in that year."""
    at = chosen(store, state)
    counts = by_year(store, at.f)
    undated = int(counts.loc[counts["year"].isna(), "incidents"].sum())
    rows = counts[counts["year"].notna()].assign(year=lambda t: t["year"].astype(int))
    share = state[NORMALISE] == Normalisation.SHARE
    if share:
        whole = by_year(store, base_of(at.f)).set_index("year")["incidents"]
        rows["whole"] = rows["year"].map(whole).astype("float64")
        rows["value"] = rows["incidents"].astype("float64") / rows["whole"] * 100
    breaks = store.table("collection_breaks")
    breaks = breaks[breaks["dataset"] == at.f.dataset]
    noted = breaks[breaks["year"].isin(rows["year"])] if len(rows) else breaks.iloc[:0]
    chart = year_columns(
        rows,
        title=_timeline_title(at, rows),
        subtitle=f"{at.lead}; {_year_measure(at, share)}",
        value="value" if share else "incidents",
        measure="Share of the dataset’s year" if share else "Incidents",
        unit="%" if share else "",
        decimals=1 if share else 0,
        breaks=[(int(y), str(t)) for y, t in zip(breaks["year"], breaks["label"], strict=True)],
        extra=(Column("incidents", "Incidents", "number"),) if share else (),
        notes=(
            *(str(note) for note in noted["note"]),
            *((f"{plural(undated, 'incident')} without a year not drawn",) * (undated > 0)),
            *at.notes,
        ),
    )
    return at.figure("timeline", chart)


def _timeline_title(at: Chosen, rows: pd.DataFrame) -> str:
    if rows.empty:
        return f"{at.short}: no incident with a known year in this selection"
    top = rows.sort_values(["incidents", "year"], ascending=[False, True]).iloc[0]
    dated = int(rows["incidents"].sum())
    if len(rows) == 1:
        return f"{at.short} reports {plural(dated, 'incident')} for {top['year']}"
    return (
        f"{at.short}: {plural(dated, 'incident')} with a known year, "
        f"most in {top['year']} ({top['incidents']:,})"
    )


def _year_measure(at: Chosen, share: bool) -> str:
    if share:
        return f"percent of all incidents {at.short} holds of that year under the same rules"
    return "number of reports by year of start"


def country_layer(store: Store, state: State) -> Layer:
    """Every registry entry under the filter, as victim or as suspected origin."""
    at = chosen(store, state)
    how = Normalisation(state[NORMALISE])
    role: Role = "origin" if state[ROLE] == "origin" else "victim"
    facts = countries_of(store, at.f, role, how)
    years = by_year(store, at.f)["year"].dropna()
    period = span_words((int(years.min()), int(years.max()))) if len(years) else ""
    counted, today = total(store, at.f), state.context.today
    return counted_layer(
        store, facts, at.about, role, how, today, counted, period, "incidents", at.words
    )


def countries(store: Store, state: State) -> Figure:
    """The map of victims or of suspected origins."""
    layer = country_layer(store, state)
    chart = build_map(layer).with_title(layer.finding)
    at = chosen(store, state)
    return Figure("countries", chart.with_licence(store.sources), at.cite(layer.known), layer.known)


def ranking(store: Store, state: State) -> Figure:
    """The countries with most, or with the highest rate."""
    at = chosen(store, state)
    layer = country_layer(store, state)
    how = Normalisation(state[NORMALISE])
    chart = ranked_bars(
        layer.known,
        title=_ranking_title(at, layer, state[ROLE], how),
        subtitle=layer.measure if not layer.unit else f"{layer.measure} ({layer.unit})",
        decimals=layer.decimals,
        unit="" if how is Normalisation.COUNT else layer.unit,
        family="incidents",
        measure="Value",
        notes=at.notes,
    )
    return at.figure("ranking", chart)


def _ranking_title(at: Chosen, layer: Layer, role: str, how: Normalisation) -> str:
    if layer.known.empty:
        return f"{at.short} gives no country a number in this selection"
    top = layer.known.sort_values(["value", "name"], ascending=[False, True]).iloc[0]
    what = "suspected origin" if role == "origin" else "victim"
    size = number(top["value"], layer.decimals, "%" if how is Normalisation.SHARE else "")
    most = "at the highest rate" if how in PER_PEOPLE else "most often"
    return f"{top['name']} is {most} reported as {what} ({size})"


def kinds(store: Store, state: State) -> Figure:
    """Two kinds of label crossed, by default sectors and actions."""
    at = chosen(store, state)
    down, across = state[CROSS].split(":")
    rows = by_two(store, at.f, down, across)
    title = f"{at.short}: nothing to cross in this selection"
    if len(rows):
        told = rows[~rows["row"].isin(SILENT) & ~rows["column"].isin(SILENT)]
        top = (told if len(told) else rows).iloc[0]
        title = (
            f"{at.short}: coded together most often are “{word(str(top['row']))}” and "
            f"“{word(str(top['column']))}” ({top['incidents']:,})"
        )
    chart = heat(
        rows,
        title=title,
        subtitle=f"{at.lead}; {HEADINGS[down].lower()} by {HEADINGS[across].lower()}",
        labels=WORDS,
        headings=(HEADINGS[down], HEADINGS[across]),
        notes=(
            "An incident counts once under each of its labels; a blank cell is none reported.",
            *at.notes,
        ),
    )
    return at.figure("kinds", chart)
