"""Every page of the registry, bare and with parameters, light and dark, at every width."""

import pytest

from dashboard.pages import PAGES
from dashboard.ui.head import PRODUCT

from .access import covered, nameless, skipped_headings, small_targets, untold_figures, violations
from .conftest import NARROW, WIDE, Opener
from .window import Window

EXAMPLES = {
    "map": "layer=incidents:eurepoc&role=origin&on=2021-06-30&c=EST&region=Europe&my=FRA",
    "country": "c=GHA&on=2024-01-01&my=FRA",
    "compare": "c=FRA,BRA,KEN&my=BRA",
    "pair": "a=FRA&b=BRA&on=2024-06-30",
    "treaties": "t=CETS185&on=2024-06-30&part=all",
    "csirts": "region=Africa&on=2024-06-30&part=all",
    "incidents": "dataset=eurepoc",
    "obstacles": "o=3&my=FRA&w=gci_legal:3,wgi_rl:1",
    "gaps": "on=2024-06-30&part=all",
    "efforts": "on=2024-06-30&part=all",
    "guide": "my=FRA",
    "data": "topic=incidents&q=cyber&my=FRA",
}
"""A full address of each page: a new page is tested once it has one."""

TABLET, HUGE, ZOOMED = 768, 1920, 320


def test_every_page_has_an_example() -> None:
    assert set(EXAMPLES) >= {page.url_path for page in PAGES}, "add the page to EXAMPLES"


def sound(reader: Window) -> None:
    """What holds on each page at any width and in both colour schemes."""
    assert reader.page.locator(".problem, .notice").all_inner_texts() == []
    assert len(reader.headings) == 1, reader.headings
    assert reader.page.locator("html").get_attribute("lang") == "en"
    assert reader.page.title().endswith(PRODUCT)
    assert reader.too_wide() == []


@pytest.mark.parametrize("full", [False, True], ids=["bare", "full"])
@pytest.mark.parametrize("path", ["", *(page.url_path for page in PAGES)])
def test_page(window: Opener, path: str, full: bool) -> None:
    """One load, wide for the full address and narrow for the bare one, then every other variant:
    width and scheme are the browser's to change while a page is open."""
    widths = (WIDE, NARROW) if full else (NARROW, WIDE)
    reader = window(widths[0], dark=full)
    reader.open(f"/{path}?{EXAMPLES[path or 'map']}" if full else f"/{path}")
    found = {}
    for width in widths:
        for dark in (full, not full):
            reader.resize(width, dark=dark)
            sound(reader)
            found[width, dark] = violations(reader.page)
        assert covered(reader.page) == []
        if width == NARROW:
            assert small_targets(reader.page) == []
    for width in (TABLET if full else HUGE, ZOOMED):
        reader.resize(width, dark=full)
        sound(reader)
        if width != ZOOMED:
            found[width, full] = violations(reader.page)
    assert {variant: each for variant, each in found.items() if each} == {}
    assert nameless(reader.page) == []
    assert skipped_headings(reader.page) == []
    assert untold_figures(reader.page) == []
