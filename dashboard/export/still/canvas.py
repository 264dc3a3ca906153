"""A page of pixels: text, boxes, lines and shapes, drawn through Matplotlib without pyplot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from dashboard.charts.tokens import LIGHT, Theme
from dashboard.export.still.fonts import POINTS, font

DPI = 100
_CAPITAL = 0.34
"""Half the height of a capital letter, as a share of the size of the text."""
Align = Literal["left", "center", "right"]
Vertical = Literal["baseline", "center", "top", "bottom"]
_MARKERS = {
    "circle": "o",
    "diamond": "D",
    "square": "s",
    "triangle-up": "^",
    "cross": "P",
    "star": "*",
    "line-ns": "|",
}
_PRINT = Theme(
    dark=False,
    ink="#000000",
    ink_soft="#000000",
    paper="#FFFFFF",
    panel="#F2F2F2",
    rule="#C4C4C4",
    outline="#4D4D4D",
    accent="#000000",
    hatch="#4D4D4D",
    unknown=LIGHT.unknown,
)
LOOKS = {"light": LIGHT, "print": _PRINT}
"""``print``: black ink and darker rules on white; the colours of the data and hatching stay."""


class Box(NamedTuple):
    """A rectangle of the page, y downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Fill:
    """How an area is filled: its colour, hatched or not, and its outline."""

    color: str
    edge: str = ""
    line: float = 0.0
    hatch: str = ""
    hatch_color: str = ""
    alpha: float = 1.0


class Canvas:
    """One page. Later things lie above earlier ones."""

    def __init__(self, width: float, height: float, look: Theme) -> None:
        self.width, self.height, self.look = width, height, look
        self.figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=look.paper)
        axes = self.figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        self._axes = axes
        self._order = 10.0

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        *,
        color: str = "",
        bold: bool = False,
        align: Align = "left",
        at: Vertical = "baseline",
        angle: float = 0.0,
        name: str = "",
    ) -> None:
        """One line of text; ``at`` says which height of the letters stands at ``y``."""
        middle = at == "center"
        self._axes.text(
            x,
            y + _CAPITAL * size if middle else y,
            words,
            fontproperties=font(size, bold),
            color=color or self.look.ink,
            ha=align,
            va="baseline" if middle else at,
            rotation=angle,
            rotation_mode="anchor",
            parse_math=False,
            zorder=self._next(),
            gid=name or None,
        )

    def lines(
        self,
        x: float,
        y: float,
        words: Sequence[str],
        size: float,
        *,
        leading: float,
        color: str = "",
        bold: bool = False,
    ) -> float:
        """Several lines from ``y`` down; gives the y below the last."""
        for line in words:
            self.text(x, y + leading * 0.76, line, size, color=color, bold=bold)
            y += leading
        return y

    def rect(self, box: Box, fill: Fill, name: str = "") -> None:
        """A rectangle."""
        shape = Rectangle((box.x, box.y), box.width, box.height)
        self._add(shape, fill, name)

    def shape(self, path: Path, fill: Fill, name: str = "") -> None:
        """Any path in pixels."""
        self._add(PathPatch(path), fill, name)

    def line(
        self,
        points: Sequence[tuple[float, float]] | npt.NDArray[np.float64],
        color: str,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
        name: str = "",
    ) -> None:
        """A polyline; a NaN is a gap. ``dash`` are lengths in pixels of ink and gap."""
        xy = np.asarray(points, dtype=np.float64)
        line = Line2D(xy[:, 0].tolist(), xy[:, 1].tolist(), color=color, linewidth=width * POINTS)
        line.set_solid_capstyle("butt")
        line.set_solid_joinstyle("round")
        if dash:
            line.set_linestyle((0, tuple(length / width for length in dash)))
        self._place(line, name)

    def marker(
        self, shape: str, x: float, y: float, size: float, fill: str, edge: str, line: float = 1.0
    ) -> None:
        """A symbol of ``tokens.SYMBOLS``, ``size`` pixels high; 'none' fills nothing."""
        mark = Line2D([x], [y], linestyle="none", marker=MarkerStyle(_MARKERS[shape]))
        mark.set_markersize(size * POINTS)
        mark.set_markerfacecolor(fill)
        mark.set_markeredgecolor(edge)
        mark.set_markeredgewidth(line * POINTS)
        self._place(mark, "")

    def _add(self, patch: Any, fill: Fill, name: str) -> None:
        patch.set_facecolor(fill.color)
        patch.set_alpha(None if fill.alpha == 1.0 else fill.alpha)
        patch.set_linewidth(fill.line * POINTS)
        patch.set_joinstyle("round")
        if fill.hatch:
            patch.set_hatch(fill.hatch)
            patch.set_hatch_linewidth(0.7)
            patch.set_hatchcolor(fill.hatch_color or self.look.hatch)
        patch.set_edgecolor(fill.edge if fill.edge and fill.line else "none")
        self._place(patch, name)

    def _place(self, artist: Any, name: str) -> None:
        artist.set_zorder(self._next())
        artist.set_clip_on(False)
        if name:
            artist.set_gid(name)
        self._axes.add_artist(artist)

    def _next(self) -> float:
        self._order += 1.0
        return self._order
