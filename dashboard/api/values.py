"""Values of an indicator, or the distances to one country where only those mean something."""

import pandas as pd

from dashboard.analysis.indicators import Indicator, distance_to, dyadic_from, values_on
from dashboard.api.problems import ParameterError
from dashboard.core.countries import Country
from dashboard.store.store import Store


def values_frame(
    store: Store, about: Indicator, country: Country | None, year: int
) -> pd.DataFrame:
    """Values of single countries, or between ``country`` and every other one.

    ParameterError where the indicator only makes sense from one country and none is given.
    """
    pairs = about.level == "dyadic"
    if not pairs and not about.difference_only:
        found = values_on(store, about.indicator_id, year)
        return found if country is None else found[found["iso3"] == country.iso3]
    if country is None:
        why = (
            "exists only between two countries"
            if pairs
            else "only says how far apart two countries are"
        )
        raise ParameterError(
            f"“{about.name}” {why}",
            where="country",
            fix="Add country=… to measure from one country, for example country=FRA",
        )
    measure = dyadic_from if pairs else distance_to
    found = measure(store, about.indicator_id, country.iso3, year)
    return found.assign(measured_from=country.iso3)
