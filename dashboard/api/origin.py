"""Where the reader's browser sees this server."""

import re

from starlette.datastructures import Headers
from starlette.requests import Request

_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def origin_of(headers: Headers, scheme: str) -> str:
    """'https://example.org' as the reader's browser sees this server, also behind a proxy.

    '' where the request names no host, or one with characters that no host has.
    """
    host = _first(headers.get("x-forwarded-host")) or headers.get("host", "")
    scheme = _first(headers.get("x-forwarded-proto")) or scheme
    if scheme not in {"http", "https"} or not _HOST.fullmatch(host):
        return ""
    return f"{scheme}://{host}"


def pages_of(request: Request) -> str:
    """Where the pages are: this server without the path of the interface."""
    base = str(request.scope.get("root_path", "")).removesuffix("/api/v1")
    return origin_of(request.headers, request.url.scheme) + base


def _first(header: str | None) -> str:
    """The first of a chain of proxies: the one nearest to the reader."""
    return (header or "").partition(",")[0].strip()
