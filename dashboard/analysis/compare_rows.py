"""One country as rows of a comparison: what is read, what is compared, what is not known."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from dashboard.analysis.csirts import national_presence, team_counts
from dashboard.analysis.incidents import summary_of
from dashboard.analysis.indicators import country_profile
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import by_function
from dashboard.analysis.timelines import membership_timelines
from dashboard.analysis.treaties import country_treaties
from dashboard.core.errors import DataError
from dashboard.core.provenance import unique_ids
from dashboard.core.vocabulary import CsirtPresence, Empty, MembershipStatus, Obstacle, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

T = TypeVar("T")

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


def dimensions(store: Store, iso3: str, on: date, reference: str) -> pd.DataFrame:
    """All rows of one country with ROW_COLUMNS and ``silent`` (an item that says nothing).

    A topic whose table is broken is left out; ``broken_topics`` says why.
    """
    found = _parts(store, iso3, on, reference)
    parts = [part for part in found if not isinstance(part, DataError)]
    frame = pd.concat([part.reindex(columns=[*ROW_COLUMNS, "silent"]) for part in parts])
    return frame.assign(iso3=iso3, year=frame["year"].astype("Int64")).reset_index(drop=True)


def broken_topics(store: Store, iso3: str, on: date, reference: str) -> tuple[DataError, ...]:
    """What keeps ``dimensions`` from being whole, each error once."""
    found = _parts(store, iso3, on, reference)
    errors = {part.what: part for part in found if isinstance(part, DataError)}
    return tuple(errors.values())


@per_store(size=32)
def _parts(
    store: Store, iso3: str, on: date, reference: str
) -> tuple[pd.DataFrame | DataError, ...]:
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
) -> dict[str, Any]:
    """One row with ROW_COLUMNS but iso3; ``about`` holds source_id and as_of."""
    return {
        **{"group": group, "item_id": item_id, "item": item, "text": text, "state": str(state)},
        **{"blank": False, "year": None, "silent": False},
        **{"source_id": about["source_id"], "as_of": about["as_of"]},
        **more,
    }


def _facts(store: Store, iso3: str) -> pd.DataFrame:
    country = store.countries[iso3]
    row = store.table("countries").set_index("iso3").loc[iso3]
    facts = (
        ("region", "Region", country.un_subregion or country.un_region),
        ("income", "Income group", country.wb_income_group),
    )
    return pd.DataFrame(
        [compare_row("Country", i, n, t or "No data", t, row, blank=not t) for i, n, t in facts]
    )


def _treaties(store: Store, iso3: str, on: date) -> pd.DataFrame:
    return pd.DataFrame(
        [
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
            for row in country_treaties(store, iso3, on).to_dict("records")
        ]
    )


def _memberships(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """Every body followed, the silence of its list included: absent and unknown stay apart."""
    table = membership_timelines(store)
    mask = (table.tracks["iso3"] == iso3).to_numpy()
    now = table.on(on, table.tracks.index.to_numpy()[mask]).set_index("instrument_id")
    words = country_memberships(store, iso3, on).set_index("organisation_id")["text"]
    rows = []
    for body in store.table("organisations").to_dict("records"):
        name = str(body["organisation_id"])
        step = now.loc[name]
        status = MembershipStatus(str(step["state"]))
        rows.append(
            compare_row(
                "Organisations and efforts",
                name,
                body["short_name"],
                str(words.get(name, status.label)),
                status,
                step,
                blank=status is MembershipStatus.UNKNOWN,
                silent=status in _SILENT,
            )
        )
    return pd.DataFrame(rows)


def _forms(store: Store, iso3: str, on: date) -> pd.DataFrame:
    """How many bodies serve each form of cooperation for the country."""
    frame = country_memberships(store, iso3, on)
    served = by_function(frame[frame["status"].ne(MembershipStatus.FORMER)])
    rows = []
    for form, own in served.items():
        bodies = "body" if len(own) == 1 else "bodies"
        text = f"{len(own)} {bodies}" if len(own) else "Nothing on record"
        about = {"source_id": ";".join(unique_ids(own["source_id"])), "as_of": _latest(own)}
        label = f"{form[:1].upper()}{form[1:]}"
        state = "some" if len(own) else "none"
        rows.append(compare_row(FORMS, form_item(form), label, text, state, about))
    return pd.DataFrame(rows)


def _latest(rows: pd.DataFrame) -> str:
    return max((str(day) for day in rows["as_of"]), default="")


def _csirts(store: Store, iso3: str, on: date) -> pd.DataFrame:
    row = national_presence(store, on).set_index("iso3").loc[iso3]
    kind = CsirtPresence(str(row["presence"]))
    first = "Yes" if row["first_member"] == "yes" else "No data"
    about = {"source_id": row["first_member_source_id"], "as_of": row["first_member_as_of"]}
    count = team_counts(store).set_index("iso3").loc[iso3]
    counted = bool(pd.notna(count["teams"]))
    teams = str(count["teams"]) if counted else f"No data ({count['note']})"
    return pd.DataFrame(
        [
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
    )


def _incidents(store: Store, iso3: str) -> pd.DataFrame:
    rows = []
    for row in summary_of(store, iso3, malicious=True).to_dict("records"):
        side = "as suspected origin" if row["role"] == "origin" else "as victim"
        count = row["incidents"]
        known = pd.notna(count)
        item_id = incident_item(row["dataset"], row["role"])
        text = f"{count:,} reported" if known and count else "None reported"
        item = f"{row['short_name']}, {side} ({row['years']})"
        state = str(count) if known else ""
        text = text if known else Empty.NO_DATA.label
        rows.append(compare_row(INCIDENTS, item_id, item, text, state, row, blank=not known))
    return pd.DataFrame(rows)


def _indicators(store: Store, iso3: str, year: int, reference: str) -> pd.DataFrame:
    frame = country_profile(store, iso3, year, reference)
    rows = []
    for row in frame.to_dict("records"):
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
    return pd.DataFrame(rows)


def group_of(obstacle: object) -> str:
    """The heading of an indicator: 'Obstacle 5: Resource constraints', or 'Background'."""
    if obstacle is None or pd.isna(obstacle):  # type: ignore[call-overload]
        return "Background"
    found = Obstacle(int(str(obstacle)))
    return f"Obstacle {int(found)}: {found.label}"
