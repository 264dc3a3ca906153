"""Where each registry entry stands in arrays: its position in the country registry."""

import numpy as np
import numpy.typing as npt

from dashboard.store.memo import per_store
from dashboard.store.store import Store

IntArray = npt.NDArray[np.int64]


@per_store()
def positions(store: Store) -> dict[str, int]:
    """The position of each registry entry: iso3 → number in registry order."""
    return {c.iso3: number for number, c in enumerate(store.countries)}
