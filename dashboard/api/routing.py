"""What every route does: refuse unknown parameters, name the data's version, allow caching."""

import hashlib
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import __version__
from dashboard.api.memory import AnswerMemory
from dashboard.api.negotiation import FORMS, accepts_gzip, preferred
from dashboard.api.origin import origin_of
from dashboard.api.params import current_store, today
from dashboard.api.problems import (
    READING,
    SAFE_HEADERS,
    NotAcceptableError,
    ParameterError,
    failed,
    wrong_method,
)
from dashboard.api.turnstile import Turnstile

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
CACHE_CONTROL = "public, max-age=300"


class HeadAsGet:
    """ASGI middleware: HEAD is answered like GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, bare)


class ReadOnly:
    """ASGI app of one address outside the interface: GET and HEAD answered, all else 405.

    ``base`` is where the interface is mounted: problem documents refer to it.
    """

    def __init__(self, answer: Callable[[Request], Response], base: str) -> None:
        self._answer = answer
        self._base = base
        self._whole = HeadAsGet(self._get)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in READING:
            await wrong_method(scope["method"], self._base)(scope, receive, send)
            return
        await self._whole(scope, receive, send)

    async def _get(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await run_in_threadpool(self._answer, Request(scope, receive))
        except Exception as error:
            await failed(error, self._base)(scope, receive, send)
            raise
        for name, value in SAFE_HEADERS.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)


class StrictRoute(APIRoute):
    """A route that answers 400 for a parameter it does not know or that is given twice.

    Answers carry X-Data-Version, Cache-Control and an ETag over data, software, address, form and
    day; a request that names this ETag is answered 304 without a body. They are compressed once
    and then kept.
    """

    open_names = False
    """Whether the route reads names of parameters that it does not declare."""
    one_form = False
    """Whether the path says the form of the answer, whatever a client would like best."""
    turnstile: Turnstile | None = None
    """Where an answer costs seconds of a core: how many are made at a time."""

    def get_route_handler(self) -> Handler:
        """The route's handler with these checks before and headers after it."""
        answer = super().get_route_handler()
        known = tuple(sorted(_query_names(self.dependant)))
        offered = tuple(FORMS) if "format" in known else ("json",)
        open_names, one_form = self.open_names, self.one_form
        entrance = self.turnstile.passed if self.turnstile else nullcontext

        async def handle(request: Request) -> Response:
            if not open_names:
                _check_names(request, known)
            request.state.known = known
            form = request.state.negotiated = _form(request, offered, one_form)
            store = current_store(request)
            tag = _etag(request, f"{store.data_version} {store.noncommercial} {form}")
            headers = {
                **SAFE_HEADERS,
                "etag": tag,
                "cache-control": CACHE_CONTROL,
                "vary": "Accept, Accept-Encoding",
                "x-data-version": store.data_version,
            }
            if is_named(tag, request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
            memory: AnswerMemory = request.app.state.memory
            zipped = accepts_gzip(request.headers.get("accept-encoding", ""))
            response = memory.find(tag, zipped)
            if response is None:
                async with entrance():
                    response = await answer(request)
                response.headers.update(headers)
                response = memory.keep(tag, response, zipped)
            return response

        return handle


class FileRoute(StrictRoute):
    """A route whose path says the form of the answer.

    The address it was asked at is part of its answers, so it is part of their ETags.
    """

    one_form = True
    turnstile = Turnstile()


class OpenRoute(FileRoute):
    """A file route that checks names of parameters itself."""

    open_names = True


def _form(request: Request, offered: tuple[str, ...], one_form: bool) -> str:
    """What an ETag says besides the address: the form, or where the address was asked."""
    if one_form:
        return origin_of(request.headers, request.url.scheme)
    return _negotiated(request, offered)


def _negotiated(request: Request, offered: tuple[str, ...]) -> str:
    """The form the client likes best; one named in the address is not asked about."""
    if "format" in request.query_params:
        return offered[0]
    accept = request.headers.get("accept", "")
    form = preferred(accept, offered)
    if form is None:
        raise NotAcceptableError(
            "Nothing that the header Accept asks for can be had here",
            where="Accept",
            given=accept,
            allowed=[FORMS[name] for name in offered],
            fix="Ask for one of these, or leave the header out",
        )
    return form


def _query_names(dependant: Dependant) -> set[str]:
    """Names of all query parameters of a route, those of its dependencies included."""
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_query_names(inner) for inner in dependant.dependencies))


def _check_names(request: Request, known: tuple[str, ...]) -> None:
    given = request.query_params.multi_items()
    if not given:
        return
    names = list(request.query_params.keys())
    for name, _ in given:
        if name not in known:
            raise unknown_name(name, request.query_params[name], known)
    if len(given) > len(names):
        twice = next(n for n in names if len(request.query_params.getlist(n)) > 1)
        raise ParameterError(
            f"The parameter “{twice}” is given more than once", where=twice, fix="Give it once"
        )


def unknown_name(name: str, given: str, known: tuple[str, ...]) -> ParameterError:
    """The error for a parameter that a route does not have."""
    return ParameterError(
        f"There is no parameter “{name[:40]}” here",
        where=name[:40],
        given=given,
        allowed=known,
        fix="Leave it out or use one of the allowed parameters",
    )


def _etag(request: Request, state: str) -> str:
    query = sorted(request.query_params.multi_items())
    text = f"{__version__} {state} {today()} {request.scope['path']} {query}"
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def is_named(tag: str, header: str) -> bool:
    """Whether the header If-None-Match names this ETag."""
    given = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in given or tag.removeprefix("W/") in given
