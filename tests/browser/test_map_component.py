"""The map in a real browser: drawn without another host, zoom kept, clicks and play come back."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from benchmarks.server import ROOT
from dashboard.store.boundaries import load_boundaries, world_order

APP = """
import streamlit as st
from dashboard.ui.static_routes import routes
app = st.App("page.py", routes=[*routes()])
"""
PAGE = """
from datetime import date
import pandas as pd
import streamlit as st
from dashboard.charts.map_payload import LegendEntry, map_payload, play_payload
from dashboard.store.boundaries import load_boundaries
from dashboard.ui.map_component import world_map

legend = [
    LegendEntry("polygon", "Area", "#0B5C63", "#57C4BE"),
    LegendEntry("dot", "Dot", "#A8483F", "#D98A80"),
    LegendEntry("unknown", "Unknown", "#999999", "#999999", "hatch", True),
]
world = load_boundaries()
rows = [(iso3, "dot" if iso3 in world.dots else "polygon") for iso3 in world.order]
frame = pd.DataFrame(rows, columns=["iso3", "code"])
if st.checkbox("swap"):
    frame["code"] = "dot"
history = frame.assign(date=[f"20{10 + i % 10}-01-01" for i in range(len(frame))])
end = date(2020, 6, 1)
play = play_payload(history, legend, missing="unknown", start=date(2009, 1, 1), end=end)
payload = map_payload(frame, legend, layer="test", missing="unknown", on=end,
                      alt="World map of shapes", play=play)
event = world_map(payload, key="map")
st.text(f"pick={event.pick} on={event.on}")
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("map")
    (folder / "app.py").write_text(APP)
    (folder / "page.py").write_text(PAGE)
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port),
               "--server.headless", "true", "--browser.gatherUsageStats", "false"]  # fmt: skip
    server = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    yield url
    server.terminate()
    server.wait(10)


class Window:
    """One open page with what it asked of other hosts and what it complained about."""

    def __init__(self, page, address: str) -> None:
        self.page, self.outside, self.complaints = page, [], []
        page.route("**/*", self._only_home)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._console)
        page.goto(address)
        page.wait_for_selector(".map[aria-busy=false]", timeout=30_000)

    def _only_home(self, route) -> None:
        if route.request.url.startswith(("http://127.0.0.1", "blob:", "data:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _console(self, message) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def state(self, script: str):
        return self.page.locator(".plot").evaluate(f"(plot) => {{ {script} }}")

    def fills(self) -> list[str]:
        return self.state(
            "return [...plot.querySelectorAll('.choroplethlayer .trace:first-child path')]"
            ".map((path) => path.style.fill)"
        )


@pytest.fixture
def window(address: str, chrome: Browser) -> Iterator[Window]:
    context = chrome.new_context(viewport={"width": 1280, "height": 900})
    yield Window(context.new_page(), address)
    context.close()


def test_every_country_is_drawn_without_another_host(window: Window) -> None:
    world = load_boundaries()
    drawn = window.state(
        "return [...plot.querySelectorAll('path.choroplethlocation')]"
        ".filter((path) => path.getAttribute('d')).map((path) => path.__data__.loc)"
    )
    assert set(world.order) - set(drawn) == {"VAT"}
    assert window.page.locator(".scatterlayer path.point").count() == len(world.dots)
    assert window.page.get_by_role("img", name="World map of shapes").count() == 1
    assert window.outside == []
    assert window.complaints == []


@pytest.mark.parametrize("iso3", ["BRA", "SMR", "NRU", "LUX"])
def test_click_picks_the_country_also_the_smallest(window: Window, iso3: str) -> None:
    place = world_order().index(iso3)
    x, y = window.state(
        "const world = plot._fullLayout.geo._subplot.projection;"
        f"return world({_label(place)}).map((v, i) => "
        "v + plot.getBoundingClientRect()[i ? 'top' : 'left'])"
    )
    window.page.mouse.click(x + 1, y + 1)
    window.page.get_by_text(f"pick={iso3}").wait_for(timeout=8000)


def test_zoom_survives_a_change_of_data(window: Window) -> None:
    window.page.get_by_role("button", name="Zoom in").click()
    window.page.wait_for_timeout(300)
    scale = window.state("return plot._fullLayout.geo.projection.scale")
    before = window.fills()
    window.page.get_by_text("swap").click()
    window.page.wait_for_timeout(1500)
    assert window.fills() != before
    assert window.state("return plot._fullLayout.geo.projection.scale") == scale > 1


def test_dragging_moves_the_map_once_zoomed(window: Window) -> None:
    window.page.get_by_role("button", name="Zoom in").click()
    window.page.wait_for_timeout(300)
    before = window.state("return plot._fullLayout.geo.projection.rotation.lon")
    box = window.page.locator(".plot").bounding_box()
    window.page.mouse.move(box["x"] + 500, box["y"] + 200)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + 300, box["y"] + 200, steps=6)
    window.page.mouse.up()
    window.page.wait_for_timeout(300)
    assert window.state("return plot._fullLayout.geo.projection.rotation.lon") > before + 10
    assert window.page.get_by_text("pick=None").count() == 1


def test_play_runs_in_the_browser_and_reports_where_it_stopped(window: Window) -> None:
    window.page.get_by_role("button", name="Play the years").click()
    window.page.wait_for_timeout(1500)
    first = int(window.page.locator(".bar input").input_value())
    window.page.wait_for_timeout(1000)
    second = int(window.page.locator(".bar input").input_value())
    assert second - first >= 10
    window.page.get_by_role("button", name="Pause").click()
    window.page.get_by_text(re.compile(r"on=20\d\d-\d\d-01")).wait_for(timeout=8000)


def test_slider_answers_the_keyboard(window: Window) -> None:
    slider = window.page.get_by_role("slider", name="Date")
    slider.focus()
    slider.press("ArrowLeft")
    window.page.get_by_text("on=2020-05-01").wait_for(timeout=8000)


def _label(place: int) -> list[float]:
    asset = json.loads(load_boundaries().asset)
    return [value / asset["scale"] for value in asset["labels"][place]]
