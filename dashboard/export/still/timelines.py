"""Timelines: certain days solid, possible days pale, what has no date in a band of its own."""

from datetime import date

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.plotly_base import Mark, marks, row_names
from dashboard.export.still.canvas import Box, Canvas, Fill
from dashboard.export.still.fonts import fitted
from dashboard.export.still.kind import LABEL, MARK, SMALL, Kind, first_rows, year_step

ROW = 44.0
_LEAST_ROW = 32.0
_THICK, _FAINT = 14.0, 0.35
_BAND = 110.0


def _height(chart: Chart, room: float) -> float:
    return ROW * max(1, chart.data[chart.encodings["y"]].nunique()) + 48


def _crop(chart: Chart, room: float, height: float) -> Chart:
    return first_rows(chart, chart.encodings["y"], int((height - 48) // _LEAST_ROW), "row")


def _draw(canvas: Canvas, box: Box, chart: Chart) -> None:
    look, rows = canvas.look, marks(chart)
    names = row_names(rows)
    places = sorted({int(mark["y"]) for mark in rows})
    loose = any(mark["undated"] for mark in rows)
    left = box.x + (_BAND if loose else 0)
    plot = Box(left, box.y + 22, box.right - 14 - left, box.height - 48)
    first, last = _span(chart, rows)
    row = plot.height / max(1, len(places))

    def at(text: object) -> float:
        day = date.fromisoformat(str(text)).toordinal()
        return plot.x + plot.width * (day - first) / (last - first)

    if loose:
        canvas.rect(Box(box.x, plot.y, _BAND - 16, plot.height), Fill(look.panel))
        canvas.text(box.x + 4, plot.y - 7, "date not known", SMALL, color=look.ink_soft)
    _years(canvas, plot, first, last)
    for guide in chart.guides:
        x = at(guide.value)
        canvas.line([(x, plot.y), (x, plot.bottom)], look.outline, dash=(2, 3))
        canvas.text(x, plot.y - 7, guide.label, SMALL, color=look.ink_soft, align="right")
    legend = {entry.key: entry for entry in chart.legend}
    for mark in rows:
        y = plot.y + row * (places.index(int(mark["y"])) + 0.68)
        entry = legend[str(mark["color"])]
        if mark["undated"]:
            canvas.marker(
                "diamond", box.x + _BAND / 2 - 8, y, 2.2 * MARK, entry.color, look.outline
            )
            continue
        until = mark.get("x_until", mark["x1"])
        _segment(canvas, at(mark["x_maybe"]), at(mark["x0"]), y, entry, _FAINT)
        _segment(canvas, at(mark["x1"]), at(until), y, entry, _FAINT)
        _segment(canvas, at(mark["x0"]), at(mark["x1"]), y, entry, 1.0)
    for line, name in enumerate(names):
        y = plot.y + row * (line + 0.68) - _THICK / 2 - 6
        canvas.text(box.x + 4, y, fitted(name, box.width - 8, LABEL), LABEL)


def _segment(
    canvas: Canvas, start: float, stop: float, y: float, entry: LegendEntry, alpha: float
) -> None:
    if stop - start < 0.2 and alpha < 1:
        return
    shape = Box(start, y - _THICK / 2, max(1.5, stop - start), _THICK)
    canvas.rect(shape, Fill(entry.color, canvas.look.outline, 0.5, alpha=alpha))


def _span(chart: Chart, rows: list[Mark]) -> tuple[int, int]:
    days = [str(mark.get(role, "")) for mark in rows for role in ("x_maybe", "x1", "x_until")]
    days += [str(guide.value) for guide in chart.guides if guide.axis == "x"]
    known = sorted(date.fromisoformat(day).toordinal() for day in days if day)
    first = known[0] if known else date(2001, 1, 1).toordinal()
    last = known[-1] if known else first
    return min(first, last - 365), last


def _years(canvas: Canvas, plot: Box, first: int, last: int) -> None:
    begin, end = date.fromordinal(first).year, date.fromordinal(last).year
    step = year_step(end - begin + 1, max(2, int(plot.width // 70)))
    for year in range(begin, end + 1):
        day = date(year, 1, 1).toordinal()
        if year % step == 0 and first <= day <= last:
            x = plot.x + plot.width * (day - first) / (last - first)
            canvas.line([(x, plot.y), (x, plot.bottom)], canvas.look.rule)
            canvas.text(
                x, plot.bottom + 18, str(year), SMALL, color=canvas.look.ink_soft, align="center"
            )


TIMELINE = Kind(_height, _draw, _crop)
