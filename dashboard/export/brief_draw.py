"""The two figures of a brief as small SVG drawings: a map and a timeline, without title or legend.

Drawn for a column of 76 mm; the same rows, classes and colours as on the page. One unit is half a
point, text is set in the type of the brief.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import Mark, marks, row_names, shorten
from dashboard.charts.tokens import HATCH, INK, INK_SOFT, OUTLINE, PANEL, PAPER, RULE, UNKNOWN
from dashboard.core.errors import UserError
from dashboard.export.outline import Ring, outline

WIDTH = 430
_ROW, _BAR, _TOP, _FOOT = 29, 10, 18, 20
_DOT = 3.4
_FONT = "Cooperation Sans, DejaVu Sans"


def draw(chart: Chart, marked: Sequence[str] = ()) -> str:
    """The drawing as SVG text. ``marked`` countries of a map are outlined."""
    if chart.kind == "map":
        return _map(chart, marked)
    if chart.kind == "timeline":
        return _timeline(chart)
    raise UserError(f"A brief does not draw a {chart.kind} chart", given=chart.kind)


def _svg(height: float, parts: Iterator[str], margin: int = 0) -> str:
    box = f"{-margin} {-margin} {WIDTH + 2 * margin} {height + 2 * margin:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"'
        f' font-family="{_FONT}" font-size="14.5" fill="{INK.light}">{"".join(parts)}</svg>'
    )


def _map(chart: Chart, marked: Sequence[str]) -> str:
    world = outline(WIDTH)
    fills = {e.key: _fill(e.pattern, e.color) for e in chart.legend}
    keys = dict(zip(chart.data["iso3"], chart.data["key"], strict=True))

    def parts() -> Iterator[str]:
        yield _hatch("no-data", 45, UNKNOWN.light) + _hatch("disputed", -45, HATCH.light)
        for iso3, rings in world.shapes.items():
            yield _area(rings, fills.get(keys.get(iso3, ""), PAPER.light), OUTLINE.light, 0.45)
        for rings in world.disputed:
            yield _area(rings, "url(#disputed)", OUTLINE.light, 0.3)
        for iso3, (x, y) in world.dots.items():
            fill = fills.get(keys.get(iso3, ""), PAPER.light)
            yield _circle(x, y, _DOT, fill, OUTLINE.light, 0.7)
        for iso3 in marked:
            if iso3 in world.shapes:
                yield _area(world.shapes[iso3], "none", INK.light, 1.6)
            if iso3 in world.labels:
                yield _circle(*world.labels[iso3], 9, "none", INK.light, 1.8)

    return _svg(world.height, parts(), margin=10)


def _fill(pattern: str, color: str) -> str:
    return "url(#no-data)" if pattern == "hatch" else color


def _hatch(name: str, angle: int, color: str) -> str:
    return (
        f'<pattern id="{name}" width="4" height="4" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({angle})"><rect width="4" height="4" fill="{PANEL.light}"/>'
        f'<path d="M0 0V4" stroke="{color}" stroke-width="1.6"/></pattern>'
    )


def _area(rings: Sequence[Ring], fill: str, stroke: str, width: float) -> str:
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
    return (
        f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{stroke}"'
        f' stroke-width="{width}" stroke-linejoin="round"/>'
    )


def _circle(x: float, y: float, radius: float, fill: str, stroke: str, width: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{width}"/>'
    )


def _timeline(chart: Chart) -> str:
    rows = marks(chart)
    names = row_names(rows)
    colors = {entry.key: entry.color for entry in chart.legend}
    loose = any(mark["undated"] for mark in rows)
    first, last = _span(chart, rows)
    left = 74.0 if loose else 2.0
    bottom = _TOP + _ROW * len(names)

    def at(day: str) -> float:
        passed = (date.fromisoformat(day) - first).days / max(1, (last - first).days)
        return left + 6 + passed * (WIDTH - left - 14)

    def bar(y: float, start: str, end: str, color: str, opacity: float) -> str:
        width = max(1.6, at(end) - at(start))
        return (
            f'<rect x="{at(start):.1f}" y="{y}" width="{width:.1f}" height="{_BAR}"'
            f' fill="{color}" fill-opacity="{opacity}"/>'
        )

    def parts() -> Iterator[str]:
        if loose:
            yield f'<rect width="{left}" height="{bottom}" fill="{PANEL.light}"/>'
            yield _text(3, 12, "date not known", INK_SOFT.light)
        for year in _years(first, last):
            x = at(f"{year}-01-01")
            yield _line(x, _TOP, bottom, RULE.light)
            anchor = "end" if x > WIDTH - 20 else "middle"
            yield _text(x, bottom + 15, str(year), INK_SOFT.light, anchor)
        for guide in chart.guides:
            yield _line(at(str(guide.value)), _TOP, bottom, OUTLINE.light, 'stroke-dasharray="2 2"')
        for place, name in enumerate(names):
            yield _text(3, _TOP + _ROW * place + 12, shorten(name, 62))
        for mark in rows:
            y, color = _TOP + _ROW * int(mark["y"]) + 16, colors[str(mark["color"])]
            if mark["undated"]:
                yield _diamond(left / 2, y + _BAR / 2, color)
                continue
            until = str(mark.get("x_until", mark["x1"]))
            yield bar(y, mark["x0"], mark["x1"], color, 1)
            if mark["x_maybe"] != mark["x0"]:
                yield bar(y, mark["x_maybe"], mark["x0"], color, 0.35)
            if until != mark["x1"]:
                yield bar(y, mark["x1"], until, color, 0.35)

    return _svg(bottom + _FOOT, parts())


def _span(chart: Chart, rows: Sequence[Mark]) -> tuple[date, date]:
    cells = [str(mark.get(role) or "") for mark in rows for role in ("x_maybe", "x1", "x_until")]
    cells += [str(guide.value) for guide in chart.guides]
    days = sorted(date.fromisoformat(cell) for cell in cells if cell)
    return min(days[0], date(days[-1].year - 5, 1, 1)), days[-1]


def _years(first: date, last: date) -> list[int]:
    span = last.year - first.year + 1
    step = next((s for s in (1, 2, 5, 10, 20) if span / s <= 6), 50)
    return [year for year in range(first.year + 1, last.year + 1) if year % step == 0]


def _text(x: float, y: float, text: str, color: str = INK.light, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{color}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _line(x: float, top: float, bottom: float, color: str, more: str = "") -> str:
    return f'<path d="M{x:.1f} {top}V{bottom}" stroke="{color}" stroke-width="1" {more}/>'


def _diamond(x: float, y: float, color: str) -> str:
    size = 6
    return (
        f'<path d="M{x - size:.1f} {y:.1f}L{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}'
        f'L{x:.1f} {y + size:.1f}Z" fill="{color}"/>'
    )
