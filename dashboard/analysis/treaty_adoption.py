"""How states joined treaties over time: signatures, deposits and entry into force.

Curves count dated steps. A state that took a step on a day no source gives is counted apart, as
the height of a band above the curve (DESIGN §2.2).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

import pandas as pd

from dashboard.analysis.history import TREATIES, marked_steps
from dashboard.analysis.treaties import COUNTED, treaty
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

StepName = Literal["signed", "deposited", "in_force"]
STEPS: tuple[StepName, ...] = ("signed", "deposited", "in_force")
STEP_COLUMNS = (
    "treaty_id",
    "treaty",
    "iso3",
    "name",
    "region",
    "step",
    "date",
    "day",
    "change",
    "basis",
    "source_id",
    "as_of",
)


@per_store(size=64)
def joining_steps(store: Store, treaty_id: str) -> pd.DataFrame:
    """One row for each step of a state under the treaty, with STEP_COLUMNS.

    ``step`` is signed, deposited or in_force (or binding through membership). ``date`` is the
    reduced date as sourced or by the treaty's rule, '' where no source gives it; ``day`` the
    ordinal from which it counts (its last possible day), missing where undated. ``change`` is 1,
    or −1 where the treaty ceases to apply. Territories are left out.
    """
    about = treaty(store, treaty_id)
    rows = [*_own_dates(store, treaty_id), *_in_force(store, treaty_id)]
    frame = pd.DataFrame(rows, columns=[c for c in STEP_COLUMNS if c not in _COUNTRY])
    countries = {
        c.iso3: (c.name, c.un_region or "")
        for c in store.countries
        if c.entity_kind is not EntityKind.TERRITORY
    }
    frame = frame[frame["iso3"].isin(countries)].reset_index(drop=True)
    frame["name"] = [countries[iso3][0] for iso3 in frame["iso3"]]
    frame["region"] = [countries[iso3][1] for iso3 in frame["iso3"]]
    frame["treaty"] = str(about["short_name"])
    frame["day"] = frame["day"].astype("Int64")
    return frame[list(STEP_COLUMNS)]


_COUNTRY = ("name", "region", "treaty")


def _own_dates(store: Store, treaty_id: str) -> Iterator[dict[str, Any]]:
    table = store.table("treaty_status")
    for row in table[table["treaty_id"] == treaty_id].to_dict("records"):
        party = row["status"] == "party"
        acceded = row["instrument"] in ("accession", "succession")
        about = {"treaty_id": treaty_id, "iso3": row["iso3"], "change": 1, "basis": "dated"}
        about |= {"source_id": row["source_id"], "as_of": row["as_of"]}
        signed = isinstance(row["signature_date"], str)
        if signed or row["status"] == "signatory" or (party and not acceded):
            yield about | {"step": "signed"} | _when(row["signature_date"])
        if party:
            yield about | {"step": "deposited"} | _when(row["ratification_date"])


def _when(text: object) -> dict[str, Any]:
    if not isinstance(text, str):
        return {"date": "", "day": pd.NA, "basis": "undated"}
    return {"date": text, "day": parse_reduced(text).latest.toordinal()}


def _in_force(store: Store, treaty_id: str) -> Iterator[dict[str, Any]]:
    steps = marked_steps(store, TREATIES)
    steps = steps.loc[steps["instrument_id"] == treaty_id, list(_READ)]
    for iso3, own in groupby(steps.to_dict("records"), itemgetter("iso3")):
        inside = False
        records = list(own)
        about = {"treaty_id": treaty_id, "iso3": iso3, "step": "in_force"}
        for step in records:
            now = step["state"] in COUNTED
            if step["is_undated"] or now == inside:
                continue
            inside = now
            yield about | {
                "date": step["since"] or date.fromordinal(int(step["from_day"])).isoformat(),
                "day": int(step["from_day"]),
                "change": 1 if now else -1,
                "basis": str(step["basis"]),
                "source_id": step["source_id"],
                "as_of": step["as_of"],
            }
        last = records[-1]
        if last["is_undated"] and last["state"] in COUNTED and not inside:
            yield about | {
                **{"date": "", "day": pd.NA, "change": 1, "basis": "undated"},
                **{"source_id": last["source_id"], "as_of": last["as_of"]},
            }


_READ = ("iso3", "state", "is_undated", "since", "from_day", "basis", "source_id", "as_of")


@per_store(size=64)
def steps_by_country(store: Store, treaty_id: str) -> dict[str, list[dict[str, Any]]]:
    """The steps of ``joining_steps`` as plain rows for each country, in their order; ``day`` is
    None where undated."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in joining_steps(store, treaty_id).to_dict("records"):
        day = None if pd.isna(row["day"]) else int(row["day"])
        cells = {str(name): cell for name, cell in row.items()}
        found.setdefault(str(row["iso3"]), []).append({**cells, "day": day})
    return found


