"""Click to repaint: the map against the barest page Streamlit can serve, in turns."""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.server import dashboard, streamlit
from benchmarks.wire import relay

BARE = """import streamlit as st
st.button("Again", on_click=lambda: st.session_state.update(n=st.session_state.get("n", 0) + 1))
st.text(f"seen {st.session_state.get('n', 0)}")
"""
# From the click to the second frame after the text or the selected country has changed.
_TIMED = """([press, seen]) => new Promise((done) => {
  const read = eval(seen), was = read(), start = performance.now();
  const look = () => read() === was ? requestAnimationFrame(look)
    : requestAnimationFrame(() => done(performance.now() - start));
  eval(press)(); requestAnimationFrame(look);
})"""
_BARE = ("() => document.querySelector('.stButton button').click()",
         "() => document.querySelector('[data-testid=stText]').textContent")  # fmt: skip
_MAP_PRESS = """() => {
  const stage = [...document.querySelectorAll('*')]
    .map((e) => e.shadowRoot?.querySelector('.stage')).find(Boolean);
  const plot = stage.querySelector('.plot'), box = plot.getBoundingClientRect();
  const [x, y] = plot._fullLayout.geo._subplot.projection(%s);
  const at = { clientX: box.left + x, clientY: box.top + y, bubbles: true };
  stage.dispatchEvent(new PointerEvent('pointerdown', at));
  stage.dispatchEvent(new MouseEvent('click', at));
}"""
_MAP_SEEN = "() => document.querySelector('.card h3')?.textContent ?? ''"
PLACES = ([-52.0, -10.0], [79.0, 22.0], [2.5, 28.0], [134.0, -25.0], [-100.0, 40.0], [38.0, 0.5])


def measure(browser: Browser, rounds: int = 5) -> dict[str, float]:
    """Medians in milliseconds, their ratio, and bytes on the wire."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE)
        logs = Path(folder)
        with (
            streamlit(script, logs / "bare.log") as bare,
            dashboard(logs / "app.log") as app,
            relay(app.port) as wire,
        ):
            floor = browser.new_page()
            floor.goto(bare.url)
            floor.locator(".stButton button").wait_for()
            page = browser.new_page(viewport={"width": 1440, "height": 1000})
            page.goto(f"{wire.url}/map")
            page.locator(".map[aria-busy=false]").wait_for()
            page.wait_for_timeout(2000)
            first = wire.down
            presses = [_MAP_PRESS % place for place in PLACES]
            _clicks(page, presses[:2], _MAP_SEEN)  # warm
            _clicks(floor, [_BARE[0]] * 2, _BARE[1])
            before, times, floors = wire.down, [], []
            for _ in range(rounds):
                floors += _clicks(floor, [_BARE[0]] * len(presses), _BARE[1])
                times += _clicks(page, presses, _MAP_SEEN)
            each = (wire.down - before) / len(times)
    bare_p50, map_p50 = statistics.median(floors), statistics.median(times)
    return {
        "bare page, click to repaint p50, ms": bare_p50,
        "map, click to card p50, ms": map_p50,
        "ratio (aim 1.5)": map_p50 / bare_p50,
        "map, bytes on the wire per click": each,
        "first load with a map, bytes": first,
        "server answers after, s": app.seconds_to_answer,
    }


def _clicks(page: Page, presses: list[str], seen: str) -> list[float]:
    page.bring_to_front()
    times = []
    for press in presses:
        times.append(float(page.evaluate(_TIMED, [press, seen])))
        page.wait_for_timeout(150)
    return times
