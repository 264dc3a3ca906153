"""/country on the shipped data: full, empty, small and odd entries, broken data, far days."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.standing import standing
from dashboard.store.store import Store, open_store
from dashboard.ui.country_parts import SECTIONS
from tests.pages.opening import charts, html, open_page, with_broken
from tests.pages.opening import words as text

Page = Callable[..., AppTest]
ODD = ("TUV", "XKX", "ABW", "TWN", "NA", "VAT", "PRK", "GRL", "PRI")
LABELS = {s.anchor: s.label for sections in SECTIONS.values() for s in sections}


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, store: Store) -> Page:
    """Opens all parts, unless one is asked for."""
    return lambda **query: open_page(monkeypatch, store, "country", {"part": "all", **query})


def test_france_in_full(page: Page) -> None:
    app = page(c="FRA", on="2026-11-24")
    words = text(app)
    assert "France FRA" in words
    assert "In force since 1 May 2006" in words
    assert "Signed on 25 October 2025" in words
    assert "Treaties: 8 in force, 3 signed or ratified" in words
    assert "Norms and standards 23" in words
    assert "CERT/CSIRT: CERT-FR" in words
    assert "https://www.cert.ssi.gouv.fr" in words
    assert "54 are listed" in words
    assert "30 of 198" in words
    assert "What is not known about France" in words
    assert len(charts(app)) == 4


def test_the_opening_is_composed_of_facts_with_numbered_sources(page: Page) -> None:
    shown = html(page(c="FRA", on="2026-11-24"))
    words = " ".join(unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", shown)).split())
    assert "8 of the 11 cyber treaties and laws open to France are in force for it" in words
    assert "The Budapest Convention has been in force for it since 1 May 2006." in words
    counts = "4 in DCID (2000–2021); 204 in EuRepoC (2000–2026); and 25 in VCDB (1984–2022)."
    assert f"each dataset by itself: {counts}" in words
    assert "to 80 of 192 other UN member states, a legal basis of any kind to 185." in words
    assert "Its national CSIRT is CERT-FR." in words
    marks = re.findall(r'href="#source-(\d+)"', shown)
    assert marks == [str(n) for n in range(1, 13)]
    assert marks == re.findall(r'<li id="source-(\d+)">', shown)
    third = shown.split('<li id="source-3">')[1].split("</li>")[0]
    assert "Chart of signatures and ratifications of Treaty 185" in third


def headings(app: AppTest) -> list[str]:
    return re.findall(r'<h2 id="([a-z-]+)">', html(app))


def test_each_section_stands_in_one_part_and_all_in_the_whole(page: Page) -> None:
    assert headings(page(c="FRA")) == list(LABELS)
    for part, sections in SECTIONS.items():
        app = page(c="FRA", part=part)
        assert headings(app) == [section.anchor for section in sections]
        assert "France FRA" in text(app)


def test_the_first_part_leads_with_what_is_known_in_brief(page: Page) -> None:
    app = page(c="FRA", part="")
    assert headings(app) == ["changes"]
    words = text(app)
    assert "Sources of this paragraph" in words
    assert "Treaties in force 8 of 11 open to it" in words
    assert '"/country?c=FRA&part=all"' in unescape(html(app))
    assert not charts(app)


def test_what_changed_in_twelve_months_has_dates_and_the_reach_of_lists(page: Page) -> None:
    words = text(page(c="BRA", on="2023-06-01"))
    assert "What changed in twelve months: 2 dated changes" in words
    assert "Treaty steps and memberships, 1 June 2022 to 1 June 2023." in words
    assert "Budapest Convention 1 March 2023 In force Ratified, not yet in force" in words
    assert "28 of the 80 lists that could name this country were last read before 1 June" in words
    france = text(page(c="FRA", on="2026-11-24"))
    assert "EU e-evidence regulation 18 August 2026 follows from membership" in france
    assert "7 states without a date, first read in this period" in france


def test_peers_come_with_their_share_and_what_the_country_is(page: Page) -> None:
    words = text(page(c="TUV", on="2026-11-24"))
    assert "Budapest Convention Treaty in force 67 % (2 of 3) Not a party" in words
    assert "INTERPOL Membership 100 % (3 of 3) Not a member" in words
    assert "Nothing that half of its peers have is missing for France." in text(page(c="FRA"))


def test_most_and_least_connected_partners_are_named_with_their_ties(page: Page) -> None:
    words = text(page(c="FRA", on="2026-11-24"))
    assert "France has most channels, 18, with Germany and Italy; no channel seen" in words
    assert "few channels seen is not proof that there are few" in words
    assert "no channel seen with 133 states" in text(page(c="TUV", on="2026-11-24"))


def test_incidents_lead_to_the_explorer(page: Page) -> None:
    assert '"/incidents?dataset=eurepoc&victim=FRA"' in unescape(html(page(c="FRA")))


def test_obstacles_stand_against_world_region_and_income_group(page: Page, store: Store) -> None:
    shown = html(page(c="FRA", on="2026-11-24"))
    assert shown.count('data-label="Income-group median"') >= 60
    assert '<i class="income" style="left:' in shown
    words = text(page(c="FRA", on="2026-11-24"))
    frame = standing(store, "FRA", 2026)
    placed = frame[frame["obstacle"].notna()]["position"].dropna()
    high = f"on {(placed > 75).sum()} of {len(placed)} indicators"
    assert f"in the quarter with most of an obstacle {high}" in words
    assert "5 · Resource constraints: 11 indicators" in words


def test_without_noncommercial_rows_the_page_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = {"c": "FRA", "part": "all"}
    app = open_page(monkeypatch, open_store(noncommercial=False), "country", query)
    words = text(app)
    assert "Treaties: 8 in force" in words
    assert "EuRepoC" not in words
    assert "25 in VCDB (1984–2022)." in words
    assert "on-commercial use only" not in words


@pytest.mark.parametrize(
    ("table", "gone", "kept"),
    [
        ("treaty_status", {"treaties", "peers", "partners", "changes", "not-known"}, "csirts"),
        ("memberships", {"organisations", "peers"}, "incidents"),
        ("incidents", {"incidents"}, "obstacles"),
        ("values", {"obstacles"}, "treaties"),
        ("national_csirts", {"csirts"}, "obstacles"),
    ],
)
def test_a_broken_table_is_named_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch, table: str, gone: set[str], kept: str
) -> None:
    store = with_broken(monkeypatch, table)
    app = open_page(monkeypatch, store, "country", {"c": "FRA", "part": "all"})
    shown = html(app)
    assert table in shown
    assert "could not be drawn" not in shown
    parts = dict(re.findall(r'<h2 id="([a-z-]+)">(.*?)</h2>', shown))
    assert set(parts) == set(LABELS)
    plain = {anchor for anchor, label in LABELS.items() if parts[anchor] == label}
    assert gone <= plain
    assert kept not in plain


def test_incidents_stand_apart_with_their_bias(page: Page) -> None:
    words = text(page(c="FRA"))
    assert "never added up" in words
    assert "25 incidents" in words
    assert "As suspected origin, as coded by VCDB" in words
    assert words.count("Counts of reports, not of what happened") == 3


def test_every_block_has_its_sources_and_a_file(page: Page) -> None:
    app = page(c="FRA")
    assert html(app).count('class="source-line"') >= 20
    menus = [menu.proto.popover.label for menu in app.get("popover")]
    assert sum("ownload, cite" in menu for menu in menus) >= 6


def test_links_lead_to_map_comparison_and_api(page: Page) -> None:
    shown = unescape(html(page(c="FRA", on="2020-05-01", my="BRA")))
    assert '"/api/v1/countries/FRA?on=2020-05-01"' in shown
    assert '"/map?on=2020-05-01&my=BRA&c=FRA&layer=reach:FRA"' in shown
    assert '"/compare?on=2020-05-01&my=BRA&c=FRA,BRA"' in shown


def test_without_a_country_it_asks_for_one(page: Page) -> None:
    app = page(part="", my="")
    assert "What is known about a country?" in text(app)
    assert 'href="/country?c=KEN"' in html(app)


def test_my_country_stands_in(page: Page) -> None:
    words = text(page(my="BRA"))
    assert "Brazil BRA" in words
    assert "This is your country" in words


@pytest.mark.parametrize("code", ODD)
@pytest.mark.parametrize("on", ["2001-01-01", "2026-11-24", "2090-01-01"])
def test_small_and_odd_entries_are_told_in_words(page: Page, code: str, on: str) -> None:
    words = text(page(c=code, on=on))
    assert "Organisations and efforts" in words
    assert "nan" not in re.findall(r"\b\w+\b", words)
    assert "<NA>" not in words


def test_namibia_is_not_a_missing_value(page: Page) -> None:
    words = text(page(c="NA"))
    assert "Namibia NAM" in words
    assert "In force since 8 June 2023" in words


def test_territories_and_others_carry_no_statement_on_status(page: Page) -> None:
    aruba = text(page(c="ABW"))
    assert "Cyber treaties are recorded for states" in aruba
    assert "no statement on its status" in aruba
    assert "Treaties: not applicable" in aruba
    assert "What most of its peers have" not in aruba
    kosovo = text(page(c="XKX"))
    assert "Not a UN member" in kosovo
    assert "no statement on its status" in kosovo


def test_functions_that_nothing_serves_are_shown_as_gaps(page: Page) -> None:
    assert "Nothing on record" in text(page(c="XKX"))


def test_regime_measures_are_shown_only_as_a_distance(page: Page) -> None:
    alone = text(page(c="FRA"))
    assert "Choose “my country” to see" in alone
    assert "apart from Brazil" in text(page(c="FRA", my="BRA"))


def test_an_early_day_shows_what_was_known_to_hold_then(page: Page) -> None:
    words = text(page(c="FRA", on="2001-01-01"))
    assert "In force since 1 October 1985" in words
    assert "In force since 1 May 2006" not in words
    assert "No data" in words


def test_a_far_day_says_that_the_last_known_state_is_shown(page: Page) -> None:
    assert "This day lies ahead." in text(page(c="FRA", on="2090-01-01"))


def test_a_broken_code_gives_a_notice_and_asks_again(page: Page) -> None:
    words = text(page(c="XXQ"))
    assert "No country is called “XXQ”" in words
    assert "What is known about a country?" in words
