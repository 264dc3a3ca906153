"""Two to six countries side by side: every dimension in one table, differences marked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.compare_group import GROUP, group_dimensions
from dashboard.analysis.compare_rows import ROW_COLUMNS, dimensions
from dashboard.analysis.pair_matrix import group_members, group_names
from dashboard.core.dates import day_phrase
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import MembershipStatus, Status
from dashboard.store.frames import rows_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MIN_COUNTRIES, MAX_COUNTRIES = 2, 6
COMPARE_COLUMNS = ROW_COLUMNS
"""Long form: one row a (item, country). ``state`` is what is compared; ``text`` what is read."""
HELD = (Status.IN_FORCE, Status.BOUND, MembershipStatus.MEMBER)
SHAREABLE = ("Treaties", "Organisations and efforts")


def check_countries(countries: tuple[str, ...], group: str = "") -> None:
    """UserError unless two to six different sides are given; a group is one of them."""
    sides = len(countries) + bool(group)
    distinct = len(set(countries)) == len(countries) > 0
    if not (distinct and MIN_COUNTRIES <= sides <= MAX_COUNTRIES):
        raise UserError(
            "A comparison takes two to six different countries, or one to five and a group",
            where="c",
            given=",".join(countries),
            fix="Add or remove countries",
        )


@per_store(size=64)
def compare(store: Store, countries: tuple[str, ...], on: date, group: str = "") -> pd.DataFrame:
    """Every dimension of every chosen country with COMPARE_COLUMNS, in reading order.

    Items that say nothing of any of them are left out: treaties not applicable to all, bodies
    that none belongs to. Indicators read only as a difference are measured from the first
    country. ``group`` (an id of ``group_names``) adds rows with the iso3 GROUP: the shares and
    medians of its members on the day. UserError for a group without members.
    """
    check_countries(countries, group)
    rows = [row for iso3 in countries for row in dimensions(store, iso3, on, countries[0])]
    if group:
        rows += group_dimensions(store, members_of(store, group, on), on, countries[0])
    telling = {row["item_id"] for row in rows if not row["silent"]}
    kept = [row for row in rows if row["item_id"] in telling]
    frame = pd.DataFrame(kept, columns=list(COMPARE_COLUMNS))
    return frame.assign(year=frame["year"].astype("Int64"))


def members_of(store: Store, group: str, on: date) -> tuple[str, ...]:
    """iso3 of the members of a group on the day; UserError where it has none."""
    members = group_members(store, group, on)
    if not members:
        raise UserError(
            f"{group_names(store)[group]}: no member is known on {day_phrase(on)}",
            where="group",
            given=group,
            fix="Choose another group or a later day",
        )
    return members


def side_by_side(long: pd.DataFrame, countries: tuple[str, ...]) -> pd.DataFrame:
    """One row an item: group, item_id, item, a text column for each country, differs, unknown,
    year, years_differ, source_id, as_of.

    ``differs`` compares states of sides about which something is known (a group without a
    majority has no state to compare); ``unknown`` is how many of them nothing is known about.
    ``year`` is the common year of values, '' where years differ: then each text names its own.
    """
    items: dict[str, list[dict[Any, Any]]] = {}
    for row in rows_of(long):
        items.setdefault(str(row["item_id"]), []).append(row)
    wide = pd.DataFrame([_wide_row(own, countries) for own in items.values()])
    order = {g: n for n, g in enumerate(dict.fromkeys(long["group"]))}
    return wide.sort_values("group", key=lambda s: s.map(order), kind="stable", ignore_index=True)


@per_store(size=64)
def comparison(store: Store, countries: tuple[str, ...], on: date, group: str = "") -> pd.DataFrame:
    """``side_by_side`` of ``compare``: the table a page shows; a group is the column GROUP."""
    sides = (*countries, GROUP) if group else countries
    return side_by_side(compare(store, countries, on, group), sides)


def differences_first(wide: pd.DataFrame) -> pd.DataFrame:
    """The rows that differ on top, each part in its own order."""
    return wide.sort_values("differs", ascending=False, kind="stable", ignore_index=True)


def _wide_row(own: list[dict[Any, Any]], countries: tuple[str, ...]) -> dict[str, Any]:
    """One item of the table; ``own`` has a row for each country."""
    by_country = {str(row["iso3"]): row for row in own}
    ordered = [by_country[iso3] for iso3 in countries if iso3 in by_country]
    years = {int(row["year"]) for row in ordered if pd.notna(row["year"])}
    known = [row["state"] for row in ordered if not row["blank"]]
    blanks = dict.fromkeys(countries, "")
    return {
        "group": own[0]["group"],
        "item_id": own[0]["item_id"],
        "item": own[0]["item"],
        **blanks,
        **{str(row["iso3"]): _text(row, len(years) > 1) for row in ordered},
        "differs": len(set(known) - {""}) > 1,
        "unknown": len(ordered) - len(known),
        "year": str(*years) if len(years) == 1 else "",
        "years_differ": len(years) > 1,
        "source_id": _joined(row["source_id"] for row in ordered),
        "as_of": max((str(row["as_of"]) for row in ordered if _filled(row["as_of"])), default=""),
    }


def shared_and_distinct(
    long: pd.DataFrame, countries: tuple[str, ...]
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Treaties in force and memberships that all share, and those that only one country has.

    ``long`` is what ``compare`` gives. Frames have the columns group, item_id, item, unknown.
    'Only one' means that no other chosen country is known to have it; ``unknown`` says for how
    many of the others nothing is known.
    """
    long = long[long["group"].isin(SHAREABLE)]
    unknown = long.groupby("item_id")["blank"].sum().astype(int)
    held = long[long["state"].isin(HELD)]
    holders = held["item_id"].map(held.groupby("item_id")["iso3"].nunique())
    held = held.assign(unknown=held["item_id"].map(unknown))
    columns = ["group", "item_id", "item", "unknown"]
    shared = held[holders.eq(len(countries))].drop_duplicates("item_id")
    only = held[holders.eq(1)]
    return (
        shared[columns].reset_index(drop=True),
        {c: only.loc[only["iso3"] == c, columns].reset_index(drop=True) for c in countries},
    )


def _text(row: dict[Any, Any], with_year: bool) -> str:
    year = f" ({int(row['year'])})" if with_year and pd.notna(row["year"]) else ""
    return f"{row['text']}{year}"


def _filled(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)


def _joined(cells: Iterable[object]) -> str:
    parts = [part for cell in cells if isinstance(cell, str) for part in cell.split(";")]
    return ";".join(dict.fromkeys(part for part in parts if part))
