"""The path of a first visit: map, layer, filter, country, comparison, and the copied address."""

import pytest
from playwright.sync_api import expect

from dashboard.store.boundaries import load_boundaries

from .conftest import NARROW, WIDE, Opener
from .window import SLOW, WorldMap, ends_with


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_map_layer_filter_country_compare_copy(window: Opener, width: int) -> None:
    reader = window(width)
    page = reader.open("/").page
    world = WorldMap(reader)
    assert len(world.drawn()) >= 200
    assert page.locator(".map .scatterlayer path.point").count() == len(load_boundaries().dots)
    first = reader.headings

    page.get_by_role("radio", name="Obstacles").click()
    expect(page.get_by_role("radio", name="Obstacles")).to_be_checked()
    reader.choose("Obstacles: layer", "Global Cybersecurity Index")
    reader.until(layer="gci_overall")
    assert reader.headings != first

    page.get_by_role("button", name="Filter countries").click()
    reader.choose("Region", "Oceania")
    reader.until(region="Oceania")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_contain_text("among countries in Oceania")

    world.click("BRA") if width == WIDE else world.tap("BRA")
    reader.until(c="BRA")
    expect(reader.card("Brazil")).to_be_visible()
    world.click("NRU") if width == WIDE else world.tap("NRU")
    reader.until(c="NRU")
    expect(reader.card("Nauru")).to_be_visible()

    other = window(width).open(page.url.removeprefix(reader.address))
    assert other.headings == reader.headings
    assert other.query == reader.query
    expect(other.card("Nauru")).to_be_visible()
    assert WorldMap(other).fills() == world.fills()

    reader.card("Nauru").get_by_role("link", name="Compare").click()
    page.wait_for_url(ends_with("compare"), timeout=SLOW)
    reader.settle()
    assert reader.query["c"] == "NRU"
    expect(page.get_by_text("Nauru").first).to_be_visible()
