"""``docs/api.md``: the reference in Markdown, made of the same document as the page."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.api.app import create_app
from dashboard.api.docs import anchor, by_tag, row_fields
from dashboard.api.examples import EXAMPLES, KEPT
from dashboard.api.openapi_document import document as document_of
from dashboard.api.openapi_examples import answer_examples
from dashboard.api.problems import KINDS
from dashboard.store.store import Store

MANUAL = Path(__file__).parents[2] / "docs" / "api.md"
_INTRODUCTION = Path(__file__).parent / "assets" / "introduction.md"
_MANY = 20
_LEAD = "<!-- Made by `python -m dashboard docs`; change the code or {source}, not this file. -->"


def manual(store: Store) -> str:
    """The whole text of ``docs/api.md``."""
    document = document_of(create_app(lambda: store), store, base="/api/v1")
    introduction = _INTRODUCTION.read_text(encoding="utf-8").rstrip()
    parts = [_LEAD.format(source="`dashboard/api/assets/introduction.md`"), introduction]
    parts.append("## Routes")
    for tag, paths in by_tag(document).items():
        parts.append(f"### {tag}")
        parts += [_route(path, operation) for path, operation in paths]
    parts += ["## The fields of meta.sources", _fields(_properties(document, "Source"))]
    parts += ["## Problems", _fields(_properties(document, "Problem")), _kinds()]
    return "\n\n".join(parts) + "\n"


def write(store: Store) -> tuple[Path, ...]:
    """Write ``docs/api.md`` and the answers it and the OpenAPI document show; their paths.

    ``store`` should leave non-commercial rows out: what is written is passed on with the code.
    """
    answers = answer_examples(create_app(lambda: store))
    KEPT.write_text(f"{json.dumps(answers, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    MANUAL.write_text(manual(store), encoding="utf-8")
    return KEPT, MANUAL


def _route(path: str, operation: Mapping[str, Any]) -> str:
    parts = [f'<a id="{anchor(path)}"></a>\n#### `GET {path}`', operation["description"]]
    if operation["parameters"]:
        rows = [(f"`{p['name']}`", _meaning(p)) for p in operation["parameters"]]
        parts.append(_table(("parameter", "meaning"), rows))
    if path in EXAMPLES:
        parts.append(f"Example: `/api/v1/{EXAMPLES[path]}`")
    fields = row_fields(operation)
    if fields:
        summary = f"<details><summary>{len(fields)} fields of a row</summary>"
        parts.append(f"{summary}\n\n{_fields(fields)}\n\n</details>")
    return "\n\n".join(parts)


def _meaning(parameter: Mapping[str, Any]) -> str:
    schema = parameter["schema"]
    text = f"Required. {parameter['description']}" if _is_needed(parameter) else ""
    text = text or parameter["description"]
    choices = schema.get("enum", ())
    if 0 < len(choices) <= _MANY:
        text += f" One of {', '.join(f'`{choice}`' for choice in choices)}."
    if "minimum" in schema:
        text += f" From {schema['minimum']} to {schema['maximum']}."
    if "default" in schema:
        text += f" Default `{str(schema['default']).lower()}`."
    return text


def _is_needed(parameter: Mapping[str, Any]) -> bool:
    return bool(parameter["required"]) and parameter["in"] == "query"


def _properties(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = document["components"]["schemas"][name]["properties"]
    return found


def _fields(fields: Mapping[str, Any]) -> str:
    return _table(("field", "meaning"), [(f"`{n}`", f["description"]) for n, f in fields.items()])


def _kinds() -> str:
    rows = [(f"`{kind}`", str(status), when) for kind, (status, _, when) in KINDS.items()]
    return _table(("type ends in", "status", "when"), rows)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(_cell(c) for c in line)} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
