"""The map: every country can be found and chosen, zoom is kept, time plays."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.core.vocabulary import EntityKind
from dashboard.store.boundaries import load_boundaries
from dashboard.store.store import shared_store

from .conftest import NARROW, WIDE, Opener
from .window import WorldMap, places

SMALL = ("TUV", "MCO", "NRU", "SMR", "LIE", "PLW", "BHR", "VAT")
UN_MEMBERS = [c.iso3 for c in shared_store().countries if c.entity_kind is EntityKind.UN_MEMBER]


def test_all_193_members_are_drawn_and_answer_to_the_pointer(window: Opener) -> None:
    world = WorldMap(window().open("/map"))
    dots = set(load_boundaries().dots)
    assert len(UN_MEMBERS) == 193
    assert set(UN_MEMBERS) <= set(places())
    assert set(UN_MEMBERS) <= world.drawn() | dots
    countries = shared_store().countries
    found = world.names_under(UN_MEMBERS)
    assert {k: v for k, v in found.items() if v != countries[k].name} == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_smallest_states_are_chosen_by_click_and_tap(window: Opener, width: int) -> None:
    reader = window(width).open("/map")
    world = WorldMap(reader)
    for iso3 in SMALL[:4] if width == WIDE else SMALL[4:]:
        world.click(iso3) if width == WIDE else world.tap(iso3)
        reader.until(c=iso3)
        expect(reader.card(shared_store().countries[iso3].name)).to_be_visible()


def test_the_finder_takes_names_codes_and_old_names(window: Opener) -> None:
    reader = window().open("/map")
    for typed, iso3 in (
        ("Tuvalu", "TUV"),
        ("BHR", "BHR"),
        ("Swaziland", "SWZ"),
        ("Vatican", "VAT"),
    ):
        finder = reader.page.get_by_role("searchbox", name="Find a country")
        finder.fill(typed)
        finder.press("Enter")
        reader.until(c=iso3)
        expect(reader.card(shared_store().countries[iso3].name)).to_be_visible()


def test_zoom_and_selection_survive_a_change_of_data(window: Opener) -> None:
    reader = window().open("/map?c=KEN")
    world = WorldMap(reader)
    for _ in range(2):
        reader.page.get_by_role("button", name="Zoom in").click()
    reader.page.wait_for_timeout(300)
    scale, fills = world.scale, world.fills()
    assert scale > 2
    reader.page.get_by_role("radio", name="CERT/CSIRT").click()
    reader.until(layer="csirt", c="KEN")
    assert world.fills() != fills
    assert world.scale == scale
    expect(reader.card("Kenya")).to_be_visible()


def test_the_list_has_each_country_sorts_and_chooses(window: Opener) -> None:
    reader = window().open("/map?layer=gci_overall")
    page = reader.page
    rows = page.get_by_role("list", name="Countries").get_by_role("button")
    listed = rows.locator("strong").all_text_contents()
    assert {shared_store().countries[iso3].name for iso3 in UN_MEMBERS} <= set(listed)
    page.get_by_role("button", name="A to Z").click()
    by_name = rows.locator("strong").all_text_contents()
    assert by_name[0] == "Afghanistan"
    assert sorted(by_name) == sorted(listed)
    page.get_by_role("button", name="A to Z").click()
    assert rows.locator("strong").all_text_contents() == by_name[::-1]
    rows.get_by_text("Kenya", exact=True).click()
    reader.until(c="KEN")
    expect(reader.card("Kenya")).to_be_visible()
    expect(page.get_by_role("button", name="Kenya", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Kenya", pressed=True).click()
    reader.until(c=None)


def test_typing_narrows_the_list_and_a_name_of_nobody_is_told(window: Opener) -> None:
    page = window(NARROW).open("/map").page
    rows = page.get_by_role("list", name="Countries").get_by_role("button")
    assert rows.count() == 0
    finder = page.get_by_role("searchbox", name="Find a country")
    finder.fill("guinea")
    expect(rows).to_have_count(4)
    finder.fill("atlantis")
    expect(page.get_by_text("No row has this name")).to_be_visible()
    finder.press("Enter")
    expect(page.get_by_text("atlantis").first).to_be_visible()
    page.get_by_role("button", name="Show the list").click()
    assert rows.count() > 193


def test_play_moves_the_date_in_the_browser_and_stops_in_the_address(window: Opener) -> None:
    reader = window().open("/map?layer=CETS185")
    page, label = reader.page, reader.page.locator(".map .bar output")
    frames = page.evaluate_handle(
        """() => { const seen = [], host = [...document.querySelectorAll('*')]
             .map((e) => e.shadowRoot?.querySelector('.bar output')).find(Boolean);
           new MutationObserver(() => seen.push([performance.now(), host.textContent]))
             .observe(host, { childList: true, characterData: true, subtree: true });
           return seen; }"""
    )
    before = WorldMap(reader).fills()
    page.get_by_role("button", name="Play the years").click()
    page.wait_for_timeout(3000)
    assert WorldMap(reader).fills() != before
    page.get_by_role("button", name="Pause").click()
    seen = frames.evaluate("(seen) => seen")
    assert len({text for _, text in seen}) >= 20
    page.wait_for_url(re.compile(r"[?&]on=20\d\d-\d\d-\d\d"))
    reader.settle()
    year = reader.query["on"][:4]
    expect(label).to_contain_text(year)
    assert any(year in text for text in page.locator(".subtitle").all_inner_texts())
