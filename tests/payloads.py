"""What the map's payload packs, taken apart again."""

from typing import Any

from dashboard.store.boundaries import world_order


def numbers(text: str) -> list[int]:
    """The numbers of a text with two digits in base 36 each."""
    return [int(text[i : i + 2], 36) for i in range(0, len(text), 2)]


def words_of(payload: dict[str, Any], iso3: str) -> str:
    """The second line of the tooltip of a country."""
    line: str = payload["tips"][numbers(payload["tip_of"])[world_order().index(iso3)]]
    return line
