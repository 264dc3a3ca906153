"""Examples of answers: what the interface really answers, cut short, to be kept in a file."""

import asyncio
import json
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from dashboard.api.examples import EXAMPLES

ROWS = 2
_LIST = 3


def answer_examples(api: ASGIApp) -> dict[str, Any]:
    """As ``kept_examples``, asked anew: ROWS rows and one source of each answer."""
    return asyncio.run(_all(api))


async def _all(api: ASGIApp) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, link in EXAMPLES.items():
        status, kind, body = await _ask(api, f"/{link}")
        if status != 200:
            raise RuntimeError(f"the example of {path} is answered {status}")
        if kind == "application/json":
            found[path] = {"type": kind, "answer": _short(json.loads(body))}
        elif kind == "text/csv":
            lines = body.decode().splitlines(keepends=True)[: ROWS + 1]
            found[path] = {"type": kind, "answer": "".join(lines)}
    return found


def _short(answer: dict[str, Any]) -> dict[str, Any]:
    data, meta = answer["data"], answer["meta"]
    short = [_cut(row) for row in data[:ROWS]] if isinstance(data, list) else _cut(data)
    return {"data": short, "meta": {**_cut(meta), "sources": meta["sources"][:1]}}


def _cut(value: Any) -> Any:
    """The same with long lists inside cut."""
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value[:_LIST]]
    return f"{value[:200]}…" if isinstance(value, str) and len(value) > 240 else value


async def _ask(api: ASGIApp, address: str) -> tuple[int, str, bytes]:
    """Status, media type and body of a GET, without a server."""
    path, _, query = address.partition("?")
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [],
        "client": None,
        "server": None,
    }
    status, kind, body = 500, "", b""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, kind, body
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = dict(message["headers"])
            kind = headers.get(b"content-type", b"").decode().partition(";")[0]
        else:
            body += message.get("body", b"")

    await api(scope, receive, send)
    return status, kind, body
