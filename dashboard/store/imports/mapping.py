"""How the columns of a file become the fields of an incident: strict YAML or a built-in form."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from dashboard.core.errors import DataError, Problem, UnknownIdError
from dashboard.store.events.imported import CARD_KEYS
from dashboard.store.yaml_io import key_problems, read_yaml

FIELDS = (
    "incident_id",
    "upstream_ref",
    "date",
    "victims",
    "origins",
    "partners",
    "victim_non_country",
    "actor_types",
    "actor_name",
    "action_type",
    "action_detail",
    "malicious_cyber",
    "is_ransomware",
    "is_dos",
    "motive",
    "sector",
    "sector_group",
    "conf_impact",
    "integ_impact",
    "avail_impact",
    "records_affected",
    "severity",
    "attribution_basis",
    "confidence",
    "possible_duplicate",
    "source_urls",
)
"""What a row can say of an incident. Lists hold several values; countries are codes or names."""
FORMATS = ("csv", "parquet", "jsonl")
DATES = ("iso", "dmy", "mdy")
REDUCED = ("as_given", "first_of_month", "first_of_month_and_year")
_TEXT_KEYS = {"use", "format", "delimiter", "separator", "dates", "reduced_dates"}
_KEYS = {*_TEXT_KEYS, "columns", "constants", "values", "not_countries", "unstated", "about"}
_CLOSED = {"format": FORMATS, "dates": DATES, "reduced_dates": REDUCED}


@dataclass(frozen=True)
class FileMapping:
    """``columns``: field → column of the file; ``constants``: field → one value for all rows;
    ``values``: field → {word of the file: word here}. ``not_countries`` are victims that are no
    country, ``unstated`` words that mean nothing is known. ``reduced_dates`` says whether a first
    of the month (and a first of January) only stands for the month (the year)."""

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    not_countries: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()
    format: str = ""
    delimiter: str = ","
    separator: str = ";"
    dates: str = "iso"
    reduced_dates: str = "as_given"
    reader: str = "columns"
    about: Mapping[str, Any] = field(default_factory=dict)

    def content(self) -> str:
        """Everything that changes what is imported, as text."""
        return repr([getattr(self, f.name) for f in fields(self)])


def load_mapping(given: str) -> FileMapping:
    """A built-in mapping by name, else the YAML file of that path.

    DataError lists every unknown key and unusable value of the file at once.
    """
    from dashboard.store.imports.builtin import BUILT_IN

    if given in BUILT_IN:
        return BUILT_IN[given]
    path = Path(given)
    if not path.is_file():
        raise UnknownIdError(
            f"There is no mapping “{given[:80]}”",
            where="--mapping",
            given=given,
            allowed=(*BUILT_IN, "the path of a YAML file"),
        )
    try:
        content = read_yaml(path)
    except ValueError as error:
        raise DataError([_problem(path, "", "", str(error))], fix="Mend the mapping") from None
    problems = _problems(path, content, tuple(BUILT_IN))
    if problems:
        raise DataError(problems, fix="Mend the mapping")
    base = BUILT_IN.get(content.get("use", ""), FileMapping(name=path.name))
    changed: dict[str, Any] = {
        key: {**getattr(base, key), **content[key]}
        for key in ("columns", "constants", "values", "about")
        if key in content
    }
    for key in {"not_countries", "unstated"} & set(content):
        changed[key] = tuple(str(word) for word in content[key])
    changed |= {key: content[key] for key in _TEXT_KEYS - {"use"} if key in content}
    return replace(base, name=path.name, **changed)


def _problem(path: Path, key: str, value: str, message: str, allowed: str = "") -> Problem:
    return Problem("mapping", path.name, key, value[:80], message, allowed)


def _problems(path: Path, given: Any, built_in: tuple[str, ...]) -> list[Problem]:
    found: list[Problem] = list(key_problems("mapping", path.name, given, (), _KEYS))
    if not isinstance(given, dict):
        return found
    for key in _TEXT_KEYS & set(given):
        allowed = built_in if key == "use" else _CLOSED.get(key, ())
        if not isinstance(given[key], str) or (allowed and given[key] not in allowed):
            words = ", ".join(allowed)
            found.append(_problem(path, key, str(given[key]), "unknown value", words))
    for key in {"not_countries", "unstated"} & set(given):
        if not isinstance(given[key], list):
            found.append(_problem(path, key, str(given[key]), "must be a list"))
    for key in {"columns", "constants", "values", "about"} & set(given):
        allowed = CARD_KEYS if key == "about" else FIELDS
        found += key_problems(f"mapping.{key}", path.name, given[key], (), allowed)
    for name, words in given.get("values", {}).items() if not found else ():
        if not isinstance(words, dict):
            found.append(_problem(path, f"values.{name}", str(words), "must be word: word"))
    if not found and "use" not in given and "incident_id" not in given.get("columns", {}):
        found.append(_problem(path, "columns.incident_id", "", "is needed: what tells rows apart"))
    return found
