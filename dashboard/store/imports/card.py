"""What the owner of a file says about it, put together from the mapping and the options."""

from dataclasses import replace
from typing import Any

from dashboard.core.dates import parse_reduced
from dashboard.core.errors import UserError
from dashboard.store.events.imported import Card
from dashboard.store.imports.mapping import FileMapping


def card_of(mapping: FileMapping, given: dict[str, Any]) -> Card:
    """What the mapping and the options together say about the file; UserError names the rest."""
    said = {**mapping.about, **{key: value for key, value in given.items() if value is not None}}
    needed = ("title", "publisher", "licence", "noncommercial", "as_of", "collection_note",
              "bias_note")  # fmt: skip
    missing = [key for key in needed if key not in said]
    if missing:
        raise UserError(
            "A fact needs its source: the mapping does not say " + ", ".join(missing),
            where="about",
            fix="Add them under `about:` in the mapping, or as options: "
            + " ".join(f"--{key.replace('_', '-')}" for key in missing),
        )
    card = Card(**said)
    if not isinstance(card.noncommercial, bool) or not isinstance(card.share_alike, bool):
        raise UserError("noncommercial and share_alike are true or false", where="about")
    parse_reduced(str(card.as_of))
    return replace(card, as_of=str(card.as_of))
