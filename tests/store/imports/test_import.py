"""Importing a file: all or nothing, bad rows aside, the same again changes nothing."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_country, by_label, flows, record, records, total
from dashboard.analysis.gaps_incidents import crossings
from dashboard.analysis.incidents import available, bias, check_dataset, counts, datasets
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.core.errors import DataError, UnknownIdError, UserError
from dashboard.store.imports import run
from dashboard.store.imports.card import card_of
from dashboard.store.imports.mapping import load_mapping
from dashboard.store.imports.run import Outcome, import_file
from dashboard.store.store import Store, open_store

from .conftest import ABOUT, GOOD, HEADER, MAP, about

Write = Callable[[str, str], Path]


def load(store: Store, path: Path, mapping: str, dataset: str = "mine") -> Outcome:
    found = load_mapping(mapping)
    return import_file(store, path, dataset, found, about(found))


@pytest.fixture
def mapping(write: Write) -> str:
    return str(write("map.yml", MAP))


def test_an_imported_dataset_stands_beside_the_shipped_ones(
    plain: Store, write: Write, mapping: str
) -> None:
    outcome = load(plain, write("mine.csv", HEADER + GOOD), mapping)
    assert (outcome.imported.incidents, outcome.imported.rejected) == (3, 0)
    assert outcome.rejects is None
    store = open_store(noncommercial=True)
    assert store.data_version != plain.data_version
    assert available(store)[-1] == "mine"
    assert total(store, EventFilter("mine")) == 2
    assert total(store, EventFilter("mine", malicious=False)) == 3
    places = by_country(store, EventFilter("mine"), "victim").set_index("iso3")["incidents"]
    assert places.to_dict() == {"EST": 1, "LVA": 1, "FRA": 1}
    assert set(flows(store, EventFilter("mine"))["victim_iso3"]) == {"EST", "LVA"}
    kinds = by_label(store, EventFilter("mine"), "action").set_index("label")["incidents"]
    assert kinds.to_dict() == {"hacking": 1, "malware": 1, "social": 1}
    assert datasets(store).set_index("dataset").loc["mine", "short_name"] == "Made up"
    assert counts(store, "mine").set_index("iso3").loc["EST", "incidents"] == 1
    assert "Made up" in bias(store, "mine").sentence
    assert len(crossings(store, "mine")) == 2
    assert store.sources["import_mine"].licence == "CC0 1.0"


def test_the_map_draws_it_and_cites_its_source(plain: Store, write: Write, mapping: str) -> None:
    load(plain, write("mine.csv", HEADER + GOOD), mapping)
    store = open_store(noncommercial=True)
    day = pd.Timestamp("2024-06-30").date()
    layer = build_layer(store, "incidents:mine", day, LayerOptions())
    assert layer.frame.set_index("iso3").loc["FRA", "value"] == 1
    assert set(layer.frame["source_id"]) == {"import_mine"}
    assert "As lopsided as it was written." in layer.notes


def test_one_record_of_it_has_its_countries(plain: Store, write: Write, mapping: str) -> None:
    load(plain, write("mine.csv", HEADER + GOOD), mapping)
    found = record(open_store(noncommercial=True), "mine:a")
    assert found is not None
    assert list(found["victims"]["iso3"]) == ["EST", "LVA"]
    assert list(found["victims"]["raw_country"]) == ["Estonia", "Latvia"]
    assert (found["date"], found["date_precision"]) == ("2020-03-05", "day")


def test_bad_rows_are_put_aside_with_line_and_reason(
    plain: Store, write: Write, mapping: str
) -> None:
    bad = (
        "d,2020-13-01,FRA,,hacking,1\ne,2020,Atlantis,,hacking,1\nf,2030,FRA,,hacking,1\n"
        "a,2020,FRA,,hacking,1\n,2020,FRA,,hacking,maybe\nshort,2020\n"
    )
    more = "".join(f"x{n},2020,FRA,,hacking,1\n" for n in range(10))
    outcome = load(plain, write("mine.csv", HEADER + GOOD + bad + more), mapping)
    assert (outcome.imported.incidents, outcome.imported.rejected) == (13, 6)
    assert outcome.rejects is not None
    rejects = pd.read_csv(outcome.rejects).sort_values("line").set_index("line")["reason"]
    assert list(rejects.index) == [5, 6, 7, 8, 9, 10]
    assert "not a date" in rejects[5]
    assert "No country is called “Atlantis”" in rejects[6]
    assert "after 2024-12-31" in rejects[7]
    assert rejects[8] == "has the id of line 2"
    assert "incident_id is missing" in rejects[9]
    assert "neither 1 nor 0" in rejects[9]
    assert rejects[10] == "has 2 cells where the header has 6"


def test_mostly_bad_rows_import_nothing(plain: Store, write: Write, mapping: str) -> None:
    path = write("mine.csv", HEADER + "a,x,FRA,,hacking,1\nb,y,FRA,,hacking,1\nc,2020,FRA,,h,1\n")
    with pytest.raises(UserError, match=r"2 of 3 rows cannot be used.*line 2: date"):
        load(plain, path, mapping)
    assert not open_store().imports


def test_the_same_again_changes_nothing_and_a_new_file_replaces(
    plain: Store, write: Write, mapping: str
) -> None:
    path = write("mine.csv", HEADER + GOOD)
    first = load(plain, path, mapping)
    again = load(plain, path, mapping)
    assert (first.changed, again.changed) == (True, False)
    assert first.imported == again.imported
    write("mine.csv", HEADER + GOOD + "e,2022,DEU,,hacking,1\n")
    third = load(plain, path, mapping)
    assert third.changed
    assert third.imported.incidents == 4
    assert not first.imported.folder.exists()
    assert open_store().imports["mine"].incidents == 4


def test_an_import_that_fails_leaves_the_dataset_as_it_was(
    plain: Store, write: Write, mapping: str, imports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("mine.csv", HEADER + GOOD)
    load(plain, path, mapping)
    write("mine.csv", HEADER + GOOD + "e,2022,DEU,,hacking,1\n")
    monkeypatch.setattr(run, "make_tables", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(plain, path, mapping)
    assert open_store().imports["mine"].incidents == 3
    assert not list(imports.glob("building-*"))


SWITCH = """
import pathlib, sys, time
step, inner = sys.argv[1], {"folder": pathlib.Path.rename, "pointer": pathlib.Path.replace}
def stop(self, target):
    if step == "before":
        print("here", flush=True)
        time.sleep(120)
    done = inner[step](self, target)
    print("here", flush=True)
    time.sleep(120)
    return done
