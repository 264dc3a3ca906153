"""What a file shows is what the screen shows: colours of countries, lengths of bars, lines."""

import re

import numpy as np
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.frames import floats
from dashboard.charts.map_screen import still_payload
from dashboard.charts.plotly_render import render
from dashboard.core.errors import UnknownIdError
from dashboard.export.files import FORMS, Style
from dashboard.export.still.canvas import LOOKS, Box, Canvas, Fill
from dashboard.export.still.fonts import width, wrap
from dashboard.export.still.kinds import kind_of
from dashboard.export.still.sheet import social

from .conftest import DAY, Take

Drawn = dict[str, tuple[object, object]]


class Recorder(Canvas):
    """A canvas that remembers what has a name."""

    def __init__(self) -> None:
        super().__init__(900, 500, LOOKS["light"])
        self.lines_by_name: dict[str, np.ndarray] = {}
        self.boxes: dict[str, Box] = {}
        self.said: list[str] = []

    def line(self, points, color, width=1.0, dash=(), name=""):  # type: ignore[no-untyped-def]
        if name:
            self.lines_by_name[name] = np.asarray(points, dtype=float)
        super().line(points, color, width, dash, name)

    def rect(self, box: Box, fill: Fill, name: str = "") -> None:
        if name:
            self.boxes[name] = box
        super().rect(box, fill, name)

    def text(self, x, y, words, size, **how):  # type: ignore[no-untyped-def]
        self.said.append(words)
        super().text(x, y, words, size, **how)


def drawn(chart: Chart) -> Recorder:
    canvas = Recorder()
    kind_of(chart).draw(canvas, Box(10, 10, 880, 480), chart)
    return canvas


@pytest.mark.parametrize("layer", ["CETS185", "NATO", "gci_overall", "csirt", "incidents:vcdb"])
def test_each_country_has_the_colour_of_the_screen(taken: Take, layer: str) -> None:
    made = taken("map", "map", (("layer", layer),))
    chart = made.figure.chart
    svg = FORMS["svg"].write(made, Style()).decode()
    screen = still_payload(chart, DAY)
    entries = screen["entries"]
    order = re.findall(r'<g id="([A-Z]{3})">\s*<path[^>]*?style="([^"]*)"', svg, flags=re.S)
    fills = dict(order)
    assert len(fills) >= 230
    codes = dict(zip(screen_order(), screen["codes"], strict=True))
    for iso3, style in fills.items():
        entry = entries[int(codes[iso3], 36)]
        if entry["pattern"] == "hatch":
            assert "url(#" in style or LOOKS["light"].panel.lower() in style.lower()
        elif entry["pattern"] is None:
            assert f"fill: {entry['color'].lower()}" in style, iso3


def screen_order() -> tuple[str, ...]:
    from dashboard.store.boundaries import world_order

    return world_order()


def test_bars_are_as_long_as_on_the_screen(taken: Take) -> None:
    chart = taken("efforts", "effort-overlap").figure.chart
    screen = render(chart)["data"][0]
    canvas = drawn(chart)
    lengths = [canvas.boxes[f"bar-{i + 1}"].width for i in range(len(chart.data))]
    assert np.corrcoef(lengths, screen["x"])[0, 1] == pytest.approx(1)
    assert lengths[0] / lengths[-1] == pytest.approx(screen["x"][0] / screen["x"][-1])
    assert set(chart.data["value_text"]) <= set(canvas.said)


def test_lines_are_as_high_as_on_the_screen(taken: Take) -> None:
    chart = taken("treaties", "adoption").figure.chart
    canvas = drawn(chart)
    heights, values = [], []
    for entry in chart.legend:
        own = chart.data[chart.data["name"] == entry.key]
        points = canvas.lines_by_name[f"line-{entry.key}"]
        assert len(points) == 2 * len(own) - 1  # a step line has a corner before each point
        heights += list(points[::2, 1])
        values += [v for v in floats(own["value"]) if v is not None]
    assert np.corrcoef(heights, values)[0, 1] == pytest.approx(-1)
    assert [t["y"] for t in render(chart)["data"]] == [
        floats(chart.data.loc[chart.data["name"] == e.key, "value"]) for e in chart.legend
    ]


def test_status_matrix_says_what_the_grid_says(taken: Take) -> None:
    made = taken("treaties", "matrix")
    canvas = drawn(made.figure.chart)
    cells = made.figure.chart.data["text"].value_counts()
    told = {word: canvas.said.count(word) for word in cells.index}
    assert told["In force 2004"] == cells["In force 2004"]
    assert sum(told.values()) == len(made.figure.chart.data) == 199 * 4


def test_a_low_sheet_draws_fewer_rows_and_says_so(taken: Take) -> None:
    made = taken("treaties", "matrix").figure
    figure = social(made.chart, made.caption)
    said = [text.get_text() for axes in figure.axes for text in axes.texts]
    assert any(re.match(r"The first \d+ of 199 rows are drawn", line) for line in said)


def test_a_kind_nothing_draws_is_a_clear_error(taken: Take) -> None:
    chart = taken("gaps", "gaps-by-year").figure.chart
    from dataclasses import replace

    with pytest.raises(UnknownIdError, match="line:wavy chart cannot be drawn"):
        kind_of(replace(chart, variant="wavy"))


@pytest.mark.parametrize("text", ["Türkiye", "Киев", "Αθήνα", "القاهرة", "→ ≥ ●"])
def test_other_scripts_have_letters(text: str, recwarn: pytest.WarningsRecorder) -> None:
    canvas = Recorder()
    canvas.text(10, 40, text, 20)
    canvas.figure.canvas.draw()
    assert not [w for w in recwarn if "missing from" in str(w.message)]
    assert width(text, 20) > 10


def test_wrapping_keeps_every_letter_and_the_room() -> None:
    text = "https://example.org/map?layer=CETS185&on=2026-11-24&only=FRA,BRA,KEN,IND and more"
    lines = wrap(text, 150, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line, 12) <= 150 for line in lines)
