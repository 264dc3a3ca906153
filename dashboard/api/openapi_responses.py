"""Answers other than rows in the OpenAPI document: headers, problems, what stands at the root."""

from collections.abc import Mapping
from typing import Any

from dashboard.api.feed import MEDIA_TYPE as ATOM
from dashboard.api.problems import KINDS
from dashboard.api.problems import MEDIA_TYPE as PROBLEM

ROOT_TAG = "At the root"


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


HEADERS: Mapping[str, Any] = {
    "ETag": _header("Give it back in If-None-Match: unchanged answers cost a 304."),
    "X-Data-Version": _header("Changes whenever any row does."),
    "Link": _header('Address of the next page with rel="next", if there is one.'),
    "X-Licence-Notice": _header("CSV: non-commercial, share-alike, if a source asks for it."),
}
_WHEN = {
    "400": ("A parameter is unknown, missing or of wrong form.", "bad-parameter"),
    "404": ("The path names nothing.", "not-found"),
    "406": ("The header Accept takes no form there is.", "not-acceptable"),
    "422": ("Each parameter is fine, together they are not.", "not-answerable"),
    "500": ("A fault of ours; nothing about it is told.", "internal-error"),
    "503": (
        "A table is broken, the engine is silent, or too much is asked at once.",
        "broken-data",
    ),
}
_EXAMPLES: Mapping[str, Mapping[str, Any]] = {
    "400": {
        "detail": "“yesterday” is not a day. Allowed: YYYY-MM-DD.",
        "parameter": "on",
        "given": "yesterday",
        "allowed": ["YYYY-MM-DD"],
    },
    "404": {
        "detail": "No country is called “Frnace”. Allowed: France (FRA). Choose one of these.",
        "parameter": "iso3",
        "given": "Frnace",
        "allowed": ["France (FRA)"],
        "fix": "Choose one of these",
    },
    "406": {
        "detail": "Nothing that the header Accept asks for can be had here.",
        "parameter": "Accept",
        "given": "image/png",
        "allowed": ["application/json", "text/csv"],
    },
    "422": {
        "detail": "The first day lies after the last. Give a day at or before on.",
        "parameter": "since",
        "given": "2026-01-01",
        "fix": "Give a day at or before on",
    },
}


def problem_responses(with_path: bool) -> dict[str, Any]:
    """The problems a route answers with; 404 only where its path has a parameter."""
    return {
        code: {
            "description": text,
            "content": {
                PROBLEM: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    **_example(code, kind),
                }
            },
        }
        for code, (text, kind) in _WHEN.items()
        if code != "404" or with_path
    }


def _example(code: str, kind: str) -> dict[str, Any]:
    if code not in _EXAMPLES:
        return {}
    status, title, _ = KINDS[kind]
    empty: dict[str, Any] = {"parameter": None, "given": None, "allowed": [], "fix": None}
    about = {"type": f"/api/v1/docs#{kind}", "title": title, "status": status}
    return {"example": {**about, **empty, **_EXAMPLES[code]}}


def problem_schema() -> dict[str, Any]:
    """The schema of a problem document."""
    text = {"type": ["string", "null"]}
    properties = {
        "type": {
            "type": "string",
            "description": f"Address that ends in one of {', '.join(KINDS)}.",
        },
        "title": {"type": "string", "description": "The kind of problem."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {"type": "string", "description": "What is wrong, in a sentence or two."},
        "parameter": {**text, "description": "The parameter it is about."},
        "given": {**text, "description": "The value as received, cut to 200 characters."},
        "allowed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Values that would be accepted.",
        },
        "fix": {**text, "description": "The next step."},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def at_root(base: str) -> dict[str, Any]:
    """The addresses outside the interface; ``base`` is where the interface is mounted."""
    server = base.removesuffix("/api/v1") or "/"
    health = _object(status={"type": "string"})
    ready = _object(
        status={"type": "string"},
        data_version={"type": ["string", "null"]},
        broken={"type": "array", "items": {"type": "string"}},
    )
    version = "e5aa4ac78960"
    fine = {"status": "ready", "data_version": version, "broken": []}
    broken = {"status": "not ready", "data_version": version, "broken": ["treaties"]}
    return {
        "/feed.atom": _path(
            server,
            "Changes since a few years as an Atom feed, newest first; the same as /changes.",
            {
                "200": _answer("The feed.", ATOM, {"type": "string"}, None),
                "304": {"description": "Not changed since the ETag given in If-None-Match."},
            },
        ),
        "/healthz": _path(
            server,
            "200 as long as the process answers; touches no data.",
            {"200": _answer("Alive.", "application/json", health, {"status": "ok"})},
        ),
        "/readyz": _path(
            server,
            "200 once the data are open and no table is broken.",
            {
                "200": _answer("Ready.", "application/json", ready, fine),
                "503": _answer("Not ready; the broken tables.", "application/json", ready, broken),
            },
        ),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _path(server: str, description: str, responses: dict[str, Any]) -> dict[str, Any]:
    operation = {
        "tags": [ROOT_TAG],
        "summary": description.partition(";")[0].rstrip("."),
        "description": description,
        "parameters": [],
        "responses": responses,
    }
    return {"servers": [{"url": server}], "get": operation}


def _answer(description: str, kind: str, schema: Any, example: Any) -> dict[str, Any]:
    content = {"schema": schema, **({} if example is None else {"example": example})}
    return {"description": description, "content": {kind: content}}
