"""Indicators of the nine obstacles, in one place to import from.

Regime and position indicators (``use`` difference_only) are read only as a distance between two
countries: they have no rank, no percentile and no median of their own (DESIGN §2.5).
"""

from dashboard.analysis.dyads import DYAD_COLUMNS, dyadic_from, dyadic_values
from dashboard.analysis.indicator_list import (
    Indicator,
    all_indicators,
    country_indicator,
    indicator,
    indicators,
)
from dashboard.analysis.indicator_profile import (
    PROFILE_COLUMNS,
    country_profile,
    medians,
    percentiles,
    ranks,
)
from dashboard.analysis.indicator_values import VALUE_COLUMNS, distance_to, values_on

__all__ = [
    "DYAD_COLUMNS",
    "PROFILE_COLUMNS",
    "VALUE_COLUMNS",
    "Indicator",
    "all_indicators",
    "country_indicator",
    "country_profile",
    "distance_to",
    "dyadic_from",
    "dyadic_values",
    "indicator",
    "indicators",
    "medians",
    "percentiles",
    "ranks",
    "values_on",
]
