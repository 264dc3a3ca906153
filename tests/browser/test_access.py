"""What opens, fails or stands alone is as accessible as the pages; large letters, no motion."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .access import moving, nameless, small_targets, violations
from .conftest import NARROW, WIDE, Opener
from .test_every_page import EXAMPLES
from .window import Window, WorldMap

MENU = "[data-testid=stPopoverBody]"


def open_take(reader: Window) -> None:
    reader.page.locator("[class*=st-key-take-] button").first.click()
    reader.page.locator(f"{MENU} dl.take").wait_for()


def open_my_country(reader: Window) -> None:
    reader.page.locator(".st-key-my-country-chip button").click()
    reader.page.locator(MENU).get_by_role("combobox", name="My country").click()
    reader.page.get_by_role("option").first.wait_for()


def open_filters(reader: Window) -> None:
    reader.page.locator(".st-key-filters button").first.click()
    reader.page.locator(MENU).get_by_role("combobox", name="Region").wait_for()


def open_details(reader: Window) -> None:
    reader.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")


def open_tooltip(reader: Window) -> None:
    reader.page.locator("a.term").first.focus()


def open_calendar(reader: Window) -> None:
    reader.page.get_by_role("button", name="Choose date").click()
    reader.page.get_by_role("dialog").wait_for()


def open_layers(reader: Window) -> None:
    reader.page.get_by_role("combobox", name="layer").click()
    reader.page.get_by_role("option").first.wait_for()


def open_card(reader: Window) -> None:
    WorldMap(reader).click("KEN")
    reader.until(c="KEN")
    expect(reader.card("Kenya")).to_be_visible()


def nothing(reader: Window) -> None:
    """The address alone makes the state."""


STATES: dict[str, tuple[str, Callable[[Window], None]]] = {
    "menu of a figure": ("/incidents", open_take),
    "menu of the map": ("/map", open_take),
    "my country, with its list": ("/pair", open_my_country),
    "filters": ("/map", open_filters),
    "everything that folds, map": ("/map?c=EST", open_details),
    "everything that folds, pair": ("/pair?a=FRA&b=BRA", open_details),
    "a word of the glossary": ("/csirts", open_tooltip),
    "calendar": ("/map", open_calendar),
    "list of layers": ("/map", open_layers),
    "card of a country": ("/map", open_card),
    "all parts at once": (f"/country?{EXAMPLES['country']}&part=all", nothing),
    "parts of a link refused": ("/map?layer=nothing&on=yesterday&c=ATL", nothing),
    "the same country twice": ("/pair?a=FRA&b=FRA", nothing),
    "nothing found": ("/data?q=zzzz", nothing),
    "an unknown effort": ("/efforts?e=nothing", nothing),
    "an old data version": ("/gaps?dv=0123456789ab", nothing),
}


@pytest.mark.parametrize("state", STATES)
def test_state(window: Opener, state: str) -> None:
    address, act = STATES[state]
    reader = window(WIDE).open(address)
    act(reader)
    found = {}
    for width, dark in ((WIDE, False), (WIDE, True), (NARROW, True), (NARROW, False)):
        reader.resize(width, dark=dark)
        found[width, dark] = violations(reader.page)
    assert {variant: each for variant, each in found.items() if each} == {}
    assert nameless(reader.page) == []
    assert small_targets(reader.page) == []


def test_an_address_that_is_no_page(window: Opener) -> None:
    reader = window(NARROW)
    reader.page.goto(f"{reader.address}/no-such-page")
    assert violations(reader.page) == []
    reader.page.emulate_media(color_scheme="dark")
    assert violations(reader.page) == []
    assert small_targets(reader.page) == []
    expect(reader.page.get_by_role("heading", level=1)).to_have_count(1)
    told = [problem for problem in reader.problems if "404" not in problem]
    reader.problems.clear()  # the answer is 404, as it should be
    assert told == []


@pytest.mark.parametrize("path", ["map?c=EST", "pair?a=FRA&b=BRA", "country?c=GHA", "data"])
def test_letters_twice_as_large_and_wider_spaced(window: Opener, path: str) -> None:
    """Zoom of 200 % is a window half as wide (WCAG 1.4.4); then the spacing of WCAG 1.4.12."""
    reader = window(640).open(f"/{path}")
    assert reader.too_wide() == []
    reader.page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
    )
    assert reader.too_wide() == []
    assert cut_off(reader.page) == []


def cut_off(page: Page) -> list[str]:
    """Text of ours that a box of fixed height cuts off."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".stHtml :is(h1, h2, h3, p, li, dd, dt, a)")]
          .filter((e) => e.checkVisibility() && !e.closest(".only-read")
            && /hidden|clip/.test(getComputedStyle(e).overflowY)
            && e.scrollHeight > e.clientHeight + 2).map((e) => e.textContent.slice(0, 60))"""
    )


@pytest.mark.parametrize("path", ["map?layer=CETS185", "incidents", "pair?a=FRA&b=BRA"])
def test_nothing_moves_for_who_asks_for_stillness(window: Opener, path: str) -> None:
    reader = window(WIDE, motion=False).open(f"/{path}")
    assert moving(reader.page) == []
    if path.startswith("map"):
        on = reader.page.locator(".map output")
        before = on.inner_text()
        reader.page.wait_for_timeout(500)
        assert on.inner_text() == before, "time runs by itself"
        expect(reader.page.get_by_role("button", name=re.compile("^Play"))).to_be_visible()


def test_a_change_of_view_is_said(window: Opener) -> None:
    reader = window().open("/map?layer=CETS185&on=2020-06-01")
    said = reader.page.locator("body > [role=status]")
    expect(said).to_have_text("")
    reader.page.get_by_role("button", name="−1 year").click()
    reader.until(on="2019-06-01")
    expect(said).to_have_text(reader.headings[0])
    reader.page.get_by_role("link", name="Guide", exact=True).click()
    reader.page.wait_for_url(re.compile("/guide"))
    expect(said).to_have_text(re.compile("."))
    reader.settle()
    expect(said).to_have_text(reader.headings[0])


def test_landmarks(window: Opener) -> None:
    page = window().open("/country?c=GHA").page
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Pages")).to_have_count(1)
    assert (
        page.get_by_role("navigation").evaluate_all(
            "(all) => all.filter((n) => !n.ariaLabel).length"
        )
        == 0
    )
