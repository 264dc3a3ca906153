"""What people, crawlers and attackers put into addresses, and what must never come of it."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from hypothesis import strategies as st

HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "<img src=//evil.example/x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><a href=javascript:alert(1)>x</a>",
    "</style><style>@import url(//evil.example/x)",
    "javascript:alert(1)",
    "//evil.example/path",
    "https://evil.example/?a=<b>",
    "data:text/html,<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "' OR 1=1 --",
    "'; DROP TABLE incidents; --",
    "../../etc/passwd",
    "{{7*7}}${7*7}%{7*7}",
    "%00%zz%",
    "\x00\x00",
    "FRA\r\nSet-Cookie: x=1",
    "a" * 5000,
    "9" * 400,
    ",,,,",
    "FRA,FRA,BRA,,ZZZ,US,Türkiye",
    "中国,Россия,مصر",
    "ｆｒａ",
    "\u202eevil",
    "\u200b\u2066FRA\u2069",
    "\U0001f600",
    "e\u0301" * 300,
    "0001-01-01",
    "9999-12-31",
    "2024-02-30",
    "٢٠٢٠-٠١-٠١",
    "2001-01-01",
    "2999-01-01",
    "-1",
    "1e308",
    "NaN",
    "1971-1971",
    "2030-1990",
    "XKX",
    "ATA",
    "TUV",
    "region:Europe",
    "reach:TUV",
    "incidents:dcid",
    "csirt",
    "CETS185",
    "all",
    "true",
)
"""Some of it is right for some page."""
TELLTALE = re.compile(
    r"Traceback|File \"|site-packages|\bdashboard/\w+/\w+\.py|, line \d+, in "
    r"|(?<![\w./:%=-])/(?:work|home|root|usr|opt|srv|tmp|var|app)/[\w.-]+"
)
"""Signs that an answer tells about the machine or the code: traces, and paths of the disk."""
OUT = "evil.example"
_LOADS = {"src", "srcset", "poster", "background", "action", "formaction", "data", "xlink:href"}
_NEVER = {"script", "iframe", "object", "embed", "base", "meta", "form", "link", "frame"}
_URL = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import\s+['\"]?([^;'\"]*)", re.IGNORECASE)


def queries(names: Iterable[str]) -> st.SearchStrategy[dict[str, str | list[str]]]:
    """Up to six of the parameters, one in a few of them given several times."""
    text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
    value = st.one_of(text, text, text, st.lists(text, min_size=2, max_size=4))
    return st.dictionaries(st.sampled_from(tuple(names)), value, max_size=6)


class _Reader(HTMLParser):
    """Collects whatever of a page would run, load from elsewhere or send something there."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._allowed = allowed
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER - self._allowed:
            self.found.append(f"<{tag}>")
        self._style = tag == "style"
        for name, value in attrs:
            text = (value or "").strip()
            if name.startswith("on") or (
                (name in _LOADS or (name == "href" and tag in ("link", "use", "image")))
                and away(text)
            ):
                self.found.append(f"{tag} {name}={text[:60]}")
            elif name == "style":
                self._css(text)
            elif name == "href" and tag in ("a", "area") and not _leads_on(text):
                self.found.append(f"{tag} href={text[:60]}")

    def handle_data(self, data: str) -> None:
        if self._style:
            self._css(data)

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def _css(self, text: str) -> None:
        for match in _URL.finditer(text):
            if away(match[1] or match[2] or ""):
                self.found.append(match[0][:60])


def away(address: str) -> bool:
    """Whether an address would be fetched from another host."""
    parts = urlsplit(address.replace("\\", "/"))
    return parts.netloc not in ("", "testserver") or parts.scheme in ("ftp", "javascript")


def _leads_on(address: str) -> bool:
    """Whether a link is one of ours or one to a source, which opens only when it is clicked."""
    parts = urlsplit(address)
    return parts.scheme in ("", "http", "https", "mailto") and OUT not in parts.netloc


def active(html: str, allowed: Iterable[str] = ()) -> list[str]:
    """Everything in ``html`` that runs or loads from another host; tags ``allowed`` are fine."""
    reader = _Reader(frozenset(allowed))
    reader.feed(html)
    reader.close()
    return reader.found


def told(text: str, given: Iterable[Any] = ()) -> list[str]:
    """What an answer tells about the machine; not what the address ``given`` said itself."""
    said = "\n".join(map(str, given))
    return [sign for sign in TELLTALE.findall(text) if sign not in said]
