"""The adoption curves: several treaties by one step, or the three steps of one treaty."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.treaty_adoption import (
    STEPS,
    adoption_curves,
    joining_steps,
    treaty_events,
    undated_steps,
)
from dashboard.charts.adoption import adoption_chart
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, listing
from dashboard.core.dates import parse_reduced
from dashboard.store.store import Store
from dashboard.views.treaties_params import STEP_WORDS, brief

_DONE = {
    "signed": "signed",
    "deposited": "deposited an instrument",
    "in_force": "had it in force",
}
_COUNT = {"signed": "signatures", "deposited": "deposits", "in_force": "states in force"}


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """The chart, its undated states by line, its caption, and the step rows behind it."""

    chart: Chart
    undated: dict[str, int]
    caption: Caption
    rows: pd.DataFrame


def curves(
    store: Store,
    treaty_ids: tuple[str, ...],
    step: str,
    on: date,
    inside: frozenset[str] | None,
    where: str,
) -> Curves:
    """Curves up to ``on``. ``where`` says the filter in words, '' without one."""
    data = adoption_curves(store, treaty_ids, on, inside)
    apart = undated_steps(store, treaty_ids, inside)
    names = {treaty_id: brief(store, treaty_id) for treaty_id in treaty_ids}
    single = len(treaty_ids) == 1
    steps = tuple(STEPS) if single else (step,)
    data, apart = data[data["step"].isin(steps)], apart[apart["step"].isin(steps)]
    key, words = ("step", STEP_WORDS) if single else ("treaty_id", names)
    data = data.assign(name=data[key].map(words))
    undated = {words[str(k)]: int(n) for k, n in apart[key].value_counts().items()}
    undated = {name: n for name, n in undated.items() if name in set(data["name"])}
    done = "signed, deposited and had it in force" if single else _DONE[step]
    rows = pd.concat([joining_steps(store, t) for t in treaty_ids], ignore_index=True)
    rows = rows[rows["step"].isin(steps)].drop(columns="day")
    if inside is not None:
        rows = rows[rows["iso3"].isin(inside)]
    chart = adoption_chart(
        data,
        undated,
        title=_title(data, names[treaty_ids[0]] if single else "", step),
        subtitle=f"States that had {done}, dated steps only, up to {date_phrase(on)}{where}",
        heading="Step" if single else "Treaty",
        events=_events(store, treaty_ids[0], on) if single else (),
    ).with_notes(*_ends(store, treaty_ids, on))
    return Curves(chart, undated, caption(rows, store.sources), rows)


def _title(data: pd.DataFrame, single: str, step: str) -> str:
    last = data.groupby("name", sort=False)["value"].last().sort_values(ascending=False)
    parts = [f"{name} {int(value)}" for name, value in last.items()]
    if single:
        return f"{single}: {listing([part[0].lower() + part[1:] for part in parts])}"
    if parts:
        return f"Dated {_COUNT[step]}: {listing(parts, 4)}"
    return f"No {_COUNT[step]} under these treaties are dated by then"


def _events(store: Store, treaty_id: str, on: date) -> list[tuple[str, str]]:
    events = treaty_events(store, (treaty_id,))
    shown = events.loc[events["event"] == "entered into force", "date"]
    return [(str(day), "in force") for day in shown if parse_reduced(str(day)).latest <= on]


def _ends(store: Store, treaty_ids: tuple[str, ...], on: date) -> list[str]:
    """Milestones of the treaties and where their lists end, as one note each."""
    events = treaty_events(store, treaty_ids)
    notes = []
    for treaty_id, own in events.groupby("treaty_id", sort=False):
        said = [
            f"{event} {parse_reduced(str(day)).when()}"
            for event, day in zip(own["event"], own["date"], strict=True)
            if parse_reduced(str(day)).earliest <= on
        ]
        if said:
            notes.append(f"{brief(store, str(treaty_id))}: {listing(said)}")
    table = store.table("treaties").set_index("treaty_id")["list_as_of"]
    ends = [f"{brief(store, t)} {date_phrase(table[t])}" for t in treaty_ids]
    return [". ".join(notes) + "." if notes else "", f"Lists end: {', '.join(ends)}."]
