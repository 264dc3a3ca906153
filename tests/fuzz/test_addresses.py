"""Any address gives a page: hostile parameters become notices, never a traceback."""

from collections.abc import Iterator
from datetime import date
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.core.errors import UserError
from dashboard.pages import PAGES
from dashboard.store.store import Store, shared_store
from dashboard.ui import cache
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read, write
from tests.pages.opening import html, open_page

TODAY = date(2026, 11, 24)
HOSTILE = (
    "",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x")',
    "' OR 1=1 --",
    "../../etc/passwd",
    "\x00\x00",
    "a" * 5000,
    ",,,,",
    "FRA,FRA,BRA,,ZZZ,US,Türkiye",
    "中国,Россия,مصر",
    "\u202eevil",
    "\U0001f600",
    "0001-01-01",
    "9999-12-31",
    "2024-02-30",
    "2001-01-01",
    "2999-01-01",
    "-1",
    "1e308",
    "NaN",
    "1971-1971",
    "2030-1990",
    "XKX",
    "ATA",
    "TUV",
    "region:Europe",
    "reach:TUV",
    "incidents:dcid",
    "csirt",
    "CETS185",
    "all",
    "true",
)
"""What people, crawlers and attackers put into addresses; some of it is right for some page."""
MODULES = {page.url_path: page.render.__module__.rpartition(".")[2] for page in PAGES}
SHOWN = [path for path in MODULES if path in VIEWS]


@pytest.fixture(scope="module")
def names(store: Store) -> dict[str, tuple[str, ...]]:
    """The parameters of each view, and some that belong to no page."""
    return {
        path: (*view.spec(store).names, "nothing", "<b>", "embed") for path, view in VIEWS.items()
    }


def queries(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    values = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
    return st.dictionaries(st.sampled_from(names), values, max_size=6)


@pytest.mark.parametrize("path", VIEWS)
def test_any_address_is_read_and_its_shortest_form_says_the_same(
    path: str, store: Store, names: dict[str, tuple[str, ...]]
) -> None:
    context = Context(store.countries, TODAY)
    spec = VIEWS[path].spec(store)

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(queries(names[path]))
    def check(query: dict[str, str]) -> None:
        state, notices = read(query, spec, context)
        assert all(isinstance(notice, UserError) for notice in notices)
        again, more = read(write(state), spec, context)
        assert dict(again.values) == dict(state.values)
        assert [notice for notice in more if notice.where in spec.names] == []

    check()


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    cache.store.clear()
    yield
    cache.store.clear()


def unsafe(text: str) -> list[str]:
    """Markup from an address that reached the page unescaped, or a failure of ours."""
    found = [value for value in HOSTILE if "<" in value and value in text]
    return found + [sign for sign in ("This view could not be drawn", "Traceback") if sign in text]


@pytest.mark.parametrize("page", SHOWN)
def test_a_page_survives_any_address(
    page: str,
    names: dict[str, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(queries(names[page]))
    def check(query: dict[str, str]) -> None:
        app = open_page(monkeypatch, shared_store(), MODULES[page], query)
        assert unsafe(html(app)) == []

    check()


@pytest.mark.parametrize("page", SHOWN)
def test_hostile_values_in_every_parameter_are_shown_as_text(
    page: str,
    names: dict[str, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    value = HOSTILE[1]
    app: AppTest = open_page(
        monkeypatch, shared_store(), MODULES[page], dict.fromkeys(names[page], value)
    )
    text = html(app)
    assert unsafe(text) == []
    assert escape(value) in text or "Part of this link could not be used" in text
