"""What each dataset of incidents reports about one country, side by side and never added up."""

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.incident_bias import bias
from dashboard.analysis.incident_counts import Years, counts
from dashboard.analysis.incident_index import available
from dashboard.analysis.indicator_index import positions
from dashboard.core.vocabulary import Normalisation
from dashboard.store.memo import per_store
from dashboard.store.store import Store

Role = Literal["victim", "origin"]
ROLES: tuple[Role, Role] = ("victim", "origin")

SUMMARY_COLUMNS = (
    "dataset",
    "title",
    "short_name",
    "role",
    "incidents",
    "share",
    "per_million",
    "years",
    "text",
    "empty",
    "note",
    "bias_note",
    "source_id",
    "as_of",
    "evidence_url",
)


def summary_of(
    store: Store, iso3: str, malicious: bool = True, years: Years = None
) -> pd.DataFrame:
    """Two rows (role victim, origin) for every dataset shown, with SUMMARY_COLUMNS.

    ``share`` is percent of the dataset's incidents, ``per_million`` NaN where it is hidden;
    ``years`` the span of the dataset ('2010–2022'); ``bias_note`` belongs beside the numbers.
    """
    at = positions(store)[store.countries[iso3].iso3]
    rows = []
    for dataset in available(store):
        about = bias(store, dataset, malicious)
        span = span_words(years or about.years)
        for role in ROLES:
            plain, share, rate = (
                {
                    n: cells[at]
                    for n, cells in _cells(store, dataset, role, years, malicious, normalise)
                }
                for normalise in (
                    Normalisation.COUNT,
                    Normalisation.SHARE,
                    Normalisation.PER_MILLION,
                )
            )
            rows.append(
                {
                    **{name: plain[name] for name in SUMMARY_COLUMNS if name in plain},
                    "title": about.title,
                    "short_name": about.short_name,
                    "role": role,
                    "share": share["value"],
                    "per_million": rate["value"],
                    "years": span,
                    "text": incident_words(plain["incidents"], role, span, about.short_name),
                    "bias_note": about.sentence,
                }
            )
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS)).astype({"incidents": "Int64"})


def span_words(years: tuple[int, int] | None) -> str:
    """'2010–2022', '2021', or '' where no year is known."""
    if years is None:
        return ""
    return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"


def incident_words(incidents: int, role: str, span: str, short_name: str) -> str:
    """'12 reported incidents, 2010–2022, VCDB'; an origin is always 'suspected'."""
    tail = ", ".join(part for part in (span, short_name) if part)
    if incidents == 0:
        what = "as a suspected origin" if role == "origin" else ""
        return ", ".join(part for part in (f"None reported {what}".strip(), tail) if part)
    noun = "incident" if incidents == 1 else "incidents"
    if role == "origin":
        return f"Suspected origin of {incidents:,} reported {noun}, {tail}"
    return f"{incidents:,} reported {noun}, {tail}"


@per_store(size=64)
def _cells(
    store: Store,
    dataset: str,
    role: Role,
    years: Years,
    malicious: bool,
    normalise: Normalisation,
) -> tuple[tuple[str, npt.NDArray[np.object_]], ...]:
    """The columns of ``counts``, in registry order, as arrays of objects."""
    frame = counts(store, dataset, role, years, malicious, normalise=normalise)
    return tuple((str(name), frame[name].to_numpy(object)) for name in frame)
