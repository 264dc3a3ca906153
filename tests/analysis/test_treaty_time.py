"""Treaties through time, on the shipped data: curves, waits, changes, counts, codes."""

from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.treaties import COUNTED, status_on
from dashboard.analysis.treaty_adoption import (
    adoption_curves,
    joining_steps,
    treaty_events,
    undated_steps,
)
from dashboard.analysis.treaty_changes import treaty_changes, undated_changes
from dashboard.analysis.treaty_codes import CODES, treaty_codes
from dashboard.analysis.treaty_stats import status_grid, treaty_figures
from dashboard.analysis.treaty_totals import published_totals
from dashboard.analysis.treaty_waits import EVERYWHERE, wait_summary, waits
from dashboard.core.vocabulary import EntityKind
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
BUDAPEST = ("CETS185",)


def _deposits(store: Store, on: date) -> int:
    frame = adoption_curves(store, BUDAPEST, on)
    return int(frame.loc[frame["step"] == "deposited", "value"].iloc[-1])


@pytest.mark.parametrize(
    ("on", "count"),
    [
        ("2008-04-26", 22),
        ("2015-09-30", 47),
        ("2017-01-25", 52),
        ("2018-06-19", 59),
        ("2020-03-16", 65),
        ("2022-06-30", 66),
        ("2022-11-30", 68),
        ("2024-06-20", 75),
        ("2024-10-09", 76),
        ("2026-04-25", 81),
    ],
)
def test_deposits_of_the_budapest_convention_equal_published_totals(
    store: Store, on: str, count: int
) -> None:
    assert _deposits(store, date.fromisoformat(on)) == count


def test_budapest_entered_into_force_with_its_first_parties(store: Store) -> None:
    frame = adoption_curves(store, BUDAPEST, TODAY)
    force = frame[(frame["step"] == "in_force") & (frame["value"] > 0)]
    assert force["date"].iloc[0] == "2004-07-01"
    events = treaty_events(store, BUDAPEST)
    assert list(events["date"]) == ["2001-11-23", "2004-07-01"]


def test_the_curve_of_a_full_list_ends_where_the_list_ends(store: Store) -> None:
    frame = adoption_curves(store, BUDAPEST, TODAY)
    assert frame["date"].max() == "2026-04-25"


def test_undated_parties_are_apart_from_the_curve(store: Store) -> None:
    curve = adoption_curves(store, ("CETS108",), TODAY)
    undated = undated_steps(store, ("CETS108",))
    dated = curve[curve["step"] == "in_force"]["value"].iloc[-1]
    apart = undated[undated["step"] == "in_force"]
    assert (dated, len(apart)) == (40, 15)
    assert (undated["date"] == "").all()


def test_qatar_is_no_dated_deposit_of_the_un_convention(store: Store) -> None:
    curve = adoption_curves(store, ("UNCC2024",), TODAY)
    last = curve.groupby("step")["value"].last()
    assert (last["signed"], last["deposited"], last["in_force"]) == (72, 0, 0)
    undated = undated_steps(store, ("UNCC2024",))
    assert list(undated.loc[undated["step"] == "deposited", "iso3"]) == ["QAT"]


@pytest.mark.parametrize("on", [date(2005, 1, 1), date(2016, 2, 29), TODAY])
def test_in_force_on_a_day_is_dated_plus_undated_at_most(store: Store, on: date) -> None:
    for treaty_id in store.table("treaties")["treaty_id"]:
        states = status_on(store, treaty_id, on)
        states = states[states["entity_kind"] != EntityKind.TERRITORY]
        count = int(states["status"].isin(COUNTED).sum())
        steps = joining_steps(store, treaty_id)
        steps = steps[steps["step"] == "in_force"]
        dated = int(steps.loc[steps["day"].le(on.toordinal()).fillna(False), "change"].sum())
        assert dated <= count <= dated + int(steps["day"].isna().sum()), treaty_id


def test_curves_without_exits_never_fall(store: Store) -> None:
    ids = tuple(store.table("treaties")["treaty_id"])
    curves = adoption_curves(store, ids, TODAY)
    for (_, step), own in curves.groupby(["treaty_id", "step"]):
        assert own["date"].is_monotonic_increasing
        if step != "in_force":
            assert own["value"].is_monotonic_increasing


