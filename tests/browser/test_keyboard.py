"""Layer, date and country with the keyboard alone."""

import re

from playwright.sync_api import Page, expect

from .conftest import Opener


def tab_to(page: Page, role: str, name: str, *, most: int = 60) -> None:
    """Press Tab until the control has the focus."""
    wanted = page.get_by_role(role, name=re.compile(name))
    for _ in range(most):
        page.keyboard.press("Tab")
        if any(each.evaluate("(e) => e.matches(':focus')") for each in wanted.all()):
            return
    raise AssertionError(f"{most} times Tab did not reach the {role} “{name}”")


def test_layer_date_and_country_without_a_mouse(window: Opener) -> None:
    reader = window().open("/map")
    page = reader.page
    tab_to(page, "link", "Skip to main content")
    tab_to(page, "radio", ".*")
    page.keyboard.press("ArrowRight")
    if not page.get_by_role("radio", name="CERT/CSIRT").is_checked():
        page.keyboard.press("Space")
    reader.until(layer="csirt")

    tab_to(page, "combobox", "layer")
    page.keyboard.type("Number")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    reader.until(layer="csirt_teams")

    tab_to(page, "spinbutton", "year")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button", "year$")  # leaving the field takes the day
    page.wait_for_url(re.compile("on=2025-"))
    reader.settle()

    tab_to(page, "combobox", "Find a country")
    page.keyboard.type("Kenya")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    reader.until(c="KEN", layer="csirt_teams")
    expect(reader.card("Kenya")).to_be_visible()


def test_the_play_bar_answers_the_arrows(window: Opener) -> None:
    reader = window().open("/map?layer=CETS185&on=2020-06-01")
    slider = reader.page.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("ArrowLeft")
    reader.until(on="2020-05-01")
    slider.press("End")
    reader.until(on=None)


def test_what_has_the_focus_can_be_seen(window: Opener) -> None:
    page = window().open("/map").page
    bare = []
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              let e = document.activeElement;
              if (e === document.body) return '';
              while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
              const shows = (x) => { const s = getComputedStyle(x);
                return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0)
                  || s.boxShadow !== 'none'; };
              let x = e;
              for (let i = 0; x && i < 5; i++, x = x.parentElement) if (shows(x)) return '';
              return `${e.tagName} ${e.getAttribute('aria-label') ?? e.textContent}`.slice(0, 80);
            }"""
        )
        bare += [seen] if seen else []
    assert bare == []
