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

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.store.boundaries import load_boundaries

_CODE = Path(__file__).parent / "assets" / "map"
_CHARTS = _CODE.with_name("charts.js")
_VENDOR = Path(__file__).parents[2] / "static" / "vendor"
_BUNDLE = _VENDOR / "plotly-cut-4.1.1.min.js"
_ICONS = _VENDOR / "material-symbols-cut.woff2"
BUNDLE, CHARTS, ICONS = "plotly.js", "charts.js", "icons.woff2"
WORLD, STUB = "world.json", "world_110m.json"
TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".woff2": "font/woff2",
}
YEAR = "public, max-age=31536000, immutable"


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
        return TYPES[Path(self.name).suffix]


def asset(name: str, content: bytes, version: str | None = None) -> Asset:
    """A file compressed; ``version`` is by default what its content says."""
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
    listed = [asset(name, content, version) for name, content in code.items()]
    bundle = asset(BUNDLE, _BUNDLE.read_bytes())
    charts = _CHARTS.read_text("utf-8").replace("BUNDLE", f"../../{bundle.path}")
    listed += [
        bundle,
        asset(CHARTS, charts.encode()),
        asset(WORLD, load_boundaries().asset),
        asset(STUB, _empty_topology()),
        asset(ICONS, _ICONS.read_bytes()),
    ]
    return {asset.name: asset for asset in listed}


async def _serve(request: Request) -> Response:
    found = assets().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    return answer(found, request.headers, current=request.path_params["version"] == found.version)


def answer(asset: Asset, asked: Headers, *, current: bool) -> Response:
    """The file as ``asked`` for; kept for a year where its address names the ``current`` one."""
    zipped = "gzip" in asked.get("accept-encoding", "")
    tag = f'"{asset.version}{"-gz" if zipped else ""}"'
    headers = {
        "cache-control": YEAR if current else "no-cache",
        "etag": tag,
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    if tag in asked.get("if-none-match", ""):
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
