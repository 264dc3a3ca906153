"""A long page is shown part by part, and each part has an address."""

import re
from datetime import date
from html import unescape

import pytest

from dashboard.core.countries import CountryRegistry
from dashboard.ui import state as ui_state
from dashboard.ui.parts import bar_html
from dashboard.ui.state import View
from dashboard.views.params import Context
from dashboard.views.parts import Parts
from dashboard.views.url import C, Spec, State, read

PARTS = Parts({"treaties": "Treaties", "peers": "Peers & partners"})
SPEC = Spec((C, PARTS.param))


def state(registry: CountryRegistry, **query: str) -> State:
    found, notices = read(query, SPEC, Context(registry, date(2026, 11, 25)))
    assert not notices
    return found


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, ("treaties",)),
        ({"part": "peers"}, ("peers",)),
        ({"part": "ALL"}, ("treaties", "peers")),
    ],
)
def test_one_part_or_all(
    registry: CountryRegistry, query: dict[str, str], shown: tuple[str, ...]
) -> None:
    assert PARTS.shown(state(registry, **query)) == shown


def test_an_unknown_part_is_told_and_the_first_is_shown(registry: CountryRegistry) -> None:
    found, (notice,) = read({"part": "nope"}, SPEC, Context(registry, date(2026, 11, 25)))
    assert PARTS.shown(found) == ("treaties",)
    assert notice.where == "part"
    assert "all" in notice.allowed


def test_the_bar_keeps_the_view_and_marks_the_part(
    registry: CountryRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui_state, "shown_path", lambda: "country")
    html = bar_html(View(state(registry, c="BRA", part="peers")), PARTS)
    links = [unescape(href) for href in re.findall(r'href="([^"]+)"', html)]
    assert links == [
        "/country?c=BRA",
        "/country?c=BRA&part=peers",
        "/country?c=BRA&part=all",
    ]
    assert re.findall(r'aria-current="true">([^<]+)<', html) == ["Peers &amp; partners"]
