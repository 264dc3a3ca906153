"""Long pages part by part: each part alone, all together, and a bar that leads to each."""

import pytest

from dashboard.store.store import shared_store
from dashboard.views import csirts_params, efforts_params, gaps, treaties_params
from dashboard.views.parts import Parts
from tests.pages.opening import html, open_page

PAGES: dict[str, tuple[Parts, dict[str, str]]] = {
    "treaties": (
        treaties_params.PARTS,
        {
            "joined": 'id="figures"',
            "countries": 'id="matrix"',
            "times": 'id="times"',
            "changes": 'id="changes"',
            "reservations": 'id="reservations"',
            "totals": 'id="totals"',
        },
    ),
    "gaps": (
        gaps.PARTS,
        {
            "shares": "Which part had a channel",
            "lab": 'id="lab"',
            "holes": 'id="holes"',
            "network": 'id="structure"',
            "method": "What it cannot say",
        },
    ),
    "efforts": (
        efforts_params.PARTS,
        {
            "list": 'id="all"',
            "functions": 'id="functions"',
            "rounds": 'id="rounds"',
            "agreements": 'id="agreements"',
            "centres": 'id="centres"',
            "positions": 'id="positions"',
        },
    ),
    "csirts": (
        csirts_params.PARTS,
        {
            "national": 'id="national"',
            "teams": 'id="teams"',
            "networks": 'id="reach"',
            "growth": "have a known first year",
        },
    ),
}
"""What only one part of a page says."""
EACH = [(page, part) for page, (parts, _) in PAGES.items() for part in (*parts.labels, "all")]


@pytest.mark.parametrize(("page", "part"), EACH)
def test_a_part_is_shown_alone_and_all_show_everything(
    monkeypatch: pytest.MonkeyPatch, page: str, part: str
) -> None:
    parts, marks = PAGES[page]
    text = html(open_page(monkeypatch, shared_store(), page, {"part": part, "on": "2024-06-30"}))
    assert set(marks) == set(parts.labels)
    seen = {name for name, mark in marks.items() if mark in text}
    assert seen == (set(marks) if part == "all" else {part})
    assert text.count("<h1>") == 1
    assert text.count('aria-current="true">' + dict(parts.labels).get(part, "All on one page")) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_bare_address_shows_the_first_part(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    parts, marks = PAGES[page]
    text = html(open_page(monkeypatch, shared_store(), page, {}))
    assert [name for name, mark in marks.items() if mark in text] == [next(iter(parts.labels))]
