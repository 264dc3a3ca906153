"""Streamlit's own files as we send them: compressed once, the heavy ones in a shorter form.

- Its chart element brings all of plotly.js (1.4 MB compressed). Ours is the same element around the
  bundle that the map uses too (0.4 MB), which has the kinds of traces that we draw.
- Its loader draws a placeholder for each kind of element, even where the code has come; ours gives
  what ``ui/preload.py`` has named in the head of the page at once, so that nothing jumps.
- Its icon font is cut to the icons in use.
- Its other scripts and styles are compressed when first asked for, not for each visitor anew.

The short forms are found by names and landmarks of Streamlit's files. Where a new version has
others, its own files are sent, and ``tests/ui/test_streamlit_files.py`` fails.
"""

import gzip
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.ui.static_routes import BUNDLE, ICONS, TYPES, YEAR, Asset, answer, asset, assets
from dashboard.ui.style import small_file

_FOLDER = Path(streamlit.__file__).parent / "static"
SCRIPTS = _FOLDER / "static" / "js"
_CHART, _FONT = "/static/js/PlotlyChart.", "/static/media/MaterialSymbols-Rounded."
_LOADER = "/static/js/preload-helper."
_OPENING = "=>{(function(e,n){typeof t==`object`&&t.exports?"
_CLOSING = "return window.Plotly=e,e})"
_EXPORT = re.compile(r"export\{(\w+) as (\w+)\};?\s*$")


def without_plotly(script: str, bundle: str) -> str | None:
    """Streamlit's chart element with ``bundle`` (an address) in place of the Plotly it brings.

    None where the script does not look as expected.
    """
    if script.count(_OPENING) != 1 or script.count(_CLOSING) != 1:
        return None
    before, _, rest = script.partition(_OPENING)
    _, _, after = rest.partition(_CLOSING)
    return f'import"{bundle}";{before}=>{{t.exports=window.Plotly{after}'


def ready_loader(script: str, ours: str) -> str | None:
    """Streamlit's loader inside ``ours``; None where the script does not look as expected."""
    if not (exported := _EXPORT.search(script)):
        return None
    own, name = exported.groups()
    return f"{script[: exported.start()]}const $load=({ours})({own});export{{$load as {name}}};"


@cache
def short_forms() -> dict[str, Asset]:
    """What is sent in place of Streamlit's own, by the start of the path."""
    found = {_FONT: assets()[ICONS]}
    bundle = f"../../{assets()[BUNDLE].path}"
    for start, change, ours in (
        (_CHART, without_plotly, bundle),
        (_LOADER, ready_loader, small_file("loader.js")),
    ):
        for path in SCRIPTS.glob(f"{start.rpartition('/')[2]}*.js"):
            if (script := change(path.read_text("utf-8"), ours)) is not None:
                found[start] = asset(path.name, script.encode())
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
    for start, short in short_forms().items():
        if path.startswith(start):
            return answer(short, headers, current=True)
    if "gzip" not in headers.get("accept-encoding", ""):
        return None
    content = _zipped(path[1:])
    if content is None:
        return None
    told = {"cache-control": YEAR, "content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(content, headers=told, media_type=TYPES[Path(path).suffix])
