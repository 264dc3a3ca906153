"""Figures by an address: files with their names, licences and errors."""

import io
import json

import pandas as pd
import pytest
from PIL import Image

from dashboard.views.registry import VIEWS

MAP = "/api/v1/figures/map.{}?layer=CETS185&on=2026-11-24"


def test_list_names_every_figure_with_an_example_that_works(client, get) -> None:
    rows = get("figures")["data"]
    assert [(r["view"], r["figure"]) for r in rows] == [
        (view.path, name) for view in VIEWS.values() for name in view.figures
    ]
    first = client.get(f"/api/v1/{rows[0]['example']}")
    assert first.headers["content-type"] == "image/png"


@pytest.mark.parametrize(
    ("query", "size"), [("", 960), ("&pixel_ratio=2", 1920), ("&size=social", 1200)]
)
def test_png_sizes(client, query: str, size: int) -> None:
    answer = client.get(MAP.format("png") + query)
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.width == size
    assert query != "&size=social" or picture.height == 675
    assert "cyber-cooperation_map_the-budapest-convention" in answer.headers["content-disposition"]


def test_csv_reads_as_a_table_and_etag_saves_the_second_time(client) -> None:
    answer = client.get(MAP.format("csv"))
    frame = pd.read_csv(io.BytesIO(answer.content), keep_default_na=False)
    assert (frame["text"].str.startswith("In force")).sum() >= 70
    assert answer.headers["content-disposition"].startswith("attachment")
    again = client.get(MAP.format("csv"), headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def test_licence_notice_travels(client) -> None:
    answer = client.get("/api/v1/figures/gaps.json?dataset=eurepoc&on=2026-11-24")
    assert "non-commercial" in answer.headers["x-licence-notice"]
    assert "non-commercial" in answer.headers["content-disposition"]


def test_without_noncommercial_rows_nothing_asks_for_it(free_client) -> None:
    answer = free_client.get("/api/v1/figures/gaps.json?on=2026-11-24")
    assert answer.status_code == 200
    assert json.loads(answer.content)["meta"]["noncommercial"] is False


def test_link_in_the_file_is_that_of_the_server_asked(client) -> None:
    address = MAP.format("json")
    for host in ("one.example", "two.example"):
        meta = client.get(address, headers={"host": host}).json()["meta"]
        assert meta["link"] == f"http://{host}/map?on=2026-11-24"
        assert meta["frozen_link"].endswith(f"&dv={meta['data_version'][:12]}")


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("map.gif", 404, "file"),
        ("nowhere.png", 404, "file"),
        ("map.png?layer=foo", 400, "layer"),
        ("map.png?bogus=1", 400, "bogus"),
        ("map.png?figure=x", 400, "figure"),
        ("map.png?on=2001-13-01", 400, "on"),
        ("map.png?pixel_ratio=9", 400, "pixel_ratio"),
        ("map.png?layer=CETS185&layer=CETS224", 400, "layer"),
        ("pair.png", 422, "a"),
        ("pair.png?a=FRA&b=FRA", 422, "b"),
        ("efforts.png?figure=effort-growth", 422, "e"),
    ],
)
def test_errors_say_which_parameter(client, path: str, status: int, parameter: str) -> None:
    answer = client.get(f"/api/v1/figures/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["parameter"] == parameter


def test_names_of_page_and_file_parameters_do_not_meet(store) -> None:
    from dashboard.api.routes_figures import OWN

    for view in VIEWS.values():
        assert not set(view.spec(store).names) & set(OWN), view.path
