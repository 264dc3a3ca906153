"""The reference of the API in a real browser: each form asks our server and shows the answer."""

import pytest
from playwright.sync_api import expect

from .access import violations
from .conftest import NARROW, WIDE, Opener

DOCS = "/api/v1/docs"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_it_is_accessible_at_any_width(window: Opener, width: int, dark: bool) -> None:
    opened = window(width, dark=dark)
    opened.page.goto(f"{opened.address}{DOCS}")
    expect(opened.page.locator("form.try").last).to_be_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(opened.page) == []


def test_a_route_is_tried_page_by_page(window: Opener) -> None:
    opened = window()
    page = opened.page
    page.goto(f"{opened.address}{DOCS}")
    form = page.locator('form.try[data-path="/treaties/{treaty_id}/status"]')
    form.get_by_label("limit").fill("2")
    form.get_by_role("button", name="Send").click()
    expect(form.locator(".answer p").first).to_contain_text("200 · application/json")
    expect(form.locator(".answer pre")).to_contain_text('"iso3": "AFG"')
    form.get_by_role("button", name="Next page").click()
    expect(form.locator(".answer pre")).not_to_contain_text('"iso3": "AFG"')
    form.get_by_text("curl, Python, R").click()
    snippets = form.locator(".snippets").inner_text()
    assert "curl --compressed 'http://127.0.0.1" in snippets
    assert "format=csv" in snippets.partition("# R")[2]


def test_every_form_sends_its_example(window: Opener) -> None:
    """One whose parameter is called dataset once broke all that came after it."""
    opened = window()
    page = opened.page
    page.goto(f"{opened.address}{DOCS}")
    for name in ("/incidents/counts", "/sources", "/healthz"):
        form = page.locator(f'form.try[data-path="{name}"]')
        form.get_by_role("button", name="Send").click()
        expect(form.locator(".answer p").first).to_contain_text("200 · application/json")
