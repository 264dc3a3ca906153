"""The profile of a country on the shipped data: counts, sentences, lives of treaties, standing."""

from datetime import date

import pytest

from dashboard.analysis.indicators import percentiles, values_on
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.profile import (
    by_function,
    held_by_peers,
    near_peers,
    peers,
    summary,
    treaty_count,
)
from dashboard.analysis.standing import positions_of, standing, world_values
from dashboard.analysis.treaties import country_treaties, parties_on
from dashboard.analysis.treaty_life import treaty_life
from dashboard.core.vocabulary import FUNCTIONS, EntityKind
from dashboard.store.store import Store

ON = date(2026, 11, 24)
EARLY = date(2001, 1, 1)


def test_france_in_a_few_sentences(store: Store) -> None:
    text = summary(store, "FRA", ON)
    assert "8 of the 11 cyber treaties and laws open to France are in force for it" in text
    assert "has signed or ratified 3 more" in text
    assert text.endswith("Its national CSIRT is CERT-FR.")


@pytest.mark.parametrize(
    ("iso3", "on", "words"),
    [
        ("TUV", ON, "none of the 5 cyber treaties and laws open to Tuvalu"),
        ("TUV", ON, "A source says that there is no national CSIRT"),
        ("XKX", ON, "It takes part in one organisation or effort on record."),
        ("ABW", ON, "no cyber treaty on record extends to Aruba"),
        ("ABW", ON, "not looked for in territories"),
        ("NAM", ON, "Its national CSIRT is NAM-CSIRT"),
        ("NAM", EARLY, "Whether it has a national CSIRT is not known"),
        ("TWN", EARLY, "It takes part in no effort on record."),
    ],
)
def test_small_odd_and_early_entries_get_whole_sentences(
    store: Store, iso3: str, on: date, words: str
) -> None:
    assert words in summary(store, iso3, on)


@pytest.mark.parametrize("on", [EARLY, ON])
def test_what_is_in_force_coming_or_unknown_is_among_what_is_open(store: Store, on: date) -> None:
    for country in store.countries:
        count = treaty_count(country_treaties(store, country.iso3, on))
        assert count.in_force + count.coming + count.unknown <= count.open, country.iso3


def test_every_membership_stands_under_each_form_it_serves(store: Store) -> None:
    frame = country_memberships(store, "FRA", ON)
    served = by_function(frame)
    assert tuple(served) == FUNCTIONS
    assert len(served["norms and standards"]) == 23
    assert sum(map(len, served.values())) == sum(len(f.split(";")) for f in frame["functions"])


def test_a_form_that_nothing_serves_is_kept_as_a_gap(store: Store) -> None:
    served = by_function(country_memberships(store, "XKX", ON))
    assert tuple(served) == FUNCTIONS
    assert any(part.empty for part in served.values())


def test_peers_are_other_members_of_the_same_groups(store: Store) -> None:
    home = store.countries["KEN"]
    for iso3 in peers(store, "KEN"):
        other = store.countries[iso3]
        assert other.un_member
        assert iso3 != "KEN"
        assert (other.un_region, other.wb_income_group) == (home.un_region, home.wb_income_group)
    assert set(near_peers(store, "KEN")) <= set(peers(store, "KEN"))
    assert near_peers(store, "FRA")[0] == "DEU"


def test_what_peers_hold_is_held_by_half_of_them_and_not_by_the_country(store: Store) -> None:
    lacking = 0
    for country in store.countries.un_members[::10]:
        frame = held_by_peers(store, country.iso3, ON)
        lacking += len(frame)
        assert (frame["peers"] * 2 >= frame["of"]).all()
        for treaty in frame.loc[frame["kind"] == "treaty", "item_id"]:
            assert country.iso3 not in parties_on(store, treaty, ON)
    assert lacking


def test_the_budapest_convention_in_france(store: Store) -> None:
    life = treaty_life(store, ("FRA",), ON, "CETS185")
    assert life[["status", "start", "end"]].to_numpy().tolist() == [
        ["signed", "2001-11-23", "2006-01-10"],
        ["ratified", "2006-01-10", "2006-05-01"],
        ["in_force", "2006-05-01", ""],
    ]


def test_an_undated_step_has_no_date_and_does_not_count_early(store: Store) -> None:
    late = treaty_life(store, ("FRA",), ON, "CETS201").iloc[0]
    assert (late["status"], late["start"]) == ("in_force", "")
    assert "as of 2017-10-25" in late["text"]
    assert treaty_life(store, ("FRA",), date(2017, 10, 24), "CETS201").empty


@pytest.mark.parametrize("on", [EARLY, date(2012, 6, 30), ON])
def test_spans_begin_by_the_day_and_follow_one_another(store: Store, on: date) -> None:
    for iso3 in ("FRA", "BRA", "KEN", "USA", "RUS", "NGA", "TUV"):
        life = treaty_life(store, (iso3,), on)
        assert (life["start"].str[:10] <= on.isoformat()).all()
        for _, own in life.groupby("treaty_id"):
            starts = [start for start in own["start"] if start]
            assert starts == sorted(starts)
            assert list(own["end"][:-1]) != [""] * (len(own) - 1) or len(own) == 1


@pytest.mark.parametrize("iso3", ["FRA", "KEN", "TUV", "USA"])
def test_a_position_is_the_percentile_read_towards_the_obstacle(store: Store, iso3: str) -> None:
    own = standing(store, iso3, 2026).set_index("indicator_id")["position"]
    for indicator, better_is_high in (("gci_overall", True), ("tss_rivalry_count", False)):
        values = values_on(store, indicator, 2026)
        share = float(percentiles(values)[values["iso3"] == iso3].iloc[0])
        assert own[indicator] == pytest.approx(100 - share if better_is_high else share)


def test_positions_average_to_the_middle(store: Store) -> None:
    places = [
        standing(store, c.iso3, 2026).set_index("indicator_id").loc["gci_overall", "position"]
        for c in store.countries
        if c.entity_kind is not EntityKind.TERRITORY
    ]
    known = [place for place in places if place == place]
    assert len(known) == len(world_values(store, "gci_overall", 2026)) == 194
    assert sum(known) / len(known) == pytest.approx(50)


def test_regime_indicators_have_no_position(store: Store) -> None:
    frame = standing(store, "FRA", 2026)
    assert frame.loc[frame["use"] == "difference_only", "position"].isna().all()
    dots = positions_of(store, ("FRA", "BRA"), 2026)
    assert not dots["indicator_id"].isin(["vdem_libdem", "fh_freedom_total"]).any()
    assert (dots.loc[dots["iso3"] == "world", "percentile"] == 50).all()


def test_a_span_before_an_undated_step_ends_in_a_window(store: Store) -> None:
    life = treaty_life(store, ("KOR",), date(2026, 11, 24), "UNTOC")
    assert list(life["status"]) == ["signed", "in_force"]
    assert list(life["start"]) == ["2000-12-13", ""]
    assert list(life["end"]) == ["2000-12-13/2017-09-19", ""]
