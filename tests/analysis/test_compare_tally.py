"""Differences counted by topic, worked by hand."""

from datetime import date

import pandas as pd

from dashboard.analysis.compare import comparison
from dashboard.analysis.compare_tally import TALLY_COLUMNS, tally
from dashboard.store.store import Store


def test_each_row_counts_once_under_its_topic() -> None:
    wide = pd.DataFrame(
        [
            {"group": "Treaties", "differs": True, "unknown": 0},
            {"group": "Treaties", "differs": True, "unknown": 1},
            {"group": "Treaties", "differs": False, "unknown": 0},
            {"group": "Background", "differs": False, "unknown": 2},
        ]
    )
    assert tally(wide).to_dict("split")["data"] == [
        ["Treaties", 3, 2, 1, 0, 2 / 3],
        ["Background", 1, 0, 0, 1, 0.0],
    ]


def test_the_shipped_comparison_is_counted_whole(store: Store) -> None:
    wide = comparison(store, ("FRA", "TUV"), date(2026, 11, 24))
    found = tally(wide)
    assert tuple(found.columns) == TALLY_COLUMNS
    assert list(found["topic"]) == list(dict.fromkeys(wide["group"]))
    assert found["rows"].sum() == len(wide)
    assert found["differ"].sum() == wide["differs"].sum()
    assert (found["differ"] + found["same"] + found["too_little"]).eq(found["rows"]).all()
