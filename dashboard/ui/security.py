"""Security headers of every answer: what a page may load, who may frame it, what it tells others.

The policy names no other host. Inline styles stay allowed because Streamlit writes them; scripts
come from this server, from the one inline script whose hash is given, and from blobs, which is how
Streamlit loads the code of a component. Only embedded views (``?embed=true``) may be framed
elsewhere.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""Of whatever is no page: opened by itself it runs nothing and loads nothing."""


def script_hash(script: str) -> str:
    """The source expression that admits one inline script, given the text between its tags."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(script_hashes: Sequence[str], *, framed: bool) -> str:
    """The content security policy of a page; ``framed`` lets other sites embed it."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", "blob:", *script_hashes)),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "*" if framed else "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def wants_embed(scope: Scope) -> bool:
    """Whether the address asks for a view to be shown inside another site."""
    query = parse_qs(str(scope.get("query_string", b""), "latin-1"))
    return query.get("embed", [""])[-1].casefold() == "true"


class SecurityHeaders:
    """ASGI middleware: the headers above on every answer, a policy on all that have none."""

    def __init__(self, app: ASGIApp, *, scripts: Sequence[str] = ()) -> None:
        self.app = app
        hashes = tuple(script_hash(script) for script in scripts)
        self._policies = {framed: policy(hashes, framed=framed) for framed in (False, True)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if message["status"] != HTTPStatus.NOT_MODIFIED:  # else the kept answer's changes
                    headers.setdefault("content-security-policy", self._policy(scope, headers))
            await send(message)

        await self.app(scope, receive, answer)

    def _policy(self, scope: Scope, headers: MutableHeaders) -> str:
        """A script may become a worker, which is held to the policy it came with."""
        kind = headers.get("content-type", "")
        if kind.startswith("text/html"):
            return self._policies[wants_embed(scope)]
        return self._policies[False] if "javascript" in kind else FILE_POLICY
