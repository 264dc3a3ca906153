"""/guide, full, on early and far days, searched, with bad values, and broken."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.guide import class_questions, glossary, guide_items
from dashboard.store.build import default_data_dir
from dashboard.store.store import Store, open_store, shared_store
from dashboard.ui import cache
from dashboard.views.guide import PARTS
from tests.pages.opening import charts, html, open_page
from tests.pages.test_data_page import small_package
from tests.store.conftest import swap


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.store.clear()
    yield
    cache.store.clear()


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    """All parts of the guide, unless one is asked for."""
    return open_page(monkeypatch, store, "guide", {"part": "all", **query})


def test_full_shows_every_item_number_question_and_term(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(monkeypatch, shared_store(), on="2026-11-24")
    text = html(app)
    assert text.count("<h1>") == 1
    assert text.count('<article class="guide-card"') == 45
    assert text.count('<div class="live">') == 55
    assert text.count('<li id="question-') == 10
    assert "cannot be computed" not in text
    assert '<p class="figure">81</p>' in text
    assert f"{len(glossary(shared_store()))} terms" in text
    assert 'id="term-in_force"' in text
    assert len(charts(app)) == 6
    assert "+15 undated" in charts(app)[5]


def test_the_readers_country_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), my="FRA", on="2026-11-24"))
    assert "France: in force since 1 May 2006." in text
    assert "my=FRA" in text


def test_numbers_are_those_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), on="2001-01-01"))
    assert "it opened only on 23 November 2001" in text
    assert "No group of experts on cyberspace had met" in text
    assert "could not be drawn" not in text


def test_a_far_day_keeps_the_last_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert '<p class="figure">81</p>' in html(page(monkeypatch, shared_store(), on="2090-01-01"))


def test_without_noncommercial_data_numbers_fall_back(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, open_store(noncommercial=False)))
    assert text.count("are switched off here") >= 3
    assert 'class="problem"' not in text
    assert 'id="glossary"' in text
    assert "EuRepoC" not in re.sub(r'<dl class="glossary">.*', "", text)
    assert "cannot be computed" not in text


def test_one_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for part in PARTS.labels:
        app = page(monkeypatch, shared_store(), part=part)
        text = html(app)
        assert re.findall(r'<h2 id="([a-z]+)">', text) == [part]
        items = dict.fromkeys(PARTS.labels, 9) | {"questions": 0, "glossary": 0}
        assert text.count('<article class="guide-card"') == items[part]


def test_the_glossary_is_an_index_of_words_and_entries_by_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terms = glossary(shared_store())
    index = html(page(monkeypatch, shared_store(), part="glossary"))
    for slug, term in terms.items():
        assert f'<span id="term-{slug}"><a class="term"' in index
        assert f"letter={term.letter}#term-{slug}" in unescape(index)
    letter = html(page(monkeypatch, shared_store(), part="glossary", letter="M"))
    own = [f"term-{slug}" for slug, term in terms.items() if term.term[0] == "M"]
    assert re.findall(r'<div id="(term-[a-z_0-9]+)">', letter) == own
    odd = html(page(monkeypatch, shared_store(), part="glossary", letter="ß"))
    assert "is not a letter known here" in odd


def test_a_search_narrows_the_glossary(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), q="legal assistance"))
    assert 'id="term-mla"' in text
    assert 'id="term-gge"' not in text
    none = html(page(monkeypatch, shared_store(), q="zzzz"))
    assert "No term fits" in none


def test_bad_values_give_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), on="yesterday", my="Atlantis", mood="x"))
    assert text.count("<li><code>") == 2
    assert "no setting called “mood”" in text


def links(store: Store) -> list[str]:
    return [i.link for i in guide_items(store)] + [q.link for q in class_questions(store)]


@pytest.mark.parametrize("link", sorted(set(links(open_store(noncommercial=True)))))
def test_every_link_opens_the_view_it_promises(monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    """The page a link leads to understands all of it, and shows its target."""
    parts = urlsplit(link)
    module = {"map": "world_map"}.get(parts.path.strip("/"), parts.path.strip("/"))
    app = open_page(monkeypatch, shared_store(), module, dict(parse_qsl(parts.query)))
    text = html(app)
    assert 'class="notice"' not in text
    assert 'class="problem"' not in text
    if parts.fragment:
        assert f'id="{parts.fragment}"' in text


def test_a_broken_guide_says_why_and_other_pages_stay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "data"
    shutil.copytree(default_data_dir(), folder)
    swap(folder / "reference" / "guide_items.csv", "critical_infrastructure,reason,", "c,reson,")
    swap(folder / "reference" / "glossary.csv", "accession,Accession,", "accession,Deposit,")
    broken = open_store(folder)
    text = html(page(monkeypatch, broken))
    assert "The data need mending" in text
    assert "reson" in text
    other = html(open_page(monkeypatch, broken, "efforts", {}))
    assert 'class="problem"' not in other


def test_without_the_tables_the_page_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = html(page(monkeypatch, open_store(small_package(tmp_path / "data"))))
    assert 'role="alert"' in text
    assert "could not be drawn" not in text
