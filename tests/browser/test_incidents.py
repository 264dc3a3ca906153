"""/incidents in a browser: flows as streams, matrix and arcs, a filter, and one record."""

from playwright.sync_api import expect

from .conftest import Opener
from .window import WorldMap


def test_flows_arcs_and_records(window: Opener) -> None:
    reader = window().open("/incidents?part=flows")
    page = reader.page
    expect(page.locator(".sankey-link").first).to_be_visible()
    assert page.locator(".sankey-link").count() >= 30
    world = WorldMap(reader)
    arcs = page.locator(".map .scatterlayer path.js-line")
    expect(arcs).to_have_count(40)
    first = arcs.first.get_attribute("style") or ""
    assert "marker-end" in first, "an arc says which way it runs"

    world.click("BRA")
    reader.until(victim="BRA")
    expect(page.locator(".selection")).to_contain_text("victim Brazil")

    page.get_by_role("link", name="Matrix").click()
    reader.until(form="matrix")
    expect(page.locator(".heatmaplayer").first).to_be_attached()

    page.get_by_role("link", name="Records", exact=True).click()
    reader.until(part="records")
    row = page.locator("table.blocks tbody tr").first
    expect(row).to_contain_text("Brazil")
    row.locator("th a").click()
    reader.settle()
    assert reader.query["record"].startswith("eurepoc:")
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_text("not coded").first).to_be_visible()
    page.get_by_role("link", name="Back to the incidents").click()
    reader.settle()
    assert reader.query == {"part": "records", "victim": "BRA", "form": "matrix"}
