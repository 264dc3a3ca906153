"""Two clicks from a figure to a file; what is copied is whole."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import NARROW, WIDE, Opener
from .window import SLOW


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_two_clicks_from_a_figure_to_a_picture_and_to_its_rows(window: Opener, width: int) -> None:
    page = window(width).open("/gaps?on=2026-11-24").page
    page.get_by_role("button", name="download, cite").first.click()
    menu = page.locator("dl.take")
    expect(menu).to_be_visible(timeout=SLOW)
    expect(page.locator(".take-licence")).to_contain_text("Non-commercial use only")
    for label, start in (("PNG", b"\x89PNG"), ("CSV", b"\xef\xbb\xbfyear,")):
        with page.expect_download() as saved:
            menu.get_by_role("link", name=label, exact=True).first.click()
        assert Path(saved.value.path()).read_bytes().startswith(start)
        assert saved.value.suggested_filename.startswith("cyber-cooperation_gaps_gaps-by-year_")
    expect(page.get_by_text("<iframe")).to_be_visible()
