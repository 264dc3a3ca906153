"""Only the numbers of a layer on a day: all that a map needs of the years it plays through."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.analysis.dyads import dyadic_from
from dashboard.analysis.indicator_index import positions, value_index
from dashboard.analysis.indicator_list import indicator
from dashboard.analysis.indicator_values import distance_to
from dashboard.analysis.layers import (
    INCIDENTS,
    LayerOptions,
    build_layer,
    is_indicator,
    measured_from,
)
from dashboard.analysis.layers_incidents import incident_facts
from dashboard.analysis.layers_treaties import treaties_in_force
from dashboard.core.vocabulary import Empty
from dashboard.store.store import Store


def layer_values(store: Store, layer_id: str, on: date, options: LayerOptions) -> pd.DataFrame:
    """iso3, value and empty of every registry entry, as in the frame of the layer on that day."""
    frame = _frame(store, layer_id, on, options)
    return frame[["iso3", "value", "empty"]]


def _frame(store: Store, layer_id: str, on: date, options: LayerOptions) -> pd.DataFrame:
    if layer_id == "treaties_in_force":
        return treaties_in_force(store, on)
    if layer_id.startswith(INCIDENTS):
        return incident_facts(
            store,
            layer_id.removeprefix(INCIDENTS),
            on,
            options.role,
            options.years,
            options.malicious,
            options.normalise,
        ).rows
    if not is_indicator(store, layer_id) or (
        measured_from(store, layer_id) and options.reference is None
    ):
        return build_layer(store, layer_id, on, options).frame
    if options.reference is None or not measured_from(store, layer_id):
        return _levels(store, layer_id, on.year)
    measure = dyadic_from if indicator(store, layer_id).level == "dyadic" else distance_to
    return measure(store, layer_id, options.reference, on.year)


def _levels(store: Store, indicator_id: str, year: int) -> pd.DataFrame:
    index, order = value_index(store), positions(store)
    at = index.latest(indicator_id, np.arange(len(order), dtype=np.int64), year)
    empty = np.where(at >= 0, None, Empty.NO_DATA.value)  # type: ignore[call-overload]
    return pd.DataFrame({"iso3": list(order), "value": index.value[at], "empty": empty})
