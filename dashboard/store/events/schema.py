"""What an event table holds: the same columns on every engine, small numbers throughout.

Each dataset has its own tables, so that nothing can add two of them up. Countries are numbers
made of their letters, multi-valued words are bits of an integer whose meaning stands in the
dataset's ``EventSet``. The columns an incident can be filtered by are repeated in every table:
counting needs no join and no distinct.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import ibis

MASKS = ("actors", "actions", "sectors", "impacts", "motives", "bases", "confidences")
"""Columns of bits; bit n stands for label n of the dataset."""
MOST_LABELS = 62
STATE_ACTORS = ("state", "state_affiliated")
IMPACT_LABELS = ("confidentiality", "integrity", "availability", "confidentiality (potential)")
CONFIDENCE_LABELS = ("High", "Medium", "Low")
NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
"""What a dataset may be called: it becomes part of table names and addresses."""

FLAGS = ("malicious", "ransomware", "duplicate", "state", "victim_known", "origin_known")
LONE = ("lone_victim", "lone_origin")
"""The one country of an incident on that side; 0 where none is known, SEVERAL for more."""
SEVERAL = -1
_FILTERS = {
    "year": "int16",
    **dict.fromkeys(FLAGS, "boolean"),
    **dict.fromkeys(LONE, "int16"),
    **dict.fromkeys(MASKS, "int64"),
}
FILTERS = tuple(_FILTERS)
_DAYS = {"day": "int32", "last_day": "int32"}
RECORD_TEXT = (
    "incident_id",
    "upstream_ref",
    "date",
    "date_precision",
    "actor_type",
    "actor_types",
    "actor_name",
    "action_type",
    "action_detail",
    "motive",
    "sector",
    "sector_group",
    "conf_impact",
    "integ_impact",
    "avail_impact",
    "severity_scale",
    "victim_non_country",
    "source_urls",
    "source_id",
    "as_of",
)
RECORD_TYPES = {
    **dict.fromkeys(RECORD_TEXT, "string"),
    "year": "int64",
    **dict.fromkeys(
        ("malicious_cyber", "is_ransomware", "is_dos", "possible_duplicate"), "boolean"
    ),
    "records_affected": "int64",
    "severity": "int64",
}
"""Coded fields of one incident, as in the table ``incidents`` (nullable)."""

TABLES: Mapping[str, Mapping[str, str]] = {
    "events": {
        "event": "int32",
        **_FILTERS,
        **_DAYS,
        "search": "string",
    },
    "victims": {"event": "int32", "victim": "int16", "doubtful": "boolean", **_FILTERS},
    "origins": {"event": "int32", "origin": "int16", "inside": "boolean", **_FILTERS},
    "crossings": {"event": "int32", "origin": "int16", "victim": "int16", **_FILTERS, **_DAYS},
    "records": {"event": "int32", **RECORD_TYPES, "victims": "string", "origins": "string"},
    "links": {
        "event": "int32",
        "number": "int32",
        "side": "string",
        "iso3": "string",
        "raw_country": "string",
        "country_doubtful": "boolean",
        "actor_role": "string",
        "attribution_basis": "string",
        "confidence": "string",
        "source_id": "string",
        "as_of": "string",
    },
}
"""Tables of a dataset by kind. ``event`` numbers the incidents by date (undated ones last), year
and day are 0 where unknown, days are ordinals of the first and last possible day. ``events`` has
one row for each incident, ``victims`` and ``origins`` one for each of its countries (``inside``:
no victim known beyond it; partners are no origins), ``crossings`` one for each (origin, victim)
with origin ≠ victim and no doubtful victim.
``records`` and ``links`` hold what the collection says, for reading, not for counting."""

ROLL_UPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events_by_flag": ("events", ()),
    "victims_by_flag": ("victims", ("victim", "doubtful")),
    "victims_by_actor": ("victims", ("victim", "doubtful", "actors")),
    "victims_by_action": ("victims", ("victim", "doubtful", "actions")),
    "victims_by_sector": ("victims", ("victim", "doubtful", "sectors")),
    "victims_by_label": ("victims", ("victim", "doubtful", "actions", "sectors")),
    "origins_by_flag": ("origins", ("origin", "inside")),
    "crossings_by_flag": ("crossings", ("origin", "victim")),
    "events_by_label": ("events", ("actors", "actions", "sectors", "impacts")),
}
"""Counted in advance: base table and the columns kept beside year and flags; ``n`` is the count.
The first that holds every column a question needs is taken instead of the base table."""


def columns_of(kind: str) -> Mapping[str, str]:
    """Column types (Ibis names) of a table or a roll-up."""
    if kind in TABLES:
        return TABLES[kind]
    base, kept = ROLL_UPS[kind]
    names = ("year", *FLAGS, *kept)
    return {**{name: TABLES[base][name] for name in names}, "n": "int64"}


def kinds() -> tuple[str, ...]:
    """Every table of a dataset, roll-ups included."""
    return (*TABLES, *ROLL_UPS)


def table_name(dataset: str, kind: str) -> str:
    """Name of a table on the engine."""
    return f"{dataset}__{kind}"


def unbound(dataset: str, kind: str) -> Any:
    """The table as an Ibis expression that belongs to no engine yet."""
    return ibis.table(dict(columns_of(kind)), name=table_name(dataset, kind))


def code_of(iso3: str) -> int:
    """The number of a country: its three letters as digits of base 26, from 1."""
    first, second, third = (ord(letter) - 65 for letter in iso3)
    return (first * 26 + second) * 26 + third + 1


def iso3_of(code: int) -> str:
    """The inverse of ``code_of``."""
    rest, third = divmod(code - 1, 26)
    first, second = divmod(rest, 26)
    return "".join(chr(65 + digit) for digit in (first, second, third))


@dataclass(frozen=True, slots=True)
class EventSet:
    """One dataset on an engine: what it is made of and what its bits mean.

    ``version`` changes with the content. ``labels`` gives the words of each column of bits.
    """

    dataset: str
    version: str
    incidents: int
    crossings: int
    labels: Mapping[str, tuple[str, ...]]
    source_id: str
    as_of: str

    def bits(self, column: str, words: tuple[str, ...]) -> int:
        """The mask of ``words`` in a column; words the dataset does not have add nothing."""
        known = self.labels[column]
        return sum(1 << known.index(word) for word in dict.fromkeys(words) if word in known)

    def words(self, column: str, mask: int) -> tuple[str, ...]:
        """The labels of a mask, in the order of the dataset's list."""
        return tuple(word for n, word in enumerate(self.labels[column]) if mask >> n & 1)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "EventSet":
        """The inverse of ``to_json``."""
        labels = {column: tuple(words) for column, words in data["labels"].items()}
        return cls(**{**data, "labels": labels})
