"""The list beside the map: a layer's countries in order, and the few bytes that say so.

What a row says is already in the payload of the map (``dashboard.charts.map_payload``): names come
with the geometry, words are the second line of the tooltip. The list adds

=============  ==================================================================================
``rows``       two digits in base 36 a row: its position in ``world_order()``; positions beyond its
               end count on through ``others``
``known``      how many rows, from the first, carry a value
``values``     of a layer of numbers: the numbers of these, else empty
``others``     ``[iso3, name, words]`` of each country that the map does not draw
=============  ==================================================================================
"""

from collections.abc import Collection
from typing import Any

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.charts.map_payload import two_digits
from dashboard.core.vocabulary import EntityKind
from dashboard.store.boundaries import world_order


def listed(layer: Layer, members: Collection[str]) -> pd.DataFrame:
    """The rows of ``layer`` for ``members`` in the order of the list, with its own columns.

    Known ones come first, the strongest or largest on top. Territories for which the layer has
    nothing to say are left out.
    """
    frame = layer.frame[layer.frame["iso3"].isin(members)]
    silent = frame["entity_kind"].eq(EntityKind.TERRITORY) & frame["empty"].notna()
    frame = frame[~silent]
    if layer.kind == "number":
        return frame.sort_values("value", ascending=False, na_position="last", kind="stable")
    rank = {key: place for place, key in enumerate(layer.categories)}
    places = frame["category"].map(rank).astype("float64").fillna(len(rank))
    places += 100 * frame["empty"].notna()
    return frame.loc[places.sort_values(kind="stable").index]


def list_payload(layer: Layer, members: Collection[str]) -> dict[str, Any]:
    """The list as the map's component wants it; see the table above."""
    frame = listed(layer, members)
    drawn = {iso3: place for place, iso3 in enumerate(world_order())}
    others: list[list[str]] = []
    rows: list[int] = []
    for iso3, name, text in zip(frame["iso3"], frame["name"], frame["text"], strict=True):
        if iso3 not in drawn:
            drawn[iso3] = len(drawn)
            others.append([str(iso3), str(name), str(text)])
        rows.append(drawn[iso3])
    known = frame[frame["empty"].isna()]
    numbers = known["value"].round(layer.decimals).tolist() if layer.kind == "number" else []
    return {
        "rows": two_digits(rows),
        "known": len(known),
        "values": [int(number) if number == int(number) else number for number in numbers],
        "others": others,
    }
