"""The read API: ``app`` is mounted at ``/api/v1``; ``root_routes`` are all routes it needs."""

import re
from collections.abc import Callable
from functools import cache

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api import (
    docs,
    routes_briefs,
    routes_changes,
    routes_countries,
    routes_csirts,
    routes_figures,
    routes_gaps,
    routes_guide,
    routes_incidents,
    routes_indicators,
    routes_layers,
    routes_organisations,
    routes_pairs,
    routes_sources,
    routes_treaties,
)
from dashboard.api.answers import JSON_TYPE
from dashboard.api.encoded import RowsMemory
from dashboard.api.memory import AnswerMemory
from dashboard.api.openapi_document import TITLE
from dashboard.api.openapi_document import document as document_of
from dashboard.api.problems import SAFE_HEADERS, install, problem
from dashboard.api.routes_root import at_root
from dashboard.api.routing import CACHE_CONTROL, HeadAsGet
from dashboard.export.plain import dumps
from dashboard.store.store import Store, shared_store

PREFIX = "/api/v1"
_GROUPS = (
    routes_countries,
    routes_pairs,
    routes_treaties,
    routes_organisations,
    routes_csirts,
    routes_indicators,
    routes_incidents,
    routes_gaps,
    routes_layers,
    routes_figures,
    routes_briefs,
    routes_changes,
    routes_guide,
    routes_sources,
)


def _file(name: str, kind: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        current = request.query_params.get("v") == docs.asset_version(name)
        kept = "public, max-age=31536000, immutable" if current else CACHE_CONTROL
        headers = {**SAFE_HEADERS, "cache-control": kept}
        return Response(docs.asset(name), media_type=f"{kind}; charset=utf-8", headers=headers)

    return answer


def create_app(open_store: Callable[[], Store] = shared_store) -> FastAPI:
    """The interface over one store, opened at the first request that needs it."""
    api = FastAPI(
        title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    api.state.open_store = open_store
    api.state.memory = AnswerMemory()
    api.state.rows = RowsMemory()
    install(api)
    api.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        expose_headers=["ETag", "Link", "X-Data-Version", "X-Licence-Notice"],
    )
    api.add_middleware(HeadAsGet)
    for group in _GROUPS:
        api.include_router(group.router)
    api.include_router(routes_figures.open_router)

    @cache
    def document(root: str) -> dict[str, object]:
        return document_of(api, open_store(), base=root)

    @api.get("/", include_in_schema=False)
    def entrance(request: Request) -> Response:
        return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")

    @api.get("/openapi.json", include_in_schema=False)
    def openapi_json(request: Request) -> Response:
        body = dumps(document(str(request.scope.get("root_path", ""))))
        headers = {**SAFE_HEADERS, "cache-control": CACHE_CONTROL}
        return Response(body, media_type=JSON_TYPE, headers=headers)

    @api.get("/docs", include_in_schema=False)
    def docs_page(request: Request) -> Response:
        body = docs.page(document(str(request.scope.get("root_path", ""))))
        headers = {
            **SAFE_HEADERS,
            "cache-control": CACHE_CONTROL,
            "content-security-policy": docs.PAGE_POLICY,
        }
        return HTMLResponse(body, headers=headers)

    for name, kind in ((docs.STYLE, "text/css"), (docs.SCRIPT, "text/javascript")):
        api.add_route(f"/{name}", _file(name, kind), methods=["GET"], include_in_schema=False)

    return api


app = create_app()


def root_routes(base_path: str = "", api: FastAPI = app) -> list[BaseRoute]:
    """Every route of the interface for the whole app: the API, a guard and what stands at the root.

    The guard answers anything else under ``/api`` with a problem document; without it Streamlit
    would answer with its HTML page. ``base_path`` as in ``server.baseUrlPath``.
    """
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [
        Route(f"{prefix}{PREFIX}", _to_docs, name="api-entrance"),
        _Api(f"{prefix}{PREFIX}", app=api, name="api"),
        Route(f"{prefix}/api", _Guard(prefix + PREFIX), name="api-guard"),
        _Below(f"{prefix}/api", app=_Guard(prefix + PREFIX), name="api-guard-below"),
        *at_root(api.state.open_store, prefix, prefix + PREFIX),
    ]


async def _to_docs(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/docs")


class _Api(Mount):
    """The interface, for addresses without control characters (patterns end at a line break)."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if any(character < " " for character in scope.get("path", "")):
            return Match.NONE, {}
        return super().matches(scope)


class _Below(Mount):
    """A mount that takes every address below it, also one with a line break in it."""

    def __init__(self, path: str, app: ASGIApp, name: str) -> None:
        super().__init__(path, app=app, name=name)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


class _Guard:
    """Answers 404 whatever is asked."""

    def __init__(self, base: str) -> None:
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = problem(
            "not-found",
            "There is nothing at this address.",
            base=self._base,
            fix=f"The interface is at {self._base}/",
        )
        await answer(scope, receive, send)
