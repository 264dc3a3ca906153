"""The map kept in hand: zoom and selection through a change of data, and play by the frame."""

from playwright.sync_api import Page

from benchmarks.controls import Control
from benchmarks.table import Row

_FIND = """const find = (css) => [
  ...document.querySelectorAll('[data-testid=stBidiComponentIsolated]')]
  .map((e) => e.shadowRoot?.querySelector(css)).find(Boolean);"""
_SCALE = f"() => {{ {_FIND} return find('.plot')._fullLayout.geo.projection.scale; }}"
_FRAMES = f"""() => new Promise((done) => {{ {_FIND}
  const out = find('.bar output'), start = performance.now();
  const slider = find('.bar input');
  slider.value = slider.min; // from the first month, else play ends before it is measured
  slider.dispatchEvent(new Event('input'));
  let was = out.textContent, frames = 0;
  const look = () => {{
    if (out.textContent !== was) {{ was = out.textContent; frames += 1; }}
    const took = performance.now() - start;
    if (took > 3000) done(1000 * frames / took); else requestAnimationFrame(look);
  }};
  find('.bar button').click();
  look();
}})"""
_YEAR = Control("stButton", "−1 year", 0)


def play(page: Page) -> list[Row]:
    """Rows of a /map that is drawn: what a change of date keeps, and frames a second of play."""
    page.locator("[data-testid=stBidiComponentIsolated] .zoom_in").click()
    page.wait_for_timeout(500)
    Control("stBidiComponentIsolated", "", 0).act(page, 0)
    page.locator(".card h2").wait_for()
    card, scale = page.locator(".card h2").inner_text(), page.evaluate(_SCALE)
    page.get_by_role("button", name=_YEAR.name).click()
    page.wait_for_timeout(1500)
    kept = page.evaluate(_SCALE) == scale > 1 and page.locator(".card h2").inner_text() == card
    frames = float(page.evaluate(_FRAMES))
    return [
        Row("/map: zoom and selection survive another date (1 = yes)", kept, aim=1, more=True),
        Row("/map: play, states drawn a second", frames, aim=10, more=True),
    ]
