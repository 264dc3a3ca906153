"""One type scale and one space scale: the style sheet and the charts use no other sizes."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import tokens
from dashboard.charts.colour import contrast
from dashboard.charts.plotly_render import draws, render
from dashboard.store.store import shared_store
from dashboard.ui.style import stylesheet
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
SPACED = re.compile(r"^(padding|margin|gap|row-gap|column-gap)(-|$)")
TYPE_BESIDES = {
    "10px": "paper: notes and sources",
    "11px": "paper: the long table of partners",
    "12px": "paper: body",
}
SPACE_BESIDES = {
    "3px": "a word with a meaning is 24 px high on its line; rows on paper",
    "56px": "the menu beside the source line of a figure",
    "152px": "room for the chip beside the name, on a phone",
    "180px": "room for the chip beside the name",
    "184px": "room for the menu beside the source line",
}


def rules() -> Iterator[tuple[str, str, str]]:
    """Selector, property and value of every declaration."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet()):
        for declaration in filter(None, map(str.strip, body.split(";"))):
            name, _, value = declaration.partition(":")
            yield selector.strip(), name.strip(), value.strip()


def test_text_of_pages_has_one_of_five_sizes() -> None:
    known = {f"{size}px" for size in tokens.TYPE_SCALE} | set(TYPE_BESIDES)
    found = {
        size: selector
        for selector, name, value in rules()
        if name == "font-size"
        for size in re.findall(r"[\d.]+(?:px|rem|em|%)", value)
    }
    assert {size: where for size, where in found.items() if size not in known} == {}
    assert set(found) >= set(TYPE_BESIDES), "an exception that nothing uses goes"


def test_gaps_of_pages_are_of_one_scale() -> None:
    known = {f"{size}px" for size in tokens.SPACE} | set(SPACE_BESIDES)
    found = {
        size: selector
        for selector, name, value in rules()
        if SPACED.match(name)
        for size in re.findall(r"[\d.]+(?:px|rem|em)", value)
    }
    assert {size: where for size, where in found.items() if size not in known} == {}
    assert set(found) >= set(SPACE_BESIDES), "an exception that nothing uses goes"


def sizes_of_fonts(part: Any, inside: str = "") -> Iterator[float]:
    """Every font size in a Plotly figure."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name == "size" and "font" in inside:
                yield from value if isinstance(value, list | tuple) else [value]
            else:
                yield from sizes_of_fonts(value, name)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from sizes_of_fonts(value, inside)


@pytest.mark.parametrize("path", ["pair", "incidents", "obstacles", "treaties", "gaps"])
def test_text_of_charts_has_one_of_five_sizes(path: str) -> None:
    store, view = shared_store(), VIEWS[path]
    state, _ = read(dict(view.example), view.spec(store), Context(store.countries, TODAY))
    drawn = 0
    for name in view.figures:
        chart = view.figure(store, state, name).chart
        if not draws(chart) or chart.empty:
            continue
        drawn += 1
        plain = json.loads(json.dumps(render(chart, dark=False), default=str))
        assert set(sizes_of_fonts(plain)) <= set(tokens.TYPE_SCALE), name
    assert drawn


@pytest.mark.parametrize("dark", [False, True])
def test_colours_of_the_style_sheet_can_be_read_on_its_grounds(dark: bool) -> None:
    pairs = dict(re.findall(r"--([a-z]+): light-dark\((#\w{6}, #\w{6})\)", stylesheet()))
    tone = {name: text.split(", ")[dark] for name, text in pairs.items()}
    assert set(tone) == {"ink", "quiet", "paper", "tint", "rule", "accent", "warn", "stop"}
    for text in ("ink", "quiet", "accent", "warn", "stop"):
        for ground in ("paper", "tint"):
            assert contrast(tone[text], tone[ground]) >= 4.5, (text, ground)
    assert tone["ink"] == tokens.INK.on(dark)
    assert tone["paper"] == tokens.PAPER.on(dark)
    assert tone["accent"] == tokens.ACCENT.on(dark)


def test_the_page_on_design_names_the_scales_that_are_used() -> None:
    text = " ".join((ROOT / "docs/design.md").read_text(encoding="utf-8").split())
    assert " / ".join(map(str, tokens.TYPE_SCALE)) in text
    assert " / ".join(map(str, tokens.SPACE)) in text
    for size, why in {**TYPE_BESIDES, **SPACE_BESIDES}.items():
        assert f"{size.removesuffix('px')} px ({why})" in text
