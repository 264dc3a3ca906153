"""The look of the product: one stylesheet and one icon, both sent with the page itself."""

import re
from functools import cache
from pathlib import Path

import streamlit as st

_ASSETS = Path(__file__).parent / "assets"


@cache
def stylesheet() -> str:
    """The CSS of every page, without comments and line breaks."""
    return small_file("style.css")


def small_file(name: str) -> str:
    """One of our small files without comments and line breaks."""
    text = (_ASSETS / name).read_text(encoding="utf-8")
    return " ".join(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split())


@cache
def page_script(base: str, pages: str) -> str:
    """The scripts of every page: one follows links without loading the application anew, one adds
    what keyboard and screen reader need. ``base`` (the address all pages begin with) and ``pages``
    (a list of their paths) are JSON."""
    links = small_file("page.js").replace("BASE", base).replace("PAGES", pages)
    return links + small_file("access.js")


@cache
def icon() -> str:
    """The favicon as SVG text."""
    return (_ASSETS / "icon.svg").read_text(encoding="utf-8").strip()


def dark() -> bool:
    """True if the reader's browser shows the dark theme (light until the browser has said)."""
    return st.context.theme.type == "dark"
