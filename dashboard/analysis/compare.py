"""Two to six countries side by side: every dimension in one table, differences marked."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.compare_rows import ROW_COLUMNS, dimensions
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

MIN_COUNTRIES, MAX_COUNTRIES = 2, 6
COMPARE_COLUMNS = ROW_COLUMNS
"""Long form: one row a (item, country). ``state`` is what is compared; ``text`` what is read."""
HELD = (Status.IN_FORCE, Status.BOUND, MembershipStatus.MEMBER)
SHAREABLE = ("Treaties", "Organisations and efforts")


def check_countries(countries: tuple[str, ...]) -> None:
    """UserError unless two to six different countries are given."""
    if not MIN_COUNTRIES <= len(set(countries)) == len(countries) <= MAX_COUNTRIES:
        raise UserError(
            "A comparison takes two to six different countries",
            where="c",
            given=",".join(countries),
            fix="Add or remove countries",
        )


@per_store(size=64)
def compare(store: Store, countries: tuple[str, ...], on: date) -> pd.DataFrame:
    """Every dimension of every chosen country with COMPARE_COLUMNS, in reading order.

    Items that say nothing of any of them are left out: treaties not applicable to all, bodies
    that none belongs to. Indicators read only as a difference are measured from the first
    country.
    """
    check_countries(countries)
    parts = [dimensions(store, iso3, on, countries[0]) for iso3 in countries]
    frame = pd.concat(parts, ignore_index=True)
    silent = frame.groupby("item_id")["silent"].transform("all")
    return frame.loc[~silent, list(COMPARE_COLUMNS)].reset_index(drop=True)


def side_by_side(long: pd.DataFrame, countries: tuple[str, ...]) -> pd.DataFrame:
    """One row an item: group, item_id, item, a text column for each country, differs, unknown,
    year, source_id, as_of.

    ``differs`` compares states of countries about which something is known; ``unknown`` is how
    many of them nothing is known about. ``year`` is the common year of values, '' where years
    differ: then each text names its own.
    """
    rows = []
    for item_id, own in long.groupby("item_id", sort=False):
        found = own.set_index("iso3").reindex(list(countries))
        years = found["year"].dropna().unique()
        known = found.loc[~found["blank"].astype(bool), "state"]
        rows.append(
            {
                "group": own["group"].iloc[0],
                "item_id": item_id,
                "item": own["item"].iloc[0],
                **dict(zip(countries, _texts(found, len(years) > 1), strict=True)),
                "differs": known.nunique() > 1,
                "unknown": int(found["blank"].astype(bool).sum()),
                "year": str(int(years[0])) if len(years) == 1 else "",
                "source_id": _joined(own["source_id"]),
                "as_of": max((str(d) for d in own["as_of"].dropna() if d), default=""),
            }
        )
    wide = pd.DataFrame(rows)
    order = {g: n for n, g in enumerate(dict.fromkeys(long["group"]))}
    return wide.sort_values("group", key=lambda s: s.map(order), kind="stable", ignore_index=True)


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


def _texts(found: pd.DataFrame, with_year: bool) -> list[str]:
    return [
        f"{text} ({int(year)})" if with_year and pd.notna(year) else str(text)
        for text, year in zip(found["text"], found["year"], strict=True)
    ]


def _joined(cells: Sequence[object] | pd.Series) -> str:
    parts = [part for cell in cells if isinstance(cell, str) for part in cell.split(";")]
    return ";".join(dict.fromkeys(part for part in parts if part))