def adoption_curves(
    store: Store, treaty_ids: Sequence[str], on: date, inside: frozenset[str] | None = None
) -> pd.DataFrame:
    """Cumulative dated steps: treaty_id, treaty, step, date (ISO day), value, source_id, as_of.

    A curve starts with 0 on the day of opening (or adoption), has a point for every day on which
    something happened, and ends on the date of the list or on ``on``, whichever comes first.
    ``inside`` limits the countries.
    """
    rows = [row for name in treaty_ids for row in _curves_of(store, name, on, inside)]
    columns = ["treaty_id", "treaty", "step", "date", "value", "source_id", "as_of"]
    return pd.DataFrame(rows, columns=columns)


@per_store(size=256)
def _curves_of(
    store: Store, treaty_id: str, on: date, inside: frozenset[str] | None
) -> tuple[dict[str, Any], ...]:
    """The points of one treaty: a set of treaties that changes by one asks for one anew."""
    rows: list[dict[str, Any]] = []
    about = treaty(store, treaty_id)
    steps = _chosen(joining_steps(store, treaty_id), inside)
    dated = steps[steps["day"].notna() & steps["day"].le(on.toordinal()).fillna(False)]
    opened, end = _opening(about), _end(about, dated, on)
    for step in STEPS:
        own = dated[dated["step"] == step]
        if len(own) or _none_is_known(about, opened, on):
            series = {"treaty_id": treaty_id, "treaty": about["short_name"], "step": step}
            rows += [series | point for point in _curve(own, about, opened, end)]
    return tuple(rows)


def _curve(
    own: pd.DataFrame, about: dict[str, object], opened: date | None, end: date
) -> list[dict[str, Any]]:
    listed = {"source_id": about["source_id"], "as_of": about["as_of"]}
    points: list[dict[str, Any]] = []
    total = 0
    columns = ["day", "change", "source_id", "as_of"]
    rows = own[columns].sort_values("day", kind="stable").itertuples(index=False, name=None)
    for day, group in groupby(rows, itemgetter(0)):
        _, changes, source_ids, dates = zip(*group, strict=True)
        total += sum(changes)
        evidence = {"source_id": ";".join(unique_ids(source_ids)), "as_of": max(dates)}
        when = date.fromordinal(int(day))
        points.append(evidence | {"date": when.isoformat(), "value": int(total)})
    if opened is not None and (not points or opened.isoformat() < points[0]["date"]):
        points.insert(0, listed | {"date": opened.isoformat(), "value": 0})
    if points[-1]["date"] < end.isoformat():
        points.append(listed | {"date": end.isoformat(), "value": total})
    return points


def undated_steps(
    store: Store, treaty_ids: Sequence[str], inside: frozenset[str] | None = None
) -> pd.DataFrame:
    """States known to have taken a step on no known day (STEP_COLUMNS, ``date`` '').

    A party without a sourced signature may never have signed: it is among the undated of 'signed'.
    """
    parts = [_chosen(joining_steps(store, treaty_id), inside) for treaty_id in treaty_ids]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=STEP_COLUMNS)
    return frame[frame["day"].isna()].reset_index(drop=True)


def treaty_events(store: Store, treaty_ids: Sequence[str]) -> pd.DataFrame:
    """Dated events of the treaties themselves: treaty_id, treaty, event, date, source_id, as_of."""
    rows = []
    for treaty_id in treaty_ids:
        about = treaty(store, treaty_id)
        for column, event in _EVENTS.items():
            if isinstance(about[column], str):
                cells = {k: about[k] for k in ("treaty_id", "source_id", "as_of")}
                rows.append(
                    cells | {"treaty": about["short_name"], "event": event, "date": about[column]}
                )
    columns = ["treaty_id", "treaty", "event", "date", "source_id", "as_of"]
    return pd.DataFrame(rows, columns=columns).sort_values("date", ignore_index=True)


_EVENTS = {
    "adopted": "adopted",
    "opened": "opened for signature",
    "entered_into_force": "entered into force",
    "in_force_by": "known to be in force",
    "applies_from": "applies to members",
}


def _chosen(steps: pd.DataFrame, inside: frozenset[str] | None) -> pd.DataFrame:
    return steps if inside is None else steps[steps["iso3"].isin(inside)]


def _none_is_known(about: dict[str, object], opened: date | None, on: date) -> bool:
    """Whether no dated step means that there was none: the list is complete."""
    acts = about["kind"] != "organisation_law" and about["absence"] == "not_party"
    return acts and opened is not None and opened <= on


def _opening(about: dict[str, object]) -> date | None:
    text = about["opened"] if isinstance(about["opened"], str) else about["adopted"]
    return parse_reduced(text).earliest if isinstance(text, str) else None


def _end(about: dict[str, object], dated: pd.DataFrame, on: date) -> date:
    listed = parse_reduced(str(about["list_as_of"])).latest.toordinal()
    last = int(dated["day"].max()) if len(dated) else listed
    return date.fromordinal(min(on.toordinal(), max(listed, last)))
