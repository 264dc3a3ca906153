"""A phone: no part of a page is endless, and what is folded there is one key, or a sheet, away."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from .conftest import NARROW, WIDE, Opener

LONGEST = 5_600
"""Pixels: some seven screens of a phone."""
LONG = (
    "/guide?part=obstacles",
    "/guide?part=efforts",
    "/incidents?part=actors",
    "/incidents?part=records",
    "/incidents?part=agreement",
    "/gaps?part=holes",
    "/csirts?on=2001-01-01",
    "/csirts?part=networks",
    "/pair?a=FRA&b=BRA&part=between",
    "/efforts",
    "/data",
)
"""The parts with most on them."""


@pytest.mark.parametrize("path", LONG)
def test_a_part_is_not_endless_on_a_phone(window: Opener, path: str) -> None:
    reader = window(NARROW).open(path)
    height = reader.page.evaluate(
        "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"
    )
    assert 1_500 < height < LONGEST
    assert reader.too_wide() == []
    assert reader.problems == []


def test_the_text_of_an_item_is_folded_on_a_phone_only(window: Opener) -> None:
    reader = window(NARROW).open("/guide?part=obstacles&on=2026-11-24")
    item = reader.page.locator("#obstacle_trust")
    rest, fold = item.locator("details.rest > p"), item.locator("details.rest > summary")
    expect(fold).to_be_visible()
    assert not rest.is_visible()
    fold.focus()
    fold.press("Enter")
    expect(rest).to_be_visible()
    fold.press("Enter")
    reader.page.emulate_media(media="print")
    assert item.locator("p.limits").first.is_visible()
    assert rest.is_visible()
    reader.page.emulate_media(media="screen")
    assert not rest.is_visible()
    reader.resize(WIDE, dark=False)
    assert rest.is_visible()
    assert not fold.is_visible()


TYPED = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">",
    "=cmd|' /C calc'!A0",
    "W" * 2_000,
    "\u202eمرحبا بالعالم " * 6,
)


@pytest.mark.parametrize(
    "path",
    [
        "/pair?b=FRA&a={}",
        "/incidents?part=records&q={}",
        "/incidents?record={}",
        "/obstacles?part=explorer&w={}&o={}",
        "/data?part=tables&table={}&q={}",
    ],
)
def test_what_a_reader_typed_stays_text_within_the_page(window: Opener, path: str) -> None:
    reader = window(NARROW)
    for text in TYPED:
        reader.open(path.replace("{}", quote(text, safe="")))
        assert reader.too_wide() == [], text[:20]
        assert "taken" not in reader.page.title()
        assert "\u202e" not in reader.page.inner_text("[data-testid=stMain]")
    assert reader.problems == []
