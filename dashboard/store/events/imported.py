"""Datasets a user has imported: where they lie, what their owner says about them.

``<dataset>.json`` names the folder of the version in use and is replaced in one step, so that an
import is there whole or not at all. They are kept outside the cache: clearing it loses nothing.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from dashboard.core.provenance import Source

SOURCE_PREFIX = "import_"


@dataclass(frozen=True, slots=True)
class Card:
    """What the owner of the file states about it: evidence like that of a shipped dataset."""

    title: str
    publisher: str
    licence: str
    noncommercial: bool
    as_of: str
    collection_note: str
    bias_note: str
    unit_counted: str = "one incident"
    inclusion_rule: str = "As the imported file has it."
    short_name: str = ""
    share_alike: bool = False
    page_url: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported dataset: ``version`` changes with file, mapping and card; ``folder`` holds its
    event tables, ``rejected`` rows lie in ``rejects.csv`` there."""

    dataset: str
    version: str
    file: str
    mapping: str
    imported: str
    incidents: int
    rejected: int
    victim_countries: int
    years: tuple[int, int] | None
    card: Card

    @property
    def source_id(self) -> str:
        return SOURCE_PREFIX + self.dataset

    @property
    def folder(self) -> Path:
        return imports_root() / f"{self.dataset}-{self.version}"

    def source(self) -> Source:
        """The owner's statements in the form of a source file."""
        card = self.card
        return Source(
            source_id=self.source_id,
            title=card.title,
            publisher=card.publisher,
            page_url=card.page_url,
            data_url=None,
            licence=card.licence,
            licence_id="as-stated",
            noncommercial=card.noncommercial,
            share_alike=card.share_alike,
            as_of=card.as_of,
            accessed=self.imported,
            authority="curated",
            how_obtained="published_table",
            obtained_from=f"{self.file}, imported by the operator of this dashboard",
            topics=("incidents",),
            expected_rows=None,
            notes=None,
        )

    def row(self) -> dict[str, Any]:
        """The dataset as a row of the table ``incident_datasets``."""
        card, years = self.card, self.years or (None, None)
        return {
            "dataset": self.dataset,
            "title": card.title,
            "publisher": card.publisher,
            "shipped": True,
            "unit_counted": card.unit_counted,
            "rows": self.incidents,
            "victim_countries": self.victim_countries,
            "year_from": years[0],
            "year_to": years[1],
            "collection_note": card.collection_note,
            "inclusion_rule": card.inclusion_rule,
            "bias_note": card.bias_note,
            "licence": card.licence,
            "noncommercial": card.noncommercial,
            "source_id": self.source_id,
            "as_of": card.as_of,
        }

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Imported":
        """The inverse of ``to_json``."""
        years = tuple(data["years"]) if data["years"] else None
        return cls(**{**data, "years": years, "card": Card(**data["card"])})


CARD_KEYS = tuple(field.name for field in fields(Card))


def imports_root() -> Path:
    """``DASHBOARD_IMPORTS``, else the folder ``.imports`` of the project."""
    given = os.environ.get("DASHBOARD_IMPORTS")
    return Path(given) if given else Path(__file__).resolve().parents[3] / ".imports"


def read_imports() -> dict[str, Imported]:
    """Every complete imported dataset by name."""
    found = {}
    for path in sorted(imports_root().glob("*.json")):
        try:
            one = Imported.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if one.dataset == path.stem and (one.folder / "manifest.json").is_file():
            found[one.dataset] = one
    return found


def imports_version(imports: Mapping[str, Imported]) -> str:
    """Six digits that change with the imported datasets; '' where there is none."""
    if not imports:
        return ""
    text = ";".join(f"{name}={one.version}" for name, one in sorted(imports.items()))
    return blake2b(text.encode(), digest_size=3).hexdigest()
