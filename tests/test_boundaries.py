"""The shipped boundaries: complete, wound the right way, sharing borders, small on the wire."""

import csv
import gzip
import json
from functools import cache
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from dashboard.core.errors import DataError
from dashboard.store.boundaries import load_boundaries, world_order

DATA = Path(__file__).parents[1] / "data"
BESIDE_MEMBERS = {"XKX", "PSE", "TWN", "HKG", "MAC", "VAT"}


def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def shapes(name: str) -> dict[str, shapely.Geometry]:
    collection = json.loads((DATA / "boundaries" / name).read_text(encoding="utf-8"))
    return {feature["id"]: shape(feature["geometry"]) for feature in collection["features"]}


def test_all_un_members_and_six_more_are_on_the_map() -> None:
    members = {row["iso3"] for row in rows("reference/countries.csv") if row["un_member"] == "1"}
    assert len(members) == 193
    assert (members | BESIDE_MEMBERS) - set(world_order()) == set()


def test_every_label_point_is_a_registry_entry_and_antarctica_is_out() -> None:
    registry = {row["iso3"] for row in rows("reference/countries.csv")}
    placed = {row["iso3"] for row in rows("boundaries/label_points.csv")}
    assert placed <= registry
    assert "ATA" not in placed
    assert len(placed) >= 244


def test_small_entries_are_dots_and_the_others_have_a_polygon() -> None:
    for row in rows("boundaries/label_points.csv"):
        small = float(row["area_deg2"]) < 0.05
        if row["shape"] != "part":
            assert (row["shape"] == "dot") == small, row["iso3"]
            assert small or row["iso3"] in shapes("world.geojson")


def test_label_points_lie_in_the_right_country() -> None:
    for row in rows("boundaries/label_points.csv"):
        if row["shape"] == "polygon":
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            assert shapes("world.geojson")[row["iso3"]].distance(point) < 0.1, row["iso3"]


@pytest.mark.parametrize("name", ["world.geojson", "disputed.geojson"])
def test_exterior_rings_are_clockwise_and_holes_are_not(name: str) -> None:
    for code, geometry in shapes(name).items():
        for polygon in shapely.get_parts(geometry):
            assert polygon.area > 0, code
            assert not polygon.exterior.is_ccw, code
            assert all(hole.is_ccw for hole in polygon.interiors), code


def test_borders_are_shared() -> None:
    world = shapes("world.geojson")
    assert shapely.coverage_is_valid(list(world.values()))
    for one, other in [("FRA", "DEU"), ("BRA", "ARG"), ("UKR", "RUS"), ("SOM", "ETH")]:
        assert world[one].intersection(world[other]).length > 1, (one, other)


def test_nothing_crosses_the_antimeridian() -> None:
    for code, geometry in shapes("world.geojson").items():
        for polygon in shapely.get_parts(geometry):
            west, south, east, north = polygon.bounds
            assert west >= -180, code
            assert east <= 180, code
            assert east - west < 175, code
            assert -60 < south < north < 84, code


def test_crimea_is_in_ukraine_and_hatched() -> None:
    simferopol = shapely.Point(34.1, 44.95)
    assert shapes("world.geojson")["UKR"].contains(simferopol)
    assert not shapes("world.geojson")["RUS"].contains(simferopol)
    assert shapes("disputed.geojson")["crimea"].contains(simferopol)


def test_disputed_areas_with_geometry_are_the_ones_in_the_file() -> None:
    listed = {row["area_id"]: row for row in rows("reference/disputed_areas.csv")}
    assert {a for a, row in listed.items() if row["has_geometry"] == "1"} == set(
        shapes("disputed.geojson")
    )
    world = shapes("world.geojson")
    for area, geometry in shapes("disputed.geojson").items():
        if area != "siachen":
            holder = world[listed[area]["iso3"].split(";")[0]]
            assert holder.intersection(geometry).area > 0.999 * geometry.area, area


def test_the_geometry_file_is_small_and_decodes_to_the_same_shapes() -> None:
    boundaries = load_boundaries()
    assert len(gzip.compress(boundaries.asset, 9)) <= 80_000
    asset = json.loads(boundaries.asset)
    assert tuple(asset["order"]) == boundaries.order == tuple(sorted(boundaries.order))
    for iso3, polygons in zip(asset["order"], asset["shapes"], strict=True):
        if polygons is None:
            assert iso3 == "VAT"
            continue
        area = sum(_area(rings[0]) - sum(_area(hole) for hole in rings[1:]) for rings in polygons)
        assert area / asset["scale"] ** 2 == pytest.approx(shapes("world.geojson")[iso3].area)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"label_points\.csv"):
        load_boundaries(tmp_path)


def _area(steps: list[int]) -> float:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return shapely.Polygon(points).area
