"""Static files of our own under ``/assets/<version>/<name>``: compressed once, cached for a year.

Streamlit's own static folder has no Cache-Control. Here the version is part of the address, so a
browser downloads the map's geometry and code once and again only when they change. Wire it with
``st.App(..., routes=[*routes(), ...])``.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.store.boundaries import load_boundaries

_CODE = Path(__file__).parent / "assets" / "map"
_VENDOR = Path(__file__).parents[2] / "static" / "vendor"
_BUNDLE = _VENDOR / "plotly-geo-4.1.1.min.js"
_ICONS = _VENDOR / "material-symbols-cut.woff2"
BUNDLE, WORLD, STUB, ICONS = "plotly-geo.js", "world.json", "world_110m.json", "icons.woff2"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".woff2": "font/woff2",
}
_LONG_FONT = "/static/media/MaterialSymbols-Rounded."
_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as served: plain and compressed bytes, its type and the version in its address."""

    name: str
    version: str
    plain: bytes
    zipped: bytes

    @property
    def path(self) -> str:
        """Address relative to the app's base: ``assets/<version>/<name>``."""
        return f"assets/{self.version}/{self.name}"

    @property
    def content_type(self) -> str:
        return _TYPES[Path(self.name).suffix]


def _asset(name: str, content: bytes, version: str | None = None) -> Asset:
    digest = version or hashlib.sha256(content).hexdigest()[:12]
    return Asset(name, digest, content, gzip.compress(content, 9, mtime=0))


def _empty_topology() -> bytes:
    """What Plotly insists on loading before it draws any map: a topology with nothing in it."""
    layers = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
    empty = {"type": "GeometryCollection", "geometries": []}
    topology = {"type": "Topology", "objects": dict.fromkeys(layers, empty), "arcs": []}
    return json.dumps(topology, separators=(",", ":")).encode()


@cache
def assets() -> dict[str, Asset]:
    """Every file by name; the map's own code shares one version, so that imports stay relative."""
    code = {path.name: path.read_bytes() for path in sorted(_CODE.iterdir()) if path.is_file()}
    version = hashlib.sha256(b"".join(code.values())).hexdigest()[:12]
    listed = [_asset(name, content, version) for name, content in code.items()]
    listed += [
        _asset(BUNDLE, _BUNDLE.read_bytes(), "4.1.1"),
        _asset(WORLD, load_boundaries().asset),
        _asset(STUB, _empty_topology()),
        _asset(ICONS, _ICONS.read_bytes()),
    ]
    return {asset.name: asset for asset in listed}


async def _serve(request: Request) -> Response:
    asset = assets().get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    current = request.path_params["version"] == asset.version
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{asset.version}{"-gz" if zipped else ""}"'
    headers = {
        "cache-control": _YEAR if current else "no-cache",
        "etag": tag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["content-encoding"] = "gzip"
    body = asset.zipped if zipped else asset.plain
    return Response(body, headers=headers, media_type=asset.content_type)


def routes(base_path: str = "") -> list[Route]:
    """The route of the files; ``base_path`` as in ``server.baseUrlPath``."""
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    pattern = f"{prefix}/assets/{{version}}/{{name}}"
    return [Route(pattern, _serve, methods=["GET", "HEAD"], name="assets")]


class ShortIconFont:
    """ASGI middleware that answers for Streamlit's icon font with the one cut to the icons in use.

    Streamlit lets no route of an app stand under ``/static/``, hence a change of the address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _LONG_FONT in scope["path"]:
            base = scope["path"].partition(_LONG_FONT)[0]
            path = f"{base}/{assets()[ICONS].path}"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)
