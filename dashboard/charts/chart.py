"""A chart as a small frozen value: what is drawn, how it is titled, where it comes from.

The same value feeds the screen (``plotly_render``), the browser map, static files and the plain
table. Builders make it; verbs return changed copies; nothing here knows how it will be drawn.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from dashboard.charts import format as fmt
from dashboard.charts.cite import as_of_range
from dashboard.charts.tokens import PATTERNS, Tone
from dashboard.core.provenance import Source, unique_ids

ChartKind = Literal[
    "map",
    "line",
    "bar",
    "dot",
    "timeline",
    "matrix",
    "flow",
    "network",
    "strip",
    "interval",
    "scatter",
    "table",
]
"""``table`` is rows alone: taken away as data, not drawn."""
ColumnKind = Literal["text", "number", "date", "year", "link"]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One key of the legend. ``pattern`` is '', 'hatch' or 'outline'; ``count`` of marks drawn."""

    key: str
    label: str
    color: str
    color_dark: str
    pattern: str = ""
    count: int | None = None

    @classmethod
    def of(cls, key: str, label: str, tone: Tone, count: int | None = None) -> "LegendEntry":
        return cls(str(key), label, tone.light, tone.dark, PATTERNS.get(key, ""), count)

    def on(self, dark: bool) -> str:
        return self.color_dark if dark else self.color


@dataclass(frozen=True, slots=True)
class Scale:
    """How values become colours or positions.

    ``binned`` and ``diverging``: class i holds ``breaks[i] <= value < breaks[i + 1]``, the last
    class is open upwards; ``colors`` and ``labels`` have one entry a class. ``category`` carries
    keys as ``labels``. ``linear`` carries ``domain``. ``middle`` is the meaningful middle of a
    diverging scale, in the unit of the values.
    """

    kind: Literal["category", "binned", "linear", "diverging"]
    breaks: tuple[float, ...] = ()
    colors: tuple[Tone, ...] = ()
    labels: tuple[str, ...] = ()
    domain: tuple[float, float] | None = None
    middle: float | None = None

    def class_of(self, value: float) -> int:
        """Index of the class of ``value``; values below the first break join class 0."""
        return max(0, bisect_right(self.breaks, value) - 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table twin. ``kind`` says how cells are written and aligned."""

    key: str
    label: str
    kind: ColumnKind = "text"
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """A labelled reference line: 'today', a treaty's opening, a median. ``axis`` is x or y."""

    axis: Literal["x", "y"]
    value: float | str
    label: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Chart:
    """A figure before it is drawn.

    ``data`` holds the rows drawn, nothing else; ``encodings`` maps a role of this kind of chart to
    a column of ``data``. ``sources`` and ``as_of`` are computed from those rows. ``variant`` names
    a form within a kind (a line's 'step').
    """

    kind: ChartKind
    data: pd.DataFrame
    encodings: Mapping[str, str]
    title: str
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    legend: tuple[LegendEntry, ...] = ()
    scale: Scale | None = None
    unit: str = ""
    alt: str = ""
    columns: tuple[Column, ...] = ()
    noncommercial: bool = False
    share_alike: bool = False
    height: int = 360
    variant: str = ""
    guides: tuple[Guide, ...] = ()

    def with_title(self, title: str, subtitle: str | None = None) -> "Chart":
        return replace(self, title=title, subtitle=self.subtitle if subtitle is None else subtitle)

    def with_notes(self, *notes: str) -> "Chart":
        """The same chart with more notes; a note already there is not repeated."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))

    def with_height(self, height: int) -> "Chart":
        return replace(self, height=height)

    def with_alt(self, alt: str) -> "Chart":
        return replace(self, alt=alt)

    def with_guides(self, *guides: Guide) -> "Chart":
        return replace(self, guides=(*self.guides, *guides))

    def with_licence(self, sources: Mapping[str, Source]) -> "Chart":
        """Mark the chart by what the licences of the sources it draws ask for."""
        used = [sources[source_id] for source_id in self.sources if source_id in sources]
        return replace(
            self,
            noncommercial=any(source.noncommercial for source in used),
            share_alike=any(source.share_alike for source in used),
        )

    def with_evidence(self, column: str = "source_id", as_of_column: str = "as_of") -> "Chart":
        """Sources and as-of range read from the rows of ``data``."""
        cells = self.data.get(column, ())
        dates = self.data.get(as_of_column, ())
        return replace(self, sources=unique_ids(cells), as_of=as_of_range(dates) or None)

    @property
    def empty(self) -> bool:
        return self.data.empty

    def table(self) -> pd.DataFrame:
        """The accessible twin: every row drawn, under readable headings, as text."""
        shown = {}
        for column in self.columns:
            heading = f"{column.label} ({column.unit})" if column.unit else column.label
            cells = self.data[column.key] if column.key in self.data else [None] * len(self.data)
            shown[heading] = [_cell(value, column) for value in cells]
        return pd.DataFrame(shown)


def table_chart(
    title: str, subtitle: str, frame: pd.DataFrame, notes: tuple[str, ...] = ()
) -> Chart:
    """Rows with their title and notes, to be taken away as data."""
    columns = tuple(Column(str(name), str(name)) for name in frame.columns)
    return Chart("table", frame, {}, title, subtitle, notes, columns=columns).with_evidence()


def _cell(value: object, column: Column) -> str:
    if fmt.is_missing(value):
        return ""
    if column.kind == "number":
        return fmt.number(value, column.decimals)
    if column.kind == "year":
        return fmt.year(value)
    if column.kind == "date":
        return fmt.date_phrase(value)
    return str(value)
