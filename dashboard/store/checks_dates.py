"""Checks of dates: steps in their order, and the rules by which treaties enter into force."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from dashboard.core.dates import ReducedDate, add_months, parse_reduced
from dashboard.core.errors import Problem
from dashboard.core.vocabulary import DatePrecision
from dashboard.store.contracts import Contract
from dashboard.store.package import Package
from dashboard.store.report import Report, capped

ORDERED = {
    "treaties": (("opened", "entered_into_force"), ("adopted", "applies_from")),
    "treaty_status": (
        ("signature_date", "ratification_date"),
        ("ratification_date", "entry_into_force_date"),
        ("signature_date", "entry_into_force_date"),
        ("entry_into_force_date", "withdrawal_date"),
        ("signature_date", "as_of"),
        ("ratification_date", "as_of"),
    ),
    "treaty_status_nonstate": (("signature_date", "ratification_date"),),
    "territorial_extensions": (("declared_or_deposited_date", "entry_into_force_date"),),
    "bilateral_agreements": (("signed", "in_force"),),
    "memberships": (("joined", "left"), ("joined", "as_of")),
    "memberships_partial": (("joined", "left"), ("joined", "as_of")),
}
"""Per table: columns whose dates cannot come in the other order."""


@lru_cache(maxsize=50_000)
def reduced(text: str) -> ReducedDate:
    """``parse_reduced``, remembered."""
    return parse_reduced(text)


def row_label(contract: Contract, row: pd.Series) -> str:
    """A row by its key, as the contract checks name it."""
    return ", ".join(f"{name}={row[name]}" for name in contract.key)


def dates_in_order(package: Package) -> Report:
    """A later step may not lie wholly before an earlier one, by first and last possible day."""
    report = Report()
    for table, pairs in ORDERED.items():
        if table not in package.raw or package.report.of_table(table):
            continue
        contract = package.contracts[table]
        frame = package.frame(table)
        for before, after in pairs:
            if not {before, after} <= set(contract.columns):
                continue
            both = frame[frame[before].notna() & frame[after].notna()]
            found = [
                Problem(
                    table,
                    row_label(contract, row),
                    after,
                    row[after],
                    f"lies before {before} {row[before]}",
                )
                for _, row in both.iterrows()
                if reduced(row[before]).earliest > reduced(row[after]).latest
            ]
            report.errors += capped(found)
    return report


def not_before_opening(package: Package) -> Report:
    """Nobody signs or ratifies a treaty before it is opened."""
    treaties = package.frame("treaties").dropna(subset=["opened"])
    opened = dict(zip(treaties["treaty_id"], treaties["opened"], strict=True))
    status = package.frame("treaty_status")
    contract = package.contracts["treaty_status"]
    found = []
    for _, row in status.iterrows():
        opening = opened.get(row["treaty_id"])
        for name in ("signature_date", "ratification_date"):
            given = row[name]
            if opening and isinstance(given, str):
                if reduced(given).latest >= reduced(opening).earliest:
                    continue
                message = f"lies before the opening of the treaty on {opening}"
                found.append(
                    Problem("treaty_status", row_label(contract, row), name, given, message)
                )
    return Report(errors=capped(found))


def force_day(rule: str, deposit: date, treaty_in_force: date | None) -> date:
    """Entry into force for a state by a treaty's ``force_rule`` (table treaties).

    ``first_of_month_after:N_months`` is the first day of the month that follows N whole months;
    ``days_after:N`` counts days. Never before the treaty itself is in force.
    """
    match = re.fullmatch(r"(first_of_month_after|days_after):(\d+)(?:_months)?", rule)
    if match is None:
        raise ValueError(f"unknown force_rule {rule!r}")
    number = int(match[2])
    days = match[1] == "days_after"
    day = deposit + timedelta(days=number) if days else add_months(deposit, number + 1)
    return max(day, treaty_in_force) if treaty_in_force else day


def force_follows_the_rule(package: Package) -> Report:
    """Where deposit and entry into force are both known to the day, the treaty's rule links them.

    For the Budapest Convention: the first day of the month after three months, not before
    1 July 2004, for all parties.
    """
    found = []
    for row, given, expected in _by_rule(package):
        if given != expected:
            contract = package.contracts["treaty_status"]
            message = f"does not follow the rule of the treaty from {row['ratification_date']}"
            value = row["entry_into_force_date"]
            label = row_label(contract, row)
            found.append(
                Problem(
                    "treaty_status",
                    label,
                    "entry_into_force_date",
                    value,
                    message,
                    expected.isoformat(),
                )
            )
    return Report(errors=capped(found))


def _by_rule(package: Package) -> Iterator[tuple[pd.Series, date, date]]:
    treaties = package.frame("treaties").dropna(subset=["force_rule"]).set_index("treaty_id")
    status = package.frame("treaty_status")
    dated = status.dropna(subset=["ratification_date", "entry_into_force_date"])
    for _, row in dated[dated["treaty_id"].isin(treaties.index)].iterrows():
        treaty = treaties.loc[row["treaty_id"]]
        deposit, force = reduced(row["ratification_date"]), reduced(row["entry_into_force_date"])
        if deposit.precision is not DatePrecision.DAY or force.precision is not DatePrecision.DAY:
            continue
        own = treaty["entered_into_force"]
        start = reduced(own).earliest if isinstance(own, str) else None
        yield row, force.earliest, force_day(treaty["force_rule"], deposit.earliest, start)


CHECKS = (dates_in_order, not_before_opening, force_follows_the_rule)
