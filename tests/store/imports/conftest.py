"""A folder for imports of its own, and small files made for these tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.store.events.imported import Card
from dashboard.store.imports.card import card_of
from dashboard.store.imports.mapping import FileMapping
from dashboard.store.store import Store, open_store

ABOUT = {
    "title": "Incidents of a made-up office",
    "publisher": "A made-up office",
    "licence": "CC0 1.0",
    "noncommercial": False,
    "as_of": "2024-12-31",
    "collection_note": "Made for a test.",
    "bias_note": "As lopsided as it was written.",
    "short_name": "Made up",
}
HEADER = "id,when,where,from,kind,bad\n"
GOOD = "a,2020-03-05,Estonia;Latvia,RU,hacking,1\nb,2021,FRA,,malware;social,1\nc,,,,error,0\n"
MAP = """
columns: {incident_id: id, date: when, victims: where, origins: from, action_type: kind,
          malicious_cyber: bad}
about:
  title: Incidents of a made-up office
  publisher: A made-up office
  licence: CC0 1.0
  noncommercial: false
  as_of: 2024-12-31
  collection_note: Made for a test.
  bias_note: As lopsided as it was written.
  short_name: Made up
"""


@pytest.fixture(autouse=True)
def imports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "imports"
    monkeypatch.setenv("DASHBOARD_IMPORTS", str(root))
    return root


@pytest.fixture(scope="session")
def plain() -> Store:
    return open_store(noncommercial=True)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def about(mapping: FileMapping) -> Card:
    return card_of(mapping, ABOUT)
