"""The read API: ``app`` is mounted at ``/api/v1``; ``root_routes`` are all routes it needs."""

from collections.abc import Callable
from functools import cache

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send

from dashboard.api import (
    docs,
    openapi,
    routes_changes,
    routes_countries,
    routes_csirts,
    routes_gaps,
    routes_incidents,
    routes_indicators,
    routes_layers,
    routes_organisations,
    routes_pairs,
    routes_sources,
    routes_treaties,
)
from dashboard.api.answers import JSON_TYPE, dumps
from dashboard.api.memory import AnswerMemory
from dashboard.api.problems import install, problem
from dashboard.api.routes_root import at_root
from dashboard.api.routing import CACHE_CONTROL, HeadAsGet
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
    routes_changes,
    routes_sources,
)
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def create_app(open_store: Callable[[], Store] = shared_store) -> FastAPI:
    """The interface over one store, opened at the first request that needs it."""
    api = FastAPI(
        title=openapi.TITLE, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False
    )
    api.state.open_store = open_store
    api.state.memory = AnswerMemory()
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

    @cache
    def document(root: str) -> dict[str, object]:
        return {
            **openapi.document(api, open_store()),
            "servers": [{"url": root or "/"}],
        }

    @api.get("/", include_in_schema=False)
    def entrance(request: Request) -> Response:
        return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")

    @api.get("/openapi.json", include_in_schema=False)
    def openapi_json(request: Request) -> Response:
        body = dumps(document(str(request.scope.get("root_path", ""))))
        return Response(body, media_type=JSON_TYPE, headers={"cache-control": CACHE_CONTROL})

    @api.get("/docs", include_in_schema=False)
    def docs_page(request: Request) -> Response:
        body = docs.page(document(str(request.scope.get("root_path", ""))))
        headers = {"cache-control": CACHE_CONTROL, "content-security-policy": _PAGE_POLICY}
        return HTMLResponse(body, headers=headers)

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
        Mount(f"{prefix}{PREFIX}", app=api, name="api"),
        Route(f"{prefix}/api", _Guard(prefix + PREFIX), name="api-guard"),
        Mount(f"{prefix}/api", app=_Guard(prefix + PREFIX), name="api-guard-below"),
        *at_root(api.state.open_store, prefix, prefix + PREFIX),
    ]


async def _to_docs(request: Request) -> Response:
    return RedirectResponse(f"{request.url.path}/docs")


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
