"""Addresses that are wrong, and addresses that are kept."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from dashboard.pages import PAGES

from .conftest import Opener
from .window import Window, WorldMap, ends_with

BAD = "layer=nope&on=2026-13-45&c=XXQ&region=%3Cscript%3Ealert(1)%3C/script%3E&zzz=1"


def test_a_bad_address_is_explained_and_the_map_works(window: Opener) -> None:
    reader = window().open(f"/map?{BAD}")
    notice = reader.page.locator(".notice")
    expect(notice).to_be_visible()
    for name in ("layer", "on", "c", "region"):
        expect(notice.locator("code", has_text=name).first).to_be_visible()
    assert reader.page.locator("script", has_text="alert(1)").count() == 0
    assert len(WorldMap(reader).drawn()) >= 200
    WorldMap(reader).click("BRA")
    reader.until(c="BRA")
    expect(reader.page.locator(".notice")).to_have_count(0)


def test_no_page_breaks_on_a_bad_address(window: Opener) -> None:
    reader = window()
    for page in PAGES:
        reader.open(f"/{page.url_path}?{BAD}&my=QQQ&topic=x&table=x&years=9-1")
        expect(reader.page.locator(".notice").first).to_be_visible()
        assert reader.page.locator(".problem").count() == 0, page.url_path
        assert "Traceback" not in reader.page.locator("body").inner_text()
        assert len(reader.headings) == 1, page.url_path


def test_back_and_reload_give_the_view_again(window: Opener) -> None:
    reader = window().open("/map")
    reader.page.get_by_role("radio", name="CERT/CSIRT").click()
    reader.until(layer="csirt")
    found = reader.headings
    reader.page.reload()
    reader.settle()
    assert reader.headings == found
    reader.page.go_back()
    reader.until(layer=None)
    expect(reader.page.get_by_role("radio", name="Treaties")).to_be_checked()


def test_my_country_goes_along(window: Opener) -> None:
    reader = window().open("/map?my=KEN")
    for page in PAGES:
        reader.page.locator(".site-links").get_by_role("link", name=page.label).click()
        reader.page.wait_for_url(f"**/{page.url_path}?*")
        reader.until(my="KEN")
        expect(reader.page.get_by_role("button", name="Kenya").first).to_be_visible()


def test_links_change_the_view_without_loading_the_application_anew(window: Opener) -> None:
    reader = window().open("/map?c=KEN")
    before = documents(reader)
    reader.card("Kenya").get_by_role("link", name="Profile").click()
    reader.page.wait_for_url(ends_with("country"))
    reader.until(c="KEN")
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Kenya")
    expect(reader.page).to_have_title(re.compile("^Kenya"))
    reader.page.go_back()
    reader.page.wait_for_url(ends_with("map"))
    reader.until(c="KEN")
    expect(reader.card("Kenya")).to_be_visible()
    assert documents(reader) == before


def documents(reader: Window) -> int:
    """How often the page itself was asked for."""
    return sum("." not in urlsplit(url).path and "_stcore" not in url for url in reader.requests)
