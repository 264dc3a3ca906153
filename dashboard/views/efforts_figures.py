"""The figures of one effort: how it grew, and what it overlaps with."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.effort_lists import effort_events
from dashboard.analysis.effort_members import effort_members, overlaps
from dashboard.charts.bars import ranked_bars
from dashboard.charts.chart import Chart, Column
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, listing, plural
from dashboard.charts.lines import lines
from dashboard.store.store import Store

_NEAR_UNIVERSAL = 150


def growth_chart(store: Store, row: dict[str, Any], on: date) -> tuple[Chart, Caption]:
    """Members by the date they joined; ``row`` is the effort. Needs a dated joining."""
    events, undated = effort_events(store, str(row["effort_id"]), on)
    members = effort_members(store, str(row["effort_id"]), on)
    cited = caption(
        members if len(members) else events.assign(source_id=row["source_id"]), store.sources
    )
    last = events.iloc[-1]
    rows = events.assign(series="Dated").drop_duplicates("date", keep="last")
    end = rows.iloc[[-1]].assign(date=on.isoformat())
    notes = [f"Latest: {last['name']} {last['change']} on {date_phrase(last['date'])}."]
    if undated:
        notes.append(
            f"Apart from the line, since when is not known: {listing(list(undated), 12)} "
            f"({plural(len(undated), 'member')})."
        )
    chart = lines(
        pd.concat([rows, end[end["date"] > rows["date"].max()]]),
        title=_growth_title(row, events, undated, on),
        subtitle="Countries known to take part by the date they joined; a year counts from its "
        "last day.",
        series="series",
        step=True,
        measure="Members",
        heading="Series",
        notes=tuple(notes),
    )
    return chart, cited


def _growth_title(
    row: dict[str, Any], events: pd.DataFrame, undated: tuple[str, ...], on: date
) -> str:
    left = int(events["change"].eq("left").sum())
    title = f"{row['short_name']}: {events['value'].iloc[-1]} known by date on {date_phrase(on)}"
    title += f", {left} had left" if left else ""
    return title + (f"; {len(undated)} more without a date" if undated else "")


def overlap_chart(store: Store, row: dict[str, Any], on: date) -> tuple[Chart, Caption]:
    """Efforts by the members they share with this one, nearly universal ones left out."""
    frame = overlaps(store, str(row["effort_id"]), on)
    near = frame["members"].ge(_NEAR_UNIVERSAL)
    frame, everyone = frame[~near], [str(n) for n in frame.loc[near, "short_name"]]
    name = str(row["short_name"])
    top = frame[frame["share_of_other"].between(50, 99)].head(1)
    finding = f"Who in {name} also meets elsewhere"
    if len(top):
        first = top.iloc[0]
        finding = (
            f"{first['shared']} of the {first['members']} known in {first['short_name']} "
            f"are also in {name}"
        )
    notes = ["Known members on both sides only: each number is a lower bound."]
    if everyone:
        notes.append(f"Left out, since nearly every state is in them: {listing(everyone, 8)}.")
    chart = ranked_bars(
        frame,
        title=finding,
        subtitle=f"Members shared with {name} on {date_phrase(on)}; in brackets, the part of "
        "the other effort's known members.",
        key="effort_id",
        label="short_name",
        value="shared",
        top=20,
        heading="Effort",
        measure="Shared members",
        things=("effort", "efforts"),
        notes=tuple(notes),
    )
    shares = zip(chart.data["shared"], chart.data["share_of_other"], strict=True)
    data = chart.data.assign(value_text=[f"{n:.0f} ({share:.0f} %)" for n, share in shares])
    columns = (
        *chart.columns[:3],
        Column("share", f"Part of {name}", "number", "%"),
        Column("share_of_other", "Part of the other", "number", "%"),
        *chart.columns[3:],
    )
    cited = pd.concat([data, pd.DataFrame([{k: row[k] for k in ("source_id", "as_of")}])])
    return replace(chart, data=data, columns=columns), caption(cited, store.sources)
