"""/efforts, full, empty and broken."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store, shared_store
from tests.pages.opening import charts, html, open_page
from tests.pages.test_data_page import small_package


def page(monkeypatch: pytest.MonkeyPatch, store: Store, **query: str) -> AppTest:
    return open_page(monkeypatch, store, "efforts", query)


def test_full_lists_every_effort_and_its_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), part="all"))
    assert text.count("<h1>") == 1
    assert "only 3 serve research and development" in text
    assert "93 efforts, 1 to 10 shown" in text
    assert "25 of 25" in text
    assert "37 positions" in text
    assert "43 centres" in text
    assert "244 agreements" in text


def test_an_effort_of_the_link_opens_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(monkeypatch, shared_store(), e="nato", on="2026-11-24")
    text = html(app)
    assert "Allies defend each other" in text
    assert "/map?layer=NATO" in text
    assert "NATO: 32 known by date on 24 November 2026" in text
    assert len(charts(app)) == 2
    spec = charts(app)[1]
    assert "23 (85 %)" in spec


def test_an_effort_without_dates_draws_no_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), e="G20"))
    assert "No joining up to this day is dated in our sources" in text
    assert "19 members known without a date" in text


def test_members_known_only_later_are_not_counted_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), e="G20", on="1990-01-01"))
    assert "G20: no UN member is known to take part on 1 January 1990" in text
    assert "<dd>none known" in text
    assert "Who takes part on 1 January 1990 is not known." in text
    assert "did not exist" not in text


def test_an_effort_before_its_beginning_says_when_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page(monkeypatch, shared_store(), e="NATO", on="1940-01-01")
    assert "<h1>NATO did not exist yet: it began in 1949</h1>" in html(app)
    assert "Nobody could take part yet." in html(app)
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("effort", ["BILATERAL", "CETS224", "ITU_IMPACT", "ISACS", "UN_OEWG"])
def test_every_kind_of_effort_can_be_opened(monkeypatch: pytest.MonkeyPatch, effort: str) -> None:
    text = html(page(monkeypatch, shared_store(), e=effort))
    assert "All efforts</a>" in text
    assert text.count("<h1>") == 1
    assert "could not be drawn" not in text


def test_a_country_sees_its_functions_and_agreements(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), c="KEN", part="all"))
    assert "Kenya has no effort on record for research and development" in text
    assert "/map?layer=reach:KEN" in text
    assert "Nothing on record fits. That is not proof of none." in text


def test_a_search_without_a_hit_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), q="zzzz", bq="zzzz", part="all"))
    assert "No effort fits" in text
    assert "0 agreements" in text


def test_bad_values_give_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    text = html(page(monkeypatch, shared_store(), e="nope", function="dance"))
    assert "“nope” is not a body, treaty or network known here" in text
    assert "“dance” is not a form of cooperation known here" in text


def test_without_the_tables_the_page_says_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = html(page(monkeypatch, open_store(small_package(tmp_path / "data"))))
    assert 'role="alert"' in text
    assert "could not be drawn" not in text
