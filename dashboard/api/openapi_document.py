"""The OpenAPI document: fields of every answer from the table contracts and one glossary."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dashboard import __version__
from dashboard.api.examples import kept_examples
from dashboard.api.fields import FIELDS, SOURCE
from dashboard.api.openapi import FILES, MARK, field_names
from dashboard.api.openapi_parameters import described_parameters
from dashboard.api.openapi_responses import HEADERS, at_root, problem_responses, problem_schema
from dashboard.store.contracts import Field
from dashboard.store.store import Store

_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
TITLE = "Global Cyber Cooperation Dashboard: read API"
DESCRIPTION = (
    "Everything the dashboard shows, as rows. Country parameters take iso3, iso2 or an English "
    "name; `on` is a day (YYYY-MM-DD), today if left out. List answers are "
    '`{"data": [...], "meta": {...}}`; `meta.sources` are the sources of exactly these rows with '
    "their licences. `format=csv` gives the rows alone. null means missing, never zero."
)


def document(app: FastAPI, store: Store, *, base: str = "") -> dict[str, Any]:
    """The OpenAPI 3.1 document with the fields and an example of each answer filled in.

    ``base`` is the path the interface is mounted at.
    """
    found = get_openapi(
        title=TITLE,
        version=__version__,
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=app.routes,
    )
    components = found.pop("components", {}).get("schemas", {})
    answers = kept_examples()
    for path, operations in found["paths"].items():
        for operation in operations.values():
            operation["parameters"] = described_parameters(
                path, operation.get("parameters", []), components, store
            )
            _describe(path, operation, store)
            if path in answers:
                content = operation["responses"]["200"]["content"]
                content[answers[path]["type"]]["example"] = answers[path]["answer"]
    found["servers"] = [{"url": base or "/"}]
    found["paths"].update(at_root(base))
    source = _object({name: _property(*SOURCE[name]) for name in SOURCE})
    schemas = {"Meta": _meta(), "Problem": problem_schema(), "Source": source}
    found["components"] = {"schemas": schemas}
    return found


def _describe(path: str, operation: dict[str, Any], store: Store) -> None:
    about, kinds = operation.pop(MARK, None), operation.pop(FILES, None)
    data: dict[str, Any] = {"type": "object"}
    if about is not None:
        contract = store.contract(about["table"]).fields if about["table"] else ()
        by_name = {field.name: field for field in contract}
        glossary = SOURCE if about["source"] else FIELDS
        row = _object(
            {
                name: _of_contract(by_name[name]) if name in by_name else _property(*glossary[name])
                for name in field_names(about, store)
            }
        )
        data = row if about["single"] else {"type": "array", "items": row}
    meta = {"$ref": "#/components/schemas/Meta"}
    answer = {"type": "object", "properties": {"data": data, "meta": meta}}
    answer["required"] = list(answer["properties"])
    content: dict[str, Any] = {"application/json": {"schema": answer}}
    if any(p["name"] == "format" for p in operation["parameters"]):
        content["text/csv"] = {"schema": {"type": "string"}}
    if kinds is not None:
        content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in kinds}
    kept = {code: r for code, r in operation["responses"].items() if code not in ("200", "422")}
    operation["responses"] = {
        "200": {"description": "The answer.", "headers": HEADERS, "content": content},
        "304": {"description": "Not changed since the ETag given in If-None-Match."},
        **kept,
        **problem_responses(with_path="{" in path),
    }


def _of_contract(field: Field) -> dict[str, Any]:
    unit = f" Unit: {field.unit}." if field.unit else ""
    kind = "array" if field.type == "list" else _TYPES.get(field.type, "string")
    found = _property(kind, f"{field.description}{unit}", nullable=not field.required)
    if field.allowed and kind == "string":
        found["enum"] = [*field.allowed, *([] if field.required else [None])]
    return found


def _property(kind: str, description: str, nullable: bool = True) -> dict[str, Any]:
    if kind == "array":
        return {"type": kind, "items": {"type": "string"}, "description": description}
    return {"type": [kind, "null"] if nullable else kind, "description": description}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties)}


def _meta() -> dict[str, Any]:
    return _object(
        {
            "data_version": _property("string", "Changes whenever any row does.", False),
            "on": _property("string", "The day the answer holds for, where it has one."),
            "sources": {
                "type": "array",
                "items": {"$ref": "#/components/schemas/Source"},
                "description": "The sources of the rows of this answer.",
            },
            "next": _property("string", "Address of the next page; null on the last one."),
            "rows": _property("integer", "Rows of the whole list, all pages together.", False),
        }
    )
