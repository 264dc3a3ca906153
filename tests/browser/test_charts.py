"""Charts: one drawing stays alive from view to view, far ones wait, a print has all of them."""

from .conftest import Opener

NARROW = 390
_PAPER = 1130  # as in assets/charts.js
_DRAWN = ".chart .main-svg"
_WIDTHS = """() => [...document.querySelectorAll('.chart')].map((chart) =>
  Number(chart.querySelector('.main-svg')?.getAttribute('width') ?? 0))"""


def test_another_day_changes_the_drawing_that_is_there(window: Opener) -> None:
    reader = window()
    reader.open("/gaps?on=2024-06-30&dataset=eurepoc")
    page = reader.page
    page.locator(_DRAWN).first.wait_for()
    page.evaluate("() => { window.kept = document.querySelector('.chart .js-plotly-plot'); }")
    words = page.locator(".chart").get_attribute("aria-label")
    field = page.get_by_role("combobox", name="Incidents")
    field.click()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_function(
        "(words) => document.querySelector('.chart')?.ariaLabel !== words", arg=words
    )
    assert page.evaluate("() => document.querySelector('.chart .js-plotly-plot') === window.kept")
    assert page.locator(_DRAWN).count() > 0
    assert reader.problems == []


def test_far_charts_wait_and_a_print_has_all_as_wide_as_the_paper(window: Opener) -> None:
    reader = window(NARROW)
    reader.open("/country?c=GHA&part=all")
    page = reader.page
    page.locator(".chart").nth(3).wait_for(state="attached")
    assert page.evaluate(_WIDTHS)[-1] == 0
    page.evaluate(
        f"() => addEventListener('beforeprint', () => {{ window.onPaper = ({_WIDTHS})(); }})"
    )
    page.pdf()
    assert page.evaluate("() => window.onPaper") == [_PAPER] * 4
    page.locator(".chart").last.scroll_into_view_if_needed()
    page.wait_for_function(f"() => ({_WIDTHS})().at(-1) < {NARROW}")
    assert reader.problems == []
