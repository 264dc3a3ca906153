"""Source files: ``data/sources/<source_id>.yml``, one strict YAML per source."""

import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from dashboard.core.dates import REDUCED_DATE_PATTERN
from dashboard.core.errors import Problem
from dashboard.core.provenance import Source
from dashboard.store.yaml_io import key_problems, read_yaml

TABLE = "sources"
AUTHORITIES = ("official", "research", "curated", "press", "weak")
HOW_OBTAINED = (
    "public_page",
    "archived_page",
    "public_repository",
    "package_registry",
    "published_table",
    "derived",
)
TOPICS = (
    "treaties",
    "organisations",
    "csirts",
    "incidents",
    "indicators",
    "countries",
    "boundaries",
)
_KEYS = tuple(field.name for field in fields(Source))
_REQUIRED_TEXT = (
    "source_id",
    "title",
    "publisher",
    "licence",
    "licence_id",
    "accessed",
    "authority",
    "how_obtained",
)
_OPTIONAL_TEXT = ("page_url", "data_url", "as_of", "obtained_from", "notes")
_CLOSED = {"authority": AUTHORITIES, "how_obtained": HOW_OBTAINED}
_DATE = re.compile(REDUCED_DATE_PATTERN)


def load_sources(data_dir: Path) -> tuple[dict[str, Source], list[Problem]]:
    """Every source that can be used by id, and every problem of the others, all at once."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for path in sorted((data_dir / "sources").glob("*.yml")):
        try:
            given = read_yaml(path)
        except ValueError as error:
            problems.append(Problem(TABLE, f"sources/{path.name}", "", "", str(error)))
            continue
        found = source_problems(path.stem, given)
        problems.extend(found)
        if not found:
            sources[path.stem] = _source(given)
    return sources, problems


def source_problems(stem: str, given: Any) -> list[Problem]:
    """Everything wrong with one source file as read from YAML."""
    where = f"sources/{stem}.yml"
    problems = key_problems(TABLE, where, given, _KEYS)
    if problems:
        return problems

    def wrong(key: str, message: str, allowed: str = "") -> None:
        value = "" if given[key] is None else str(given[key])[:80]
        problems.append(Problem(TABLE, where, key, value, message, allowed))

    if given["source_id"] != stem:
        wrong("source_id", "must be the file name", stem)
    for key in _REQUIRED_TEXT:
        if not isinstance(given[key], str) or not given[key].strip():
            wrong(key, "must be text")
    for key in _OPTIONAL_TEXT:
        if not (given[key] is None or isinstance(given[key], str | int)):
            wrong(key, "must be text or null")
    for key, words in _CLOSED.items():
        if given[key] not in words:
            wrong(key, "unknown value", ", ".join(words))
    for key in ("noncommercial", "share_alike"):
        if not isinstance(given[key], bool):
            wrong(key, "must be true or false", "true, false")
    for key in ("as_of", "accessed"):
        if given[key] is not None and not _DATE.fullmatch(str(given[key])):
            wrong(key, "is not a date", "YYYY, YYYY-MM, YYYY-MM-DD")
    for key in ("page_url", "data_url"):
        if given[key] is not None and not re.match(r"https?://\S+$", str(given[key])):
            wrong(key, "is not a web address", "http://… or https://…")
    topics = given["topics"]
    if not isinstance(topics, list) or not topics or not set(topics) <= set(TOPICS):
        wrong("topics", "must be a list of known topics", ", ".join(TOPICS))
    if not _is_range(given["expected_rows"]):
        wrong("expected_rows", "must be null or {min: whole number, max: whole number}")
    return problems


def _is_range(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) != {"min", "max"}:
        return False
    low, high = value["min"], value["max"]
    return isinstance(low, int) and isinstance(high, int) and 0 <= low <= high


def _source(given: Mapping[str, Any]) -> Source:
    expected = given["expected_rows"]
    text = {
        key: None if given[key] is None else str(given[key])
        for key in (*_REQUIRED_TEXT, *_OPTIONAL_TEXT)
    }
    return Source(
        **{
            **given,
            **text,
            "topics": tuple(given["topics"]),
            "expected_rows": (expected["min"], expected["max"]) if expected else None,
        }
    )


def source_to_json(source: Source) -> dict[str, Any]:
    """Plain values for the cache."""
    return asdict(source)


def source_from_json(data: Mapping[str, Any]) -> Source:
    """The inverse of ``source_to_json``."""
    expected = data["expected_rows"]
    return Source(
        **{
            **data,
            "topics": tuple(data["topics"]),
            "expected_rows": tuple(expected) if expected else None,
        }
    )
