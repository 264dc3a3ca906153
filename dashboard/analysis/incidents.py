"""Reported incidents, in one place to import from: one dataset at a time, never summed.

A count is a count of reports; an origin is suspected, as coded by the dataset (DESIGN §2.4).
"""

from dashboard.analysis.incident_bias import Bias, Share, bias, us_share_by_year
from dashboard.analysis.incident_counts import (
    BYS,
    COUNTRY_COLUMNS,
    FEWEST_FOR_RATE,
    counts,
    datasets,
    pair_counts,
)
from dashboard.analysis.incident_index import available, check_dataset
from dashboard.analysis.incident_summary import SUMMARY_COLUMNS, summary_of

__all__ = [
    "BYS",
    "COUNTRY_COLUMNS",
    "FEWEST_FOR_RATE",
    "SUMMARY_COLUMNS",
    "Bias",
    "Share",
    "available",
    "bias",
    "check_dataset",
    "counts",
    "datasets",
    "pair_counts",
    "summary_of",
    "us_share_by_year",
]
