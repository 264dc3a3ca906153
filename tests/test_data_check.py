"""The shipped data: contracts, published totals, rules of dates, licences, the data package."""

import time
from pathlib import Path

import frictionless
import pytest

from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import split_ids
from dashboard.store.build import build, default_data_dir
from dashboard.store.checks import run_checks
from dashboard.store.checks_dates import force_day
from dashboard.store.checks_members import members_of
from dashboard.store.checks_totals import steps_by
from dashboard.store.datapackage import FILE, render_datapackage
from dashboard.store.package import Package, read_package
from dashboard.store.store import Store, open_store

DATA = default_data_dir()
BUDAPEST = {
    "2008-04-26": 22,
    "2015-09-30": 47,
    "2017-01-25": 52,
    "2018-06-19": 59,
    "2020-03-16": 65,
    "2022-06-30": 66,
    "2022-11-30": 68,
    "2024-06-20": 75,
    "2024-10-09": 76,
    "2026-04-25": 81,
}


@pytest.fixture(scope="module")
def package() -> Package:
    return read_package(DATA)


@pytest.fixture(scope="module")
def store() -> Store:
    return open_store(noncommercial=True)


def test_no_errors(package: Package) -> None:
    found = [*package.report.errors, *run_checks(package).errors]
    assert [str(problem) for problem in found] == []


def test_no_check_was_left_out(package: Package) -> None:
    warnings = run_checks(package).warnings
    assert [str(p) for p in warnings if p.message.startswith("not run")] == []


@pytest.mark.parametrize(("day", "parties"), BUDAPEST.items())
def test_running_totals_of_the_budapest_convention(store: Store, day: str, parties: int) -> None:
    totals = store.table("treaty_published_totals")
    mine = totals[(totals["treaty_id"] == "CETS185") & (totals["date"] == day)]
    assert mine["value"].tolist() == [parties]
    status = store.table("treaty_status")
    rows = status[status["treaty_id"] == "CETS185"]
    counted = steps_by(
        rows["ratification_date"], rows["status"] == "party", parse_reduced(day).latest
    )
    assert (counted.surely, counted.possibly) == (parties, parties)


def test_every_party_of_the_budapest_convention_follows_its_rule(store: Store) -> None:
    treaty = store.table("treaties").set_index("treaty_id").loc["CETS185"]
    status = store.table("treaty_status")
    parties = status[(status["treaty_id"] == "CETS185") & (status["status"] == "party")]
    start = parse_reduced(treaty["entered_into_force"]).earliest
    expected = [
        force_day(treaty["force_rule"], parse_reduced(text).earliest, start).isoformat()
        for text in parties["ratification_date"]
    ]
    assert len(expected) == 81
    assert parties["entry_into_force_date"].tolist() == expected
    assert min(expected) == "2004-07-01"


@pytest.mark.parametrize(
    ("organisation_id", "members"),
    [
        ("UN", 193),
        ("INTERPOL", 196),
        ("AU", 55),
        ("COE", 46),
        ("NATO", 32),
        ("CCDCOE", 32),
        ("EU", 27),
        ("ASEAN", 11),
        ("G7", 7),
    ],
)
def test_members(store: Store, organisation_id: str, members: int) -> None:
    assert members_of(store.table("memberships"), organisation_id, ended=False) == members


@pytest.mark.parametrize(
    ("organisation_id", "states"),
    [("UN_GGE_2", 15), ("UN_GGE_3", 15), ("UN_GGE_4", 20), ("UN_GGE_6", 25)],
)
def test_complete_rounds_of_experts(store: Store, organisation_id: str, states: int) -> None:
    assert members_of(store.table("memberships"), organisation_id, ended=True) == states


def test_global_cybersecurity_index(store: Store) -> None:
    values = store.table("values")
    tiers = values[(values["indicator_id"] == "gci_tier") & (values["year"] == 2024)]
    assert len(tiers) == 194
    assert int((tiers["value"] == 1).sum()) == 46


def test_noncommercial_off_leaves_no_such_row(store: Store) -> None:
    closed = {source_id for source_id, source in store.sources.items() if source.noncommercial}
    assert "eurepoc_2026" in closed
    free = open_store(noncommercial=False)
    assert not closed & set(free.sources)
    fewer = set()
    for name in free.tables():
        frame = free.table(name)
        if free.row_count(name) < store.row_count(name):
            fewer.add(name)
        if "source_id" in frame.columns:
            cells = {frozenset(split_ids(cell)) for cell in frame["source_id"].dropna().unique()}
            assert not [cell for cell in cells if cell <= closed], name
    assert {"incidents", "incident_victims", "unga_cyber_votes", "values"} <= fewer


def test_every_source_id_resolves(store: Store) -> None:
    for name in store.tables():
        frame = store.table(name)
        for field in store.contract(name).fields:
            if field.type in {"source", "sources"}:
                cited = {i for cell in frame[field.name].dropna().unique() for i in split_ids(cell)}
                assert cited <= set(store.sources), (name, field.name)


def test_a_built_store_opens_fast() -> None:
    build(DATA)
    started = time.perf_counter()
    opened = open_store()
    seconds = time.perf_counter() - started
    assert len(opened.countries) == 250
    assert seconds < 1.0


def test_the_data_package_is_up_to_date() -> None:
    committed = (DATA / FILE).read_text(encoding="utf-8")
    assert committed == render_datapackage(DATA), "run `python -m dashboard datapackage`"


def test_the_data_package_is_valid_by_the_public_tool() -> None:
    report = frictionless.validate(str(Path(DATA) / FILE), limit_rows=2000)
    assert report.flatten(["title", "fieldName", "message"]) == []
    assert len(report.tasks) >= 40
