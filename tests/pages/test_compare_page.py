"""/compare on the shipped data: full, a group, too few, odd entries, broken data, far days."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.store import Store, open_store
from tests.pages.opening import charts, html, open_page, with_broken
from tests.pages.opening import words as text

Page = Callable[..., AppTest]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, store: Store) -> Page:
    """Opens all parts, unless one is asked for."""
    return lambda **query: open_page(monkeypatch, store, "compare", {"part": "all", **query})


def rows(app: AppTest) -> list[str]:
    return re.findall(r'<tr class="(differs|same)">', html(app))


def test_france_brazil_and_kenya(page: Page) -> None:
    app = page(c="FRA,BRA,KEN", on="2026-11-24")
    words = text(app)
    assert "France, Brazil and Kenya differ in" in words
    assert "All 3 share 11 treaties and efforts" in words
    assert "In force since 1 March 2023" in words
    assert "Only Kenya" in words
    assert len(charts(app)) == 3
    assert {"differs", "same"} == set(rows(app))


def test_the_table_is_one_that_can_be_read_aloud(page: Page) -> None:
    shown = html(page(c="FRA,BRA"))
    assert 'role="region" tabindex="0"' in shown
    assert '<th scope="rowgroup" colspan="3">' in shown
    assert shown.count('<th scope="col">') >= 3
    assert 'role="img" aria-label="differs: ">≠</span>' in shown


def test_only_rows_that_differ(page: Page) -> None:
    app = page(c="FRA,BRA,KEN", diff="1")
    assert set(rows(app)) == {"differs"}
    app.toggle[0].set_value(False).run()
    assert "diff" not in app.query_params
    assert "same" in rows(app)


def test_obstacle_and_treaty_come_from_the_link(page: Page) -> None:
    app = page(c="FRA,BRA", o="5", t="UNTOC")
    words = text(app)
    assert "Resource constraints: Brazil is past the middle on" in words
    assert "Who took which step when under the UN Convention against Transnational" in words


def test_too_few_countries_get_suggestions(page: Page) -> None:
    app = page(part="", on="2020-05-01")
    assert "How do countries differ?" in text(app)
    assert '"/compare?on=2020-05-01&c=FRA,BRA,KEN"' in unescape(html(app))


def test_one_country_is_compared_with_mine_or_a_peer(page: Page) -> None:
    app = page(c="KEN", my="FRA")
    assert "Compare Kenya with whom?" in text(app)
    assert re.search(r"c=KEN,FRA[^>]*>Kenya and France</a>", html(app))


def test_the_same_country_twice_is_dropped_with_a_notice(page: Page) -> None:
    words = text(page(c="FRA,France,BRA"))
    assert "France is named twice, so it is shown once" in words
    assert "France and Brazil differ in" in words
    assert "Compare France with whom?" in text(page(c="FRA,FRA"))


def test_more_than_six_are_cut_with_a_notice(page: Page) -> None:
    words = text(page(c="FRA,BRA,KEN,IND,USA,CHN,NAM"))
    assert "At most 6 countries fit here, so Namibia was left out" in words


def test_a_broken_code_is_named_and_the_rest_is_compared(page: Page) -> None:
    words = text(page(c="XXQ,FRA,BRA", o="12", t="nope"))
    assert "No country is called “XXQ”" in words
    assert "“12” is not a numbered obstacle known here" in words
    assert "“nope” is not a treaty known here" in words
    assert "France and Brazil differ in" in words


@pytest.mark.parametrize("codes", ["TUV,NA", "XKX,TWN,ABW", "VAT,PRK,TUV,NA,ABW,XKX"])
@pytest.mark.parametrize("on", ["2001-01-01", "2026-11-24", "2090-01-01"])
def test_small_and_odd_entries_and_far_days(page: Page, codes: str, on: str) -> None:
    app = page(c=codes, on=on)
    words = text(app)
    assert "dimensions" in words
    assert "nan" not in re.findall(r"\b\w+\b", words)
    assert "<NA>" not in words
    assert rows(app)


def test_sources_and_downloads(page: Page) -> None:
    app = page(c="FRA,BRA")
    assert html(app).count('class="source-line"') == 6
    menus = [menu.proto.popover.label for menu in app.get("popover")]
    assert menus.count("Table, download, cite") == 3
    assert menus.count("Download, cite") == 3


def cells(app: AppTest, item: str) -> list[str]:
    """The cells of one row of the table, as text."""
    row = next(r for r in re.findall(r"<tr class.*?</tr>", html(app)) if f">{item}" in r)
    return [unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td.*?</td>", row)]


def test_in_brief_differences_are_counted_by_topic(page: Page) -> None:
    app = page(c="FRA,BRA,KEN", on="2026-11-24", part="")
    shown = html(app)
    differ, of = re.search(r"differ in (\d+) of (\d+) dimensions", shown).groups()  # type: ignore[union-attr]
    counts = re.findall(r'aria-label="(\d+) of (\d+)"', shown)
    assert sum(int(some) for some, _ in counts) == int(differ)
    assert sum(int(whole) for _, whole in counts) == int(of)
    assert "They differ most on competing national interests" in text(app)
    assert not charts(app)


def test_differences_come_first_unless_topics_are_asked_for(page: Page) -> None:
    marks = rows(page(c="FRA,BRA,KEN"))
    assert marks == sorted(marks)  # "differs" before "same"
    assert "Treaties: differ" in text(page(c="FRA,BRA,KEN"))
    by_topic = rows(page(c="FRA,BRA,KEN", order="topic"))
    assert sorted(by_topic) == marks
    assert by_topic != marks


def test_each_pair_and_profile_is_one_click_away(page: Page) -> None:
    shown = unescape(html(page(c="FRA,BRA,KEN", on="2020-05-01")))
    for pair in ("a=FRA&b=BRA", "a=FRA&b=KEN", "a=BRA&b=KEN"):
        assert f"/pair?on=2020-05-01&{pair}" in shown
    assert "/country?on=2020-05-01&c=KEN" in shown
    assert "a=ABW" not in html(page(c="FRA,ABW"))


def test_a_country_against_a_group(page: Page) -> None:
    app = page(c="KEN", group="region:Africa", on="2026-11-24")
    words = text(app)
    assert "Kenya and Africa (n = 54) differ in" in words
    assert cells(app, "Budapest Convention")[1] == "In force for 13 of 54 (24 %)"
    assert "Choose a second country to see what both share" in words
    assert len(charts(app)) == 3
    assert cells(app, "Electoral democracy")[0] == "measured from here"
    assert "apart" in cells(app, "Electoral democracy")[1]


def test_members_of_an_organisation_are_those_of_the_day(page: Page) -> None:
    assert "Members of EU (n = 27)" in text(page(c="BRA", group="org:EU", on="2026-11-24"))
    assert "Members of EU (n = 28)" in text(page(c="BRA", group="org:EU", on="2015-01-01"))
    words = text(page(c="BRA", group="org:EU", on="1940-01-01"))
    assert "Members of EU: no member is known on 1 January 1940" in words


def test_a_group_takes_one_of_six_places(page: Page) -> None:
    words = text(page(c="FRA,BRA,KEN,IND,USA,CHN", group="org:EU"))
    assert "A group takes one of the 6 places, so China was left out" in words
    assert "United States and Members of EU (n = 27) differ in" in words


def test_an_unknown_group_is_named(page: Page) -> None:
    words = text(page(c="FRA,BRA", group="region:Atlantis"))
    assert "“region:Atlantis” is not a group known here" in words
    assert "France and Brazil differ in" in words


def test_one_country_gets_its_own_groups_offered(page: Page) -> None:
    shown = unescape(html(page(c="KEN", part="")))
    assert '"/compare?c=KEN&group=region:Africa" target="_self">Kenya against Africa</a>' in shown
    assert "Kenya and Africa (n = 54)" in text(page(c="KEN", group="region:Africa", part=""))


def test_differing_years_and_unknown_sides_are_said(page: Page) -> None:
    words = text(page(c="FRA,BRA,KEN", on="2026-11-24"))
    assert "years differ" in words
    assert "no data for 1 of 3" in words


def test_one_indicator_through_the_years_and_several_treaties(page: Page) -> None:
    words = text(page(c="FRA,BRA", i="wgi_cc", o="1", t="CETS185,UNTOC"))
    assert re.search(r"Control of corruption: France [\d.]+ points in 20\d\d, Brazil", words)
    assert "Who took which step when under 2 treaties?" in words


def test_without_noncommercial_rows_the_page_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"c": "FRA", "group": "region:Europe", "part": "all"}
    words = text(open_page(monkeypatch, open_store(noncommercial=False), "compare", query))
    assert "France and Europe (n = 45) differ in" in words
    assert "EuRepoC" not in words
    assert "on-commercial use only" not in words


@pytest.mark.parametrize("group", ["", "region:Africa"])
@pytest.mark.parametrize(
    ("table", "gone"),
    [
        ("treaty_status", {"Treaties", "Organisations and efforts"}),  # UNODC: states party
        ("memberships", {"Treaties", "Organisations and efforts"}),  # bound through membership
        ("incidents", {"Reported incidents"}),
        ("values", {"Obstacle 5"}),
    ],
)
def test_a_broken_table_is_named_and_the_rest_stays(
    monkeypatch: pytest.MonkeyPatch, table: str, gone: set[str], group: str
) -> None:
    store = with_broken(monkeypatch, table)
    app = open_page(monkeypatch, store, "compare", {"c": "FRA,KEN", "group": group, "part": "all"})
    words = text(app)
    assert "Part of this is left out." in words
    assert table in words
    assert "could not be drawn" not in words
    assert "dimensions" in words
    topics = ("Treaties", "Organisations and efforts", "Reported incidents", "Obstacle 5")
    there = {name for name in topics if f"<span>{name}: " in html(app)}
    assert there == set(topics) - gone
