"""Timelines: what play shows ends where the map of today is, and no list date is an event."""

from datetime import date

import pytest

from dashboard.analysis.memberships import membership_on
from dashboard.analysis.treaties import in_force_counts, status_on
from dashboard.api.timeline import layer_timeline
from dashboard.api.timeline_shape import country_order
from dashboard.store.boundaries import world_order

END = date(2026, 11, 24)


def test_positions_begin_with_those_of_the_map(store):
    order = country_order(store)
    assert order[: len(world_order())] == world_order()
    assert set(order) == {c.iso3 for c in store.countries}


@pytest.mark.parametrize(
    ("table", "column", "truth"),
    [
        ("treaties", "treaty_id", status_on),
        ("organisations", "organisation_id", membership_on),
    ],
)
def test_events_and_undated_states_together_give_today(store, table, column, truth):
    for instrument in store.table(table)[column]:
        data = layer_timeline(store, instrument, END).data
        states = list(data["base"])
        for place, _, key in data["events"]:
            states[place] = key
        for place, key in data["undated"]:
            states[place] = key
        shown = {i: data["keys"][k] for i, k in zip(data["order"], states, strict=True)}
        assert shown == truth(store, instrument, END).set_index("iso3")["status"].to_dict()


def test_the_date_of_a_list_is_not_an_event(store):
    """Invitations to the Budapest Convention are mostly known only as of a list."""
    data = layer_timeline(store, "CETS185", END).data
    invited = data["keys"].index("invited")
    undated = {data["order"][place] for place, key in data["undated"] if key == invited}
    dated = {data["order"][place] for place, _, key in data["events"] if key == invited}
    assert len(undated) > 5
    assert not undated & dated
    last = max(day for _, day, _ in data["events"])
    assert last < str(status_on(store, "CETS185", END)["as_of"].max())


def test_events_are_in_order_one_a_day_for_a_country(store):
    for layer in ("CETS189", "CETS223", "UNTOC", "OECD"):
        events = layer_timeline(store, layer, END).data["events"]
        assert [day for _, day, _ in events] == sorted(day for _, day, _ in events)
        assert len({(place, day) for place, day, _ in events}) == len(events)


def test_the_player_gets_the_same_changes(store):
    data = layer_timeline(store, "CETS185", END).data
    play = data["play"]
    assert len(play["base"]) == len(world_order())
    assert (play["start"], play["end"], play["step"]) == ("2001-01-01", "2026-11-24", "month")
    states = [int(code, 36) for code in play["base"]]
    for at in range(0, len(play["events"]), 3):
        _, place, key = play["events"][at : at + 3]
        states[place] = key
    expected = list(data["base"])
    for place, _, key in data["events"]:
        expected[place] = key
    assert states == expected[: len(states)]


def test_dated_and_undated_treaties_add_up(store):
    data = layer_timeline(store, "treaties_in_force", END).data
    total = [value or 0 for value in data["values"][-1]]
    for place, number in data["undated"]:
        assert number > 0
        total[place] += number
    counts = in_force_counts(store, END, tuple(store.table("treaties")["treaty_id"]))
    assert dict(zip(data["order"], total, strict=True)) == counts.to_dict()


def test_numbers_have_a_row_for_each_year(get):
    for layer, null_means in (("incidents:dcid", "none"), ("gci_overall", "no_data")):
        data = get(f"layers/{layer}/timeline")["data"]
        assert len(data["values"]) == len(data["years"])
        assert {len(row) for row in data["values"]} == {250}
        assert data["null_means"] == null_means


def test_a_founding_year_is_an_event_and_a_mere_finding_is_not(get):
    data = get("layers/csirt/timeline")["data"]
    keys = data["keys"]
    assert {keys[key] for _, _, key in data["events"]} <= {"yes", "likely"}
    assert "none_stated" in {keys[key] for _, key in data["undated"]}


def test_distances_need_a_country(client, get):
    layer = "layers/fh_freedom_total/timeline"
    assert client.get(f"/api/v1/{layer}").status_code == 400
    data = get(f"{layer}?reference=FRA")["data"]
    assert data["values"][-1][data["order"].index("FRA")] is None
    assert data["values"][-1][data["order"].index("DEU")] >= 0
