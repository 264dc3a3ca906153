"""What stands at the root: ``/healthz`` (alive), ``/readyz`` (data sound) and ``/feed.atom``."""

import hashlib
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.api.answers import JSON_TYPE
from dashboard.api.feed import MEDIA_TYPE, current_feed
from dashboard.api.routing import CACHE_CONTROL, ReadOnly, is_named
from dashboard.export.plain import dumps
from dashboard.store.store import Store

_HEADERS = {"cache-control": "no-store"}


def healthz(request: Request) -> Response:
    """200 as long as the process answers; touches no data."""
    return Response(dumps({"status": "ok"}), media_type=JSON_TYPE, headers=_HEADERS)


def readyz(open_store: Callable[[], Store]) -> Callable[[Request], Response]:
    """200 once the data are open and no table is broken; 503 with the broken tables otherwise."""

    def answer(request: Request) -> Response:
        try:
            store = open_store()
            broken = sorted({problem.table for problem in store.problems})
            version: str | None = store.data_version
        except Exception:  # whatever keeps the data from opening, the answer is "not ready"
            broken, version = ["the data cannot be opened"], None
        document = {
            "status": "not ready" if broken else "ready",
            "data_version": version,
            "broken": broken,
        }
        status = 503 if broken else 200
        return Response(dumps(document), status_code=status, media_type=JSON_TYPE, headers=_HEADERS)

    return answer


def atom(open_store: Callable[[], Store], prefix: str) -> Callable[[Request], Response]:
    """The feed of changes, with an ETag over its own bytes."""

    def answer(request: Request) -> Response:
        body = current_feed(open_store(), prefix)
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers = {"etag": tag, "cache-control": CACHE_CONTROL, "access-control-allow-origin": "*"}
        if is_named(tag, request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        return Response(body, media_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)

    return answer


def at_root(open_store: Callable[[], Store], prefix: str, base: str) -> list[Route]:
    """All three, under ``prefix`` where the whole app has one; ``base`` is the interface."""
    answers = {
        "healthz": healthz,
        "readyz": readyz(open_store),
        "feed.atom": atom(open_store, prefix),
    }
    return [Route(f"{prefix}/{n}", ReadOnly(a, base), name=n) for n, a in answers.items()]
