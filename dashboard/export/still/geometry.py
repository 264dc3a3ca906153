"""The world of the screen's map in the projection of the screen's map: Equal Earth.

Source: the geometry file the browser gets (``store.boundaries``), so both draw the same shapes,
the same dots and the same disputed areas.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path
from pyproj import Transformer

from dashboard.export.still.canvas import Box
from dashboard.store.boundaries import load_boundaries

LATITUDES = (-57.0, 84.0)
"""The part of the world that is drawn, as on the screen."""
Points = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """Paths in metres of the projection, by iso3; ``dots`` are the places of the smallest."""

    shapes: dict[str, Path]
    dots: dict[str, tuple[float, float]]
    disputed: tuple[tuple[str, Path], ...]
    west: float
    east: float
    south: float
    north: float

    @property
    def ratio(self) -> float:
        """Height of the map as a share of its width."""
        return (self.north - self.south) / (self.east - self.west)

    def to_page(self, points: Points, box: Box) -> Points:
        """Metres → pixels of a box with the map's ratio."""
        scale = box.width / (self.east - self.west)
        x = box.x + (points[:, 0] - self.west) * scale
        y = box.y + (self.north - points[:, 1]) * scale
        return np.column_stack((x, y))


@cache
def world() -> World:
    """The projected world, computed once a process."""
    asset = json.loads(load_boundaries().asset)
    ahead = Transformer.from_crs("EPSG:4326", "+proj=eqearth +lon_0=0", always_xy=True)
    scale, order = asset["scale"], asset["order"]
    shapes = {
        iso3: _path(polygons, scale, ahead)
        for iso3, polygons in zip(order, asset["shapes"], strict=True)
        if polygons
    }
    labels = [_projected(np.array([label]) / scale, ahead)[0] for label in asset["labels"]]
    dots = {order[i]: (float(labels[i][0]), float(labels[i][1])) for i in asset["dots"]}
    disputed = tuple((area, _path(shape, scale, ahead)) for area, shape in asset["disputed"])
    drawn = np.vstack([path.vertices for path in shapes.values()])
    edges = _projected(np.array([[0.0, lat] for lat in LATITUDES]), ahead)
    return World(
        shapes,
        dots,
        disputed,
        west=float(drawn[:, 0].min()),
        east=float(drawn[:, 0].max()),
        south=float(edges[0, 1]),
        north=float(edges[1, 1]),
    )


def _projected(degrees: Points, ahead: Transformer) -> Points:
    x, y = ahead.transform(degrees[:, 0], degrees[:, 1])
    return np.column_stack((x, y))


def _path(polygons: list[list[list[int]]], scale: int, ahead: Transformer) -> Path:
    """Steps of whole fractions of a degree → one compound path."""
    vertices: list[Points] = []
    codes: list[Any] = []
    for polygon in polygons:
        for steps in polygon:
            ring = np.cumsum(np.array(steps, dtype=np.float64).reshape(-1, 2), axis=0) / scale
            ring = _projected(np.vstack((ring, ring[:1])), ahead)
            vertices.append(ring)
            codes += [Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY]
    return Path(np.vstack(vertices), codes)
