"""The menu beside a figure: licence before the click, links to files, a frozen link's notice."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store
from dashboard.ui import take_menu
from tests.pages.opening import html, open_page


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every menu is open, as if clicked, and the page knows its path."""
    real = take_menu.st.popover

    class Open:
        def __init__(self, *args: object, **kwargs: object) -> None:
            self.box = real(*args, **kwargs)
            self.open = True

        def __enter__(self) -> "Open":
            self.box.__enter__()
            return self

        def __exit__(self, *error: object) -> None:
            self.box.__exit__(*error)

    monkeypatch.setattr(take_menu.st, "popover", Open)


def page(
    monkeypatch: pytest.MonkeyPatch, store: Store, path: str, module: str, **query: str
) -> AppTest:
    monkeypatch.setattr(take_menu, "shown_path", lambda: path)
    return open_page(monkeypatch, store, module, query)


@pytest.mark.usefixtures("opened")
def test_menu_links_to_every_kind_of_file_and_says_the_licence_first(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store, "gaps", "gaps", on="2026-11-24")
    text = unescape(html(app))
    links = re.findall(r'<a href="(/api/v1/figures/[^"]+)" download', text)
    assert [re.split(r"[.?]", link)[1] for link in links] == [
        *("png", "png", "png", "svg", "pdf", "png", "svg", "pdf"),
        *("csv", "xlsx", "json", "txt", "bib", "ris"),
    ]
    assert all("on=2026-11-24" in link and "figure=gaps-by-year" in link for link in links)
    assert text.index("Non-commercial use only: European Repository") < text.index(links[0])
    codes = [code.value for code in app.code]
    assert any(f"dv={store.data_version[:12]}" in code for code in codes)
    assert any(code.startswith("<iframe") for code in codes)


@pytest.mark.usefixtures("opened")
def test_a_table_is_written_when_its_button_is_pressed(
    monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    app = page(monkeypatch, store, "gaps", "gaps", on="2026-11-24", part="holes")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[:6] == ["CSV", "Excel", "JSON", "APA", "BibTeX", "RIS"]


def test_closed_menus_carry_no_link(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    app = page(monkeypatch, store, "gaps", "gaps", on="2026-11-24")
    assert "/api/v1/figures" not in html(app)


@pytest.mark.parametrize(("version", "moved"), [("stale", True), ("", False), ("now", False)])
def test_frozen_link_says_when_the_data_have_moved_on(
    monkeypatch: pytest.MonkeyPatch, store: Store, version: str, moved: bool
) -> None:
    dv = store.data_version[:12] if version == "now" else version
    app = page(monkeypatch, store, "csirts", "csirts", dv=dv)
    assert ("The data have moved on" in html(app)) is moved
    assert "has no setting called" not in html(app)
