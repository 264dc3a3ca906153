"""Everything that matters with the keyboard alone: choose, read, take away; the focus is seen."""

import re

from playwright.sync_api import Locator, Page, expect

from dashboard.charts.colour import contrast

from .conftest import Opener

MENU = "[data-testid=stPopoverBody]"


def has_focus(locator: Locator) -> bool:
    return any(each.evaluate("(e) => e.matches(':focus')") for each in locator.all())


def tab_to(page: Page, role: str, name: str, *, most: int = 60) -> None:
    """Press Tab until the control has the focus."""
    wanted = page.get_by_role(role, name=re.compile(name))
    for _ in range(most):
        page.keyboard.press("Tab")
        if has_focus(wanted):
            return
    raise AssertionError(f"{most} times Tab did not reach the {role} “{name}”")


def skip(page: Page) -> None:
    """Take the first stop of every page past the header."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")


def pick(page: Page, typed: str) -> None:
    """Type into the box of choices that has the focus and take the first that fits."""
    page.keyboard.type(typed)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


def test_layer_date_and_country_without_a_mouse(window: Opener) -> None:
    reader = window().open("/map")
    page = reader.page
    skip(page)
    tab_to(page, "radio", ".*", most=3)
    page.keyboard.press("ArrowRight")
    if not page.get_by_role("radio", name="CERT/CSIRT").is_checked():
        page.keyboard.press("Space")
    reader.until(layer="csirt")

    tab_to(page, "combobox", "layer")
    pick(page, "Number")
    reader.until(layer="csirt_teams")

    tab_to(page, "spinbutton", "year")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button", "year$")  # leaving the field takes the day
    page.wait_for_url(re.compile("on=2025-"))
    reader.settle()

    tab_to(page, "searchbox", "Find a country")
    page.keyboard.type("Kenya")
    page.keyboard.press("Enter")
    reader.until(c="KEN", layer="csirt_teams")
    expect(reader.card("Kenya")).to_be_visible()
    page.keyboard.press("ArrowDown")  # from the finder into the list, and on in it
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    second = page.evaluate(
        "() => { let at = document.activeElement;"
        " while (at.shadowRoot) at = at.shadowRoot.activeElement; return at.value; }"
    )
    page.keyboard.press("Enter")
    reader.until(c=second)


def test_a_pair_and_the_table_and_file_of_its_figure(window: Opener) -> None:
    reader = window().open("/pair")
    page = reader.page
    skip(page)
    tab_to(page, "combobox", "Country A", most=3)
    pick(page, "France")
    reader.until(a="FRA")
    tab_to(page, "combobox", "Country B", most=4)
    pick(page, "Brazil")
    reader.until(a="FRA", b="BRA")
    expect(page.get_by_role("heading", level=1)).to_contain_text("France and Brazil")

    tab_to(page, "button", "^Table, download, cite: ", most=120)
    button = page.locator(":focus")
    page.keyboard.press("Enter")
    page.locator(f"{MENU} dl.take").wait_for()
    twin = page.locator(MENU).get_by_role("region", name=re.compile("^The same as a table: "))
    expect(twin).to_be_focused()
    tab_to(page, "link", "^CSV$")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_have_count(0)
    expect(button).to_be_focused()


def test_a_menu_is_left_by_its_last_stop(window: Opener) -> None:
    reader = window().open("/incidents")
    page = reader.page
    button = page.locator("[class*=st-key-take-] button").first
    button.focus()
    page.keyboard.press("Enter")
    page.locator(f"{MENU} dl.take").wait_for()
    for _ in range(40):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        if button.evaluate("(each) => each === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(page.locator(MENU)).to_have_count(0)


def test_skipping_leads_past_the_header(window: Opener) -> None:
    page = window().open("/guide").page
    skip(page)
    page.keyboard.press("Tab")
    below = page.locator(":focus").evaluate("(e) => !e.closest('.st-key-site-header')")
    assert below
    assert page.url.endswith("/guide")


def test_keys_scroll_before_anything_has_the_focus(window: Opener) -> None:
    page = window().open("/guide").page
    page.keyboard.press("PageDown")
    page.wait_for_function("() => document.getElementById('stMain').scrollTop > 200")


def test_a_link_and_a_button_that_go_away_do_not_take_the_focus(window: Opener) -> None:
    reader = window().open("/map?on=2020-06-01")
    page = reader.page
    page.get_by_role("button", name="Today").focus()
    page.keyboard.press("Enter")
    reader.until(on=None)
    page.wait_for_function(
        "() => document.querySelector('[class*=st-key-day-]').contains(document.activeElement)"
    )
    page.get_by_role("link", name="Guide", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/guide"))
    page.wait_for_function(
        "() => document.activeElement !== document.body && !document.activeElement.closest('nav')"
    )


def test_the_play_bar_answers_the_arrows(window: Opener) -> None:
    reader = window().open("/map?layer=CETS185&on=2020-06-01")
    slider = reader.page.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("ArrowLeft")
    reader.until(on="2020-05-01")
    slider.press("End")
    reader.until(on=None)


def test_what_appears_at_a_word_is_reached_and_sent_away(window: Opener) -> None:
    """WCAG 1.4.13: by focus as by pointer, stays while pointed at, Esc sends it away."""
    page = window().open("/csirts").page
    word = page.locator("a.term").first
    tip = word.locator(".tip")
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    word.hover()
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    word.hover()
    expect(tip).to_be_visible()


def test_esc_sends_the_words_at_the_pointer_away(window: Opener) -> None:
    reader = window().open("/map?layer=CETS185")
    page = reader.page
    box = page.locator(".map .plot").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * 0.3)
    page.mouse.move(box["x"] + box["width"] * 0.72, box["y"] + box["height"] * 0.28)
    expect(page.locator(".map .tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map .tip")).to_be_hidden()


def test_what_has_the_focus_can_be_seen_and_nothing_holds_it(window: Opener) -> None:
    """From the first stop to the last in both modes: an outline of 2 px or more that stands out
    from the ground by 3 : 1, no stop is come back to, and the end is reached."""
    for dark in (False, True):
        page = window(dark=dark).open("/map?c=EST").page
        seen: list[str] = []
        for _ in range(150):
            page.keyboard.press("Tab")
            stop = page.evaluate(_STOP)
            if stop is None:
                break
            if not seen or seen[-1] != stop["id"]:  # a list of rows takes two steps
                seen.append(stop["id"])
            about = f"{stop['id']}: outline {stop['width']} {stop['outline']} on {stop['ground']}"
            assert stop["width"] >= 2, about
            assert contrast(stop["outline"], stop["ground"]) >= 3, about
        else:
            raise AssertionError("150 times Tab did not lead out of the page")
        assert len(seen) > 30
        assert len(set(seen)) == len(seen), "a stop was come back to"


_STOP = """() => {
  let e = document.activeElement;
  if (e === document.body) return null;
  while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  window.stops ??= new Map();
  if (!stops.has(e)) stops.set(e, stops.size);
  const hex = (text) => "#" + (text.match(/[\\d.]+/g) ?? []).slice(0, 3)
    .map((n) => Math.round(Number(n)).toString(16).padStart(2, "0")).join("");
  const style = getComputedStyle(e);
  let ground = e.parentElement ?? e.getRootNode().host;
  const clear = (x) => /rgba\\(.*, 0\\)|transparent/.test(getComputedStyle(x).backgroundColor);
  while (ground && clear(ground)) ground = ground.parentElement ?? ground.getRootNode().host;
  return {
    id: `${stops.get(e)} ${e.tagName} ${(e.ariaLabel ?? e.textContent).trim().slice(0, 50)}`,
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    outline: hex(style.outlineColor),
    ground: ground ? hex(getComputedStyle(ground).backgroundColor) : "#ffffff",
  };
}"""
