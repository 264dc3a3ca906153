"""What a reader sees when something is wrong."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.errors import DataError, Problem, UnknownIdError, UserError
from dashboard.ui.notices import notice_html, problem_html


def test_no_notices_no_box() -> None:
    assert notice_html(()) == ""


def test_a_notice_says_where_and_what_is_allowed_and_is_escaped() -> None:
    error = UnknownIdError(
        "“<img onerror=x>” is not a layer known here", where="layer", allowed=("CETS185",)
    )
    html = notice_html((error,))
    assert "<code>layer</code>" in html
    assert "Allowed: CETS185." in html
    assert "<img" not in html
    assert 'role="status"' in html


def test_a_problem_is_escaped_and_announced() -> None:
    html = problem_html("A & B", "<b>", details="x < y")
    assert "A &amp; B" in html
    assert "&lt;b&gt;" in html
    assert "x &lt; y" in html
    assert 'role="alert"' in html


def _page(error: Exception | None) -> AppTest:
    def script(error: Exception | None) -> None:
        import streamlit as st

        from dashboard.ui.notices import guarded

        def render() -> None:
            st.html("<p>before</p>")
            if error is not None:
                raise error

        guarded(render)()
        st.html("<p>after</p>")

    return AppTest.from_function(script, kwargs={"error": error}).run()


def _html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_a_user_error_becomes_a_panel_and_the_rest_goes_on() -> None:
    app = _page(UserError("There is no such thing", fix="Choose another"))
    assert not app.exception
    assert "There is no such thing. Choose another." in _html(app)
    assert "after" in _html(app)


def test_broken_data_name_the_cell() -> None:
    app = _page(DataError([Problem("countries", "line 7", "iso2", "", "is missing")]))
    assert "The data need mending" in _html(app)
    assert "countries · line 7 · iso2" in _html(app)


def test_a_surprise_is_logged_and_shown_without_a_traceback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="dashboard"):
        app = _page(RuntimeError("secret path /etc/passwd"))
    assert not app.exception
    assert "secret" not in _html(app)
    assert "Traceback" not in _html(app)
    assert "secret path" in caplog.text
    reference = caplog.records[-1].getMessage().split()[-1]
    assert reference in _html(app)


def test_a_sound_page_is_untouched() -> None:
    assert "problem" not in _html(_page(None))
