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
from dashboard.charts.format import is_missing
from dashboard.charts.map_payload import two_digits
from dashboard.core.vocabulary import EntityKind
from dashboard.store.boundaries import world_order


def listed(layer: Layer, members: Collection[str]) -> pd.DataFrame:
    """The rows of ``layer`` for ``members`` in the order of the list, with its own columns.

    Known ones come first, the strongest or largest on top. Territories for which the layer has
    nothing to say are left out.
    """
    rank = {key: place for place, key in enumerate(layer.categories)}
    frame = layer.frame
    found: list[tuple[bool, float, int]] = []
    columns = (
        frame[name].tolist() for name in ("iso3", "entity_kind", "empty", "category", "value")
    )
    for row, (iso3, kind, empty, category, value) in enumerate(zip(*columns, strict=True)):
        unknown = not is_missing(empty)
        if iso3 not in members or (unknown and kind == EntityKind.TERRITORY):
            continue
        place = -value if layer.kind == "number" else rank.get(category, len(rank))
        found.append((unknown, 0 if is_missing(place) else place, row))
    return frame.iloc[[row for _, _, row in sorted(found)]]


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
