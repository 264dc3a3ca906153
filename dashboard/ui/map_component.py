"""The world map: a Streamlit component around Plotly's geo bundle, data in, selection out.

Only the payload of :mod:`dashboard.charts.map_payload` crosses to the browser at a rerun. Code,
geometry and Plotly are fetched once from :mod:`dashboard.ui.static_routes`; what is sent inline
here is a few lines that find them, because Streamlit sends inline code again at every rerun.
The DOM node, the zoom and the place on the play bar survive a change of data while ``key`` stays.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.ui.static_routes import BUNDLE, STUB, WORLD, assets

_HTML = '<div class="map%s" aria-busy="true"><div class="stage"></div></div>'
# Room for the bar and the legend that come with the code, so that what stands below stays there.
_CSS = (
    ".map{min-height:3rem}.stage{aspect-ratio:2.24;position:relative}"
    ".map:not(:has(.foot)){padding-bottom:92px}"
    "@media(max-width:640px){.map:not(:has(.foot)){padding-bottom:190px}}"
    "@media(min-width:761px){.map.listed{display:grid;column-gap:24px;"
    "grid-template-columns:minmax(0,2.6fr) minmax(240px,1fr)}}"
    "@media(max-width:760px){.map.listed:not(:has(.list)){padding-bottom:290px}}"
)
_JS = """export default async (component) => {
const base = window.__streamlit?.MAIN_PAGE_BASE_URL ?? new URL(%(base)s, location.origin).href;
const url = Object.fromEntries(%(paths)s.map(([k, p]) => [k, new URL(p, base).href]));
return (await import(url.code)).default(component, url); }"""


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What the reader did since the last rerun; None where nothing happened.

    ``pick``: iso3 of the country clicked on the map or in the list. ``on``: ISO date at which play
    stopped or the slider was let go. ``find``: a name typed that no row of the list has.
    """

    pick: str | None = None
    on: str | None = None
    find: str | None = None


def _script() -> str:
    files = assets()
    names = {"code": "map.js", "style": "map.css", "bundle": BUNDLE, "world": WORLD, "stub": STUB}
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    paths = [[key, files[name].path] for key, name in names.items()]
    return _JS % {"base": json.dumps(f"/{base}/" if base else "/"), "paths": json.dumps(paths)}


_registered: dict[tuple[str, bool], ComponentRenderer] = {}


def _component(listed: bool) -> ComponentRenderer:
    """The registered component; made at first use, when the settings are known."""
    script = _script()
    if (script, listed) not in _registered:
        name, html = ("world_map_and_list", " listed") if listed else ("world_map", "")
        _registered[script, listed] = st.components.v2.component(
            f"dashboard_{name}", html=_HTML % html, css=_CSS, js=script
        )
    return _registered[script, listed]


def _nothing() -> None:
    """Streamlit reports an event only where a callback is named."""


def world_map(
    payload: Mapping[str, Any],
    *,
    key: str,
    on_pick: Callable[[], None] | None = None,
    on_date: Callable[[], None] | None = None,
    on_find: Callable[[], None] | None = None,
) -> MapEvent:
    """Draw the map of ``payload``, with its list if it has one, and return what the reader did.

    ``on_pick``, ``on_date`` and ``on_find`` run before the script, like every Streamlit callback;
    the value is then in ``st.session_state[key]`` as ``pick``, ``on`` and ``find``.
    """
    result = _component("list" in payload)(
        key=key,
        # As bytes it crosses as it is; a dict Streamlit writes with spaces and reads again.
        data=json.dumps(payload, separators=(",", ":")).encode(),
        on_pick_change=on_pick or _nothing,
        on_on_change=on_date or _nothing,
        on_find_change=on_find or _nothing,
    )
    return MapEvent(**{name: result.get(name) or None for name in ("pick", "on", "find")})
