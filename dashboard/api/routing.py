"""What every route does: refuse unknown parameters, name the data's version, allow caching."""

import hashlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import __version__
from dashboard.api.memory import AnswerMemory
from dashboard.api.params import current_store, today
from dashboard.api.problems import ParameterError

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


class StrictRoute(APIRoute):
    """A route that answers 400 for a parameter it does not know or that is given twice.

    Answers carry X-Data-Version, Cache-Control and an ETag over data, software, address and day;
    a request that names this ETag is answered 304 without a body.
    """

    def get_route_handler(self) -> Handler:
        """The route's handler with these checks before and headers after it."""
        answer = super().get_route_handler()
        known = tuple(sorted(_query_names(self.dependant)))

        async def handle(request: Request) -> Response:
            _check_names(request, known)
            store = current_store(request)
            tag = _etag(request, f"{store.data_version} {store.noncommercial}")
            headers = {
                "etag": tag,
                "cache-control": CACHE_CONTROL,
                "x-data-version": store.data_version,
                "x-content-type-options": "nosniff",
            }
            if _named(tag, request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
            memory: AnswerMemory = request.app.state.memory
            response = memory.find(tag)
            if response is None:
                response = await answer(request)
                response.headers.update(headers)
                memory.keep(tag, response)
            return response

        return handle


def _query_names(dependant: Dependant) -> set[str]:
    """Names of all query parameters of a route, those of its dependencies included."""
    own = {field.alias for field in dependant.query_params}
    return own.union(*(_query_names(inner) for inner in dependant.dependencies))


def _check_names(request: Request, known: tuple[str, ...]) -> None:
    names = list(request.query_params.keys())
    for name, _ in request.query_params.multi_items():
        if name not in known:
            raise ParameterError(
                f"There is no parameter “{name[:40]}” here",
                where=name[:40],
                given=request.query_params[name],
                allowed=known,
                fix="Leave it out or use one of the allowed parameters",
            )
    if len(request.query_params.multi_items()) > len(names):
        twice = next(n for n in names if len(request.query_params.getlist(n)) > 1)
        raise ParameterError(
            f"The parameter “{twice}” is given more than once", where=twice, fix="Give it once"
        )


def _etag(request: Request, state: str) -> str:
    query = sorted(request.query_params.multi_items())
    text = f"{__version__} {state} {today()} {request.url.path} {query}"
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def _named(tag: str, header: str) -> bool:
    given = {part.strip().removeprefix("W/") for part in header.split(",")}
    return tag.removeprefix("W/") in given
