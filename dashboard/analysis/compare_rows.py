"""One country as rows of a comparison: what is read, what is compared, what is not known."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from dashboard.analysis.csirt_teams import team_counts
from dashboard.analysis.csirts import national_presence
from dashboard.analysis.incidents import summary_of
from dashboard.analysis.indicator_profile import latest_rows
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.timelines import membership_timelines
from dashboard.analysis.treaties import country_treaties
from dashboard.core.errors import DataError
from dashboard.core.provenance import split_ids, unique_ids
from dashboard.core.vocabulary import (
    FUNCTIONS,
    CsirtPresence,
    Empty,
    MembershipStatus,
    Obstacle,
    Status,
)
from dashboard.store.frames import rows_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

T = TypeVar("T")
Row = dict[str, Any]

ROW_COLUMNS = (
    *("group", "item_id", "item", "iso3", "text", "state"),
    *("blank", "year", "source_id", "as_of"),
)
"""``blank``: nothing is known, so nothing can differ. Not applicable is known."""
_SILENT = (MembershipStatus.UNKNOWN, MembershipStatus.NOT_MEMBER, MembershipStatus.NOT_APPLICABLE)
INCIDENTS = "Reported incidents"
FORMS = "Forms of cooperation"
NATIONAL_ITEM = ("CERT/CSIRT", "csirt", "National CSIRT")
FIRST_ITEM = ("CERT/CSIRT", "csirt_first", "A team in FIRST")
TEAMS_ITEM = ("CERT/CSIRT", "csirt_teams", "Teams listed")
"""Group, item_id and item of rows that a group of countries has too."""


def form_item(form: str) -> str:
    """The item_id of one form of cooperation."""
    return f"form:{form}"


def incident_item(dataset: str, role: str) -> str:
    """The item_id of one side of a dataset."""
    return f"incidents:{dataset}:{role}"


def dimensions(store: Store, iso3: str, on: date, reference: str) -> list[Row]:
    """All rows of one country with ROW_COLUMNS and ``silent`` (an item that says nothing).

    A topic whose table is broken is left out; ``broken_topics`` says why.
    """
    found = _parts(store, iso3, on, reference)
    parts = [part for part in found if not isinstance(part, DataError)]
    return [{**row, "iso3": iso3} for part in parts for row in part]


def broken_topics(store: Store, iso3: str, on: date, reference: str) -> tuple[DataError, ...]:
    """What keeps ``dimensions`` from being whole, each error once."""
    found = _parts(store, iso3, on, reference)
    errors = {part.what: part for part in found if isinstance(part, DataError)}
    return tuple(errors.values())


@per_store(size=32)
def _parts(store: Store, iso3: str, on: date, reference: str) -> tuple[list[Row] | DataError, ...]:
    return tuple(
        whole_or_error(make)
        for make in (
            lambda: _facts(store, iso3),
            lambda: _treaties(store, iso3, on),
            lambda: _memberships(store, iso3, on),
            lambda: _forms(store, iso3, on),
            lambda: _csirts(store, iso3, on),
            lambda: _incidents(store, iso3),
            lambda: _indicators(store, iso3, on.year, reference),
        )
    )


def whole_or_error(make: Callable[[], T]) -> T | DataError:
    """What ``make`` gives, or the error of the broken table it needs."""
    try:
        return make()
    except DataError as error:
        return error


def compare_row(
    group: str, item_id: str, item: object, text: str, state: object, about: Any, **more: Any
) -> Row:
    """One row with ROW_COLUMNS but iso3; ``about`` holds source_id and as_of."""
    return {
        **{"group": group, "item_id": item_id, "item": item, "text": text, "state": str(state)},
        **{"blank": False, "year": None, "silent": False},
        **{"source_id": about["source_id"], "as_of": about["as_of"]},
        **more,
    }


def _facts(store: Store, iso3: str) -> list[Row]:
    country = store.countries[iso3]
    table = store.table("countries")
    (row,) = rows_of(table.loc[table["iso3"].eq(iso3), ["source_id", "as_of"]])
    facts = (
        ("region", "Region", country.un_subregion or country.un_region),
        ("income", "Income group", country.wb_income_group),
    )
    return [compare_row("Country", i, n, t or "No data", t, row, blank=not t) for i, n, t in facts]


def _treaties(store: Store, iso3: str, on: date) -> list[Row]:
    return [
        compare_row(
            "Treaties",
            str(row["treaty_id"]),
            row["short_name"],
            str(row["text"]),
            row["status"],
            row,
            blank=row["status"] == Status.UNKNOWN,
            silent=row["status"] == Status.NOT_APPLICABLE,
        )
        for row in rows_of(country_treaties(store, iso3, on))
    ]


def _memberships(store: Store, iso3: str, on: date) -> list[Row]:
    """Every body followed, the silence of its list included: absent and unknown stay apart."""
    now = membership_timelines(store).country_on(on, iso3)
    held = country_memberships(store, iso3, on)
    words = dict(zip(held["organisation_id"], held["text"], strict=True))
    bodies = store.table("organisations")
    rows = []
    for name, short in zip(bodies["organisation_id"], bodies["short_name"], strict=True):
        step = now[str(name)]
        status = MembershipStatus(str(step["state"]))
        rows.append(
            compare_row(
                "Organisations and efforts",
                str(name),
                short,
                str(words.get(name, status.label)),
                status,
                step,
                blank=status is MembershipStatus.UNKNOWN,
                silent=status in _SILENT,
            )
        )
    return rows


def _forms(store: Store, iso3: str, on: date) -> list[Row]:
    """How many bodies serve each form of cooperation for the country."""
    held = rows_of(country_memberships(store, iso3, on))
    held = [row for row in held if row["status"] != MembershipStatus.FORMER]
    rows = []
    for form in FUNCTIONS:
        own = [row for row in held if form in split_ids(str(row["functions"] or ""))]
        bodies = "body" if len(own) == 1 else "bodies"
        text = f"{len(own)} {bodies}" if own else "Nothing on record"
        about = {
            "source_id": ";".join(unique_ids(row["source_id"] for row in own)),
            "as_of": max((str(row["as_of"]) for row in own), default=""),
        }
        label = f"{form[:1].upper()}{form[1:]}"
        state = "some" if own else "none"
        rows.append(compare_row(FORMS, form_item(form), label, text, state, about))
    return rows


def _csirts(store: Store, iso3: str, on: date) -> list[Row]:
    row = _one(national_presence(store, on), iso3)
    kind = CsirtPresence(str(row["presence"]))
    first = "Yes" if row["first_member"] == "yes" else "No data"
    about = {"source_id": row["first_member_source_id"], "as_of": row["first_member_as_of"]}
    count = _one(team_counts(store), iso3)
    counted = bool(pd.notna(count["teams"]))
    teams = str(count["teams"]) if counted else f"No data ({count['note']})"
    return [
        compare_row(*NATIONAL_ITEM, kind.label, kind, row, blank=kind is CsirtPresence.UNKNOWN),
        compare_row(
            NATIONAL_ITEM[0],
            "csirt_team",
            "National team",
            str(row["team"] or "No data"),
            "named" if row["team"] else "",
            row,
            blank=not row["team"],
            silent=not row["team"],
        ),
        compare_row(*FIRST_ITEM, first, first, about, blank=first != "Yes"),
        compare_row(*TEAMS_ITEM, teams, teams, count, blank=not counted),
    ]


def _one(frame: pd.DataFrame, iso3: str) -> Row:
    """The row of one country."""
    (row,) = rows_of(frame[frame["iso3"].eq(iso3)])
    return row


def _incidents(store: Store, iso3: str) -> list[Row]:
    rows = []
    for row in rows_of(summary_of(store, iso3, malicious=True)):
        side = "as suspected origin" if row["role"] == "origin" else "as victim"
        count = row["incidents"]
        known = pd.notna(count)
        item_id = incident_item(row["dataset"], row["role"])
        text = f"{count:,} reported" if known and count else "None reported"
        item = f"{row['short_name']}, {side} ({row['years']})"
        state = str(count) if known else ""
        text = text if known else Empty.NO_DATA.label
        rows.append(compare_row(INCIDENTS, item_id, item, text, state, row, blank=not known))
    return rows


def _indicators(store: Store, iso3: str, year: int, reference: str) -> list[Row]:
    rows = []
    for row in latest_rows(store, iso3, year, reference):
        apart = row["use"] == "difference_only"
        missing = isinstance(row["empty"], str)
        text, state = str(row["text"]), row["state"]
        if apart and iso3 == reference and row["empty"] == Empty.NOT_APPLICABLE:
            text, state, missing = "measured from here", "0", False
        elif apart and not missing:
            state = "0" if row["value"] == 0 else "apart"
        rows.append(
            compare_row(
                group_of(row["obstacle"]),
                str(row["indicator_id"]),
                row["name"],
                text,
                state,
                row,
                blank=missing,
                year=row["year"],
                silent=missing,
            )
        )
    return rows


def group_of(obstacle: object) -> str:
    """The heading of an indicator: 'Obstacle 5: Resource constraints', or 'Background'."""
    if obstacle is None or pd.isna(obstacle):  # type: ignore[call-overload]
        return "Background"
    found = Obstacle(int(str(obstacle)))
    return f"Obstacle {int(found)}: {found.label}"
