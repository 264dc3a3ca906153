"""Strict YAML: no duplicate keys, no guessed dates or yes/no words, no unknown keys."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, ClassVar

import yaml

from dashboard.core.errors import Problem

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """Reads only true/false as boolean and leaves dates as text: `NO` is Norway, not False."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
        ]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = str(key_node.value)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key!r} is given twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


_StrictLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"]
)


def read_yaml(path: Path) -> Any:
    """The content of one file; raises ValueError with line and cause where it cannot be read."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise ValueError(f"{line}{error.problem}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None


def key_problems(
    table: str, row: str, given: object, required: Collection[str], optional: Collection[str] = ()
) -> list[Problem]:
    """Unknown and missing keys of one mapping, each with the list of keys that are known."""
    if not isinstance(given, dict):
        return [Problem(table, row, "", str(given)[:80], "must be a mapping of keys to values")]
    known = {*required, *optional}
    allowed = ", ".join(sorted(known))
    unknown = [
        Problem(table, row, str(key), str(given[key])[:80], "unknown key", allowed)
        for key in given
        if key not in known
    ]
    missing = [
        Problem(table, row, key, "", "key is missing") for key in required if key not in given
    ]
    return unknown + missing