setattr(pathlib.Path, "replace" if step == "pointer" else "rename", stop)
from dashboard.__main__ import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize(("step", "rows"), [("before", 3), ("folder", 3), ("pointer", 4)])
def test_an_import_killed_while_it_takes_over_is_the_old_or_the_new_one(
    plain: Store, write: Write, mapping: str, imports: Path, step: str, rows: int
) -> None:
    load(plain, write("mine.csv", HEADER + GOOD), mapping)
    path = write("more.csv", HEADER + GOOD + "d,2022,FRA,,hacking,1\n")
    words = ("events", "import", str(path), "--dataset", "mine", "--mapping", mapping)
    child = subprocess.Popen(
        [sys.executable, "-c", SWITCH, step, *words], env=dict(os.environ), stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"here\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    store = open_store(noncommercial=True)
    assert total(store, EventFilter("mine", malicious=False)) == rows
    assert load(plain, path, mapping).imported.incidents == 4
    assert len([found for found in imports.iterdir() if found.is_dir()]) == 1


def test_damaged_tables_of_an_import_are_told_and_made_again(
    plain: Store, write: Write, mapping: str
) -> None:
    path = write("mine.csv", HEADER + GOOD)
    folder = load(plain, path, mapping).imported.folder
    content = (folder / "events.parquet").read_bytes()
    (folder / "events.parquet").write_bytes(content[: len(content) // 2])
    store = open_store(noncommercial=True)
    with pytest.raises(DataError, match="imported incidents of mine are damaged or gone") as told:
        total(store, EventFilter("mine"))
    assert str(folder) not in told.value.sentence() + str(told.value.where)
    assert load(plain, path, mapping).changed
    assert total(open_store(noncommercial=True), EventFilter("mine")) == 2


def test_a_killed_import_leaves_nothing(write: Write, mapping: str, imports: Path) -> None:
    rows = "".join(f"x{n},2020,FRA,,hacking,1\n" for n in range(200_000))
    path = write("mine.csv", HEADER + rows)
    words = ("events", "import", str(path), "--dataset", "mine", "--mapping", mapping)
    child = subprocess.Popen([sys.executable, "-m", "dashboard", *words], env=dict(os.environ))
    for _ in range(600):
        if list(imports.glob("building-*/staging/incidents-*.parquet")):
            break
        time.sleep(0.05)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert not list(imports.glob("*.json"))
    store = open_store()
    assert not store.imports
    small = write("small.csv", HEADER + GOOD)
    assert load(store, small, mapping).imported.incidents == 3
    assert not list(imports.glob("building-*"))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("mine.csv", "", "it is empty"),
        ("mine.csv", 'id,when\n"open', "line 2"),
        ("mine.csv", "id,id\n1,2\n", "two columns have the same name"),
        ("mine.csv", "id,when\n1,2020\n", "lacks columns that the mapping names: bad, from"),
        ("mine.parquet", "no parquet", "cannot be read"),
        ("mine.xlsx", "x", "not clear what kind of file"),
    ],
)
def test_a_broken_file_is_told(
    plain: Store, write: Write, mapping: str, name: str, text: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        load(plain, write(name, text), mapping)
    assert not open_store().imports


def test_latin_text_is_told(plain: Store, write: Write, mapping: str) -> None:
    path = write("mine.csv", "")
    path.write_bytes(HEADER.encode() + "a,2020,Côte d'Ivoire,,hacking,1\n".encode("latin-1"))
    with pytest.raises(UserError, match="not UTF-8"):
        load(plain, path, mapping)


@pytest.mark.parametrize("name", ["vcdb", "eurepoc", "cfr", "Mine", "a b", "x" * 40])
def test_names_of_shipped_datasets_and_bad_names_are_refused(
    plain: Store, write: Write, mapping: str, name: str
) -> None:
    with pytest.raises(UserError, match=r"belongs to|no name"):
        load(plain, write("mine.csv", HEADER + GOOD), mapping, name)


def test_a_mapping_with_an_unknown_key_is_refused(write: Write) -> None:
    path = write("map.yml", MAP + "colour: red\n")
    with pytest.raises(DataError, match="unknown key"):
        load_mapping(str(path))
    path = write("map.yml", "columns: {incident_id: id, victim: where}\n")
    with pytest.raises(DataError, match=r"mapping.columns · map.yml · victim.*unknown key"):
        load_mapping(str(path))
    with pytest.raises(UnknownIdError, match="There is no mapping"):
        load_mapping("nowhere.yml")


def test_a_file_without_a_source_is_refused(write: Write) -> None:
    mapping = load_mapping(str(write("map.yml", "columns: {incident_id: id}\n")))
    with pytest.raises(UserError, match="does not say title, publisher, licence"):
        card_of(mapping, {})


def test_our_own_records_come_back_as_they_were(plain: Store, tmp_path: Path) -> None:
    out = records(plain, EventFilter("dcid"), size=500)
    path = tmp_path / "dcid.csv"
    out.drop(columns=["source_id", "as_of"]).to_csv(path, index=False)
    outcome = load(plain, path, "ours", "again")
    assert (outcome.imported.incidents, outcome.imported.rejected) == (429, 0)
    store = open_store(noncommercial=True)
    before, after = EventFilter("dcid"), EventFilter("again")
    mine, theirs = flows(store, after), flows(store, before)
    keys = ["origin_iso3", "victim_iso3", "incidents"]
    pd.testing.assert_frame_equal(mine[keys], theirs[keys])
    for field in ("action", "sector", "actor_type"):
        left, right = by_label(store, after, field), by_label(store, before, field)
        pd.testing.assert_frame_equal(left[["label", "incidents"]], right[["label", "incidents"]])


def test_parquet_and_json_lines_give_what_csv_gives(
    plain: Store, write: Write, mapping: str, tmp_path: Path
) -> None:
    frame = pd.read_csv(write("mine.csv", HEADER + GOOD), keep_default_na=False)
    frame.to_parquet(tmp_path / "mine.parquet")
    frame.to_json(tmp_path / "mine.jsonl", orient="records", lines=True)
    for number, name in enumerate(("mine.csv", "mine.parquet", "mine.jsonl")):
        assert load(plain, tmp_path / name, mapping, f"m{number}").imported.incidents == 3
    store = open_store()
    frames = [records(store, EventFilter(f"m{n}", malicious=False)) for n in range(3)]
    columns = ["date", "victims", "origins", "action_type", "malicious_cyber"]
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frame[columns], frames[0][columns])


def test_veris_records(plain: Store, write: Write) -> None:
    one = {
        "incident_id": "A1",
        "action": {"malware": {"variety": ["Ransomware"]}, "hacking": {"variety": ["DoS"]}},
        "actor": {
            "external": {
                "country": ["RU"],
                "variety": ["State-affiliated"],
                "motive": ["Financial"],
            },
            "partner": {"country": ["US"]},
        },
        "attribute": {"confidentiality": {"data_disclosure": "Potentially"}, "availability": {}},
        "victim": {"country": ["GB", "Unknown"], "industry": "622110"},
        "timeline": {"incident": {"year": 2019, "month": 4}},
        "reference": "https://example.org/a",
        "confidence": "High",
    }
    two = {"incident_id": "A2", "action": {"error": {}}, "actor": {"internal": {}}, "timeline": {}}
    load(plain, write("veris.json", json.dumps([one, two])), "veris")
    store = open_store()
    found = record(store, "mine:A1")
    assert found is not None
    assert found["actor_types"] == "partner;state_affiliated"
    assert (found["date"], found["sector_group"]) == ("2019-04", "health")
    assert (found["malicious_cyber"], found["is_ransomware"], found["is_dos"]) == (True, True, True)
    assert (found["conf_impact"], found["avail_impact"]) == ("potential", "yes")
    assert list(found["victims"]["iso3"]) == ["GBR"]
    assert dict(zip(found["origins"]["iso3"], found["origins"]["actor_role"], strict=True)) == {
        "RUS": "external",
        "USA": "partner",
    }
    pairs = flows(store, EventFilter("mine"))
    assert list(pairs["origin_iso3"]) == ["RUS"]
    assert total(store, EventFilter("mine", confidences=("High",), state_linked=True)) == 1
    assert record(store, "mine:A2")["malicious_cyber"] == False  # type: ignore[index]  # noqa: E712


def test_the_eurepoc_form(plain: Store, write: Write) -> None:
    header = (
        "ID,start_date,receiver_country,initiator_country,initiator_category,initiator_name,"
        "incident_type,receiver_category,attribution_basis,sources_url\n"
    )
    rows = (
        '7,01.01.2015,"Germany; EU (region)",Russia,State,APT X,"Data theft; Ransomware",'
        "State institutions / political system,Industry attribution,https://example.org/7\n"
        "8,01.06.2016,Estonia,Not available,Unknown - not attributed,,Disruption,Media,,\n"
        "9,17.06.2016,Estonia,Not available,Unknown - not attributed,,Disruption,Media,,\n"
    )
    load(plain, write("eurepoc.csv", header + rows), "eurepoc")
    store = open_store()
    dates = [record(store, f"mine:{n}")["date"] for n in (7, 8, 9)]  # type: ignore[index]
    assert dates == ["2015", "2016-06", "2016-06-17"]
    one = record(store, "mine:7")
    assert one is not None
    assert (one["victim_non_country"], one["sector_group"]) == ("EU (region)", "government")
    assert (one["conf_impact"], one["avail_impact"], one["is_ransomware"]) == ("yes", "yes", True)
    assert list(one["origins"]["attribution_basis"]) == ["Industry attribution"]


def test_noncommercial_imports_are_left_out_where_that_is_off(
    plain: Store, write: Write, mapping: str
) -> None:
    found = load_mapping(mapping)
    closed = card_of(found, {**ABOUT, "noncommercial": True})
    import_file(plain, write("mine.csv", HEADER + GOOD), "mine", found, closed)
    assert "mine" in available(open_store(noncommercial=True))
    assert "mine" not in available(open_store(noncommercial=False))


def test_imported_and_shipped_are_never_added_up(plain: Store, write: Write, mapping: str) -> None:
    load(plain, write("mine.csv", HEADER + GOOD), mapping)
    with pytest.raises(UserError, match="never added up"):
        check_dataset(open_store(), "mine,vcdb")


def test_too_many_labels_are_refused(plain: Store, write: Write, mapping: str) -> None:
    rows = "".join(f"x{n},2020,FRA,,kind {n},1\n" for n in range(70))
    with pytest.raises(UserError, match="action_type has 70 different labels"):
        load(plain, write("mine.csv", HEADER + rows), mapping)


def test_the_command_line(write: Write, mapping: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("mine.csv", HEADER + GOOD)
    words = ["events", "import", str(path), "--dataset", "mine", "--mapping", mapping]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("mine: 3 incidents from mine.csv, mapping map.yml\n")
    assert main(words) == 0
    assert capsys.readouterr().out == "mine: no change, 3 incidents as before\n"
    assert main(["events", "list"]) == 0
    assert capsys.readouterr().out == (
        "mine\t3\t2024-12-31\tCC0 1.0\tIncidents of a made-up office\n"
    )
    assert main(["events", "remove", "vcdb"]) == 2
    assert main(["events", "remove", "mine"]) == 0
    assert main(["events", "import", "gone.csv", "--dataset", "m", "--mapping", mapping]) == 2
    assert "no name for a dataset" in capsys.readouterr().err
    assert not open_store().imports
