"""Errors as RFC 9457 problem documents: what is wrong, where, what is allowed, what to do."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dashboard.api.turnstile import RETRY_AFTER, BusyError
from dashboard.core.errors import (
    BadDateError,
    DataError,
    EngineError,
    UnknownCountryError,
    UnknownIdError,
    UserError,
)

MEDIA_TYPE = "application/problem+json"


class ParameterError(UserError):
    """A query parameter that is unknown, missing, given twice or of the wrong form."""


class NotAcceptableError(UserError):
    """The client takes none of the forms in which the answer can be had."""


SAFE_HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""On every answer: it is what its type says, and nothing in it is to be run or framed."""
READING = ("GET", "HEAD")


KINDS: Mapping[str, tuple[int, str, str]] = {
    "bad-parameter": (400, "Bad parameter", "A parameter is unknown, missing or of wrong form."),
    "bad-date": (400, "Not a usable date", "A date is not an ISO day, or far outside the data."),
    "unknown-country": (400, "Unknown country", "A country parameter fits no entry, or several."),
    "unknown-id": (400, "Unknown id", "A parameter names an id outside a closed list."),
    "not-found": (404, "Not found", "The path names nothing: an unknown id, country or resource."),
    "method-not-allowed": (405, "Method not allowed", "Nothing but GET and HEAD is answered."),
    "not-acceptable": (406, "Not acceptable", "The header Accept takes neither JSON nor CSV."),
    "not-answerable": (422, "Cannot be answered", "Each parameter is fine, together they are not."),
    "address-too-long": (414, "Address too long", "Path and query exceed what is read."),
    "too-large": (413, "Too large", "The request brings more than is read; nothing is uploaded."),
    "broken-data": (503, "Broken data", "A table breaks its contract and is withheld."),
    "engine-down": (503, "Engine not reached", "The engine that counts incidents is silent."),
    "busy": (503, "Busy", "More files are asked for at once than are made at once."),
    "internal-error": (500, "Internal error", "A fault of ours; nothing about it is told here."),
}
"""Every kind of problem: status, title, and when it occurs (shown in the documentation)."""

_BY_CLASS: tuple[tuple[type[UserError], str], ...] = (
    (ParameterError, "bad-parameter"),
    (NotAcceptableError, "not-acceptable"),
    (BadDateError, "bad-date"),
    (UnknownCountryError, "unknown-country"),
    (UnknownIdError, "unknown-id"),
    (BusyError, "busy"),
    (EngineError, "engine-down"),
    (DataError, "broken-data"),
)
_LIMITS = {
    "ge": "at least",
    "le": "at most",
    "min_length": "characters: at least",
    "max_length": "characters: at most",
}
_FORMS = {"bool_parsing": ("true", "false"), "int_parsing": ("a whole number",)}


def problem(
    kind: str,
    detail: str,
    *,
    base: str = "",
    parameter: str | None = None,
    given: str | None = None,
    allowed: Sequence[str] = (),
    fix: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """One problem document; ``base`` is the path under which the interface is mounted."""
    status, title, _ = KINDS[kind]
    document: dict[str, Any] = {
        "type": f"{base}/docs#{kind}",
        "title": title,
        "status": status,
        "detail": detail,
        "parameter": parameter,
        "given": given,
        "allowed": list(allowed),
        "fix": fix,
    }
    body = json.dumps(document, ensure_ascii=False).encode()
    extra = {**SAFE_HEADERS, "cache-control": "no-store", **(headers or {})}
    return Response(body, status_code=status, headers=extra, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem document."""
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def _user_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, UserError)
    kind = next((name for cls, name in _BY_CLASS if isinstance(error, cls)), "not-answerable")
    parameter = error.where
    for name, value in request.path_params.items():
        if kind in ("unknown-id", "unknown-country") and error.given == str(value).strip():
            kind, parameter = "not-found", name
    return problem(
        kind,
        error.sentence(),
        base=_base(request),
        parameter=parameter,
        given=None if error.given is None else error.given[:200],
        allowed=error.allowed,
        fix=error.fix,
        headers={"retry-after": str(RETRY_AFTER)} if kind == "busy" else None,
    )


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = str(first["loc"][-1])
    given = first.get("input")
    allowed = _FORMS.get(first["type"], ())
    if first["type"] == "missing":
        detail, given = f"The parameter “{name}” is required.", None
    else:
        detail = f"The parameter “{name}” cannot be “{str(given)[:60]}”."
    if first["type"] == "literal_error":
        allowed = tuple(_literals(str(first["ctx"]["expected"])))
    elif "ctx" in first and not allowed:
        allowed = tuple(f"{_LIMITS.get(k, k)} {v}" for k, v in first["ctx"].items())
    return problem(
        "bad-parameter",
        detail,
        base=_base(request),
        parameter=name,
        given=None if given is None else str(given)[:200],
        allowed=allowed,
        fix="Use one of the allowed values" if allowed else f"Give a value for “{name}”",
    )


def _literals(expected: str) -> list[str]:
    """'year', 'type' or 'sector' → its three words."""
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return wrong_method(request.method, _base(request))
    return problem(
        "not-found",
        "There is nothing at this address.",
        base=_base(request),
        fix=f"See {_base(request)}/docs for what there is",
    )


def wrong_method(method: str, base: str = "") -> Response:
    """405: nothing can be written here."""
    return problem(
        "method-not-allowed",
        f"{method[:20]} is not possible here; this interface can only be read.",
        base=base,
        allowed=READING,
        fix="Use GET",
        headers={"allow": ", ".join(READING)},
    )


def failed(error: Exception, base: str) -> Response:
    """503: a broken table by name; 500: of any other fault nothing."""
    if isinstance(error, DataError):
        return problem("broken-data", error.sentence(), base=base, parameter=error.where)
    detail = "Something went wrong on our side; the server's log has the details."
    return problem("internal-error", detail, base=base, fix="Try again, or report it")


def _unexpected(request: Request, error: Exception) -> Response:
    return failed(error, _base(request))


def _base(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
