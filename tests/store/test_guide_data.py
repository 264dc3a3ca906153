"""The guide as data: shipped files are whole, and every way to break them is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dashboard.analysis.guide import PARTS, class_questions, guide_items, items_of
from dashboard.core.errors import DataError
from dashboard.core.vocabulary import FUNCTIONS, Obstacle
from dashboard.store.build import default_data_dir
from dashboard.store.checks import run_checks
from dashboard.store.checks_guide import glossary_words, sentences
from dashboard.store.checks_guide import guide_items as check_items
from dashboard.store.package import read_package
from dashboard.store.store import Store, open_store
from dashboard.views.guide_answers import NUMBERS as ANSWERS
from dashboard.views.guide_numbers import NUMBERS, live_number

from .conftest import swap

ON = date(2026, 11, 24)
REASONS = (
    "Interconnectedness",
    "Borderless cybercrime",
    "Nation-state actors",
    "Global supply chains",
    "Critical infrastructure",
    "Data flows",
    "Emerging technologies",
    "Lack of universal standards",
    "Cybercrime-as-a-service",
)
PRACTICES = (
    "Building trust",
    "Harmonising laws",
    "Strengthening information sharing",
    "Capacity building",
    "Developing norms",
    "Joint investigations",
    "Public-private partnerships",
    "Diplomacy and deterrence",
    "Technical cooperation",
)


@pytest.fixture(scope="module")
def full() -> Store:
    return open_store(noncommercial=True)


@pytest.fixture(scope="module")
def free() -> Store:
    return open_store(noncommercial=False)


def titles(store: Store, section: str) -> tuple[str, ...]:
    return tuple(item.title for item in items_of(store, section))


def test_names_are_those_of_the_product(full: Store) -> None:
    assert titles(full, "reason") == REASONS
    assert titles(full, "cooperation") == tuple(f[:1].upper() + f[1:] for f in FUNCTIONS)
    assert titles(full, "obstacle") == tuple(o.label for o in Obstacle)
    assert titles(full, "practice") == PRACTICES
    assert len(titles(full, "effort")) == 9
    assert len(class_questions(full)) == 10


def test_every_item_has_a_number_or_says_why_not(full: Store) -> None:
    items = guide_items(full)
    assert len(items) == 45
    assert [i.item_id for i in items if not i.number and not i.not_measured] == []
    assert [i.item_id for i in items if not 3 <= sentences(i.text) <= 6] == []
    assert all(i.link and i.link_text for i in items)


def test_no_text_stands_twice_and_no_number_is_typed(full: Store) -> None:
    texts = [i.text for i in guide_items(full)]
    assert len(set(texts)) == len(texts)
    typed = [i.item_id for i in guide_items(full) if "%" in i.text or "percent" in i.text]
    assert typed == []


def test_the_groups_hold_every_effort_once(full: Store) -> None:
    from dashboard.analysis.efforts import efforts

    kinds = [item.about for item in items_of(full, "effort")]
    assert sorted(kinds) == sorted(set(efforts(full)["type"]))


def test_the_contract_allows_exactly_the_numbers_that_exist(full: Store) -> None:
    items = set(full.contract("guide_items").field("number").allowed)
    answers = set(full.contract("class_questions").field("answer").allowed)
    assert items | answers == set(NUMBERS)
    assert answers == {*ANSWERS, "victim_share_us"}


@pytest.mark.parametrize("section", PARTS)
def test_every_number_is_computed_with_its_sources(full: Store, section: str) -> None:
    for item in items_of(full, section):
        found = live_number(full, item.number, item.about, ON)
        assert found.known, item.item_id
        assert found.sentence.endswith("."), item.item_id
        assert len(found.frame), item.item_id
        assert found.frame["source_id"].notna().all(), item.item_id


def value(store: Store, item_id: str, on: date = ON, mine: str | None = None) -> str:
    item = next(i for i in guide_items(store) if i.item_id == item_id)
    return live_number(store, item.number, item.about, on, mine).value


def test_numbers_change_with_the_day(full: Store) -> None:
    """81 parties are what the list counted by hand gives; ten years before there were 48."""
    assert value(full, "harmonising_laws") == "81"
    assert value(full, "harmonising_laws", date(2001, 1, 1)) == "0"
    early, late = (int(value(full, "harmonising_laws", date(y, 7, 1))) for y in (2004, 2016))
    assert 0 < early < late < 81
    assert value(full, "interconnectedness", date(2001, 1, 1)) == "7 %"
    assert value(full, "developing_norms", date(2001, 1, 1)) == "no data"
    assert int(value(full, "developing_norms", date(2010, 1, 1))) < int(
        value(full, "developing_norms")
    )


def test_numbers_change_with_the_data(full: Store, free: Store) -> None:
    """Without the non-commercial collection another one is counted, and the sentence says so."""
    assert value(full, "obstacle_attribution") != value(free, "obstacle_attribution")
    item = next(i for i in guide_items(free) if i.item_id == "obstacle_attribution")
    found = live_number(free, item.number, item.about, ON)
    assert "VCDB" in found.sentence
    assert "switched off here" in found.sentence
    assert set(found.frame["source_id"]) == {"vcdb_2023"}


def test_a_number_speaks_of_the_readers_country(full: Store) -> None:
    found = live_number(full, "parties", "CETS185", ON, "FRA")
    assert found.own == "France: in force since 1 May 2006."
    assert live_number(full, "parties", "CETS185", ON).own == ""
    assert "not among the victims" in live_number(full, "state_incidents", "", ON, "TUV").own


def test_a_hand_counted_share(full: Store) -> None:
    """The share of pairs with a cybercrime treaty, counted pair by pair."""
    from dashboard.analysis.structure import structure

    shape = structure(full, "narrow", ON)
    expected = f"{100 * shape.links / (shape.countries * (shape.countries - 1) / 2):.0f} %"
    assert value(full, "lack_of_universal_standards") == expected


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2150, 1, 1)])
def test_every_number_answers_on_any_day(free: Store, day: date) -> None:
    for item in guide_items(free):
        assert live_number(free, item.number, item.about, day, "TUV").sentence
    for asked in class_questions(free):
        assert live_number(free, asked.answer, asked.about, day, "TUV").sentence


def answer(store: Store, question_id: str, on: date = ON) -> str:
    asked = next(q for q in class_questions(store) if q.question_id == question_id)
    return live_number(store, asked.answer, asked.about, on).value


def test_answers_follow_the_data(full: Store) -> None:
    assert answer(full, "before_and_after") == "30 → 81"
    assert answer(full, "thin_form") == "Research and development"
    assert answer(full, "who_is_missing") == "8"
    assert answer(full, "before_and_after", date(2005, 1, 1)).startswith("8 → 8")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped data to break."""
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "data"
    shutil.copytree(default_data_dir(), folder)
    return folder


