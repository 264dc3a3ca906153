"""Status of a country under a treaty on a date: what the truth rules and the source rows say."""

from datetime import date

import pytest

from dashboard.analysis.treaties import status_on
from dashboard.store.store import Store
from tests.cases import cases

CASES = cases("treaty_status")


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['country']}-{c['treaty']}-{c['on']}" for c in CASES]
)
def test_status_on_a_date(store: Store, case: dict[str, str]) -> None:
    frame = status_on(store, case["treaty"], date.fromisoformat(case["on"]))
    row = frame.set_index("iso3").loc[case["country"]]
    assert row["status"] == case["status"], case["why"]
    assert case["words"] in row["text"], case["why"]


def test_there_are_many_cases_and_each_gives_its_reason() -> None:
    assert len(CASES) >= 60
    assert all(case["why"] for case in CASES)
    assert len({(c["country"], c["treaty"], c["on"]) for c in CASES}) == len(CASES)
