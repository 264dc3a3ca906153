"""A layer as the browser map wants it: chart, payload and, where time is known, what it plays."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.analysis.layers import LayerOptions, relevant
from dashboard.charts.build_map import ALWAYS_SHOWN, build_map, whole_legend
from dashboard.charts.chart import Chart, Scale
from dashboard.charts.chart import LegendEntry as ChartEntry
from dashboard.charts.map_history import START, UNDATED, class_history, yearly_history
from dashboard.charts.map_list import list_payload
from dashboard.charts.map_payload import LegendEntry, Pattern, map_payload, play_payload
from dashboard.charts.tokens import EMPTY
from dashboard.core.vocabulary import Empty
from dashboard.store.boundaries import world_order
from dashboard.store.store import Store

_KEPT = frozenset(kind.value for kind in ALWAYS_SHOWN)


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """The chart of a layer and the payload of its map."""

    chart: Chart
    payload: dict[str, Any]

    def selecting(self, iso3: str | None) -> dict[str, Any]:
        """The payload with one country marked, on the map where it is drawn and in the list."""
        return {**self.payload, "selected": iso3}


def screen(
    store: Store,
    layer: Layer,
    options: LayerOptions,
    *,
    today: date,
    inside: Collection[str] | None = None,
    source_note: str = "",
    members: Collection[str] | None = None,
) -> Screen:
    """What the page draws. ``inside`` are the countries that pass the filter, None without
    one; ``source_note`` closes each tooltip; with ``members`` a list of them stands beside."""
    history = class_history(store, layer, today)
    step: Literal["month", "year"] = "month"
    scale = None
    if history is None and layer.kind == "number" and _plays(layer, options):
        history, scale = _years(store, layer, today, options)
        step = "year"
    chart = build_map(layer, scale=scale)
    entries = whole_legend(layer, scale) if history is not None else chart.legend
    legend = [_entry(e, bool(e.count) or e.key in _KEPT) for e in entries]
    if history is not None:
        legend += [_entry(e, False) for e in (*_missing_empties(entries), UNDATED)]
        history = history[history["code"].isin({e.key for e in legend})]
    play = (
        play_payload(
            history, legend, missing=Empty.NO_DATA.value, start=START, end=today, step=step
        )
        if history is not None and len(history)
        else None
    )
    payload = map_payload(
        _frame(chart),
        legend,
        layer=layer.layer_id,
        missing=Empty.NO_DATA.value,
        on=layer.on,
        alt=chart.alt,
        kind=layer.kind,
        source_note=source_note,
        inside=inside,
        play=play,
    )
    if members is not None:
        payload["list"] = list_payload(layer, members)
    return Screen(chart, payload)


def still_payload(chart: Chart, on: date, *, source_note: str = "") -> dict[str, Any]:
    """The payload of any map as it is, without play; countries without a row are outside."""
    drawn = frozenset(chart.data["iso3"])
    return map_payload(
        _frame(chart),
        [_entry(e, bool(e.count) or e.key in _KEPT) for e in chart.legend],
        layer="",
        missing=Empty.NO_DATA.value,
        on=on,
        alt=chart.alt,
        kind="number" if chart.scale and chart.scale.kind != "category" else "category",
        source_note=source_note,
        inside=None if drawn.issuperset(world_order()) else drawn,
    )


def _frame(chart: Chart) -> pd.DataFrame:
    """Country, class and tooltip of every row drawn."""
    data = chart.data
    return pd.DataFrame({"iso3": data["iso3"], "code": data["key"], "tip": data["text"]})


def still(store: Store, layer: Layer, options: LayerOptions, *, today: date) -> Chart:
    """The chart of ``screen`` alone, with the same classes, for files."""
    scale = None
    if layer.kind == "number" and _plays(layer, options):
        _, scale = _years(store, layer, today, options)
    return build_map(layer, scale=scale)


def _years(
    store: Store, layer: Layer, today: date, options: LayerOptions
) -> tuple[pd.DataFrame, Scale]:
    own = relevant(store, layer.layer_id, options)
    return yearly_history(store, layer.layer_id, today, own)


def _plays(layer: Layer, options: LayerOptions) -> bool:
    """Numbers that change with the date; incidents of chosen years do not."""
    if layer.family == "incidents":
        return options.years is None
    return layer.family in {"treaties", "obstacles", "context"}


def _missing_empties(legend: Iterable[ChartEntry]) -> list[ChartEntry]:
    present = {e.key for e in legend}
    return [
        ChartEntry.of(kind.value, kind.label, EMPTY[kind], 0)
        for kind in Empty
        if kind.value not in present
    ]


def _entry(entry: ChartEntry, shown: bool) -> LegendEntry:
    pattern: Pattern | None = "hatch" if entry.pattern == "hatch" else None
    pattern = "outline" if entry.pattern == "outline" else pattern
    return LegendEntry(
        entry.key, entry.label, entry.color, entry.color_dark, pattern, empty=not shown
    )
