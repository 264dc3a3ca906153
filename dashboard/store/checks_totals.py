"""Checks against totals that others have published."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.core.errors import Problem
from dashboard.store.checks_dates import reduced
from dashboard.store.package import Package
from dashboard.store.report import Report


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many took a step by a day: those sure to have, and those that may have."""

    surely: int
    possibly: int


def steps_by(dates: pd.Series, took: pd.Series, day: date) -> Bounds:
    """Count rows whose step lies on or before ``day``.

    ``dates`` is reduced ISO text; ``took`` tells which rows took the step at all, so that an
    undated row among them is possible but not sure.
    """
    surely = possibly = 0
    for text, undated_counts in zip(dates, took, strict=True):
        if isinstance(text, str):
            surely += reduced(text).latest <= day
            possibly += reduced(text).earliest <= day
        else:
            possibly += bool(undated_counts)
    return Bounds(surely, possibly)


def treaty_totals(package: Package) -> Report:
    """Parties and signatories counted from our rows agree with each published total.

    A complete list must enclose the total between its sure and its possible count (where every
    row is dated to the day both are the same number); any other list must not exceed it.
    """
    treaties = package.frame("treaties").set_index("treaty_id")
    status = package.frame("treaty_status")
    nonstate = package.frame("treaty_status_nonstate")
    report = Report()
    for _, total in package.frame("treaty_published_totals").iterrows():
        bounds = treaty_bounds(status, nonstate, total)
        if bounds is None:
            continue
        treaty_id, published = total["treaty_id"], int(total["value"])
        complete = treaties.loc[treaty_id, "coverage"] == "complete"
        exceptions = treaties.loc[treaty_id, "absence_exceptions"]
        spare = len(exceptions.split(";")) if isinstance(exceptions, str) else 0
        if bounds.surely <= published <= (bounds.possibly + spare if complete else published):
            continue
        counted = (
            str(bounds.surely)
            if bounds.surely == bounds.possibly
            else f"{bounds.surely} to {bounds.possibly}"
        )
        row = f"treaty_id={treaty_id}, date={total['date']}, measure={total['measure']}"
        message = f"our rows give {counted}"
        report.errors.append(
            Problem("treaty_published_totals", row, "value", str(published), message)
        )
    return report


def treaty_bounds(status: pd.DataFrame, nonstate: pd.DataFrame, total: pd.Series) -> Bounds | None:
    """What our rows give for one published total; None for a measure that is no count of steps."""
    day = reduced(total["date"]).latest
    columns = ["signature_date", "ratification_date", "instrument", "status"]
    rows = status.loc[status["treaty_id"] == total["treaty_id"], columns]
    if total["includes_eu"]:
        more = nonstate.loc[nonstate["treaty_id"] == total["treaty_id"], columns]
        rows = pd.concat([rows, more], ignore_index=True)
    party = rows["status"] == "party"
    if total["measure"] == "parties":
        return steps_by(rows["ratification_date"], party, day)
    may_have_signed = party & (rows["instrument"] != "accession")
    signed = steps_by(
        rows["signature_date"], may_have_signed | (rows["status"] == "signatory"), day
    )
    if total["measure"] == "signatories":
        return signed
    if total["measure"] == "signatories_not_party":
        acceded = rows["signature_date"].notna() & rows["ratification_date"].notna()
        later = steps_by(rows.loc[acceded, "ratification_date"], party[acceded], day)
        return Bounds(signed.surely - later.possibly, signed.possibly - later.surely)
    return None


CHECKS = (treaty_totals,)
