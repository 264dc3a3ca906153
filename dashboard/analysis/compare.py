"""Two to six countries side by side: every dimension in one table, differences marked."""

from datetime import date

import pandas as pd

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.incidents import summary_of
from dashboard.analysis.indicators import country_profile
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.treaties import country_treaties
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import CsirtPresence, MembershipStatus, Obstacle, Status
from dashboard.store.store import Store

MIN_COUNTRIES, MAX_COUNTRIES = 2, 6
COMPARE_COLUMNS = ("group", "item_id", "item", "iso3", "text", "state", "source_id", "as_of")
"""Long form: one row a (item, country). ``state`` is what is compared; ``text`` what is read."""


def check_countries(countries: tuple[str, ...]) -> None:
    """UserError unless two to six different countries are given."""
    if not MIN_COUNTRIES <= len(countries) <= MAX_COUNTRIES:
        raise UserError(
            "A comparison takes two to six countries",
            where="c",
            given=",".join(countries),
            fix="Add or remove countries",
        )


def compare(store: Store, countries: tuple[str, ...], on: date) -> pd.DataFrame:
    """Every dimension of every chosen country with COMPARE_COLUMNS, in reading order."""
    check_countries(countries)
    pieces = []
    for iso3 in countries:
        pieces += [
            _facts(store, iso3),
            _treaties(store, iso3, on),
            _memberships(store, iso3, on),
            _csirts(store, iso3),
            _incidents(store, iso3),
            _indicators(store, iso3, on.year),
        ]
    return pd.concat(pieces, ignore_index=True)[list(COMPARE_COLUMNS)]


def side_by_side(long: pd.DataFrame, countries: tuple[str, ...]) -> pd.DataFrame:
    """One row an item: group, item_id, item, one text column a country, ``differs``, sources.

    A membership that none of them holds is left out; one that a country lacks reads 'Not listed'.
    """
    keys = ["group", "item_id", "item"]
    texts = long.pivot_table("text", keys, "iso3", aggfunc="first", sort=False)
    states = long.pivot_table("state", keys, "iso3", aggfunc="first", sort=False)
    texts = texts.reindex(columns=list(countries)).fillna("Not listed")
    states = states.reindex(columns=list(countries)).fillna("not listed")
    texts["differs"] = states.nunique(axis=1) > 1
    about = long.groupby(keys, sort=False).agg(
        source_id=("source_id", _joined), as_of=("as_of", "max")
    )
    wide = texts.join(about).reset_index()
    order = {g: n for n, g in enumerate(dict.fromkeys(long["group"]))}
    return wide.sort_values("group", key=lambda s: s.map(order), kind="stable", ignore_index=True)


def shared_and_distinct(
    store: Store, countries: tuple[str, ...], on: date
) -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Treaties in force and memberships that all share, and those that only one country has.

    Frames have columns kind, item_id, item. 'Only one' means that no other chosen country is
    known to have it.
    """
    long = pd.concat(
        [pd.concat([_treaties(store, c, on), _memberships(store, c, on)]) for c in countries],
        ignore_index=True,
    )
    held = long[long["state"].isin([Status.IN_FORCE, Status.BOUND, MembershipStatus.MEMBER])]
    holders = held.groupby("item_id")["iso3"].nunique()
    items = held.drop_duplicates("item_id").rename(columns={"group": "kind"})
    shared = items[items["item_id"].map(holders).eq(len(countries))]
    columns = ["kind", "item_id", "item"]
    only = held[held["item_id"].map(holders).eq(1)].rename(columns={"group": "kind"})
    return (
        shared[columns].reset_index(drop=True),
        {c: only.loc[only["iso3"] == c, columns].reset_index(drop=True) for c in countries},
    )


def _facts(store: Store, iso3: str) -> pd.DataFrame:
    country = store.countries[iso3]
    row = store.table("countries").set_index("iso3").loc[iso3]
    people = f"{country.population:,} ({country.population_year})" if country.population else ""
    facts = [
        ("region", "Region", country.un_subregion or country.un_region),
        ("income", "Income group", country.wb_income_group),
        ("population", "Population", people),
    ]
    return pd.DataFrame(
        [("Country", i, n, iso3, t or "No data", t or "no data") for i, n, t in facts],
        columns=["group", "item_id", "item", "iso3", "text", "state"],
    ).assign(source_id=row["source_id"], as_of=row["as_of"])


def _treaties(store: Store, iso3: str, on: date) -> pd.DataFrame:
    frame = country_treaties(store, iso3, on)
    return frame.assign(
        group="Treaties",
        item_id=frame["treaty_id"],
        item=frame["short_name"],
        state=frame["status"],
    )[list(COMPARE_COLUMNS)]


def _memberships(store: Store, iso3: str, on: date) -> pd.DataFrame:
    frame = country_memberships(store, iso3, on)
    frame = frame[frame["status"] != MembershipStatus.FORMER]
    return frame.assign(
        group="Organisations and efforts",
        item_id=frame["organisation_id"],
        item=frame["short_name"],
        state=frame["status"],
    )[list(COMPARE_COLUMNS)]


def _csirts(store: Store, iso3: str) -> pd.DataFrame:
    frame = national_presence(store)
    frame = frame[frame["iso3"] == iso3]
    labels = [CsirtPresence(p).label for p in frame["presence"]]
    return frame.assign(
        group="CERT/CSIRT",
        item_id="csirt",
        item="National CSIRT",
        text=labels,
        state=frame["presence"],
    )[list(COMPARE_COLUMNS)]


def _incidents(store: Store, iso3: str) -> pd.DataFrame:
    frame = summary_of(store, iso3, malicious=True)
    return frame.assign(
        group="Reported incidents (never summed)",
        iso3=iso3,
        item_id="incidents:" + frame["dataset"],
        item=frame["title"],
        state=frame["text"],
    )[list(COMPARE_COLUMNS)]


def _indicators(store: Store, iso3: str, year: int) -> pd.DataFrame:
    frame = country_profile(store, iso3, year)
    groups = [
        f"Obstacle {int(o)}: {Obstacle(int(o)).label}" if o == o else "Context"
        for o in frame["obstacle"].astype("Float64").fillna(float("nan"))
    ]
    return frame.assign(group=groups, iso3=iso3, item_id=frame["indicator_id"], item=frame["name"])[
        list(COMPARE_COLUMNS)
    ]


def _joined(cells: pd.Series) -> str:
    return ";".join(dict.fromkeys(";".join(cells.dropna().astype(str)).split(";")))
