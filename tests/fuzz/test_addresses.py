"""Any address gives a page: hostile parameters become notices, never a traceback.

Which parameters there are is read from the pages themselves: a new one is fuzzed without a line
here.
"""

from datetime import date
from functools import partial
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.core.errors import UserError
from dashboard.pages import PAGES
from dashboard.store.store import Store, shared_store
from dashboard.ui.state import _STATE
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import DV, SITE_WIDE, read, write
from tests.fuzz.hostile import HOSTILE, active, queries, told
from tests.pages.opening import html, open_page

TODAY = date(2026, 11, 24)
MODULES = {page.url_path: page.render.__module__.rpartition(".")[2] for page in PAGES}
OTHERS = ("lang", DV, "utm_source", "embed", "embed_options", "figure", "nothing", "<b>", "on[]")
"""Parameters of no page, of the frame around them, and of nobody."""


def common(names: tuple[str, ...]) -> tuple[str, ...]:
    """The parameters of one page, those all pages share, and strangers."""
    return tuple(dict.fromkeys((*names, *SITE_WIDE, *OTHERS)))


@pytest.fixture(scope="module")
def bound() -> dict[str, tuple[str, ...]]:
    """The parameters that each page asks its address for, as it is drawn."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for path, module in MODULES.items():
            app = open_page(patch, shared_store(), module, {})
            found[path] = app.session_state[_STATE].spec.names
    return found


def test_a_page_and_its_files_take_the_same_parameters(
    bound: dict[str, tuple[str, ...]], store: Store
) -> None:
    assert {path: view.spec(store).names for path, view in VIEWS.items()} == {
        path: names for path, names in bound.items() if path in VIEWS
    }


@pytest.mark.parametrize("path", VIEWS)
def test_any_address_is_read_and_its_shortest_form_says_the_same(path: str, store: Store) -> None:
    context = Context(store.countries, TODAY)
    spec = VIEWS[path].spec(store)
    broken = st.text(st.characters(codec=None), max_size=40)  # surrogates too

    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(queries(common(spec.names)), st.sampled_from(common(spec.names)), broken)
    def check(query: dict[str, str | list[str]], name: str, text: str) -> None:
        state, notices = read({name: text, **query}, spec, context)
        assert all(isinstance(notice, UserError) for notice in notices)
        for said in (notice.sentence() for notice in notices):
            said.encode("utf-8")
            assert len(said) < 3000
        again, more = read(write(state), spec, context)
        assert dict(again.values) == dict(state.values)
        assert [notice for notice in more if notice.where in spec.names] == []

    check()


def unsafe(text: str) -> list[str]:
    """Markup from an address that reached the page unescaped, or a failure of ours."""
    found = [value for value in HOSTILE if "<" in value and value in text]
    found += [sign for sign in ("This view could not be drawn", "Traceback") if sign in text]
    return found + active(text)


def titled(app: AppTest) -> str:
    """What the page says besides its HTML: labels of controls and texts of its fields."""
    widgets = (*app.text_input, *app.selectbox, *app.button, *app.toggle, *app.multiselect)
    return " ".join(str(widget.label) for widget in widgets)


@pytest.mark.parametrize("page", MODULES)
def test_a_page_survives_any_address(
    page: str, bound: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    @settings(
        max_examples=12,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(queries(common(bound[page])))
    def check(query: dict[str, str | list[str]]) -> None:
        app = open_page(monkeypatch, shared_store(), MODULES[page], query)
        text = html(app)
        assert unsafe(text) == []
        assert told(text + titled(app), query.values()) == []

    check()


@pytest.mark.parametrize("value", [HOSTILE[1], HOSTILE[2], HOSTILE[10], HOSTILE[-31]])
@pytest.mark.parametrize("page", MODULES)
def test_hostile_values_in_every_parameter_are_shown_as_text(
    page: str,
    value: str,
    bound: dict[str, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = dict.fromkeys(common(bound[page]), value)
    text = html(open_page(monkeypatch, shared_store(), MODULES[page], query))
    assert unsafe(text) == []
    assert escape(value) in text or "Part of this link could not be used" in text


@pytest.mark.parametrize("path", VIEWS)
def test_an_embedded_figure_survives_any_address(path: str, store: Store) -> None:
    view = VIEWS[path]
    names = (*common(view.spec(store).names), "figure", "figure")
    figures = (*view.figures, "", HOSTILE[1], "no such figure")

    def script(store: object, view: object) -> None:
        from dashboard.ui.embed import embed
        from dashboard.ui.notices import guarded

        guarded(lambda: embed(lambda: store, view))()

    @settings(max_examples=8, deadline=None, derandomize=True)
    @given(queries(names), st.sampled_from(figures))
    def check(query: dict[str, str | list[str]], figure: str) -> None:
        run = partial(AppTest.from_function, script, default_timeout=90)
        app = run(kwargs={"store": store, "view": view})
        for name, value in {**query, "embed": "true", "figure": figure}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert unsafe(html(app)) == []
        assert told(html(app), query.values()) == []

    check()
