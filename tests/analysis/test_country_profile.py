"""What a profile is composed of: opening, changes of a year, memberships, ends of partners."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.country_changes import country_changes, list_reach
from dashboard.analysis.country_opening import opening, status_sentence, world_wide
from dashboard.analysis.indicators import values_on
from dashboard.analysis.membership_life import membership_life
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.partner_ends import ends
from dashboard.analysis.partners import partners
from dashboard.analysis.profile import held_by_peers, peers
from dashboard.analysis.standing import positions_of, standing
from dashboard.charts.obstacle_strip import obstacle_strip
from dashboard.core.dates import in_year, year_before
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import EntityKind, MembershipStatus
from dashboard.store.store import Store

ON = date(2026, 11, 24)
DAYS = [date(2001, 1, 1), ON, date(2090, 1, 1)]


@pytest.mark.parametrize("on", DAYS)
def test_every_clause_rests_on_rows_with_a_described_source(store: Store, on: date) -> None:
    for iso3 in ("FRA", "TUV", "XKX", "ABW", "TWN", "VAT", "PRK"):
        said = opening(store, iso3, on)
        assert said.errors == ()
        assert said.clauses[0].topic == "countries"
        for clause in said.clauses:
            assert clause.text.endswith((".", ";"))
            cited = [i for cell in clause.rows["source_id"] for i in split_ids(str(cell))]
            assert cited, clause.text
            assert set(cited) <= set(store.sources)


def test_world_wide_treaties_are_read_from_the_table_of_channels(store: Store) -> None:
    assert world_wide(store) == ("CETS185", "UNCC2024")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In force since 1 May 2006", "The T has been in force for it since 1 May 2006"),
        ("In force, as of 2017-10-25", "The T is in force for it, as of 25 October 2017"),
        ("Signed in 2001; ratified in 2004", "It signed the T in 2001; ratified in 2004"),
        ("Not a party (not yet open)", "It is not a party to the T (not yet open)"),
        ("No data", "Whether it is a party to the T is not known"),
        ("Adopted in 2020, not yet applied", "T: adopted in 2020, not yet applied"),
    ],
)
def test_a_status_is_said_as_a_sentence(text: str, said: str) -> None:
    assert status_sentence("T", text) == said


def test_every_status_of_the_shipped_data_makes_a_sentence(store: Store) -> None:
    for iso3 in ("FRA", "BRA", "KEN", "USA", "TUV", "PRK"):
        for on in DAYS:
            said = [c.text for c in opening(store, iso3, on).clauses if c.topic == "treaties"]
            assert not [text for text in said if text.startswith(("Budapest", "UN Convention"))]


def test_a_territory_gets_no_clause_on_treaties_open_to_states(store: Store) -> None:
    words = [clause.text for clause in opening(store, "ABW", ON).clauses]
    assert not any(text.startswith("Budapest") for text in words)
    assert any("no cyber treaty on record extends to Aruba" in text for text in words)


def test_changes_of_a_year_are_after_its_start_and_up_to_its_end(store: Store) -> None:
    frame = country_changes(store, "BRA", date(2023, 6, 1))
    rows = frame[["date", "item_id", "before", "after"]].to_numpy().tolist()
    assert rows == [
        ["2023-03-01", "CETS185", "Ratified, not yet in force", "In force"],
        ["2022-11-30", "CETS185", "Not a party", "Ratified, not yet in force"],
    ]
    assert country_changes(store, "BRA", date(2023, 11, 30)).iloc[0]["item_id"] == "CETS185"
    day = country_changes(store, "BRA", date(2023, 11, 29))
    assert "2022-11-30" in set(day["date"])
    assert "2022-11-30" not in set(country_changes(store, "BRA", date(2023, 11, 30))["date"])


def test_what_a_list_shows_without_a_date_comes_last_and_undated(store: Store) -> None:
    frame = country_changes(store, "FRA", ON)
    assert list(frame["date"]) == ["2026-08-18", *[""] * 7]
    undated = frame[frame["date"].eq("")]
    assert undated["as_of"].gt("2025-11-24").all()


def test_lists_that_cannot_show_a_change_are_counted(store: Store) -> None:
    early = list_reach(store, "FRA", date(2001, 1, 1))
    late = list_reach(store, "FRA", date(2090, 1, 1))
    assert early.early == 0
    assert late.early == late.lists == early.lists > 70
    assert list_reach(store, "FRA", ON).newest == "2026-04-25"


def test_twelve_months_from_a_leap_day() -> None:
    assert year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert in_year(date(2023, 2, 28), 2024) == date(2024, 2, 28)


@pytest.mark.parametrize("on", DAYS)
def test_the_life_of_memberships_ends_in_what_holds_on_the_day(store: Store, on: date) -> None:
    for iso3 in ("FRA", "GBR", "RUS", "TUV", "XKX"):
        life = membership_life(store, iso3, on)
        now = country_memberships(store, iso3, on)
        last = life.groupby("organisation_id")["status"].last()
        held = last[last.ne(MembershipStatus.FORMER)]
        current = now[now["status"].ne(MembershipStatus.FORMER)]
        assert set(current["organisation_id"]) <= set(held.index)


def test_a_round_of_experts_ends_with_its_last_year(store: Store) -> None:
    life = membership_life(store, "FRA", ON).set_index("organisation_id")
    assert tuple(life.loc["UN_GGE_2", ["start", "end"]]) == ("2009", "2010-12-31")
    assert life.loc["NATO", "end"] == ""


def test_ends_of_the_list_of_partners_by_hand() -> None:
    frame = pd.DataFrame(
        [
            ("AAA", "Alpha", True, 5),
            ("BBB", "Beta", True, 5),
            ("CCC", "Gamma", True, 1),
            ("DDD", "Delta", True, 0),
            ("EEE", "Epsilon", True, 0),
            ("FFF", "Not a member", False, 0),
        ],
        columns=["iso3", "name", "un_member", "channels"],
    )
    found = ends(frame, count=2)
    assert found is not None
    assert list(found.most["iso3"]) == ["AAA", "BBB"]
    assert list(found.least["iso3"]) == ["DDD", "EEE"]
    assert found.most_with == ("Alpha", "Beta")
    assert found.fewest_with == ("Delta", "Epsilon")
    assert found.states == 5
    assert ends(frame.head(0)) is None


def test_ends_agree_with_the_counts_of_partners(store: Store) -> None:
    frame = partners(store, "FRA", ON)
    found = ends(frame)
    assert found is not None
    states = frame[frame["un_member"].astype(bool)]["channels"]
    assert found.most["channels"].iloc[0] == states.max()
    assert found.least["channels"].iloc[0] == states.min()
    assert len(found.fewest_with) == (states == states.min()).sum()


def test_income_group_median_is_of_the_states_of_the_group(store: Store) -> None:
    frame = standing(store, "KEN", 2026).set_index("indicator_id")
    values = values_on(store, "gci_overall", 2026)
    group = [
        c.iso3
        for c in store.countries
        if c.wb_income_group == "Lower middle income" and c.entity_kind is not EntityKind.TERRITORY
    ]
    own = values[values["iso3"].isin(group) & ~values["implausible"]]["value"].dropna()
    assert frame.loc["gci_overall", "income_median"] == pytest.approx(own.median())
    for name in ("income_position", "region_position"):
        assert frame[name].dropna().between(0, 100).all()
        assert frame[name].notna().sum() > 30
    apart = frame[frame["use"] == "difference_only"]
    assert apart[["income_median", "income_position"]].isna().all().all()


def test_dots_with_groups_have_a_row_for_each_median(store: Store) -> None:
    frame = positions_of(store, ("FRA",), 2026, groups=True)
    counts = frame["iso3"].value_counts()
    assert counts["FRA"] == counts["world"]
    assert 0 < counts["income"] <= counts["world"]
    assert 0 < counts["region"] <= counts["world"]


def test_strip_has_a_dot_for_each_position_and_no_sum(store: Store) -> None:
    frame = standing(store, "TUV", 2026)
    chart = obstacle_strip(frame, iso3="TUV", name="Tuvalu", title="t")
    own = chart.data[chart.data["iso3"] == "TUV"]
    known = frame[frame["position"].notna() & frame["obstacle"].notna()]
    assert sorted(own["percentile"]) == sorted(known["position"])
    assert (
        not own["indicator_id"].isin(frame[frame["use"] == "difference_only"]["indicator_id"]).any()
    )
    assert "No score adds them up" in chart.notes[0]


def test_shares_of_peers(store: Store) -> None:
    frame = held_by_peers(store, "TUV", ON)
    assert (frame["share"] == frame["peers"] / frame["of"] * 100).all()
    assert set(frame["of"]) == {len(peers(store, "TUV"))}
    assert frame.set_index("item_id").loc["INTERPOL", "own"] == "Not a member"
