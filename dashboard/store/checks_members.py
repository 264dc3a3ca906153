"""Checks of memberships and rankings against totals that others have published."""

from datetime import date

import pandas as pd

from dashboard.core.errors import Problem
from dashboard.store.checks_dates import reduced
from dashboard.store.package import Package
from dashboard.store.report import Report

APART = ("observer", "participant")
CCDCOE_BY = ((date(2020, 12, 31), 25), (date(2024, 1, 1), 32))
"""Nations of the CCDCOE: 25 were published for 2020; 32 are named by our sources since 2023."""
GCI_2024 = (("gci_overall", 194), ("gci_tier", 194))
GCI_2024_TIER_1 = 46


def members_of(memberships: pd.DataFrame, organisation_id: str, *, ended: bool) -> int:
    """Countries that are members now, or were, where the organisation itself has ended.

    Observers and participants count only where a list has no other role.
    """
    own = memberships[memberships["organisation_id"] == organisation_id]
    if not ended:
        own = own[own["left"].isna()]
    full = own[~own["role"].isin(APART)]
    counted = full if len(full) else own[own["role"] == "participant"]
    return int(counted["iso3"].nunique())


def organisation_totals(package: Package) -> Report:
    """A complete list has the published number of members, any other list not more.

    A difference that the organisation's own note explains is only a warning.
    """
    memberships = package.frame("memberships")
    organisations = package.frame("organisations")
    report = Report()
    listed = organisations[organisations["membership_from"] == "table"]
    for _, row in listed.dropna(subset=["published_total"]).iterrows():
        name, published = row["organisation_id"], int(row["published_total"])
        here = members_of(memberships, name, ended=isinstance(row["ended"], str))
        if here == published or (row["coverage"] != "complete" and here < published):
            continue
        note = row["published_total_note"]
        explained = isinstance(note, str)
        message = f"our rows give {here}" + (f" ({note})" if explained else "")
        problem = Problem(
            "organisations",
            f"organisation_id={name}",
            "published_total",
            str(published),
            message,
        )
        (report.warnings if explained else report.errors).append(problem)
    return report


def rounds_of_experts(package: Package) -> Report:
    """Each round of the UN group of experts names as many states as it says, all if complete."""
    memberships = package.frame("memberships")
    report = Report()
    for _, row in package.frame("gge_rounds").iterrows():
        name = row["organisation_id"]
        here = members_of(memberships, name, ended=True)
        for column in ("members_sourced", "members_published"):
            binding = column == "members_sourced" or row["coverage"] == "complete"
            if pd.isna(row[column]) or not binding or here == row[column]:
                continue
            label = f"organisation_id={name}, first_year={row['first_year']}"
            message = f"our rows give {here}"
            report.errors.append(Problem("gge_rounds", label, column, str(row[column]), message))
    return report


def ccdcoe(package: Package) -> Report:
    """Nations of the CCDCOE by two dates; an undated row counts from its as-of date."""
    memberships = package.frame("memberships")
    own = memberships[memberships["organisation_id"] == "CCDCOE"]
    since = [reduced(text).latest for text in own["joined"].fillna(own["as_of"])]
    report = Report()
    for day, published in CCDCOE_BY:
        here = sum(start <= day for start in since)
        if here != published:
            row = f"organisation_id=CCDCOE, on={day}"
            message = "count of nations does not agree"
            report.errors.append(
                Problem("memberships", row, "", str(here), message, str(published))
            )
    return report


def gci_totals(package: Package) -> Report:
    """The Global Cybersecurity Index 2024 covers 194 countries, 46 of them in tier 1."""
    values = package.frame("values")
    latest = values[values["year"] == 2024]
    counts = [
        (name, int((latest["indicator_id"] == name).sum()), expected) for name, expected in GCI_2024
    ]
    top = latest[(latest["indicator_id"] == "gci_tier") & (latest["value"] == 1)]
    counts.append(("gci_tier = 1", len(top), GCI_2024_TIER_1))
    return Report(
        errors=[
            Problem(
                "values",
                f"indicator_id={name}, year=2024",
                "",
                str(here),
                "number of countries does not agree",
                str(expected),
            )
            for name, here, expected in counts
            if here != expected
        ]
    )


CHECKS = (organisation_totals, rounds_of_experts, ccdcoe, gci_totals)
