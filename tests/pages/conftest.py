"""What every page test starts from: no store and no figure kept from another test."""

from collections.abc import Iterator

import pytest

from dashboard.store.memo import Kept
from dashboard.ui import cache


@pytest.fixture(autouse=True)
def _fresh_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = cache.store  # a test may put another in its place
    kept.clear()
    monkeypatch.setattr(cache, "_FIGURES", Kept(512))
    yield
    kept.clear()
