"""Table contracts: what the columns of a table mean and may hold, its key and its files."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``references`` is ``table.column``; ``unit`` is for readers and exports."""

    name: str
    type: str
    description: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    references: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None

    @property
    def many(self) -> bool:
        """True where a cell holds several values joined by ``;``."""
        return self.type in {"list", "sources"}


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a table, relative to ``data/``."""

    path: str
    noncommercial: bool


@dataclass(frozen=True, slots=True)
class Contract:
    """One table: its files, unique key, sorted pair, expected size and columns."""

    table: str
    title: str
    description: str
    key: tuple[str, ...]
    pair: tuple[str, ...]
    rows: tuple[int, int] | None
    source_rule: str
    source_rule_why: str | None
    fields: tuple[Field, ...]
    parts: tuple[Part, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """One column by name; raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Contract":
        """The inverse of ``to_json``, for a contract already checked."""
        fields = tuple(Field(**{**f, "allowed": tuple(f["allowed"])}) for f in data["fields"])
        rows = tuple(data["rows"]) if data["rows"] else None
        return cls(
            **{
                **data,
                "key": tuple(data["key"]),
                "pair": tuple(data["pair"]),
                "rows": rows,
                "fields": fields,
                "parts": tuple(Part(**part) for part in data["parts"]),
            }
        )
