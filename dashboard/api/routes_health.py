"""Is the process alive, are the data sound: ``/healthz`` and ``/readyz`` at the root."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.api.answers import JSON_TYPE, dumps
from dashboard.api.routing import ReadOnly
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


def health_routes(open_store: Callable[[], Store], prefix: str = "", base: str = "") -> list[Route]:
    """Both routes, under ``prefix`` where the whole app has one; ``base`` is the interface."""
    return [
        Route(f"{prefix}/healthz", ReadOnly(healthz, base), name="healthz"),
        Route(f"{prefix}/readyz", ReadOnly(readyz(open_store), base), name="readyz"),
    ]
