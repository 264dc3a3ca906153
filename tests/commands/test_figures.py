"""Figures and tables from the command line are those of the pages."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from dashboard.__main__ import main
from dashboard.store.store import Store
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read

from .conftest import Call

NATO = ("--param", "layer=NATO", "--param", "on=2024-06-30")


def test_a_picture_by_its_ending(call: Call, tmp_path: Path) -> None:
    for name, start in (("a.svg", b"<?xml"), ("a.pdf", b"%PDF"), ("a.bib", b"@")):
        code, out, err = call("figure", "map", *NATO, "-o", str(tmp_path / name))
        assert (code, out) == (0, "")
        assert str(tmp_path / name) in err
        assert (tmp_path / name).read_bytes().startswith(start)
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "NATO" in text
    assert 'id="USA"' in text


def test_sizes_and_styles(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "card.png"
    assert call("figure", "gaps", "--size", "social", "-o", str(target))[0] == 0
    assert Image.open(target).size == (1200, 675)
    plain, ink = tmp_path / "plain.svg", tmp_path / "ink.svg"
    words = ("figure", "pair", "--param", "a=FRA", "--param", "b=BRA", "-o")
    assert call(*words, str(plain))[0] == call(*words, str(ink), "--style", "print")[0] == 0
    assert plain.read_bytes() != ink.read_bytes()


def test_rows_on_standard_output(store: Store, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(("table", "map", *NATO, "--format", "json", "-o", "-")) == 0
    found = json.loads(capfdbinary.readouterr().out)
    view = VIEWS["map"]
    context = Context(store.countries, date(2024, 6, 30))
    state, _ = read({"layer": "NATO"}, view.spec(store), context)
    chart = view.figure(store, state).chart
    assert len(found["data"]) == len(chart.data)
    assert found["meta"]["on"] == "2024-06-30"
    assert {s["source_id"] for s in found["meta"]["sources"]} == set(chart.sources)


def test_a_table_of_the_data_in_three_forms(store: Store, tmp_path: Path, call: Call) -> None:
    frame = store.table("treaties")
    for name in ("t.csv", "t.xlsx", "t.json"):
        assert call("table", "treaties", "-o", str(tmp_path / name))[0] == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    assert [row["treaty_id"] for row in rows] == list(frame["treaty_id"])
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["Data", "About"]
    assert book["Data"].max_row == len(frame) + 1
    document = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert len(document["data"]) == len(frame)
    assert document["meta"]["sources"]


def test_a_page_that_shares_its_name_with_a_table(call: Call, tmp_path: Path) -> None:
    target = tmp_path / "adoption.csv"
    assert call("table", "/treaties", "--param", "t=CETS185", "-o", str(target))[0] == 0
    assert "iso3,name,region,step,date" in target.read_text("utf-8-sig").splitlines()[0]


def test_every_figure_is_listed(call: Call) -> None:
    code, out, _ = call("figures")
    assert code == 0
    listed = [tuple(line.split("\t")[:2]) for line in out.splitlines()]
    assert listed == [(view.path, name) for view in VIEWS.values() for name in view.figures]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("figure", "nope", "-o", "x.svg"), "“nope” is not a page with figures. Allowed: map, "),
        (("figure", "map", "--figure", "nope", "-o", "x.svg"), "has no figure “nope”. Allowed: "),
        (
            ("figure", "map", "-o", "x.doc"),
            "“doc” is not a kind of file written here. Allowed: png",
        ),
        (("figure", "map", "-o", "-"), "not said what kind of file to write. Allowed: png, svg"),
        (("figure", "map", "--param", "zz=1", "-o", "x.svg"), "“zz” is not a parameter of /map"),
        (("figure", "map", "--param", "layer", "-o", "x.svg"), "“layer” is not NAME=VALUE"),
        (("figure", "map", "--param", "layer=zz", "-o", "x.svg"), "--param layer: “zz” is not a"),
        (("figure", "country", "--param", "c=Atlantis", "-o", "x.svg"), "Åland Islands (ALA)"),
        (("figure", "pair", "-o", "x.svg"), "This figure is about two countries"),
        (("table", "zz", "-o", "x.csv"), "“zz” is not a table or page with figures"),
        (("table", "treaties", "-o", "x.png"), "Allowed: csv, xlsx, json"),
        (("table", "treaties", "-o", "/no/such/x.csv"), "cannot be written"),
        (("figure", "map", "--size", "huge", "-o", "x.svg"), "invalid choice: 'huge'"),
    ],
)
def test_a_mistake_is_one_line(call: Call, words: tuple[str, ...], said: str) -> None:
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert said in err
    assert err.count("\n") == 1
