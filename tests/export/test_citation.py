"""Citations that other programs read, whatever a title holds; workbooks without formulas."""

import io
from datetime import date

import openpyxl
import pandas as pd

from dashboard.charts.chart import table_chart
from dashboard.charts.cite import Caption
from dashboard.export.citation import Citation
from dashboard.export.files import FORMS, Style
from dashboard.export.take import Taken
from dashboard.views.figure import Figure

MADE = Citation(
    "80 % of 5 & more\nER  - {cases}",
    "https://example.org/map?on=2026-11-24&dv=abc",
    "0123456789abcdef",
    date(2026, 11, 24),
    "Sources: A (as of 2026-01-01)",
)


def test_apa_names_title_version_day_and_address() -> None:
    text = MADE.apa()
    assert text.startswith("Global Cyber Cooperation Dashboard. (2026). 80 % of 5 & more")
    assert "[Data version 0123456789ab]" in text
    assert text.endswith("Retrieved 24 November 2026, from " + MADE.url)


def test_bibtex_escapes_what_latex_would_run() -> None:
    text = MADE.bibtex()
    assert r"title = {{80 \% of 5 \& more ER - \{cases\}}}" in text
    assert text.count("{") == text.count("}")
    assert f"url = {{{MADE.url}}}" in text


def test_ris_has_one_field_a_line() -> None:
    lines = MADE.ris().split("\r\n")
    assert lines[0] == "TY  - DATA"
    assert [line[:2] for line in lines if line].count("ER") == 1
    assert "TI  - 80 % of 5 & more ER - {cases}" in lines


def test_formulas_in_cells_are_text_in_every_file() -> None:
    frame = pd.DataFrame({"name": ["=1+1", "@cmd", "fine"], "value": [1.5, None, -2.0]})
    chart = table_chart("=HYPERLINK(1)", "", frame)
    figure = Figure("t", chart, Caption((), ""), frame)
    day = date(2026, 11, 24)
    made = Taken("data", figure, "https://example.org/data", "", "0123", day, day)
    sheet = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(made, Style())))["Data"]
    assert [cell.value for cell in sheet["A"]] == ["name", "'=1+1", "'@cmd", "fine"]
    assert [cell.value for cell in sheet["B"]] == ["value", 1.5, None, -2]
    assert FORMS["csv"].write(made, Style()).decode("utf-8-sig").splitlines()[1] == "'=1+1,1.5"
    assert made.file_name("csv") == "cyber-cooperation_data_t_hyperlink-1_2026-11-24.csv"
