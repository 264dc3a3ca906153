"""Membership on a date: what the truth rules and the source rows say."""

from datetime import date

import pytest

from dashboard.analysis.memberships import members_on, membership_on
from dashboard.core.vocabulary import MembershipStatus
from dashboard.store.store import Store
from tests.cases import cases

CASES = cases("membership")
TODAY = date(2026, 11, 24)
PUBLISHED = {
    "UN": 193,
    "INTERPOL": 196,
    "NATO": 32,
    "OECD": 38,
    "EU": 27,
    "COE": 46,
    "OSCE": 57,
    "AU": 55,
    "ECOWAS": 12,
    "LAS": 22,
    "ASEAN": 11,
    "SCO": 10,
    "BRICS": 10,
    "COMMONWEALTH": 56,
    "G7": 7,
    "G20": 19,
    "FIVE_EYES": 5,
    "UN_GGE_2": 15,
    "UN_GGE_3": 15,
    "UN_GGE_4": 20,
    "UN_GGE_6": 25,
    "UN_OEWG": 193,
}
"""Members published by the organisation or the process (observers and partners not counted)."""


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{c['country']}-{c['organisation']}-{c['on']}" for c in CASES]
)
def test_membership_on_a_date(store: Store, case: dict[str, str]) -> None:
    frame = membership_on(store, case["organisation"], date.fromisoformat(case["on"]))
    row = frame.set_index("iso3").loc[case["country"]]
    assert row["status"] == case["status"], case["why"]
    assert case["words"] in row["text"], case["why"]


@pytest.mark.parametrize(("organisation_id", "members"), PUBLISHED.items())
def test_members_equal_the_published_number(
    store: Store, organisation_id: str, members: int
) -> None:
    assert len(members_on(store, organisation_id, TODAY)) == members


def test_observers_are_never_members(store: Store) -> None:
    for organisation_id in ("UN", "INTERPOL", "BRICS", "SCO", "CIS"):
        frame = membership_on(store, organisation_id, TODAY)
        observers = frame.loc[frame["status"].eq(MembershipStatus.OBSERVER), "iso3"]
        assert len(observers) > 0
        assert not members_on(store, organisation_id, TODAY) & set(observers)


def test_there_are_many_cases_and_each_gives_its_reason() -> None:
    assert len(CASES) >= 30
    assert all(case["why"] for case in CASES)
    assert len({(c["country"], c["organisation"], c["on"]) for c in CASES}) == len(CASES)
