"""Our counts on a day against totals that others have published for the same day."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.analysis.evidence import evidence_url
from dashboard.analysis.treaties import treaty
from dashboard.core.provenance import split_ids
from dashboard.store.checks_totals import Bounds, treaty_bounds
from dashboard.store.memo import per_store
from dashboard.store.store import Store

TOTAL_COLUMNS = (
    "treaty_id",
    "treaty",
    "date",
    "measure",
    "published",
    "text",
    "lower",
    "upper",
    "verdict",
    "why",
    "source_id",
    "as_of",
    "evidence_url",
)
MEASURES = {
    "parties": "Deposits",
    "signatories": "Signatures, later parties included",
    "signatories_not_party": "Signed only",
}
"""Measures that are counts of steps, in words."""


@per_store(size=4)
def published_totals(store: Store, treaty_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """One row a published total with TOTAL_COLUMNS, in order of treaty and date.

    ``lower`` counts the rows that surely took the step by the day, ``upper`` also those that may
    have (undated ones, and reduced dates that had begun). ``verdict`` is same (both equal the
    published number), within (it lies between them), fewer (our list is known to be short of it)
    or differs; ``why`` says why it is not the same.
    """
    totals = store.table("treaty_published_totals")
    if treaty_ids is not None:
        totals = totals[totals["treaty_id"].isin(list(treaty_ids))]
    status, nonstate = store.table("treaty_status"), store.table("treaty_status_nonstate")
    rows = []
    for _, total in totals.iterrows():
        bounds = treaty_bounds(status, nonstate, total)
        if bounds is not None:
            rows.append(_row(store, total, bounds))
    frame = pd.DataFrame(rows, columns=list(TOTAL_COLUMNS))
    return frame.sort_values(["treaty_id", "date", "measure"], ignore_index=True)


def _row(store: Store, total: pd.Series, bounds: Bounds) -> dict[str, Any]:
    about = treaty(store, str(total["treaty_id"]))
    published = int(total["value"])
    verdict, why = _verdict(about, published, bounds)
    if total["includes_eu"]:
        why = f"{why}; the European Union is counted too".removeprefix("; ")
    return {
        **{k: total[k] for k in ("treaty_id", "date", "measure", "text", "source_id", "as_of")},
        **{"treaty": about["short_name"], "published": published},
        **{"lower": bounds.surely, "upper": bounds.possibly, "verdict": verdict, "why": why},
        "evidence_url": evidence_url(store, str(total["source_id"])),
    }


def _verdict(about: dict[str, object], published: int, bounds: Bounds) -> tuple[str, str]:
    loose = bounds.possibly - bounds.surely
    if published == bounds.surely == bounds.possibly:
        return "same", ""
    if bounds.surely <= published <= bounds.possibly:
        exact = "our dated rows alone give this number; " if published == bounds.surely else ""
        return "within", f"{exact}{loose} more may have done so by then, but no source dates them"
    note = about["coverage_note"] if isinstance(about["coverage_note"], str) else ""
    exceptions = about["absence_exceptions"]
    spare = len(split_ids(exceptions)) if isinstance(exceptions, str) else 0
    short = published - bounds.possibly
    if short > 0 and (about["coverage"] != "complete" or short <= spare):
        return "fewer", f"our list is {about['coverage']}" + (f" ({note})" if note else "")
    return "differs", f"the sources of our list give {bounds.surely} to {bounds.possibly}"
