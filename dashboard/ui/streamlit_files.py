"""Streamlit's own files as we send them: compressed once, two of them in another form.

- Its loader draws a placeholder for each kind of element, even where the code has come; ours gives
  what ``ui/preload.py`` has named in the head of the page at once, so that nothing jumps.
- Its icon font is cut to the icons in use.
- Its other scripts and styles are compressed when first asked for, not for each visitor anew.

These two are found by names and landmarks of Streamlit's files. Where a new version has others, its
own files are sent, and ``tests/ui/test_streamlit_files.py`` fails.
"""

import gzip
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.ui.static_routes import ICONS, TYPES, YEAR, Asset, answer, asset, assets
from dashboard.ui.style import small_file

_FOLDER = Path(streamlit.__file__).parent / "static"
SCRIPTS = _FOLDER / "static" / "js"
_FONT = "/static/media/MaterialSymbols-Rounded."
_LOADER = "/static/js/preload-helper."
_EXPORT = re.compile(r"export\{(\w+) as (\w+)\};?\s*$")


def ready_loader(script: str, ours: str) -> str | None:
    """Streamlit's loader inside ``ours``; None where the script does not look as expected."""
    if not (exported := _EXPORT.search(script)):
        return None
    own, name = exported.groups()
    return f"{script[: exported.start()]}const $load=({ours})({own});export{{$load as {name}}};"


@cache
def own_forms() -> dict[str, Asset]:
    """What is sent in place of Streamlit's own, by the start of the path."""
    found = {_FONT: assets()[ICONS]}
    for path in SCRIPTS.glob(f"{_LOADER.rpartition('/')[2]}*.js"):
        if (script := ready_loader(path.read_text("utf-8"), small_file("loader.js"))) is not None:
            found[_LOADER] = asset(path.name, script.encode())
    return found


@cache
def _zipped(path: str) -> bytes | None:
    """The compressed content of one of Streamlit's scripts and styles; None for anything else."""
    folder, _, name = path.rpartition("/")
    file = _FOLDER / folder / name
    if folder not in {"static/js", "static/css"} or name not in _names(folder):
        return None
    return gzip.compress(file.read_bytes(), 9, mtime=0)


@cache
def _names(folder: str) -> frozenset[str]:
    return frozenset(file.name for file in (_FOLDER / folder).iterdir())


class StreamlitFiles:
    """ASGI middleware that answers for them: Streamlit lets no route stand under ``/static/``."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        made = _answer(scope) if scope["type"] == "http" else None
        await (made or self.app)(scope, receive, send)


def _answer(scope: Scope) -> Response | None:
    at = scope["path"].find("/static/")
    if at < 0 or scope["method"] not in {"GET", "HEAD"}:
        return None
    path, headers = scope["path"][at:], Headers(scope=scope)
    for start, own in own_forms().items():
        if path.startswith(start):
            return answer(own, headers, current=True)
    if "gzip" not in headers.get("accept-encoding", ""):
        return None
    content = _zipped(path[1:])
    if content is None:
        return None
    told = {"cache-control": YEAR, "content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(content, headers=told, media_type=TYPES[Path(path).suffix])
