"""Channels of a pair on a date, against what a source other than our row says."""

import csv
from datetime import date

import pytest

from dashboard.analysis.pair import pair_channels
from dashboard.store.store import Store
from tests.cases import FOLDER


def _cases() -> list[dict[str, str]]:
    with (FOLDER / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = _cases()


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['a']}-{c['b']}-{c['instrument']}-{c['on']}" for c in CASES]
)
def test_pair_on_a_date(store: Store, case: dict[str, str]) -> None:
    frame = pair_channels(store, case["a"], case["b"], date.fromisoformat(case["on"]))
    found = frame.set_index("instrument_id")["status"].to_dict()
    assert found.get(case["instrument"], "none") == case["status"], case["why"]
    turned = pair_channels(store, case["b"], case["a"], date.fromisoformat(case["on"]))
    assert turned.set_index("instrument_id")["status"].to_dict() == found


def test_each_case_names_its_source_and_reason() -> None:
    assert len(CASES) >= 40
    assert all(case["why"] and case["source"] for case in CASES)
    keys = {(c["a"], c["b"], c["on"], c["instrument"]) for c in CASES}
    assert len(keys) == len(CASES)
