"""The OpenAPI document: fields of every answer from the table contracts and one glossary."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from dashboard import __version__
from dashboard.api.fields import FIELDS, SOURCE
from dashboard.api.problems import KINDS, MEDIA_TYPE
from dashboard.store.contracts import Field
from dashboard.store.store import Store

_MARK = "x-fields"
_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
TITLE = "Global Cyber Cooperation Dashboard: read API"
DESCRIPTION = (
    "Everything the dashboard shows, as rows. Country parameters take iso3, iso2 or an English "
    "name; `on` is a day (YYYY-MM-DD), today if left out. List answers are "
    '`{"data": [...], "meta": {...}}`; `meta.sources` are the sources of exactly these rows with '
    "their licences. `format=csv` gives the rows alone. null means missing, never zero."
)


def described(
    table: str,
    *columns: str,
    without: tuple[str, ...] = (),
    single: bool = False,
    source: bool = False,
) -> dict[str, Any]:
    """What a route says of its rows: the columns of a table by contract, and computed ones.

    ``without``: columns of the table that are not shown; ``single``: one object instead of a
    list; ``source``: the rows are sources.
    """
    return {
        _MARK: {
            "table": table,
            "columns": columns,
            "without": without,
            "single": single,
            "source": source,
        }
    }


def document(app: FastAPI, store: Store) -> dict[str, Any]:
    """The OpenAPI 3.1 document with the fields of each answer filled in."""
    found = get_openapi(
        title=TITLE,
        version=__version__,
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=app.routes,
    )
    for path in found["paths"].values():
        for operation in path.values():
            _describe(operation, store)
    components = found.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    components["Problem"] = _problem()
    components["Source"] = _object({name: _property(*SOURCE[name]) for name in SOURCE})
    components["Meta"] = _meta()
    return found


def field_names(about: Mapping[str, Any], store: Store) -> tuple[str, ...]:
    """The fields of the rows of one route, in order."""
    table = store.contract(about["table"]).columns if about["table"] else ()
    shown = dict.fromkeys((*table, *about["columns"]))
    return tuple(name for name in shown if name not in about["without"])


def _describe(operation: dict[str, Any], store: Store) -> None:
    about = operation.pop(_MARK, None)
    responses = operation["responses"]
    responses.pop("422", None)
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
    content: dict[str, Any] = {"application/json": {"schema": answer}}
    if any(p["name"] == "format" for p in operation.get("parameters", ())):
        content["text/csv"] = {"schema": {"type": "string"}}
    responses["200"] = {"description": "The answer.", "content": content}
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses["default"] = {"description": "A problem document.", "content": problem}


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
            "next": _property("string", "Address of the next page, if there is one."),
        }
    )


def _problem() -> dict[str, Any]:
    kinds = ", ".join(KINDS)
    return _object(
        {
            "type": _property("string", f"Address of an explanation; ends in one of {kinds}."),
            "title": _property("string", "The kind of problem."),
            "status": _property("integer", "The HTTP status."),
            "detail": _property("string", "What is wrong, in a sentence or two."),
            "parameter": _property("string", "The parameter it is about."),
            "given": _property("string", "The value as received."),
            "allowed": _property("array", "Values that would be accepted."),
            "fix": _property("string", "The next step."),
        }
    )
