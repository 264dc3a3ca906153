"""Hand-made values for chart tests: invented countries' rows, never shipped as data."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.core.provenance import Source


def make_source(source_id, **changes):
    facts = {
        **{"source_id": source_id, "title": f"List {source_id}", "publisher": "Office"},
        **{"page_url": f"https://example.org/{source_id}", "data_url": None},
        **{"licence": "words", "licence_id": "CC-BY-4.0", "noncommercial": False},
        **{"share_alike": False, "as_of": "2026-04-25", "accessed": "2026-11-23"},
        **{"authority": "official", "how_obtained": "public_page", "obtained_from": None},
        **{"topics": ("treaties",), "expected_rows": None, "notes": None},
    }
    return Source(**{**facts, **changes})


def make_layer(rows, **changes):
    """A layer of (iso3, name, value, category, empty, text) rows."""
    facts = [
        dict.fromkeys(FRAME_COLUMNS)
        | dict(zip(("iso3", "name", "value", "category", "empty", "text"), row, strict=True))
        | {"entity_kind": "un_member", "source_id": "coe", "as_of": "2026-04-25"}
        for row in rows
    ]
    settings = {
        **{"layer_id": "T1", "family": "treaties", "title": "A convention", "measure": "Status"},
        **{"unit": "", "kind": "category", "palette": "status", "on": date(2026, 11, 24)},
        **{"finding": "Two of five are parties", "frame": pd.DataFrame(facts)},
    }
    return Layer(**{**settings, **changes})


@pytest.fixture
def source():
    return make_source


@pytest.fixture
def layer():
    return make_layer
