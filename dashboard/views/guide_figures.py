"""The figures of the guide: one for each part, and one more on what treaties cover."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.effort_members import functions_served
from dashboard.analysis.efforts import efforts, serves
from dashboard.analysis.gaps import coverage_by_year
from dashboard.analysis.gaps_incidents import default_dataset
from dashboard.analysis.guide import items_of
from dashboard.analysis.incident_index import events
from dashboard.analysis.indicators import indicators
from dashboard.analysis.treaty_adoption import adoption_curves, undated_steps
from dashboard.charts.adoption import adoption_chart
from dashboard.charts.bars import ranked_bars
from dashboard.charts.chart import Chart
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, listing, number, percent
from dashboard.charts.lines import lines
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import Obstacle
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.guide_indicators import people_weighted
from dashboard.views.guide_number import Ask
from dashboard.views.guide_numbers import live_number
from dashboard.views.url import MY, ON, State

FIRST_YEAR = 1995
TREATIES = ("CETS185", "CETS108", "AU_MALABO")
_SHARE = {"narrow": "Cybercrime treaty", "any": "Any legal basis"}


def online(store: Store, state: State) -> Figure:
    """The share of people who use the internet, by year."""
    ask = Ask(store, state[ON])
    rows = [_online(ask, year) for year in range(FIRST_YEAR, state[ON].year + 1)]
    frame = pd.DataFrame([r for r in rows if r], columns=list(_ONLINE))
    frame = frame[frame["latest"].eq(frame["year"])].reset_index(drop=True)
    title = "How many people are online is not known before this day"
    if len(frame):
        first, last = frame.iloc[0], frame.iloc[-1]
        title = (
            f"From {percent(first['value'] / 100)} of people online in {first['year']} to"
            f" {percent(last['value'] / 100)} in {last['year']}: everyone is within reach"
        )
    chart = lines(
        frame,
        title=title,
        subtitle="People who use the internet, percent of the population of countries with a"
        " value; the latest value of each country up to the year, weighted by today's population.",
        x="year",
        unit="%",
        measure="People online",
        heading="World",
        height=280,
    )
    return _figure(store, "online", chart, frame)


_ONLINE = ("name", "year", "value", "latest", "countries", "source_id", "as_of")


def _online(ask: Ask, year: int) -> dict[str, object]:
    rows = people_weighted(ask, year)
    if rows.empty:
        return {}
    share = float((rows["value"] * rows["people"]).sum() / rows["people"].sum())
    return {
        **{"name": "World", "year": year, "value": share, "latest": int(rows["year"].max())},
        **{"countries": len(rows), "source_id": ";".join(unique_ids(rows["source_id"]))},
        "as_of": str(rows["as_of"].max()),
    }


def forms(store: Store, state: State) -> Figure:
    """How many efforts serve each form of cooperation, or those of the reader's country."""
    on, mine = state[ON], state[MY]
    served = functions_served(store, on, mine)
    table = efforts(store)
    frame = pd.DataFrame(
        [
            {
                "key": row["function"],
                "name": str(row["function"])[:1].upper() + str(row["function"])[1:],
                "value": row["efforts"],
                "source_id": ";".join(unique_ids(table.loc[_of(table, row), "source_id"])),
                "as_of": str(table.loc[_of(table, row), "as_of"].max()),
            }
            for row in _records(served)
        ]
    )
    who = f"{store.countries[mine].name} takes part" if mine else "states take part"
    ranked = _records(frame.sort_values("value", ascending=False, kind="stable"))
    most, least = ranked[0], ranked[-1]
    chart = ranked_bars(
        frame,
        title=f"Most efforts serve {most['key']} ({most['value']}), fewest"
        f" {least['key']} ({least['value']})",
        subtitle=f"Efforts in which {who} on {date_phrase(on)}, by the forms of cooperation they"
        " serve. Which forms an effort serves is our own reading.",
        key="key",
        heading="Form of cooperation",
        measure="Efforts",
        things=("form", "forms"),
    )
    return _figure(store, "forms", chart, frame)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def _of(table: pd.DataFrame, row: dict[str, Any]) -> pd.Series:
    own = table["effort_id"].isin(str(row["ids"]).split(";"))
    return own if own.any() else serves(table, str(row["function"]))


