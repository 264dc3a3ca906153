"""The command line: what it prints and how it ends."""

import json
from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.store import store as store_module
from dashboard.store.store import shared_store

from .conftest import swap


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def test_build_tells_version_and_folder(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--data", str(data_dir), "build")
    assert code == 0
    assert out.startswith("3 tables of version ")


def test_build_tells_broken_tables(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    swap(data_dir / "tables/links.csv", "NAM,mlat", "NAM,treaty")
    code, out, err = run(capsys, "--data", str(data_dir), "build")
    assert code == 1
    assert out.startswith("2 tables of version ")
    assert err == (
        "error: links · line 2 (iso3_a=FRA, iso3_b=NAM) · kind = 'treaty': "
        "unknown value; allowed: mlat, mou\n"
    )


def test_check_counts_what_it_found(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    swap(data_dir / "tables/links.csv", "NAM,mlat", "NAM,treaty")
    (data_dir / "sources/idle.yml").write_text("source_id: idle\n")
    code, out, err = run(capsys, "--data", str(data_dir), "check")
    assert code == 1
    errors = [line for line in err.splitlines() if line.startswith("error: ")]
    assert out == f"3 tables, 8 rows, 2 sources: {len(errors)} errors, 9 warnings\n"
    assert "error: sources · sources/idle.yml · title = '': key is missing" in errors


def test_sources_are_listed(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--data", str(data_dir), "sources")
    assert code == 0
    assert out.splitlines() == [
        "closed\tnot-stated (non-commercial)\t2020\tA ministry\tA register",
        "register\tnot-stated\t2020\tA ministry\tA register",
    ]


def test_datapackage_is_written_once_and_then_current(
    data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--data", str(data_dir), "datapackage")
    assert run(capsys, *words, "--check")[0] == 1
    assert run(capsys, *words)[0] == 0
    assert run(capsys, *words, "--check")[0] == 0
    descriptor = json.loads((data_dir / "datapackage.json").read_text())
    links = {r["name"]: r for r in descriptor["resources"]}["links-noncommercial"]
    assert links["path"] == "tables/noncommercial/links.csv"
    assert links["description"].endswith("Non-commercial use only.")
    assert links["schema"]["primaryKey"] == ["iso3_a", "iso3_b"]
    assert links["schema"]["foreignKeys"][0] == {
        "fields": ["iso3_a"],
        "reference": {"resource": "countries", "fields": ["iso3"]},
    }


def test_a_missing_folder_is_one_plain_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "--data", str(tmp_path / "nowhere"), "build")
    assert code == 2
    assert err.startswith("error: The data folder does not exist. Set DASHBOARD_DATA")


def test_one_store_a_process(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data_dir))
    monkeypatch.setattr(store_module, "_shared", None)
    assert shared_store() is shared_store()
    assert shared_store().row_count("countries") == 3
