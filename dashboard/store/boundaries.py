"""Boundaries: which registry entries the map can draw, in which order, and the map's geometry file.

Source: ``data/boundaries/`` (world.geojson, disputed.geojson, label_points.csv) and the names of
``data/reference/countries.csv``. The geometry file is what the browser downloads once; everything
that changes refers to it by position, so the order is part of the contract between the two.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.core.errors import DataError, Problem
from dashboard.store.build import default_data_dir

SCALE = 100  # coordinates are sent as whole hundredths of a degree


@dataclass(frozen=True, slots=True)
class Boundaries:
    """``order``: iso3 codes as the map counts them; ``asset``: the geometry file as JSON bytes."""

    order: tuple[str, ...]
    dots: frozenset[str]
    asset: bytes


def world_order() -> tuple[str, ...]:
    """The iso3 codes of everything the map draws, polygon or dot, in the order it counts them."""
    return load_boundaries().order


@cache
def load_boundaries(data_dir: Path | None = None) -> Boundaries:
    """Read and encode the boundaries; raises DataError naming a missing file or entry."""
    folder = data_dir or default_data_dir()
    points = _rows(folder / "boundaries/label_points.csv")
    names = {row["iso3"]: row["name"] for row in _rows(folder / "reference/countries.csv")}
    drawn = [row for row in points if row["shape"] in ("polygon", "dot")]
    order = tuple(row["iso3"] for row in drawn)
    shapes = _features(folder / "boundaries/world.geojson")
    disputed = _features(folder / "boundaries/disputed.geojson")
    problems = [
        Problem("label_points", row["iso3"], "iso3", row["iso3"], message)
        for row in drawn
        for message in _complaints(row, names, shapes)
    ]
    if problems:
        raise DataError(problems, fix="Run scripts/build_boundaries.py again")
    asset = {
        "scale": SCALE,
        "order": order,
        "names": [names[iso3] for iso3 in order],
        "labels": [[_hundredths(row["lon"]), _hundredths(row["lat"])] for row in drawn],
        "dots": [i for i, row in enumerate(drawn) if row["shape"] == "dot"],
        "shapes": [_encode(shapes[iso3]) if iso3 in shapes else None for iso3 in order],
        "disputed": [[area, _encode(geometry)] for area, geometry in sorted(disputed.items())],
    }
    return Boundaries(
        order=order,
        dots=frozenset(row["iso3"] for row in drawn if row["shape"] == "dot"),
        asset=json.dumps(asset, separators=(",", ":"), ensure_ascii=False).encode(),
    )


def _complaints(row: dict[str, str], names: dict[str, str], shapes: dict[str, Any]) -> list[str]:
    found = []
    if row["iso3"] not in names:
        found.append("is not an entry of the registry")
    if row["shape"] == "polygon" and row["iso3"] not in shapes:
        found.append("has no polygon in world.geojson")
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with _reading(path.stem, path), path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
        needed = {"iso3", "name"} if path.stem == "countries" else {"iso3", "shape", "lon", "lat"}
        if not rows or not needed <= rows[0].keys() or None in rows[-1].values():
            raise ValueError("not the columns it should have, or cut short")
        return rows


def _features(path: Path) -> dict[str, Any]:
    with _reading("boundaries", path):
        collection = json.loads(path.read_text(encoding="utf-8"))
        return {feature["id"]: feature["geometry"] for feature in collection["features"]}


@contextmanager
def _reading(table: str, path: Path) -> Iterator[None]:
    """DataError naming the file where it is gone or holds something else."""
    try:
        yield
    except FileNotFoundError:
        raise DataError([Problem(table, path.name, "", "", "the file is missing")]) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = f"the file is damaged ({type(error).__name__})"
        fix = f"Put {path.name} back as it was published, or run scripts/build_boundaries.py"
        raise DataError([Problem(table, path.name, "", "", why)], fix=fix) from None


def _hundredths(degrees: str | float) -> int:
    return round(float(degrees) * SCALE)


def _encode(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Polygons → rings → steps: x, y, then the difference to the point before, ring left open."""
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return [[_steps(ring) for ring in polygon] for polygon in polygons]


def _steps(ring: Sequence[Sequence[float]]) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for lon, lat in ring[:-1]:
        steps += [_hundredths(lon) - x, _hundredths(lat) - y]
        x, y = _hundredths(lon), _hundredths(lat)
    return steps