def test_the_shipped_guide_passes_its_checks() -> None:
    package = read_package(default_data_dir())
    assert check_items(package).errors == []
    assert glossary_words(package).errors == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("guide_items.csv", ",,people_online,,", ",,people_ofline,,", "unknown value"),
        ("guide_items.csv", "structure,reason,", "structure,reson,", "unknown value"),
        ("guide_items.csv", ",9,positions,", ",19,positions,", "out of range"),
        ("glossary.csv", "ratification;invited", "ratificaton", "glossary"),
    ],
)
def test_a_broken_file_is_told_and_the_rest_opens(
    copy: Path, file: str, old: str, new: str, message: str
) -> None:
    swap(copy / "reference" / file, old, new)
    broken = open_store(copy)
    table = file.removesuffix(".csv")
    told = [str(p) for p in broken.problems if p.table == table]
    assert any(message in text for text in told), told
    with pytest.raises(DataError):
        broken.table(table)
    assert len(broken.table("treaties")) == 20


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("guide_items.csv", "ness,reason,1,", "ness,reason,2,", "must be 1 to 9, each once"),
        ("guide_items.csv", ",2,Borderless cybercrime,", ",2,,", "is needed, except for an"),
        ("guide_items.csv", "A thief used to have to be where the loot was. ", "", ""),
        ("guide_items.csv", ",crossing_share,vcdb,", ",,vcdb,", "needs a number, or not_measured"),
        ("glossary.csv", "accession,Accession,", "accession,Deposit,", "is explained under"),
    ],
)
def test_the_data_check_tells_more(copy: Path, file: str, old: str, new: str, message: str) -> None:
    swap(copy / "reference" / file, old, new)
    report = run_checks(read_package(copy))
    told = [str(p) for p in report.of_table(file.removesuffix(".csv"))]
    assert any(message in text for text in told) if message else told == []


def test_an_obstacle_without_its_number_is_readable(copy: Path) -> None:
    swap(
        copy / "reference" / "guide_items.csv",
        "obstacle_norms,obstacle,9,,,9,",
        "obstacle_norms,obstacle,9,,,,",
    )
    with pytest.raises(DataError, match="obstacle_norms"):
        guide_items(open_store(copy))


def test_an_unknown_column_is_told(copy: Path) -> None:
    swap(copy / "reference" / "class_questions.csv", "answer,about\n", "answer,about,mood\n")
    assert any("not in the contract" in str(p) for p in open_store(copy).problems)
