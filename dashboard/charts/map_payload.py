"""Frame in, map payload out: the few kilobytes that cross to the browser at a change of data.

The payload is a plain dict, every list aligned with ``world_order()`` (the order of the geometry
file the browser already holds):

=============  ==================================================================================
``layer``      id of the layer, for tests and for the reader's own scripts
``kind``       ``category`` (legend of chips) or ``number`` (legend of a ramp of bins)
``entries``    the legend in order: ``{key, label, color, color_dark, pattern, empty}``;
               ``pattern`` is null, ``hatch`` (unknown) or ``outline`` (not applicable)
``codes``      one character per country: the entry's position in base 36
``tips``       the different second lines of the tooltip ("since 1 Jul 2006"), "" for none
``tip_of``     per country two digits in base 36: the position of its line in ``tips``
``muted``      one ``0``/``1`` per country, 1 = outside the filter, drawn pale; "" = no filter
``source_note``  third line of the tooltip
``selected``   iso3 or null
``on``         ISO date shown
``alt``        description for screen readers
``play``       null, or ``{start, end, step, base, events}``: ``step`` is ``month`` or ``year``;
               step k lies k months or years after ``start``, the last step is ``end`` itself;
               ``base`` are the codes at ``start``; ``events`` is a flat list of integers
               (steps since the event before, position of the country, position of the entry)
``list``       only on /map: the countries beside it in order, see ``dashboard.charts.map_list``
``arcs``       only on a map of flows: ``[from, to, count]`` by position, largest first (see
               ``arcs``); the map draws the country's own strong when it is pointed at
``labels``     every text of the interface, see ``LABELS``
=============  ==================================================================================

The map sends back ``pick`` (iso3), ``on`` (ISO date) and ``find`` (what was typed), see
``dashboard.ui.map_component``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

import pandas as pd

from dashboard.core.errors import UserError
from dashboard.store.boundaries import world_order

Pattern = Literal["hatch", "outline"]
Step = Literal["month", "year"]
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

LABELS: Mapping[str, str] = {
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "reset": "Show the whole world",
    "play": "Play the years",
    "pause": "Pause",
    "date": "Date",
    "legend": "Legend",
    "loading": "Drawing the map …",
    "failed": "The map could not be drawn. The list has the same facts.",
    "outside": "outside the filter",
    "disputed": "Disputed area",
    "arcs_out": "Suspected origin, to",
    "arcs_in": "Victim, from",
    "find": "Find a country",
    "find_hint": "Type a name or code",
    "find_none": "No row has this name. Enter looks among codes and former names.",
    "by_value": "By value",
    "by_name": "A to Z",
    "turned": "the other way round",
    "rows": "Countries",
    "list_open": "Show the list",
    "list_close": "Hide the list",
    "locale": "en-GB",
}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class of the map. ``empty`` marks the kinds of empty, shown only where they occur."""

    key: str
    label: str
    color: str
    color_dark: str
    pattern: Pattern | None = None
    empty: bool = False


def map_payload(
    frame: pd.DataFrame,
    legend: Sequence[LegendEntry],
    *,
    layer: str,
    missing: str,
    on: date,
    alt: str,
    kind: Literal["category", "number"] = "category",
    source_note: str = "",
    selected: str | None = None,
    inside: Collection[str] | None = None,
    play: Mapping[str, Any] | None = None,
    labels: Mapping[str, str] = LABELS,
) -> dict[str, Any]:
    """The payload of one map.

    ``frame`` has one row per country: ``iso3``, ``code`` (key of a legend entry) and, if wanted,
    ``tip`` (text or missing). Countries without a row, or without a code, take the entry named by
    ``missing``; rows the map cannot draw are left out. ``inside`` lists the countries that pass
    the filter (None: no filter). ``play`` comes from :func:`play_payload` with the same legend.
    Raises UserError for a code outside the legend and for two rows of one country.
    """
    order = world_order()
    places = _places(legend)
    given = _codes_by_country(frame, places)
    spoken = frame.set_index("iso3")["tip"].dropna().to_dict() if "tip" in frame else {}
    absent = _place(missing, places)
    codes = [given.get(iso3, absent) for iso3 in order]
    tips = [str(spoken.get(iso3, "")) for iso3 in order]
    lines = {line: i for i, line in enumerate(dict.fromkeys(tips))}
    used = set(codes) | (_used_in(play) if play else set())
    shown = [i for i, entry in enumerate(legend) if not entry.empty or i in used]
    return {
        "layer": layer,
        "kind": kind,
        "entries": [asdict(entry) for entry in legend],
        "shown": shown,
        "codes": "".join(_DIGITS[code] for code in codes),
        "tips": list(lines),
        "tip_of": two_digits(lines[tip] for tip in tips),
        "muted": "" if inside is None else "".join("01"[iso3 not in inside] for iso3 in order),
        "source_note": source_note,
        "selected": selected if selected in order else None,
        "on": on.isoformat(),
        "alt": alt,
        "play": dict(play) if play else None,
        "labels": dict(labels),
    }


