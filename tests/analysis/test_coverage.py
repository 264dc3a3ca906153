"""Coverage: computed from the tables; what is not known names the page that would settle it."""

from datetime import date

from dashboard.analysis.coverage import (
    indicator_coverage,
    list_coverage,
    table_coverage,
    topic_coverage,
)
from dashboard.analysis.memberships import membership_on
from dashboard.analysis.unknowns import unknowns
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


def test_every_table_is_covered_with_its_rows(store: Store) -> None:
    table = table_coverage(store).set_index("table")
    assert set(table.index) == set(store.tables())
    for name in table.index:
        assert table.loc[name, "rows"] == store.row_count(name)
    assert table.loc["national_csirts", "share_of_members"] == 100
    assert table.loc["incidents", "rows"] == 9427 + 429 + 4374


def test_as_of_ranges_run_forward(store: Store) -> None:
    table = table_coverage(store)
    dated = table[table["as_of_from"] != ""]
    assert len(dated) > 30
    assert (dated["as_of_from"] <= dated["as_of_to"]).all()


def test_topics_hold_the_sum_of_their_tables(store: Store) -> None:
    topics, tables = topic_coverage(store), table_coverage(store)
    assert topics["rows"].sum() == tables["rows"].sum()
    assert {"treaties", "organisations", "csirts", "incidents", "indicators"} <= set(
        topics["topic"]
    )
    assert (topics["un_members"] <= 193).all()


def test_lists_say_how_complete_they_are(store: Store) -> None:
    lists = list_coverage(store).set_index("id")
    assert lists.loc["CETS185", "coverage"] == "complete"
    assert lists.loc["NATO", "absence"] == "not_member"
    assert lists.loc["FIRST", "absence"] == "unknown"
    assert len(lists) == len(store.table("treaties")) + len(store.table("organisations"))


def test_indicators_state_years_and_countries(store: Store) -> None:
    table = indicator_coverage(store).set_index("indicator_id")
    assert len(table) == 81 + len(store.table("computed_indicators"))
    assert table.loc["legal_reach_narrow", "year_from"] == 2001
    assert table.loc["gci_overall", "countries"] == 194
    assert (table.loc["wvs_trust", "year_from"], table.loc["wvs_trust", "year_to"]) == (1993, 2014)
    assert (table.loc["wvs_trust", "countries"], table.loc["wvs_trust", "last_year_countries"]) == (
        98,
        60,
    )


def test_unknowns_of_a_country_lead_to_official_pages(store: Store) -> None:
    frame = unknowns(store, "TCD", TODAY)
    assert set(frame["topic"]) == {"treaties", "csirts", "organisations", "indicators"}
    assert "csirt" in set(frame["item_id"])
    assert (frame["why"] != "").all()
    first = frame.set_index("item_id").loc["FIRST", "settled_by"]
    assert first.startswith("https://www.first.org")
    assert (frame["settled_by"] != "").mean() > 0.8


def test_a_territory_has_only_indicators_to_miss(store: Store) -> None:
    assert set(unknowns(store, "ABW", TODAY)["topic"]) == {"indicators"}


def test_unknown_memberships_are_those_of_the_whole_list(store: Store) -> None:
    for iso3 in ("TCD", "PLW"):
        said = unknowns(store, iso3, TODAY).query("topic == 'organisations'").set_index("item_id")
        for name in ("NATO", "EGMONT", "ITU", "APCERT"):
            row = membership_on(store, name, TODAY).set_index("iso3").loc[iso3]
            assert (name in said.index) == (row["status"] == "unknown")
            if name in said.index:
                assert said.loc[name, "source_id"] == row["source_id"]
