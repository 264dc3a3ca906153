"""Headline numbers against published ones, with their base and their dates."""

from datetime import date

import pytest

from dashboard.analysis.headline import Figure, headline
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.analysis.selection import Selection
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
ALL = Selection()


def figures(
    store: Store, layer_id: str, on: date = TODAY, selection: Selection = ALL
) -> dict[str, Figure]:
    layer = build_layer(store, layer_id, on, LayerOptions())
    return {f.label: f for f in headline(store, layer, selection.members(store, on))}


def test_budapest_parties_and_share_of_states(store: Store) -> None:
    found = figures(store, "CETS185")
    assert found["Parties"] == Figure("Parties", "81", "81 UN member states")
    assert found["Share of states"] == Figure("Share of states", "42 %", "of 193 UN member states")


def test_change_is_counted_up_to_the_date_of_the_list(store: Store) -> None:
    change = figures(store, "CETS185")["Change in 12 months"]
    assert change.detail == "25 April 2025 – 25 April 2026"
    table = store.table("treaty_status").query("treaty_id == 'CETS185'")
    force = table["entry_into_force_date"]
    began = int((force.gt("2025-04-25") & force.le("2026-04-25")).sum())
    assert change.value == f"+{began}"


def test_change_on_an_earlier_day_ends_on_that_day(store: Store) -> None:
    change = figures(store, "CETS185", date(2024, 2, 29))["Change in 12 months"]
    assert change.detail == "28 February 2023 – 29 February 2024"


def test_shares_of_people_and_gdp_name_their_years(store: Store) -> None:
    found = figures(store, "CETS185")
    assert found["Share of people"].detail.startswith("population of 20")
    assert found["Share of GDP"].detail.startswith("latest year known, ")
    for label in ("Share of people", "Share of GDP"):
        assert 20 < float(found[label].value.removesuffix(" %")) < 90


def test_nato(store: Store) -> None:
    found = figures(store, "NATO")
    assert found["Members or participants"].value == "32"
    assert found["Share of states"].value == "17 %"
    change = found["Change in 12 months"]
    assert change == Figure("Change in 12 months", "0", "22 January 2025 – 22 January 2026")
    joined = figures(store, "NATO", date(2024, 4, 1))["Change in 12 months"]
    assert joined == Figure("Change in 12 months", "+2", "1 April 2023 – 1 April 2024")


def test_a_leaving_is_a_negative_change(store: Store) -> None:
    change = figures(store, "ECOWAS", date(2025, 6, 30))["Change in 12 months"]
    assert change.value == "-3"


def test_other_entities_are_named_apart(store: Store) -> None:
    found = figures(store, "UNTOC")
    assert found["Parties"].detail.endswith("UN member states and 4 other entities")


def test_before_the_opening_nothing_is_counted(store: Store) -> None:
    found = figures(store, "CETS185", date(2001, 1, 1))
    assert found["Parties"].value == "0"
    assert found["Share of states"].value == "0 %"


def test_a_selection_is_its_own_base(store: Store) -> None:
    found = figures(store, "CETS185", selection=Selection(organisations=("G7",)))
    assert found["Parties"] == Figure("Parties", "7", "7 UN member states")
    assert found["Share of states"] == Figure("Share of states", "100 %", "of 7 selected states")


@pytest.mark.parametrize("layer_id", ["gci_overall", "treaties_in_force", "incidents:vcdb"])
def test_numbers_have_a_median_and_a_highest(store: Store, layer_id: str) -> None:
    found = figures(store, layer_id)
    assert int(found["With a value"].value) > 50
    assert {"Median", "Highest"} <= set(found)


def test_an_empty_selection_of_countries_says_nothing_false(store: Store) -> None:
    layer = build_layer(store, "CETS185", TODAY, LayerOptions())
    found = {f.label: f.value for f in headline(store, layer, frozenset())}
    assert found["Parties"] == "0"
    assert "Share of states" not in found
