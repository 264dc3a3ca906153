"""The sheet around a drawing: title, legend, notes, sources, licence, link, each measured first.

Nothing overlaps and nothing is cut: every block says how tall it is before anything is drawn. A
sheet of fixed size gives the drawing what is left, with notes and sources shortened.
"""

from dataclasses import dataclass, replace
from typing import Literal

from matplotlib.figure import Figure

from dashboard.charts.chart import Chart
from dashboard.charts.cite import PRODUCT, Caption
from dashboard.charts.tokens import RUST
from dashboard.export.still.canvas import LOOKS, Box, Canvas, Fill
from dashboard.export.still.fonts import fitted, wrap
from dashboard.export.still.kind import WIDTH, Kind
from dashboard.export.still.kinds import kind_of
from dashboard.export.still.legend import draw_legend, legend

Look = Literal["light", "print"]
SOCIAL = (960.0, 540.0)
"""Laid out at this size and drawn 1.25 times as large: 1200 × 675 pixels."""
BORDERS_BRIEF = "Borders: Natural Earth, Visionscarto; no opinion on any territory. Hatched areas"
BORDERS_BRIEF += " are disputed."
_LEAST_PLOT, _FAIR_PLOT = 150.0, 220.0
_BAR, _BELOW_HEAD = 8.0, 12.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the foot of a figure says besides its sources: where it is, and which data it shows."""

    link: str = ""
    data_version: str = ""


@dataclass(frozen=True, slots=True)
class _Type:
    """Sizes of one sheet in pixels."""

    pad: float
    title: float
    subtitle: float
    note: float


_NORMAL = _Type(pad=24, title=24, subtitle=15, note=12)
_SMALL = _Type(pad=24, title=24, subtitle=15, note=11)


@dataclass(frozen=True, slots=True)
class _Text:
    """One block of wrapped text."""

    lines: tuple[str, ...]
    size: float
    bold: bool = False
    color: str = ""
    gap: float = 0.0
    """Room above it."""

    @property
    def leading(self) -> float:
        return self.size * 1.32

    @property
    def height(self) -> float:
        return self.gap + self.leading * len(self.lines) if self.lines else 0.0


def sheet(
    chart: Chart, caption: Caption, *, look: Look = "light", imprint: Imprint | None = None
) -> Figure:
    """The figure at its own height, as a rule 960 pixels wide."""
    return _composed(chart, caption, look, imprint or Imprint(), _NORMAL, None)


def social(
    chart: Chart, caption: Caption, *, look: Look = "light", imprint: Imprint | None = None
) -> Figure:
    """The figure on a sheet of fixed size, as social networks show it."""
    return _composed(chart, caption, look, imprint or Imprint(), _SMALL, SOCIAL)


def bare(chart: Chart, *, look: Look = "light", room: float = WIDTH) -> Figure:
    """The drawing alone with its legend, for a page that sets its own title and sources."""
    kind = kind_of(chart)
    theme = LOOKS[look]
    key = legend(chart, kind, room)
    tall = kind.height(chart, room) if not chart.empty else 80.0
    canvas = Canvas(room, tall + key.height + 4, theme)
    y = draw_legend(canvas, key, 0, 0)
    _drawing(canvas, Box(0, y, room, tall), chart, kind)
    return canvas.figure


def _composed(
    chart: Chart,
    caption: Caption,
    look: Look,
    imprint: Imprint,
    sizes: _Type,
    fixed: tuple[float, float] | None,
) -> Figure:
    theme, kind = LOOKS[look], kind_of(chart)
    wide = fixed[0] if fixed else kind.width(chart)
    room = wide - 2 * sizes.pad
    key = legend(chart, kind, room)
    head = _head(chart, room, sizes, theme.ink_soft, 2 if fixed else 6)
    bare_of_notes = replace(chart, notes=()) if fixed else chart
    foot = _foot(bare_of_notes, caption, imprint, room, sizes, look, brief=fixed is not None)
    above = sizes.pad + _BAR + _tall(head) + _BELOW_HEAD + key.height
    below = _tall(foot) + sizes.pad * 0.8
    if fixed is None:
        tall = kind.height(chart, room) if not chart.empty else 120.0
        height = above + tall + 10 + below
    else:
        height = fixed[1]
        tall = height - above - below - 10
        spare = 0 if chart.empty else tall - _FAIR_PLOT
        told = _first_notes(chart, room, sizes.note, spare)
        cut = replace(chart, notes=told)
        if not chart.empty:
            cut = kind.crop(cut, room, max(tall, _LEAST_PLOT))
        foot = _foot(cut, caption, imprint, room, sizes, look, brief=True)
        if len(cut.notes) > len(told):  # the note that rows are left out takes room as well
            tall = height - above - _tall(foot) - sizes.pad * 0.8 - 10
            cut = kind.crop(replace(chart, notes=told), room, max(tall, _LEAST_PLOT))
            foot = _foot(cut, caption, imprint, room, sizes, look, brief=True)
        chart, below = cut, _tall(foot) + sizes.pad * 0.8
        tall = height - above - below - 10
    canvas = Canvas(wide, height, theme)
    canvas.rect(Box(sizes.pad, sizes.pad - 6, 44, 4), Fill(theme.accent))
    y = _set(canvas, head, sizes.pad, sizes.pad + _BAR)
    y = draw_legend(canvas, key, sizes.pad, y + _BELOW_HEAD)
    _drawing(canvas, Box(sizes.pad, y, room, tall), chart, kind)
    _set(canvas, foot, sizes.pad, height - below)
    return canvas.figure


def _drawing(canvas: Canvas, box: Box, chart: Chart, kind: Kind) -> None:
    if chart.empty:
        words = "Nothing to show for this selection"
        middle = (box.x + box.width / 2, box.y + box.height / 2)
        canvas.text(*middle, words, 15, color=canvas.look.ink_soft, align="center", at="center")
        return
    kind.draw(canvas, box, chart)


def _head(chart: Chart, room: float, sizes: _Type, soft: str, most: int) -> list[_Text]:
    title = _held(wrap(chart.title, room, sizes.title, True), most, room, sizes.title, True)
    under = _held(wrap(chart.subtitle, room, sizes.subtitle), most, room, sizes.subtitle)
    return [
        _Text(title, sizes.title, bold=True),
        _Text(under, sizes.subtitle, color=soft, gap=6),
    ]


def _held(
    lines: list[str], most: int, room: float, size: float, bold: bool = False
) -> tuple[str, ...]:
    """At most ``most`` lines; the last one says by an ellipsis that there was more."""
    if len(lines) <= most:
        return tuple(lines)
    last = fitted(" ".join(lines[most - 1 :]), room, size, bold)
    return (*lines[: most - 1], last)


def _foot(
    chart: Chart,
    caption: Caption,
    imprint: Imprint,
    room: float,
    sizes: _Type,
    look: Look,
    *,
    brief: bool,
) -> list[_Text]:
    """Notes, sources, licence, what the licence asks for, as-of and version, product and link."""
    theme, size = LOOKS[look], sizes.note
    soft = theme.ink_soft
    notes = [*chart.notes, *([BORDERS_BRIEF] if brief and chart.kind == "map" else [])]
    blocks = [_Text(tuple(wrap(note, room, size)), size, color=soft, gap=3) for note in notes]
    sources = _sources(caption, room, size, 2 if brief else 4)
    blocks.append(_Text(sources, size, gap=6))
    licence, *asks = caption.licence_parts() or ("",)
    warn = theme.ink if look == "print" else RUST.light
    blocks.append(_Text(tuple(wrap(licence, room, size)), size, color=soft, gap=2))
    asked = [". ".join(asks)] if brief and asks else asks
    blocks += [
        _Text(_held(wrap(f"{ask}.", room, size, True), 2, room, size, True), size, True, warn, 2)
        for ask in asked
    ]
    dated = f"Data as of {caption.as_of}" if caption.as_of else ""
    version = f"data version {imprint.data_version[:12]}" if imprint.data_version else ""
    about = " · ".join(part for part in (PRODUCT, dated, version) if part)
    blocks.append(_Text(tuple(wrap(about, room, size, True)), size, bold=True, gap=6))
    if imprint.link:
        lines = wrap(imprint.link, room, size)
        blocks.append(_Text(tuple(lines), size, color=theme.accent, gap=1))
    return blocks


def _first_notes(chart: Chart, room: float, size: float, spare: float) -> tuple[str, ...]:
    """The first notes that take at most ``spare`` pixels; borders have a brief note instead."""
    told: list[str] = []
    for note in chart.notes:
        if chart.kind == "map" and note.startswith("Borders"):
            continue
        spare -= _Text(tuple(wrap(note, room, size)), size, gap=3).height
        if spare < 0:
            break
        told.append(note)
    return tuple(told)


def _sources(caption: Caption, room: float, size: float, most: int) -> tuple[str, ...]:
    """As many sources by name as fit, then 'and N more'."""
    limit = max(1, caption.limit if caption.more else len(caption.lines))
    while True:
        lines = wrap(replace(caption, limit=limit).sources_text(), room, size)
        if len(lines) <= most or limit == 1:
            return _held(lines, most, room, size)
        limit -= 1


def _tall(blocks: list[_Text]) -> float:
    return sum(block.height for block in blocks)


def _set(canvas: Canvas, blocks: list[_Text], x: float, y: float) -> float:
    for block in blocks:
        if block.lines:
            y = canvas.lines(
                x,
                y + block.gap,
                block.lines,
                block.size,
                leading=block.leading,
                bold=block.bold,
                color=block.color,
            )
    return y
