"""Every question gets the same answer from DuckDB, PostgreSQL and Spark."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import (
    by_country,
    by_label,
    by_two,
    by_year,
    flows,
    record,
    records,
    total,
    unattributed,
)
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.incidents import bias, counts, us_share_by_year
from dashboard.analysis.pair_incidents import pair_records
from dashboard.core.errors import UserError
from dashboard.store.events.event_store import EventStore
from dashboard.store.store import Store, open_store

from .conftest import DATASETS

FILTERS = (
    {},
    {"malicious": False},
    {"years": (2012, 2020)},
    {"years": (1971, 1971)},
    {"victims": ("USA",)},
    {"victims": ("EST", "DEU"), "origins": ("RUS",)},
    {"origins": ("CHN",), "sectors": ("government",)},
    {"without": "USA", "duplicates": False},
    {"state_linked": True, "impacts": ("availability", "integrity")},
    {"ransomware": True, "actor_types": ("criminal", "unknown")},
    {"text": "lazarus"},
    {"confidences": ("High",)},
    {"actions": ("no such action",)},
)
QUESTIONS: dict[str, Callable[[Store, EventFilter], Any]] = {
    "total": total,
    "year": by_year,
    "victim": lambda s, f: by_country(s, f, "victim"),
    "origin": lambda s, f: by_country(s, f, "origin"),
    "sector": lambda s, f: by_label(s, f, "sector"),
    "basis": lambda s, f: by_label(s, f, "basis"),
    "sector x action": lambda s, f: by_two(s, f, "sector", "action"),
    "victim x year": lambda s, f: by_two(s, f, "victim", "year"),
    "flows": flows,
    "flows by year": lambda s, f: flows(s, f, True),
    "page 1": lambda s, f: records(s, f),
    "page 3 by id": lambda s, f: records(s, f, "incident_id", False, 3, 20),
}


@pytest.fixture(scope="session")
def here() -> Store:
    return open_store(noncommercial=True)


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answers_are_equal(here: Store, elsewhere: Store, dataset: str, question: str) -> None:
    ask = QUESTIONS[question]
    for words in FILTERS if dataset == "eurepoc" else FILTERS[:3]:
        f = EventFilter(dataset, **words)  # type: ignore[arg-type]
        wanted, found = ask(here, f), ask(elsewhere, f)
        if isinstance(wanted, pd.DataFrame):
            pd.testing.assert_frame_equal(found, wanted, obj=f"{question} of {f.describe()}")
        else:
            assert found == wanted, f.describe()


@pytest.mark.parametrize("dataset", DATASETS)
def test_what_pages_count_is_equal(here: Store, elsewhere: Store, dataset: str) -> None:
    assert bias(elsewhere, dataset, False) == bias(here, dataset, False)
    for by in ("victim", "origin", "year", "type", "sector"):
        left, right = (counts(s, dataset, by) for s in (elsewhere, here))  # type: ignore[arg-type]
        pd.testing.assert_frame_equal(left, right)
    pd.testing.assert_frame_equal(
        us_share_by_year(elsewhere, dataset, False), us_share_by_year(here, dataset, False)
    )
    left_lab, right_lab = crossings(elsewhere, dataset), crossings(here, dataset)
    assert (left_lab.origin == right_lab.origin).all()
    assert (left_lab.last == right_lab.last).all()
    f = EventFilter(dataset)
    pd.testing.assert_frame_equal(unattributed(elsewhere, f, "year"), unattributed(here, f, "year"))


def test_a_pair_and_a_record_are_equal(here: Store, elsewhere: Store) -> None:
    day = pd.Timestamp("2025-01-01").date()
    pd.testing.assert_frame_equal(
        pair_records(elsewhere, "PRK", "KOR", day), pair_records(here, "PRK", "KOR", day)
    )
    left, right = (dict(record(store, "dcid:1") or {}) for store in (elsewhere, here))
    assert right["incident_id"] == "dcid:1"
    for side in ("victims", "origins"):
        pd.testing.assert_frame_equal(left.pop(side), right.pop(side), check_dtype=False)
    assert {k: str(v) for k, v in left.items()} == {k: str(v) for k, v in right.items()}


def test_an_engine_without_the_dataset_says_how_to_load_it(postgres: str) -> None:
    store = open_store(noncommercial=True)
    store._events = EventStore(store, postgres.replace("/postgres", "/template1"))
    with pytest.raises(UserError, match=r"does not hold the dataset dcid.*events load dcid"):
        total(store, EventFilter("dcid"))
