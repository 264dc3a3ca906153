"""The guide in a browser: links to a part go there, words show their meaning by key and pointer."""

import re

from playwright.sync_api import expect

from .conftest import NARROW, Opener
from .window import Window


def scrolled(reader: Window) -> float:
    """How far the page is scrolled, in pixels."""
    at = reader.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop")
    return float(at)


def test_a_link_to_an_entry_goes_there(window: Opener) -> None:
    reader = window().open("/guide?part=glossary&letter=m#term-mla")
    entry = reader.page.locator("#term-mla")
    expect(entry).to_be_in_viewport(timeout=15_000)
    assert scrolled(reader) > 200


def test_a_word_shows_its_meaning_and_leads_to_its_entry(window: Opener) -> None:
    reader = window().open("/pair?a=FRA&b=BRA&on=2026-11-24")
    word = reader.page.locator("th a.term").first
    meaning = word.locator(".tip")
    expect(meaning).to_be_hidden()
    word.hover()
    expect(meaning).to_be_visible()
    reader.page.mouse.move(0, 0)
    expect(meaning).to_be_hidden()
    word.focus()
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Tab")
    expect(meaning).to_be_visible()
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1440
    word.press("Enter")
    reader.page.wait_for_url(re.compile("/guide\\?part=glossary.*#term-"))
    expect(reader.page.locator(f"#{reader.page.url.partition('#')[2]}")).to_be_in_viewport(
        timeout=15_000
    )


def test_the_search_of_the_glossary_is_in_the_link(window: Opener) -> None:
    reader = window(NARROW).open("/guide?part=glossary")
    box = reader.page.get_by_role("textbox", name="Search the glossary")
    box.fill("percentile")
    box.press("Enter")
    reader.until(q="percentile")
    expect(reader.page.locator("dl.glossary dt").first).to_contain_text("Percentile")
    assert reader.too_wide() == []


def test_the_bar_of_parts_leads_to_them(window: Opener) -> None:
    reader = window().open("/guide?my=KEN")
    reader.page.get_by_role("link", name="Questions for a class").click()
    expect(reader.page.locator("#questions")).to_be_in_viewport(timeout=5_000)
    first = reader.page.locator(".questions > li").first
    expect(first.locator(".live")).to_be_hidden()
    first.locator("summary").first.click()
    expect(first.locator(".live .figure")).to_be_visible()


def test_a_part_begins_at_its_heading_wherever_the_reader_was(window: Opener) -> None:
    reader = window().open("/country?c=FRA&part=cooperation")
    expect(reader.page.locator("#organisations")).to_be_visible()
    reader.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 1500")
    parts = reader.page.get_by_role("navigation", name="Parts of this page")
    parts.get_by_role("link", name="Obstacles").click()
    expect(reader.page.locator("#obstacles")).to_be_in_viewport(timeout=15_000)
