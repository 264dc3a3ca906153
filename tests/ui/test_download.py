"""Downloads: safe in a spreadsheet, true to the rows, named for what they hold."""

import io
from datetime import date

import pandas as pd

from dashboard.export.table import csv_bytes, defused, file_name


def test_cells_a_spreadsheet_would_run_are_defused_and_numbers_are_not() -> None:
    cells = ["=1+1", "@SUM(A1)", "+cmd|x", "-2.5", "+3", "-", "plain", None]
    frame = pd.DataFrame({"note": cells, "value": [-1.5, 2, 3, 4, 5, 6, 7, None]})
    out = defused(frame)
    assert list(out["note"][:7]) == ["'=1+1", "'@SUM(A1)", "'+cmd|x", "-2.5", "+3", "'-", "plain"]
    assert out["note"].isna().sum() == 1
    assert out["value"].tolist()[:2] == [-1.5, 2.0]
    assert frame["note"][0] == "=1+1"


def test_csv_keeps_namibia_accents_and_empty_cells() -> None:
    frame = pd.DataFrame({"iso2": ["NA", "CI", None], "name": ["Namibia", "Côte d'Ivoire", "x"]})
    data = csv_bytes(frame)
    assert data.startswith(b"\xef\xbb\xbf")
    back = pd.read_csv(io.BytesIO(data), keep_default_na=False)
    assert back["iso2"].tolist() == ["NA", "CI", ""]
    assert back["name"][1] == "Côte d'Ivoire"


def test_file_names_say_what_is_inside() -> None:
    name = file_name("treaty_status", "Budapest: 81 parties", suffix="csv", on=date(2026, 11, 24))
    assert name == "cyber-cooperation_treaty-status_budapest-81-parties_2026-11-24.csv"