def test_regions_add_up_to_the_world(store: Store) -> None:
    whole = adoption_curves(store, BUDAPEST, TODAY)
    parts = 0
    for region in {c.un_region for c in store.countries.selectable}:
        inside = frozenset(c.iso3 for c in store.countries if c.un_region == region)
        own = adoption_curves(store, BUDAPEST, TODAY, inside)
        parts += int(own.loc[own["step"] == "deposited", "value"].iloc[-1])
    assert parts == int(whole.loc[whole["step"] == "deposited", "value"].iloc[-1]) == 81


def test_waits_measure_only_full_dates(store: Store) -> None:
    frame = waits(store, BUDAPEST, "signature", "force", TODAY)
    one = frame.set_index("iso3").loc["USA"]
    assert (one["start"], one["finish"], one["days"]) == ("2001-11-23", "2007-01-01", 1865)
    assert set(frame.loc[frame["state"] == "waiting", "iso3"]) == {"IRL", "ZAF"}
    whole = wait_summary(frame).set_index("region").loc[EVERYWHERE]
    assert (whole["n"], whole["waiting"], whole["undated"]) == (48, 2, 0)
    assert whole["q1"] <= whole["median"] <= whole["q3"]
    assert whole["median"] == frame["days"].median()


def test_nobody_waits_before_the_opening_and_undated_states_are_counted(store: Store) -> None:
    assert waits(store, BUDAPEST, "signature", "force", date(2001, 1, 1)).empty
    malabo = wait_summary(waits(store, ("AU_MALABO",), "signature", "force", TODAY))
    whole = malabo.set_index("region").loc[EVERYWHERE]
    assert (whole["n"], whole["waiting"], whole["undated"]) == (6, 13, 10)
    assert waits(store, ("EU_NIS2",), "opening", "force", TODAY).empty


def test_what_changed_around_the_extension_to_curacao(store: Store) -> None:
    frame = treaty_changes(store, date(2024, 6, 19), date(2024, 6, 27), BUDAPEST)
    assert list(zip(frame["iso3"], frame["date"], frame["to_status"], strict=True)) == [
        ("CUW", "2024-06-27", "ratified"),
        ("BEN", "2024-06-20", "ratified"),
        ("FJI", "2024-06-20", "ratified"),
        ("KIR", "2024-06-20", "ratified"),
    ]
    assert set(frame["source_id"]) <= set(store.sources)


def test_changes_join_up(store: Store) -> None:
    first, middle, last = date(2020, 1, 1), date(2022, 6, 30), date(2024, 1, 1)
    whole = treaty_changes(store, first, last)
    halves = [treaty_changes(store, middle, last), treaty_changes(store, first, middle)]
    pd.testing.assert_frame_equal(whole, pd.concat(halves, ignore_index=True))


def test_an_undated_listing_is_no_change(store: Store) -> None:
    since = date(2025, 11, 24)
    changed = treaty_changes(store, since, TODAY)
    listed = undated_changes(store, since, TODAY)
    assert {"KOR", "MEX", "QAT"} <= set(listed["iso3"])
    assert (listed["date"] == "").all()
    both = changed.merge(listed, on=["iso3", "treaty_id"])
    assert both.empty


def test_counts_against_published_totals(store: Store) -> None:
    frame = published_totals(store)
    own = frame[frame["treaty_id"] == "CETS185"]
    assert len(own) == 10
    assert (own["verdict"] == "same").all()
    assert "differs" not in set(frame["verdict"])
    assert (frame.loc[frame["verdict"] != "same", "why"] != "").all()
    within = frame[frame["verdict"] == "within"]
    assert within["published"].between(within["lower"], within["upper"]).all()


def test_codes_are_explained(store: Store) -> None:
    frame = treaty_codes(store)
    assert set(frame["code"]) <= set(CODES)
    assert int((frame["code"] == "R").sum()) == 37
    assert set(frame["treaty_id"]) == {"CETS185"}


def test_key_figures_and_grid_agree_with_the_status(store: Store) -> None:
    ids = tuple(store.table("treaties")["treaty_id"])
    figures = treaty_figures(store, ids, date(2025, 11, 24), TODAY).set_index("treaty_id")
    row = figures.loc["CETS185"]
    assert (row["in_force"], row["signed"], row["invited"], row["change"]) == (81, 2, 14, 1)
    assert figures.loc["UNCC2024", ["in_force", "ratified", "signed"]].tolist() == [0, 1, 72]
    grid = status_grid(store, ids, TODAY)
    assert len(grid) == len(ids) * len(list(store.countries.selectable))
    counted = grid[grid["status"].isin(COUNTED)].groupby("treaty_id").size()
    assert (
        counted.reindex(ids, fill_value=0).tolist() == figures.loc[list(ids), "in_force"].tolist()
    )