def two_digits(numbers: Iterable[int]) -> str:
    """Numbers below 1,296 as two digits in base 36 each, one after the other."""
    return "".join(_DIGITS[number // 36] + _DIGITS[number % 36] for number in numbers)


def arcs(flows: pd.DataFrame, most: int = 40) -> list[list[int]]:
    """The ``most`` largest flows the map can draw, as ``[from, to, count]`` by position.

    ``flows`` needs origin_iso3, victim_iso3 and incidents, largest first.
    """
    index = {iso3: place for place, iso3 in enumerate(world_order())}
    rows = flows[flows["origin_iso3"].isin(index) & flows["victim_iso3"].isin(index)].head(most)
    return [
        [index[str(start)], index[str(end)], int(count)]
        for start, end, count in zip(
            rows["origin_iso3"], rows["victim_iso3"], rows["incidents"], strict=True
        )
    ]


def play_payload(
    history: pd.DataFrame,
    legend: Sequence[LegendEntry],
    *,
    missing: str,
    start: date,
    end: date,
    step: Step = "month",
) -> dict[str, Any]:
    """What play shows between ``start`` and ``end``.

    ``history`` has one row per change: ``iso3``, ``date`` (ISO text or date: the first day on which
    the class holds) and ``code``. Changes up to ``start`` make the first picture. A change shows
    at the first step on or after its date, never before it. Raises UserError as
    :func:`map_payload`, and if ``end`` is not after ``start``.
    """
    if end <= start:
        raise UserError("Play needs an end after its start", where="play", given=end)
    places, index = _places(legend), {iso3: i for i, iso3 in enumerate(world_order())}
    absent = _place(missing, places)
    base = [absent] * len(index)
    changes: list[tuple[int, int, int]] = []
    rows = history[["iso3", "date", "code"]].assign(date=pd.to_datetime(history["date"]).dt.date)
    for iso3, day, key in rows.sort_values("date", kind="stable").itertuples(index=False):
        if iso3 not in index or day > end:
            continue
        place = _place(key, places)
        if day <= start:
            base[index[iso3]] = place
        else:
            changes.append((_step_of(day, start, end, step), index[iso3], place))
    flat: list[int] = []
    before = 0
    for at, country, place in changes:
        flat += [at - before, country, place]
        before = at
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
        "step": step,
        "base": "".join(_DIGITS[place] for place in base),
        "events": flat,
    }


def _places(legend: Sequence[LegendEntry]) -> dict[str, int]:
    if len(legend) > len(_DIGITS):
        raise UserError("A legend can hold 36 entries", where="legend", given=len(legend))
    return {entry.key: i for i, entry in enumerate(legend)}


def _place(key: object, places: Mapping[str, int]) -> int:
    place = places.get(str(key))
    if place is None:
        raise UserError(
            "The map was given a class that its legend does not explain",
            where="code",
            given=key,
            allowed=places,
        )
    return place


def _codes_by_country(frame: pd.DataFrame, places: Mapping[str, int]) -> dict[str, int]:
    twice = frame.loc[frame["iso3"].duplicated(), "iso3"]
    if len(twice):
        raise UserError("Two rows for one country", where="iso3", given=twice.iloc[0])
    known = frame.dropna(subset=["code"])
    pairs = zip(known["iso3"], known["code"], strict=True)
    return {str(iso3): _place(key, places) for iso3, key in pairs}


def _used_in(play: Mapping[str, Any]) -> set[int]:
    return {_DIGITS.index(c) for c in play["base"]} | set(play["events"][2::3])


def _step_of(day: date, start: date, end: date, step: Step) -> int:
    """The first step on or after ``day``; the last step is ``end``, however near."""
    months = (day.year - start.year) * 12 + day.month - start.month
    months += day.day > start.day
    last = _last_step(start, end, step)
    whole = months if step == "month" else -(-months // 12)
    return min(whole, last)


def _last_step(start: date, end: date, step: Step) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month + (end.day > start.day)
    return months if step == "month" else -(-months // 12)