def groups(store: Store, state: State) -> Figure:
    """How many UN members take part in at least one effort of each group."""
    rows = []
    for item in items_of(store, "effort"):
        found = live_number(store, item.number, item.about, state[ON])
        rows.append(
            {
                **{"key": item.item_id, "name": item.title},
                "value": float(found.value.replace(",", "")) if found.known else None,
                "source_id": ";".join(unique_ids(found.frame["source_id"])),
                "as_of": str(found.frame["as_of"].max()),
            }
        )
    frame = pd.DataFrame(rows)
    known = frame.dropna(subset="value").sort_values("value")
    few = listing([str(name).lower() for name in known["name"].head(2)])
    chart = ranked_bars(
        frame,
        title=f"Nearly every state sits in an organisation; few are in {few}"
        if len(known)
        else "Nobody is known in any effort by this day",
        subtitle=f"UN members known to take part in at least one effort of the group on"
        f" {date_phrase(state[ON])}, of 193. Lists are partial, so these are the least.",
        key="key",
        heading="Group of efforts",
        measure="UN members",
        things=("group", "groups"),
    )
    return _figure(store, "groups", chart, frame)


def measured(store: Store, state: State) -> Figure:
    """How many indicators speak for each obstacle."""
    rows = []
    for obstacle in Obstacle:
        known = indicators(store, int(obstacle))
        rows.append(
            {
                **{"key": str(int(obstacle)), "name": f"{int(obstacle)} {obstacle.label}"},
                "value": len(known),
                "source_id": ";".join(
                    source
                    for source in unique_ids(i.source_id for i in known)
                    if source in store.sources
                ),
                "as_of": max(i.as_of for i in known) if known else "",
            }
        )
    frame = pd.DataFrame(rows)
    ranked = _records(frame.sort_values("value", ascending=False, kind="stable"))
    most, least = ranked[0], ranked[-1]
    chart = ranked_bars(
        frame,
        title=f"{most['value']} indicators speak for {str(most['name'])[2:].lower()},"
        f" {least['value']} for {str(least['name'])[2:].lower()}",
        subtitle="Indicators for each obstacle. Many indicators do not make an obstacle larger; few"
        " mean that less can be seen of it.",
        key="key",
        family="obstacles",
        heading="Obstacle",
        measure="Indicators",
        things=("obstacle", "obstacles"),
    )
    return _figure(store, "measured", chart, frame)


def covered(store: Store, state: State) -> Figure:
    """The share of suspected crossings between states with a channel in force, by year."""
    dataset = default_dataset(store)
    frame = coverage_by_year(store, dataset, state[ON])
    frame = frame[frame["measure"].isin(_SHARE)]
    frame = frame.assign(name=frame["measure"].map(_SHARE), value=frame["share"])
    name = events(store, dataset).short_name
    total = int(frame.loc[frame["measure"].eq("narrow"), "incidents"].sum())
    narrow = int(frame.loc[frame["measure"].eq("narrow"), "covered"].sum())
    title = f"{name} has no dated incident across a border by this day"
    if total:
        title = f"{percent(narrow / total)} of suspected crossings had a cybercrime treaty between"
        title += " the two sides"
    chart = lines(
        frame,
        title=title,
        subtitle=f"Share of the {number(total)} incident × (suspected origin, victim) in {name}"
        " between states known to have the legal basis in force at the time, percent by year.",
        x="year",
        order=[label for label in _SHARE.values() if label in set(frame["name"])],
        unit="%",
        measure="Share",
        heading="Legal basis",
        height=280,
    )
    return _figure(store, "covered", chart, frame)


def adoption(store: Store, state: State) -> Figure:
    """How three treaties came into force for states, step by step."""
    on = state[ON]
    curves = adoption_curves(store, TREATIES, on)
    curves = curves[curves["step"].eq("in_force")].rename(columns={"treaty": "name"})
    missing = undated_steps(store, TREATIES)
    missing = missing[missing["step"].eq("in_force")]
    undated = {str(k): int(v) for k, v in missing.groupby("treaty").size().items()}
    last = curves.groupby("name", sort=False)["value"].last().sort_values(ascending=False)
    said = listing([f"{name} {number(value)}" for name, value in last.items()])
    chart = adoption_chart(
        curves,
        undated if _late(curves, on) else {},
        title=f"Joining takes decades: {said} states" if said else "None is in force by this day",
        subtitle=f"States for which each treaty has entered into force, up to {date_phrase(on)}.",
        heading="Treaty",
    )
    return _figure(store, "adoption", chart.with_height(320), curves)


def _late(curves: pd.DataFrame, on: date) -> bool:
    """Whether there are curves to which undated steps can be added."""
    return len(curves) > 0 and on.year > FIRST_YEAR


def _figure(store: Store, name: str, chart: Chart, frame: pd.DataFrame) -> Figure:
    """Some rest on a hundred sources: one is named, the others are counted and open on demand."""
    cited = caption(frame, store.sources, limit=1)
    return Figure(name, chart.with_licence(store.sources), cited, frame)
