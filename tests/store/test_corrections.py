"""Patches as data: applied with a guard, told when they have expired."""

from pathlib import Path

from dashboard.store.package import read_package
from dashboard.store.store import open_store

from .conftest import swap

PATCH = """\
- table: links
  key: {iso3_a: FRA, iso3_b: TON}
  column: kind
  expect: mou
  to: mlat
  reason: The register calls it a treaty since 2021.
  source_id: register
"""


def errors(data_dir: Path) -> list[str]:
    return [str(problem) for problem in read_package(data_dir).report.errors]


def test_a_correction_changes_one_cell(data_dir: Path) -> None:
    (data_dir / "corrections.yml").write_text(PATCH)
    assert errors(data_dir) == []
    assert open_store(data_dir).table("links")["kind"].tolist() == ["mlat", "mlat", "mou"]


def test_an_empty_cell_can_be_expected_and_filled(data_dir: Path) -> None:
    filled = PATCH.replace("column: kind", "column: since").replace("expect: mou", "expect: null")
    (data_dir / "corrections.yml").write_text(filled.replace("to: mlat", "to: '2004'"))
    assert open_store(data_dir).table("links")["since"].tolist() == ["2001-05", "2004", "2003"]


def test_an_expired_correction_is_told(data_dir: Path) -> None:
    (data_dir / "corrections.yml").write_text(PATCH)
    swap(data_dir / "tables/links.csv", "FRA,TON,mou", "FRA,TON,mlat")
    assert errors(data_dir) == [
        "links · iso3_a=FRA, iso3_b=TON · kind = 'mlat': the correction has expired: "
        "expects 'mou' in kind; remove it from corrections.yml"
    ]


def test_a_correction_of_no_row_is_told(data_dir: Path) -> None:
    (data_dir / "corrections.yml").write_text(PATCH.replace("iso3_b: TON", "iso3_b: XXX"))
    assert errors(data_dir) == [
        "links · iso3_a=FRA, iso3_b=XXX · kind = '': the correction has expired: "
        "no row has this key; remove it from corrections.yml"
    ]


def test_corrections_are_read_strictly(data_dir: Path) -> None:
    broken = PATCH.replace("  reason:", "  because:").replace("table: links", "table: lonks")
    (data_dir / "corrections.yml").write_text(broken)
    found = errors(data_dir)
    assert found[0].startswith("corrections · entry 1 · because = ")
    assert found[1] == "corrections · entry 1 · reason = '': key is missing"
