"""Every figure of every page in every form: whole, its own sources named, nothing cut off."""

import io
import json
import re
from typing import get_args

import numpy as np
import openpyxl
import pandas as pd
import pypdfium2
import pytest
from PIL import Image

from dashboard.charts.chart import ChartKind
from dashboard.export.files import FORMS, Style
from dashboard.export.image import written
from dashboard.export.still.kinds import KINDS
from dashboard.export.still.sheet import Imprint, sheet, social
from dashboard.pages import PAGES
from dashboard.views.registry import VIEWS

from .conftest import EVERY, Take

DATA_ALONE = {"table", "network"}
"""Kinds of chart that are rows alone, and a name kept for later."""
WITHOUT_FIGURES = {"data"}
LIGHT = Style()


def words(svg: str) -> str:
    """All text of an SVG as one line."""
    found = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    text = " ".join(found)
    for mark, letter in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"')):
        text = text.replace(mark, letter)
    return text.replace("&#x27;", "'").replace("&#39;", "'")


@pytest.mark.parametrize(("path", "figure"), EVERY)
def test_pictures_are_whole(taken: Take, path: str, figure: str) -> None:
    made = taken(path, figure)
    svg = FORMS["svg"].write(made, LIGHT).decode()
    text = words(svg)
    chart, caption = made.figure.chart, made.figure.caption
    for said in (chart.title, caption.sources_text()[:60], made.link, made.data_version[:12]):
        assert "".join(said.split()) in "".join(text.split())
    for note in chart.notes:
        assert "".join(note.split()) in "".join(text.split())
    assert ("Non-commercial use only" in text) == caption.noncommercial
    assert ("Share alike" in text) == caption.share_alike
    assert "font-face" in svg
    assert "http://" not in re.sub(r'xmlns\S*="[^"]*"|rdf:\S+|http://www\.w3\.org\S*', "", svg)
    pdf = FORMS["pdf"].write(made, Style(look="print"))
    assert pdf.startswith(b"%PDF")
    assert len(pypdfium2.PdfDocument(pdf)) == 1


@pytest.mark.parametrize(("path", "figure"), EVERY)
@pytest.mark.parametrize("make", [sheet, social])
def test_no_text_leaves_the_sheet(taken: Take, path: str, figure: str, make: object) -> None:
    made = taken(path, figure)
    drawn = make(made.figure.chart, made.figure.caption, imprint=Imprint(made.link))  # type: ignore
    Image.open(io.BytesIO(written(drawn, "png", title="", scale=0.5))).verify()
    renderer = drawn.canvas.get_renderer()
    page = drawn.bbox
    out = [
        text.get_text()
        for axes in drawn.axes
        for text in axes.texts
        if not _inside(text.get_window_extent(renderer), page)
    ]
    assert out == []


def _inside(box: object, page: object) -> bool:
    return bool(
        box.x0 >= -1 and box.y0 >= -1 and box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1  # type: ignore
    )


@pytest.mark.parametrize(("path", "figure"), EVERY)
def test_data_files_agree_with_each_other(taken: Take, path: str, figure: str) -> None:
    made = taken(path, figure)
    rows = made.rows()
    frame = pd.read_csv(io.BytesIO(FORMS["csv"].write(made, LIGHT)), keep_default_na=False)
    assert len(frame) == len(rows)
    document = json.loads(FORMS["json"].write(made, LIGHT))
    assert len(document["data"]) == len(rows)
    named = [line["source_id"] for line in document["meta"]["sources"]]
    assert named == [line.source_id for line in made.figure.caption.lines]
    assert document["meta"]["noncommercial"] is made.figure.caption.noncommercial
    assert document["figure"]["kind"] == made.figure.chart.kind
    assert len(document["figure"]["rows"]) == len(made.figure.chart.data)
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(made, LIGHT)))
    assert book.sheetnames == ["Data", "About"]
    assert book["Data"].max_row == len(rows) + 1
    assert not [c for row in book["Data"].iter_rows() for c in row if c.data_type == "f"]
    about = {str(row[0]): str(row[1]) for row in book["About"].values if row[0]}
    assert about["Title"] == made.figure.chart.title
    assert about["Link"] == made.link
    listed = {str(row[0]) for row in book["About"].values if row[0]}
    assert {line.name for line in made.figure.caption.lines} <= listed


@pytest.mark.parametrize(
    ("path", "figure"), [("map", "map"), ("gaps", "gaps-by-year"), ("pair", "matrix")]
)
def test_pdf_looks_like_png(taken: Take, path: str, figure: str) -> None:
    made = taken(path, figure)
    png = Image.open(io.BytesIO(FORMS["png"].write(made, LIGHT))).convert("L")
    page = pypdfium2.PdfDocument(FORMS["pdf"].write(made, LIGHT))[0]
    pdf = page.render(scale=png.width / page.get_width()).to_pil().convert("L").resize(png.size)
    small = (png.width // 4, png.height // 4)
    one, other = (np.asarray(i.resize(small), dtype=float) for i in (png, pdf))
    assert one.std() > 15
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.97


@pytest.mark.parametrize("form", ["png", "svg", "pdf", "csv", "xlsx", "json", "txt", "bib", "ris"])
def test_the_same_figure_gives_the_same_bytes(taken: Take, form: str) -> None:
    made = taken("gaps", "gaps-by-year")
    assert FORMS[form].write(made, LIGHT) == FORMS[form].write(made, LIGHT)


def test_every_kind_of_chart_can_be_drawn() -> None:
    assert {kind.partition(":")[0] for kind in KINDS} == set(get_args(ChartKind)) - DATA_ALONE


def test_every_page_has_a_view() -> None:
    pages = {page.url_path for page in PAGES}
    assert set(VIEWS) <= pages
    assert pages - set(VIEWS) - WITHOUT_FIGURES <= {"compare", "incidents"}
