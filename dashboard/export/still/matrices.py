"""Matrices: cells of counts, of words, or dots; long ones stand in panels side by side."""

from dataclasses import dataclass, replace

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.colour import readable_on
from dashboard.charts.plotly_base import Mark, marks
from dashboard.export.still.canvas import Box, Canvas, Fill
from dashboard.export.still.fonts import fitted, width
from dashboard.export.still.kind import SMALL, WIDTH, Kind, first_rows
from dashboard.export.still.maps import fill_of

_ROW = {"words": 19.0, "dots": 20.0, "square": 20.0, "": 27.0}
_GROUP = 26.0
_LONG = 45
"""From this many rows on, a narrow matrix stands in panels."""
_GAP = 28.0
_TEXT = 11.0
_HEAD, _STEEP = 210.0, 16.0
"""The longest head of a column; columns this narrow have upright heads."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Sizes: ``names`` and ``head`` hold the labels, ``panels`` how many stand side by side."""

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    names: float
    head: float
    slanted: bool
    panels: int
    cell: float
    lines: tuple[tuple[str, int], ...]
    per_panel: int


def _plan(chart: Chart, room: float) -> _Plan:
    role, data = chart.encodings, chart.data
    rows = tuple(sorted(int(p) for p in data[role["y"]].unique()))
    columns = tuple(sorted(int(p) for p in data[role["x"]].unique()))
    heads = [str(label) for label in data[role["x_label"]].unique()]
    labels = [str(label) for label in data[role["y_label"]].unique()]
    names = min(230.0, max((width(label, SMALL) for label in labels), default=0.0)) + 8
    if chart.variant == "words":
        words = max((width(str(text), _TEXT) for text in data[role["text"]]), default=0.0) + 12
        fit = int((room + _GAP) // (names + len(columns) * min(words, 76.0) + _GAP))
        panels = max(1, min(3, fit)) if len(rows) > _LONG else 1
    else:
        panels = 1
    widest = min(_HEAD, max((width(head, SMALL) for head in heads), default=0.0))
    most = 190.0 if chart.variant == "words" else 84.0
    one = (room - _GAP * (panels - 1)) / panels - names
    cell = min(most, one / max(1, len(columns)))
    slanted = widest > cell - 6
    if slanted and cell > _STEEP:  # the last head leans out to the right
        outer = data.loc[data[role["x"]] == columns[-1], role["x_label"]]
        last = width(str(outer.iloc[0]), SMALL)
        lean = max(0.0, min(last, _HEAD) * 0.65 - cell / 2)
        cell = min(most, (one - lean) / max(1, len(columns)))
    head = widest * (0.8 if cell > _STEEP else 1.0) + 12 if slanted else 24.0
    lines = _lines(chart, rows)
    return _Plan(rows, columns, names, head, slanted, panels, cell, lines, -(-len(lines) // panels))


def _lines(chart: Chart, rows: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    """Rows in order as ('', place), each group led by its (name, -1)."""
    role = chart.encodings
    if "group" not in role:
        return tuple(("", place) for place in rows)
    by_row = dict(zip(chart.data[role["y"]], chart.data[role["group"]], strict=True))
    lines: list[tuple[str, int]] = []
    last = None
    for place in rows:
        group = str(by_row[place])
        if group != last:
            lines.append((group, -1))
            last = group
        lines.append(("", place))
    return tuple(lines)


def _width(chart: Chart) -> float:
    """Long tables of words, and large squares, get a wider sheet."""
    down = chart.data[chart.encodings["y"]].nunique()
    if chart.variant == "words" and down > _LONG:
        return 1520.0
    return 1280.0 if chart.variant == "square" and down > 24 else WIDTH


def _row(chart: Chart) -> float:
    return _ROW.get(chart.variant, _ROW[""])


def _height(chart: Chart, room: float) -> float:
    plan = _plan(chart, room)
    return plan.head + plan.per_panel * _row(chart) + 4


def _crop(chart: Chart, room: float, height: float) -> Chart:
    """Fewer rows, then for a square matrix as many columns."""
    plan = _plan(chart, room)
    least = 13.0
    fits = int((height - plan.head) // least)
    if plan.per_panel <= fits:
        return chart
    groups = sum(1 for name, _ in plan.lines if name)
    rows = max(1, fits * plan.panels - groups)
    cut = first_rows(chart, chart.encodings["y"], rows, "row")
    if chart.variant == "square" and cut is not chart:
        column = chart.encodings["x"]
        kept = set(cut.data[chart.encodings["y"]].unique())
        cut = replace(cut, data=cut.data[cut.data[column].isin(kept)])
    return cut


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    plan = _plan(chart, box.width)
    row = min(_row(chart), (box.height - plan.head) / max(1, plan.per_panel))
    by_row: dict[int, list[Mark]] = {}
    for mark in marks(chart):
        by_row.setdefault(int(mark["y"]), []).append(mark)
    heads = {int(m["x"]): str(m["x_label"]) for own in by_row.values() for m in own}
    wide = plan.names + plan.cell * len(plan.columns)
    for panel in range(plan.panels):
        lines = plan.lines[panel * plan.per_panel : (panel + 1) * plan.per_panel]
        if not lines:
            break
        left = box.x + panel * (wide + _GAP)
        _heads(canvas, left + plan.names, box.y, plan, heads)
        for i, (group, place) in enumerate(lines):
            y = box.y + plan.head + i * row
            if group:
                canvas.text(left, y + row - 5, fitted(group, wide, SMALL, True), SMALL, bold=True)
                continue
            _row_of(canvas, left, y, row, plan, chart, by_row[place])


def _heads(canvas: Canvas, left: float, top: float, plan: _Plan, heads: dict[int, str]) -> None:
    for i, column in enumerate(plan.columns):
        middle = left + plan.cell * (i + 0.5)
        if plan.slanted:
            steep = plan.cell <= _STEEP
            words = fitted(heads[column], _HEAD, SMALL)
            canvas.text(
                middle + (4 if steep else 0),
                top + plan.head - 6,
                words,
                SMALL,
                angle=90 if steep else 50,
            )
        else:
            canvas.text(middle, top + plan.head - 8, heads[column], SMALL, align="center")


def _row_of(
    canvas: Canvas,
    left: float,
    y: float,
    row: float,
    plan: _Plan,
    chart: Chart,
    own: list[Mark],
) -> None:
    size = min(SMALL, row * 0.72)
    name = fitted(str(own[0]["y_label"]), plan.names - 8, size)
    canvas.text(left + plan.names - 8, y + row / 2, name, size, align="right", at="center")
    first = left + plan.names
    if chart.variant == "dots":
        end = first + plan.cell * len(plan.columns)
        canvas.line([(first, y + row), (end, y + row)], canvas.look.rule, 0.6)
    for mark in own:
        x = first + plan.cell * plan.columns.index(int(mark["x"]))
        entry = _entry(chart, mark["color"])
        if chart.variant == "dots":
            middle = (x + plan.cell / 2, y + row / 2)
            canvas.marker("circle", *middle, 9, entry.color, entry.color, 0)
            continue
        cell = Box(x + 0.75, y + 0.75, plan.cell - 1.5, row - 1.5)
        fill = fill_of(entry, canvas.look)
        canvas.rect(cell, fill)
        _words(canvas, cell, str(mark["text"]), fill)


def _words(canvas: Canvas, cell: Box, words: str, fill: Fill) -> None:
    """The text of a cell where it fits; a hatched cell gets a plain ground for it."""
    size = min(_TEXT, cell.height * 0.74)
    wide = width(words, size)
    while wide > cell.width - 2 and size > 6.5:
        size -= 0.5
        wide = width(words, size)
    if wide > cell.width:
        return
    middle = (cell.x + cell.width / 2, cell.y + cell.height / 2)
    if fill.hatch:
        ground = Box(middle[0] - wide / 2 - 2, cell.y + 2, wide + 4, cell.height - 4)
        canvas.rect(ground, Fill(fill.color))
    ink = readable_on(fill.color, "#000000", "#FFFFFF")
    canvas.text(*middle, words, size, color=ink, align="center", at="center")


def _entry(chart: Chart, key: object) -> LegendEntry:
    """The class of a cell: by its key, or by its place in the legend."""
    found = {entry.key: entry for entry in chart.legend}.get(str(key))
    return found or chart.legend[int(str(key))]


MATRIX = Kind(_height, _draw, _crop, width=_width)
