"""The world's outline on paper: every shape of the map in Equal Earth, scaled to a width."""

import json
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from dashboard.store.boundaries import load_boundaries

Point = tuple[float, float]
Ring = tuple[Point, ...]
SOUTH, NORTH = -57.0, 84.0
"""The part of the world that the page's map shows, too (degrees of latitude)."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2


@dataclass(frozen=True, slots=True)
class Outline:
    """Shapes by iso3, disputed areas, dots of countries too small to see, label points."""

    height: float
    shapes: dict[str, tuple[Ring, ...]]
    disputed: tuple[tuple[Ring, ...], ...]
    dots: dict[str, Point]
    labels: dict[str, Point]


@cache
def outline(width: int) -> Outline:
    """The outline with x from 0 to ``width`` and y downwards from the northern edge."""
    file = json.loads(load_boundaries().asset)
    scale = width / (2 * equal_earth(180, 0)[0])
    top = equal_earth(0, NORTH)[1]

    def place(lon: float, lat: float) -> Point:
        x, y = equal_earth(lon, min(max(lat, SOUTH), NORTH))
        return width / 2 + x * scale, (top - y) * scale

    def rings(shape: list[list[list[int]]]) -> tuple[Ring, ...]:
        return tuple(
            tuple(place(lon, lat) for lon, lat in _degrees(steps, file["scale"]))
            for polygon in shape
            for steps in polygon
        )

    order = file["order"]
    labels = {
        iso3: place(lon / file["scale"], lat / file["scale"])
        for iso3, (lon, lat) in zip(order, file["labels"], strict=True)
    }
    shapes = zip(order, file["shapes"], strict=True)
    return Outline(
        height=(top - equal_earth(0, SOUTH)[1]) * scale,
        shapes={iso3: rings(shape) for iso3, shape in shapes if shape},
        disputed=tuple(rings(shape) for _, shape in file["disputed"]),
        dots={order[i]: labels[order[i]] for i in file["dots"]},
        labels=labels,
    )


def equal_earth(lon: float, lat: float) -> Point:
    """Degrees to the plane of the Equal Earth projection (Šavrič, Patterson and Jenny 2018)."""
    t = asin(_M * sin(radians(lat)))
    a1, a2, a3, a4 = _A
    across = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    return radians(lon) * cos(t) / (_M * across), t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))


def _degrees(steps: list[int], scale: int) -> list[Point]:
    points = []
    x = y = 0
    for i in range(0, len(steps), 2):
        x, y = x + steps[i], y + steps[i + 1]
        points.append((x / scale, y / scale))
    return points
