"""A layer becomes a map: every registry entry in exactly one class or one kind of empty."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.charts import alt, scales
from dashboard.charts.chart import Chart, Column, LegendEntry, Scale
from dashboard.charts.format import date_phrase, is_missing, with_unit
from dashboard.charts.tokens import EMPTY, FAMILIES, REACH, Tone
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Empty

EMPTY_ORDER = (Empty.NONE, Empty.NOT_PARTY, Empty.NO_DATA, Empty.NOT_APPLICABLE)
ALWAYS_SHOWN = (Empty.NO_DATA, Empty.NOT_APPLICABLE)
_SAME_AS_EMPTY = {"unknown": Empty.NO_DATA, **{empty.value: empty for empty in Empty}}


def build_map(layer: Layer, *, scale: Scale | None = None, all_classes: bool = False) -> Chart:
    """The map of ``layer``.

    Needs the columns of ``layer.FRAME_COLUMNS``; adds ``key``: the category, ``b0`` … ``b5`` for
    classes of numbers, or the kind of empty. The legend explains the kinds of empty on every map;
    other classes appear where a country has them, or all of them with ``all_classes`` (a map that
    plays through time). Pass ``scale`` to keep the classes of another date. Raises UnknownIdError
    for a category the layer does not list and for a row with neither a value nor a reason why not.
    """
    frame = layer.frame
    if layer.kind == "number":
        scale = scale or layer_scale(layer)
        keys = _number_keys(frame, scale)
        classes = [
            (f"b{i}", label, tone)
            for i, (label, tone) in enumerate(zip(scale.labels, scale.colors, strict=True))
        ]
    else:
        keys = _category_keys(frame, layer.categories)
        classes = [
            (key, label, category_tone(layer.palette, key, place))
            for place, (key, label) in enumerate(layer.categories.items())
            if key not in _SAME_AS_EMPTY
        ]
        scale = Scale("category", labels=tuple(key for key, _, _ in classes))
    data = frame.assign(key=keys)
    legend = _legend(classes, keys, layer.categories, all_classes)
    chart = Chart(
        kind="map",
        data=data,
        encodings={"location": "iso3", "color": "key", "label": "name", "text": "text"},
        title=layer.title,
        subtitle=f"{with_unit(layer.measure, f'({layer.unit})' if layer.unit else '')}, "
        f"on {date_phrase(layer.on)}",
        notes=layer.notes,
        legend=legend,
        scale=scale,
        unit=layer.unit,
        columns=_columns(layer),
        height=560,
    )
    return chart.with_alt(_alt(layer, legend)).with_evidence()


def layer_scale(layer: Layer, frames: Iterable[pd.DataFrame] = ()) -> Scale:
    """The classes of a numeric layer; with ``frames`` of other dates one scale for all of them."""
    values = [value for frame in (layer.frame, *frames) for value in frame["value"]]
    family = layer.palette if layer.palette in {"incidents", "obstacles"} else "count"
    return scales.binned(values, family=family, hint=layer.scale, decimals=layer.decimals)


def category_tone(palette: str, key: str, place: int) -> Tone:
    """The colour of a category: its own in a known family, else by its place in the legend."""
    family = FAMILIES.get(palette)
    if family is None:
        return REACH[min(place, len(REACH) - 1)]
    if key not in family:
        raise UnknownIdError(
            f"“{key}” has no colour in the family {palette}", given=key, allowed=tuple(family)
        )
    return family[key]


def empty_key(value: object) -> str:
    """The kind of empty of a cell of ``empty``; '' where the row carries a value."""
    return "" if is_missing(value) else Empty(str(value)).value


def _number_keys(frame: pd.DataFrame, scale: Scale) -> list[str]:
    keys = []
    for iso3, value, empty in zip(frame["iso3"], frame["value"], frame["empty"], strict=True):
        reason = empty_key(empty)
        if not reason and is_missing(value):
            raise _unexplained(str(iso3))
        keys.append(reason or f"b{scale.class_of(float(value))}")
    return keys


def _category_keys(frame: pd.DataFrame, categories: Mapping[str, str]) -> list[str]:
    keys = []
    for iso3, category, empty in zip(frame["iso3"], frame["category"], frame["empty"], strict=True):
        reason = empty_key(empty)
        if not reason and is_missing(category):
            raise _unexplained(str(iso3))
        key = reason or str(category)
        if key not in categories and key not in _SAME_AS_EMPTY:
            raise UnknownIdError(
                f"{iso3} has the category “{key}”, which the layer does not list",
                where="category",
                given=key,
                allowed=tuple(categories),
            )
        keys.append(str(_SAME_AS_EMPTY.get(key, key)))
    return keys


def _unexplained(iso3: str) -> UnknownIdError:
    return UnknownIdError(
        f"{iso3} has no value on this layer and no reason why not",
        where="empty",
        given=iso3,
        allowed=tuple(Empty),
        fix="Say which kind of empty it is",
    )


def _legend(
    classes: list[tuple[str, str, Tone]],
    keys: list[str],
    categories: Mapping[str, str],
    all_classes: bool,
) -> tuple[LegendEntry, ...]:
    counts = pd.Series(keys, dtype="str").value_counts().to_dict()
    entries = [
        LegendEntry.of(key, label, tone, counts.get(key, 0))
        for key, label, tone in classes
        if all_classes or counts.get(key)
    ]
    for empty in EMPTY_ORDER:
        if empty in ALWAYS_SHOWN or counts.get(empty.value):
            label = categories.get(empty.value, empty.label)
            entries.append(
                LegendEntry.of(empty.value, label, EMPTY[empty], counts.get(empty.value, 0))
            )
    return tuple(entries)


def _columns(layer: Layer) -> tuple[Column, ...]:
    value = Column("value", layer.measure, "number", layer.unit, layer.decimals)
    return (
        Column("name", "Country"),
        Column("iso3", "Code"),
        *((value, Column("year", "Year", "year")) if layer.kind == "number" else ()),
        Column("text", layer.measure if layer.kind == "category" else "In words"),
        Column("since", "Since", "date"),
        Column("note", "Note"),
        Column("source_id", "Source"),
        Column("as_of", "As of", "date"),
    )


def _alt(layer: Layer, legend: tuple[LegendEntry, ...]) -> str:
    start = f"World map. {layer.title}: {layer.measure}, on {date_phrase(layer.on)}"
    if layer.kind == "category":
        return alt.sentence(start, alt.class_counts((e.label, e.count or 0) for e in legend))
    known = layer.known
    pairs = [(str(n), float(v)) for n, v in zip(known["name"], known["value"], strict=True)]
    empties = [(e.label, e.count or 0) for e in legend if e.key in _SAME_AS_EMPTY]
    return alt.sentence(
        start, alt.extremes(pairs, layer.decimals, layer.unit), alt.class_counts(empties)
    )
