"""Captions name the sources of the rows drawn, their dates and what their licences ask."""

import pandas as pd
import pytest

from dashboard.charts import cite
from dashboard.core.errors import UnknownIdError

ROWS = pd.DataFrame(
    {
        "source_id": ["coe", "coe", "itu", "nc;coe", None, "sa"],
        "as_of": ["2026-04-25", "2025-01-31", "2024-09-12", "2026-01-01", "2026-01-01", "2023"],
    }
)


@pytest.fixture
def sources(source):
    return {
        "coe": source("coe", title="Chart of signatures", publisher="Council of Europe"),
        "itu": source("itu", title="ITU index", publisher="ITU", as_of=None, licence_id="UN-NC"),
        "nc": source("nc", noncommercial=True, licence_id="CC-BY-NC-4.0", page_url=None),
        "sa": source("sa", share_alike=True, licence_id="not-stated"),
        "unused": source("unused"),
    }


def test_caption_names_most_used_sources_first_and_counts_the_rest(sources):
    caption = cite.caption(ROWS, sources, limit=2)
    assert [line.source_id for line in caption.lines] == ["coe", "itu", "nc", "sa"]
    assert caption.sources_text() == (
        "Sources: Council of Europe, Chart of signatures (as of 2025-01-31 to 2026-04-25); "
        "ITU index (undated page, read 2026-11-23); and 2 more"
    )
    assert caption.as_of == "2023 to 2026-04-25"


def test_caption_says_what_licences_ask(sources):
    caption = cite.caption(ROWS, sources)
    assert caption.noncommercial
    assert caption.share_alike
    assert caption.licence_text() == (
        "Licences: CC-BY-4.0, UN terms, non-commercial, CC-BY-NC-4.0, licence not stated. "
        "Non-commercial use only: Office, List nc. Share alike: Office, List sa"
    )


def test_marks_vanish_with_the_rows(sources):
    caption = cite.caption(ROWS.iloc[:3], sources)
    assert not caption.noncommercial
    assert "Non-commercial use only" not in caption.licence_text()
    assert [name for name, _ in caption.links] == [line.text() for line in caption.lines]


def test_sources_without_address_are_named_but_not_linked(sources):
    caption = cite.caption(ROWS, sources)
    assert len(caption.links) == len(caption.lines) - 1


def test_no_rows_no_sources(sources):
    caption = cite.caption(ROWS.iloc[:0], sources)
    assert caption.sources_text() == "No sources: nothing is drawn"
    assert caption.licence_text() == ""
    assert caption.as_of == ""


def test_a_source_nobody_described_is_an_error(sources):
    frame = pd.DataFrame({"source_id": ["ghost"], "as_of": ["2026"]})
    with pytest.raises(UnknownIdError, match="ghost"):
        cite.caption(frame, sources)


def test_citation_of_a_view():
    text = cite.cite_view(
        "Parties to the convention.", "https://x.test/map?on=2026", "2026.11", 2026
    )
    assert text == (
        "Global Cyber Cooperation Dashboard. (2026). Parties to the convention "
        "[Data version 2026.11]. https://x.test/map?on=2026"
    )
