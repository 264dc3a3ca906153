"""What a request may be: it reads, its address is of sane length, and it brings nothing along.

Pages, files and the interface are only read; what a page is told travels over its WebSocket.
Streamlit would take files for a running session: no page asks for any, so nothing is taken.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.api.app import PREFIX
from dashboard.api.problems import problem, wrong_method

LONGEST_ADDRESS = 8_000
"""Bytes of path and query; every country of the world as a list is a thousand."""
LARGEST_BODY = 1_000_000
"""Bytes; as in ``server.maxUploadSize`` and deploy/nginx.conf."""
_TAKEN = ("GET", "HEAD", "OPTIONS")
_IMPORT = "Incident files are imported on the server: `python -m dashboard events import`"


class RequestLimits:
    """ASGI middleware that answers with a problem document what is no request of a reader.

    ``base_path`` as in ``server.baseUrlPath``.
    """

    def __init__(self, app: ASGIApp, *, base_path: str = "") -> None:
        self.app = app
        self._base = f"/{base_path.strip('/')}".rstrip("/") + PREFIX

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length, size = _address(scope), _body(scope)
        if length > LONGEST_ADDRESS:
            answer = problem(
                "address-too-long",
                f"This address has {length:,} characters; at most {LONGEST_ADDRESS:,} are read.",
                base=self._base,
                fix="Shorten the lists in it, or open the page without its settings",
            )
        elif not scope.get("query_string", b"").isascii():
            answer = problem(
                "bad-parameter",
                "The address holds bytes that are no characters of an address.",
                base=self._base,
                fix="Write them as % and two hexadecimal digits",
            )
        elif size > LARGEST_BODY:
            answer = problem(
                "too-large",
                f"This request brings {size:,} bytes; at most {LARGEST_BODY:,} are read, and no "
                "page takes files.",
                base=self._base,
                fix=_IMPORT,
            )
        elif scope["method"] not in _TAKEN:
            answer = wrong_method(scope["method"], self._base)
        else:
            await self.app(scope, receive, send)
            return
        await answer(scope, receive, send)


def _address(scope: Scope) -> int:
    raw = scope.get("raw_path") or scope["path"].encode()
    return len(raw) + len(scope.get("query_string", b""))


def _body(scope: Scope) -> int:
    """Bytes the request says it brings; one that does not say brings none that are read."""
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0
