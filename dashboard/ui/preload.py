"""What a page is going to need, named in its head so that it is there when the page asks for it.

Streamlit fetches the code of an element when the first of its kind is to be drawn and shows a bar
meanwhile: unless it is there already, everything below jumps, and each kind waits for its turn.
Names are those of Streamlit's scripts without their hashes; an unknown one is left out.
"""

import re
from collections import deque
from collections.abc import Iterable, Mapping
from functools import cache

from dashboard.ui.static_routes import BUNDLE, CHARTS, WORLD, assets
from dashboard.ui.streamlit_files import SCRIPTS

_ALL = (
    "Html",
    "StreamlitMarkdown",
    "Selectbox",
    "Multiselect",
    "ButtonGroup",
    "Button",
    "Checkbox",
    "Spinner",
)
_DATE, _TEXT = ("DateInput",), ("TextInput",)
_CHART, _MAP = (BUNDLE,), ("BidiComponent",)
NEEDS: Mapping[str, tuple[str, ...]] = {
    "map": (*_DATE, *_MAP),
    "country": (*_DATE, *_CHART),
    "compare": (*_DATE, *_CHART),
    "pair": (*_DATE, *_CHART),
    "treaties": (*_DATE, *_CHART),
    "csirts": (*_DATE, *_TEXT, *_CHART),
    "incidents": (*_CHART, *_MAP),
    "obstacles": (*_DATE, *_CHART, *_MAP),
    "gaps": (*_DATE, *_CHART),
    "efforts": (*_DATE, *_TEXT),
    "guide": (*_DATE, *_TEXT, *_CHART),
    "data": (*_TEXT, "DownloadButton"),
}
"""The kinds of elements of each page beside those that nearly all have, and Plotly for charts."""
_IMPORT = re.compile(r'(?:from|import)\s*"\./([^"]+\.js)"')


@cache
def _imports(name: str) -> tuple[str, ...]:
    return tuple(_IMPORT.findall((SCRIPTS / name).read_text("utf-8")))


def _with_imports(names: Iterable[str]) -> list[str]:
    """The scripts and all that they import, each once."""
    found = dict.fromkeys(names)
    waiting = deque(found)
    while waiting:
        new = [name for name in _imports(waiting.popleft()) if name not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return list(found)


def _scripts(kind: str) -> list[str]:
    return [path.name for path in SCRIPTS.glob(f"{kind}.????????.js")]


@cache
def preload_html(page: str) -> str:
    """Links for the head of a page ('' is the map): scripts as modules, the world's outline, and
    what draws the charts of this page or of one that the reader goes to from here.

    Addresses are relative to the base of the app.
    """
    kinds = (*_ALL, *NEEDS.get(page or "map", ()))
    own = assets()
    elements = [name for kind in kinds for name in _scripts(kind)]
    scripts = [f"static/js/{name}" for name in _with_imports([*_scripts("index"), *elements])]
    if "BidiComponent" in kinds:
        scripts += [own[name].path for name in own if name.endswith(".js") and name != CHARTS]
    elif BUNDLE in kinds:
        scripts.append(own[BUNDLE].path)
    links = [
        f'<link rel="modulepreload" crossorigin href="./{path}"'
        f"{' data-element' if path.rpartition('/')[2] in elements else ''}>"
        for path in scripts
    ]
    if "BidiComponent" in kinds:
        links.append(f'<link rel="preload" as="fetch" crossorigin href="./{own[WORLD].path}">')
    links.append(f'<script type="module" src="./{own[CHARTS].path}"></script>')
    return "".join(links)
