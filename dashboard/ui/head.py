"""The served HTML page: our title, description, favicon and style, and fixed base addresses.

Streamlit sends one index.html for every address. Under a deep link (``/pair``) its script guesses
the server's address from the path and asks for files that are not there; telling it the address
removes both failing requests. The same place gives each page its own title and link preview.
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api.feed import MEDIA_TYPE as ATOM
from dashboard.api.feed import TITLE as FEED
from dashboard.api.origin import origin_of
from dashboard.ui.link_card import PRODUCT, PageHead, card_html
from dashboard.ui.style import page_script

__all__ = ("PRODUCT", "HeadMiddleware", "MakePreview", "PageHead", "head_html", "rewrite")

LOG = logging.getLogger("dashboard")
_ROOT = '<div id="root">'
_FIELDS = 200
_FILES = ("api/", "assets/", "static/", "media/", "component/", "_stcore/")
# Until the theme arrives Streamlit would draw, and therefore download, a font of its own.
_FONT = {"bodyFont": "system-ui", "headingFont": "system-ui"}


MakePreview = Callable[[str, Mapping[str, Sequence[str]]], PageHead | None]
"""From a page's name and its query the head of that view; None for the page's own. May fail."""


def inline_script(base_path: str = "", pages: Iterable[str] = ()) -> str:
    """The one inline script of every page: where the server is, the fonts of the theme, and what
    follows a link to another of our ``pages`` (their paths) or to a part of the one shown."""
    base = json.dumps(f"/{base_path.strip('/')}/" if base_path.strip("/") else "/")
    return (
        f"(()=>{{const b=location.origin+{base},t={json.dumps(_FONT)};"
        "window.__streamlit={BACKEND_BASE_URL:b,MAIN_PAGE_BASE_URL:b,LIGHT_THEME:t,DARK_THEME:t}})();"
        f"{page_script(base, json.dumps(sorted(pages)))}"
    )


def head_html(
    page: PageHead, *, style: str, icon: str, script: str, base_path: str = "", origin: str = ""
) -> str:
    """The lines put at the start of ``<head>``: ``icon`` is SVG text, ``style`` CSS, ``script``
    JavaScript.

    ``origin`` ('https://example.org') makes addresses whole, as previews need them; without it
    they are left out.
    """
    title, text = escape(page.full_title, quote=True), escape(page.description, quote=True)
    root = f"/{base_path.strip('/')}".rstrip("/")
    place = origin + root
    return (
        f"<script>{script}</script>"
        f"<title>{title}</title>"
        f'<meta name="description" content="{text}">'
        f"{card_html(page, place if origin else '')}"
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="alternate" type="{ATOM}" title="{escape(FEED)}" href="{root}/feed.atom">'
        f'<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,{_data_uri(icon)}">'
        f"<style>{style}</style>"
    )


def rewrite(html: str, head: str, later: str = "") -> str:
    """Streamlit's index.html with our head, ``later`` at its end.

    Text without a ``<head>`` comes back unchanged.
    """
    start = html.find("<head>")
    if start < 0:
        return html
    for dropped in (
        ("<title>", "</title>"),
        ('<link rel="shortcut icon"', "/>"),
        ('<link\n      rel="preload"', "/>"),
        ("<script>\n      window.prerenderReady", "</script>"),  # inline, and for crawlers alone
    ):
        html = _without(html, *dropped)
    at = start + len("<head>")
    charset = '<meta charset="UTF-8" />'
    rest = html[at:].replace(charset, "", 1).replace("</head>", f"{later}</head>", 1)
    return html[:at] + charset + head + rest


def _without(html: str, opening: str, closing: str) -> str:
    start = html.find(opening)
    end = html.find(closing, start)
    return html if start < 0 or end < 0 else html[:start] + html[end + len(closing) :]


def _data_uri(svg: str) -> str:
    for character, code in {"%": "%25", '"': "'", "#": "%23", "<": "%3C", ">": "%3E"}.items():
        svg = svg.replace(character, code)
    return " ".join(svg.split())


def not_found_html(pages: Mapping[str, PageHead], *, style: str, base_path: str = "") -> str:
    """A whole page for an address that is none of ours, with links to those that are."""
    base = f"/{base_path.strip('/')}".rstrip("/")
    links = "".join(
        f'<li><a href="{escape(f"{base}/{path}", quote=True)}">{escape(page.title)}</a>: '
        f"{escape(page.description)}</li>"
        for path, page in pages.items()
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="UTF-8">'
        f"<title>No such page · {PRODUCT}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{style}</style></head><body class="stApp not-found"><main class="stHtml">'
        f"<h1>There is no page at this address</h1><p>These are the pages:</p><ul>{links}</ul>"
        "</main></body></html>"
    )


class HeadMiddleware:
    """ASGI middleware that rewrites Streamlit's page and leaves every other answer alone.

    ``pages`` maps a path without slashes (``map``; ``""`` for the root) to its head; Streamlit
    answers any other path with the same page, here with 404 instead. ``preview`` may give a view
    a head of its own, ``preload`` more lines for the end of a page's head. For what may be a page,
    the inner app does not see ``accept-encoding``: compression belongs to the outermost layer.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pages: Mapping[str, PageHead],
        style: str,
        icon: str,
        base_path: str = "",
        preview: MakePreview | None = None,
        preload: Callable[[str], str] = lambda name: "",
    ) -> None:
        self.app = app
        self._pages = {path: replace(page, path=f"/{path}") for path, page in pages.items()}
        self._style, self._icon = style, icon
        self._script = inline_script(base_path, pages)
        self._base = base_path.strip("/")
        self._preview = preview
        self._preload = preload
        self._missing = not_found_html(pages, style=style, base_path=base_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _page_name(scope, self._base)
        if name is None:
            await self.app(scope, receive, send)
            return
        kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
        query = _query(scope)
        head = await self._head(name, query, origin_of(Headers(scope=scope), scope["scheme"]))
        later = self._preload(name) if head else ""
        answer = _HtmlAnswer(send, head, later, self._missing)
        await self.app({**scope, "headers": kept}, receive, answer)

    async def _head(self, name: str, query: Mapping[str, Sequence[str]], origin: str) -> str | None:
        page = self._pages.get(name)
        if page is None:
            return None
        if self._preview is not None:
            try:
                page = await run_in_threadpool(self._preview, name, query) or page
            except Exception:  # a page must open whatever its link says
                LOG.exception("no preview of /%s", name)
        return head_html(
            page,
            style=self._style,
            icon=self._icon,
            script=self._script,
            base_path=self._base,
            origin=origin,
        )


def _query(scope: Scope) -> dict[str, list[str]]:
    """The parameters of a request; none where they are too many to be a link of ours."""
    text = scope.get("query_string", b"").decode("latin-1")
    try:
        return parse_qs(text, max_num_fields=_FIELDS)
    except ValueError:
        return {}


def _page_name(scope: Scope, base: str) -> str | None:
    """The page a request may be for; None where it surely asks for a file or sends data."""
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
        return None
    name: str = scope["path"].strip("/").removeprefix(base).strip("/")
    if name.startswith(_FILES):
        return None
    return name


class _HtmlAnswer:
    """Holds back one HTML answer until it is whole, then sends it rewritten."""

    def __init__(self, send: Send, head: str | None, later: str, missing: str) -> None:
        self._send = send
        self._head = head
        self._later = later
        self._missing = missing
        self._start: Message | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
        else:
            await self._send(message)

    async def _finish(self, start: Message) -> None:
        html = given = self._body.decode("utf-8")
        if self._head is not None:
            html = rewrite(html, self._head, self._later)
        elif _ROOT in html:  # Streamlit's page under an address that is none of ours
            html, start = self._missing, {**start, "status": 404}
        body = html.encode("utf-8")
        headers = MutableHeaders(raw=list(start["headers"]))
        if html != given:
            for name in ("etag", "last-modified"):
                del headers[name]
            headers["content-length"] = str(len(body))
            headers["cache-control"] = "no-cache"
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = MutableHeaders(raw=list(message["headers"]))
    return (
        message["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "content-encoding" not in headers
    )
