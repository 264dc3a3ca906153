"""A layer becomes a map: every registry entry in exactly one class or one kind of empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.analysis.layer import Layer
from dashboard.charts import alt, scales
from dashboard.charts.chart import Chart, Column, LegendEntry, Scale
from dashboard.charts.format import date_phrase, is_missing
from dashboard.charts.tokens import EMPTY, FAMILIES, Tone
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Empty

EMPTY_ORDER = (Empty.NONE, Empty.NOT_PARTY, Empty.NO_DATA, Empty.NOT_APPLICABLE)
ALWAYS_SHOWN = (Empty.NO_DATA, Empty.NOT_APPLICABLE)
_NAMES_ITS_YEARS = {"incidents", "obstacles", "context"}
_SAME_AS_EMPTY = {"unknown": Empty.NO_DATA, **{empty.value: empty for empty in Empty}}


def build_map(layer: Layer, *, scale: Scale | None = None) -> Chart:
    """The map of ``layer``.

    Needs the columns of ``layer.FRAME_COLUMNS``; adds ``key``: the category, ``b0`` … ``b5`` for
    classes of numbers, or the kind of empty. The legend explains the kinds of empty on every map;
    other classes appear where a country has them (all of them: ``whole_legend``). Pass ``scale``
    to keep the classes of another date. Raises UnknownIdError for a category the layer does not
    list and for a row with neither a value nor a reason why not.
    """
    keys, classes, scale = _classed(layer, scale)
    data = layer.frame.assign(key=keys)
    legend = _legend(classes, keys, _empty_labels(layer), all_classes=False)
    chart = Chart(
        kind="map",
        data=data,
        encodings={"location": "iso3", "color": "key", "label": "name", "text": "text"},
        title=layer.title,
        subtitle=_subtitle(layer),
        notes=layer.notes,
        legend=legend,
        scale=scale,
        unit=layer.unit,
        columns=_columns(layer),
        height=560,
    )
    return chart.with_alt(_alt(layer, legend)).with_evidence()


def whole_legend(layer: Layer, scale: Scale | None = None) -> tuple[LegendEntry, ...]:
    """The legend of the map with every class, also those no country has on the day, as a map
    that plays through time needs it."""
    keys, classes, _ = _classed(layer, scale)
    return _legend(classes, keys, _empty_labels(layer), all_classes=True)


def _classed(
    layer: Layer, scale: Scale | None
) -> tuple[list[str], list[tuple[str, str, Tone]], Scale]:
    """The class of each row; key, label and tone of every class; the scale."""
    if layer.kind == "number":
        scale = scale or layer_scale(layer)
        named = zip(scale.labels, scale.colors, strict=True)
        classes = [(f"b{i}", label, tone) for i, (label, tone) in enumerate(named)]
        return number_keys(layer.frame, scale), classes, scale
    keys = _category_keys(layer.frame, layer.categories)
    labels = {k: v for k, v in layer.categories.items() if k not in _SAME_AS_EMPTY}
    tones = category_tones(layer.palette, list(labels))
    classes = [(key, label, tones[key]) for key, label in labels.items()]
    return keys, classes, Scale("category", labels=tuple(labels))


def layer_scale(layer: Layer, frames: Iterable[pd.DataFrame] = ()) -> Scale:
    """The classes of a numeric layer; with ``frames`` of other dates one scale for all of them."""
    values = [value for frame in (layer.frame, *frames) for value in frame["value"]]
    family = layer.palette if layer.palette in {"incidents", "obstacles"} else "count"
    scale = scales.binned(values, family=family, hint=layer.scale, decimals=layer.decimals)
    return replace(scale, colors=scale.colors[::-1]) if layer.dark_is_low else scale


def category_tones(palette: str, keys: Sequence[str]) -> dict[str, Tone]:
    """Colours of category keys, strongest first: their own in a known family, else a ramp's."""
    family = FAMILIES.get(palette)
    if family is None:
        return dict(zip(keys, reversed(scales.ramp(palette, len(keys))), strict=True))
    for key in keys:
        if key not in family:
            raise UnknownIdError(
                f"“{key}” has no colour in the family {palette}", given=key, allowed=tuple(family)
            )
    return {key: family[key] for key in keys}


def empty_key(value: object) -> str:
    """The kind of empty of a cell of ``empty``; '' where the row carries a value."""
    return "" if is_missing(value) else Empty(str(value)).value


def number_keys(frame: pd.DataFrame, scale: Scale) -> list[str]:
    """The class of each row of numbers (``b0`` … ``b5``), or its kind of empty."""
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


def _subtitle(layer: Layer) -> str:
    """Measure, unit and the date, except where the measure itself names the years it covers."""
    unit = f" ({layer.unit})" if layer.unit else ""
    day = date_phrase(layer.on)
    told = layer.family in _NAMES_ITS_YEARS or day in layer.measure
    return f"{layer.measure}{unit}" if told else f"{layer.measure}{unit}, on {day}"


def _empty_labels(layer: Layer) -> dict[str, str]:
    """What each kind of empty is called here: the layer's own word where it has one."""
    none = Empty.NONE.label if layer.family == "incidents" else "None"
    labels = {empty.value: empty.label for empty in Empty} | {Empty.NONE.value: none}
    pairs = layer.frame[["empty", "category"]].dropna().drop_duplicates("empty")
    for empty, category in zip(pairs["empty"], pairs["category"], strict=True):
        labels[str(empty)] = layer.categories.get(str(category), labels[str(empty)])
    return labels


def _legend(
    classes: list[tuple[str, str, Tone]],
    keys: list[str],
    labels: Mapping[str, str],
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
            count = counts.get(empty.value, 0)
            entries.append(LegendEntry.of(empty.value, labels[empty], EMPTY[empty], count))
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
    start = f"World map. {layer.title}: {_subtitle(layer)}"
    if layer.kind == "category":
        return alt.sentence(start, alt.class_counts((e.label, e.count or 0) for e in legend))
    known = layer.known
    pairs = [(str(n), float(v)) for n, v in zip(known["name"], known["value"], strict=True)]
    empties = [(e.label, e.count or 0) for e in legend if e.key in _SAME_AS_EMPTY]
    return alt.sentence(start, alt.extremes(pairs, layer.decimals), alt.class_counts(empties))
