"""Frames as plain rows: the same as pandas gives, whatever the columns hold."""

import pandas as pd

from dashboard.store.frames import rows_of


def test_rows_are_those_of_pandas() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Åland", "", "Côte d’Ivoire"],
            "count": pd.array([1, 2, 3], dtype="Int64"),
            "share": [0.5, 1.0, 2.25],
            "seen": [True, False, True],
            "any": [("a", 1), None, {}],
        }
    )
    assert rows_of(frame) == frame.to_dict("records")
    assert all(type(value) is bool for value in (row["seen"] for row in rows_of(frame)))


def test_missing_cells_stay_missing_and_empty_frames_have_no_rows() -> None:
    frame = pd.DataFrame({"name": ["a", None], "count": pd.array([None, 2], dtype="Int64")})
    first, second = rows_of(frame)
    assert first["count"] is pd.NA
    assert second["name"] != second["name"]
    assert rows_of(frame.iloc[:0]) == []
