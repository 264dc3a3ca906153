"""Binning for choropleths: few classes, readable breaks, the same breaks for the same values."""

from collections.abc import Iterable
from itertools import pairwise
from math import floor, isfinite, log10
from typing import Literal

from dashboard.charts.chart import Scale
from dashboard.charts.format import compact, is_missing, number
from dashboard.charts.tokens import RAMPS, SAND, Tone
from dashboard.core.errors import UnknownIdError

ScaleHint = Literal["linear", "log", "count"]
MAX_CLASSES = 6
_LADDER = (1.0, 2.0, 5.0)


def ramp(family: str, classes: int) -> tuple[Tone, ...]:
    """``classes`` evenly spread colours of a sequential family, from little to much."""
    if family not in RAMPS:
        raise UnknownIdError(
            f"“{family}” is not a colour family", given=family, allowed=tuple(RAMPS)
        )
    colours = RAMPS[family]
    if not 0 <= classes <= len(colours):
        raise ValueError(f"{classes} classes, but a ramp has {len(colours)} colours")
    if classes == 1:
        return (colours[3],)
    return tuple(colours[round(i * (len(colours) - 1) / (classes - 1))] for i in range(classes))


def binned(
    values: Iterable[object],
    *,
    family: str = "count",
    hint: ScaleHint = "linear",
    classes: int = 5,
    decimals: int = 0,
) -> Scale:
    """A binned Scale for ``values`` (missing ones are skipped; order does not matter).

    ``linear`` rounds quantiles to steps of the range, ``log`` and ``count`` to 1–2–5; ``count``
    labels whole numbers and keeps a known 0 in a class of its own. Few distinct values become one
    class each. No values give a Scale without classes.
    """
    if not 2 <= classes <= MAX_CLASSES:
        raise ValueError(f"classes must be 2 to {MAX_CLASSES}, not {classes}")
    known = sorted(v for v in (_float(value) for value in values) if v is not None)
    if hint == "linear" and decimals == 0 and _few_whole(known):
        hint = "count"
    breaks = _breaks(known, hint, classes, decimals)
    labels = _labels(breaks, known, hint, decimals)
    return Scale(
        "binned",
        breaks=breaks,
        colors=ramp(family, len(breaks)),
        labels=labels,
        domain=(known[0], known[-1]) if known else None,
    )


def diverging(values: Iterable[object], *, middle: float, decimals: int = 0) -> Scale:
    """Four classes, two on each side of a ``middle`` that means something (no change, a median).

    Below is purple, above is the count teal; both sides reach equally far, so that the same
    distance has the same strength of colour.
    """
    known = sorted(v for v in (_float(value) for value in values) if v is not None)
    reach = max((abs(v - middle) for v in known), default=0.0)
    if reach == 0:
        return Scale("diverging", (middle,), (SAND,), (number(middle, decimals),), middle=middle)
    half = _nice(reach / 2)
    edges = (middle - 2 * half, middle - half, middle, middle + half)
    below, above = RAMPS["incidents"], RAMPS["count"]
    words = [number(edge, decimals) for edge in edges[1:]]
    labels = (
        f"below {words[0]}",
        f"{words[0]} to {words[1]}",
        f"{words[1]} to {words[2]}",
        f"{words[2]} and above",
    )
    colors = (below[4], below[1], above[1], above[4])
    return Scale("diverging", edges, colors, labels, (known[0], known[-1]), middle)


def _few_whole(known: list[float]) -> bool:
    """Small whole numbers (rivalries, treaties) read best as counts, whatever the hint."""
    return bool(known) and known[0] >= 0 and known[-1] <= 20 and all(v == int(v) for v in known)


def _float(value: object) -> float | None:
    if is_missing(value):
        return None
    result = float(str(value))
    return result if isfinite(result) else None


def _breaks(known: list[float], hint: ScaleHint, classes: int, decimals: int) -> tuple[float, ...]:
    distinct = sorted(set(known))
    if len(distinct) <= min(classes, 3) or (hint == "count" and len(distinct) <= classes):
        return tuple(distinct)
    zero = hint == "count" and distinct[0] == 0
    ranked = [v for v in known if v > 0] if zero else known
    shares = (i / (classes - zero) for i in range(1, classes - zero))
    inner = {_round(_quantile(ranked, _lean(s, hint)), hint, ranked, decimals) for s in shares}
    first = _first_edge(ranked, hint, inner, decimals)
    edges = sorted({first, *(edge for edge in inner if first < edge <= known[-1])})
    return (0.0, *edges) if zero else tuple(edges)


def _lean(share: float, hint: ScaleHint) -> float:
    """Counts have long tails: lean the quantiles to the top, so that the largest stand out."""
    return 1 - (1 - share) ** 1.6 if hint == "count" else share


def _quantile(ordered: list[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _round(value: float, hint: ScaleHint, ordered: list[float], decimals: int) -> float:
    if hint == "linear" or value <= 0:
        spread = ordered[-1] - ordered[0]
        step = max(_nice(spread / 20), 10.0**-decimals)
        return round(round(value / step) * step, 10)
    nearest = _nice(value)
    return max(1.0, nearest) if hint == "count" else nearest


def _nice(value: float) -> float:
    """The member of 1–2–5 × 10^k nearest to a positive value, by ratio."""
    base = 10.0 ** floor(log10(value))
    choices = [base * rung for rung in (*_LADDER, 10.0)]
    return min(choices, key=lambda c: abs(log10(c / value)))


def _first_edge(ordered: list[float], hint: ScaleHint, inner: set[float], decimals: int) -> float:
    lowest = ordered[0]
    if hint == "count":
        return float(floor(lowest))
    if hint == "log" and lowest > 0:
        return lowest
    step = max(_nice((ordered[-1] - lowest) / 20), 10.0**-decimals)
    return min(lowest, round(floor(lowest / step) * step, 10))


def _labels(
    breaks: tuple[float, ...], known: list[float], hint: ScaleHint, decimals: int
) -> tuple[str, ...]:
    if not breaks:
        return ()
    single = set(known) == set(breaks)
    if single:
        return _apart([number(edge, decimals) for edge in breaks], breaks)
    if hint == "count":
        return tuple(
            _count_label(low, high, known[-1])
            for low, high in zip(breaks, (*breaks[1:], None), strict=True)
        )
    words = _apart([_edge_text(edge) for edge in breaks], breaks)
    if len(words) == 1:
        return (f"{words[0]} and above",)
    middle = [f"{low} to {high}" for low, high in pairwise(words[1:])]
    return (f"below {words[1]}", *middle, f"{words[-1]} and above")


def _edge_text(edge: float) -> str:
    """A break with only the digits it needs: '0.5', '20', '1,000', '2 million'."""
    return compact(edge) if abs(edge) >= 1e6 else _exact(edge)


def _exact(edge: float) -> str:
    return number(edge, next((d for d in range(9) if round(edge, d) == edge), 9))


def _apart(words: list[str], edges: tuple[float, ...]) -> tuple[str, ...]:
    """The words, with more digits where two of them would read the same."""
    exact = [_exact(edge) for edge in edges]
    choices = (words, exact, [repr(edge) for edge in edges])
    return tuple(next(each for each in choices if len(set(each)) == len(each)))


def _count_label(low: float, high: float | None, largest: float) -> str:
    if high is None:
        return number(low) if low == largest else f"≥ {number(low)}"
    last = high - 1
    return number(low) if last <= low else f"{number(low)}–{number(last)}"
