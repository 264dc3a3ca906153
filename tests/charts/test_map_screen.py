"""What crosses to the browser's map: the right classes, an honest play, few bytes."""

import json
import zlib
from datetime import date
from typing import Any

import pytest

from dashboard.analysis.layers import LayerOptions, build_layer, layer_menu
from dashboard.analysis.memberships import membership_on
from dashboard.analysis.treaties import status_on
from dashboard.charts.map_history import UNDATED, class_history
from dashboard.charts.map_screen import Screen, screen
from dashboard.core.vocabulary import Empty, MembershipStatus, Normalisation, Status
from dashboard.store.boundaries import world_order
from dashboard.store.store import Store
from tests.payloads import words_of

TODAY = date(2026, 11, 24)
RAW, DEFLATED = 16 * 1024, 10 * 1024
KEYS = {Status.UNKNOWN: Empty.NO_DATA, MembershipStatus.NOT_MEMBER: Empty.NONE}
TREATIES = ("CETS185", "CETS108", "UNTOC", "ARAB_ITO2010", "EU_2013_40", "UNCC2024", "CETS189")
EFFORTS = ("NATO", "G7", "ECOWAS", "UN_GGE_6", "FIRST", "INTERPOL")


def make(
    store: Store, layer_id: str, on: date = TODAY, options: LayerOptions | None = None
) -> Screen:
    chosen = options or LayerOptions()
    return screen(store, build_layer(store, layer_id, on, chosen), chosen, today=TODAY)


def keys(payload: dict[str, Any], codes: list[int]) -> dict[str, str]:
    """The class shown for each country that the map draws."""
    entries = [entry["key"] for entry in payload["entries"]]
    return dict(zip(world_order(), (entries[code] for code in codes), strict=True))


def picture(payload: dict[str, Any]) -> dict[str, str]:
    return keys(payload, [int(code, 36) for code in payload["codes"]])


def frame(payload: dict[str, Any], step: int | None = None) -> dict[str, str]:
    """What play shows at a step; at its end without one."""
    codes = [int(code, 36) for code in payload["play"]["base"]]
    events, at = payload["play"]["events"], 0
    for wait, country, entry in zip(events[::3], events[1::3], events[2::3], strict=True):
        at += wait
        if step is not None and at > step:
            break
        codes[country] = entry
    return keys(payload, codes)


def step_of(first: date) -> int:
    """The step of play that shows the first day of a month."""
    assert first.day == 1
    return (first.year - 2001) * 12 + first.month - 1


def known(layer_id: str, store: Store, on: date) -> dict[str, str]:
    """The class of every country by the status engine."""
    table = status_on if layer_id in TREATIES else membership_on
    states = table(store, layer_id, on).set_index("iso3")["status"]
    return {str(i): str(KEYS.get(s, s)) for i, s in states.items() if i in world_order()}


@pytest.mark.parametrize("on", [date(2001, 1, 1), date(2015, 6, 30), TODAY], ids=str)
@pytest.mark.parametrize("layer_id", [*TREATIES, *EFFORTS])
def test_codes_are_the_statuses(store: Store, layer_id: str, on: date) -> None:
    payload = make(store, layer_id, on).payload
    assert picture(payload) == known(layer_id, store, on)
    assert payload["on"] == on.isoformat()


@pytest.mark.parametrize("layer_id", [*TREATIES, *EFFORTS])
def test_the_last_frame_of_play_is_today_or_undated(store: Store, layer_id: str) -> None:
    payload = make(store, layer_id).payload
    shown, expected = frame(payload), known(layer_id, store, TODAY)
    assert payload["play"]["end"] == TODAY.isoformat()
    differing = {i for i in shown if shown[i] != expected[i]}
    assert {shown[i] for i in differing} <= {UNDATED.key}


@pytest.mark.parametrize("first", [date(2004, 7, 1), date(2012, 11, 1), date(2023, 3, 1)], ids=str)
def test_a_frame_in_between_is_the_status_of_its_day(store: Store, first: date) -> None:
    payload = make(store, "CETS185").payload
    shown, expected = frame(payload, step_of(first)), known("CETS185", store, first)
    undated = {i for i in shown if shown[i] == UNDATED.key}
    assert {i: s for i, s in shown.items() if i not in undated} == {
        i: s for i, s in expected.items() if i not in undated
    }
    assert not undated & {i for i, s in expected.items() if s == Status.IN_FORCE}


def test_a_change_within_a_month_shows_at_the_next_step_not_before(store: Store) -> None:
    """France deposited on 10 January 2006."""
    payload = make(store, "CETS185").payload
    assert frame(payload, step_of(date(2006, 1, 1)))["FRA"] == Status.SIGNED
    assert frame(payload, step_of(date(2006, 2, 1)))["FRA"] == Status.RATIFIED
    assert frame(payload, step_of(date(2006, 5, 1)))["FRA"] == Status.IN_FORCE


def test_undated_parties_are_set_apart_in_play_and_named_in_the_legend(store: Store) -> None:
    payload = make(store, "CETS108").payload
    assert picture(payload)["TUR"] == Status.IN_FORCE
    assert frame(payload, 0)["TUR"] == frame(payload)["TUR"] == UNDATED.key
    assert UNDATED.key in {payload["entries"][i]["key"] for i in payload["shown"]}
    assert frame(make(store, "G7").payload)["FRA"] == UNDATED.key
    assert frame(make(store, "G7").payload)["BRA"] == Empty.NONE


def test_a_dated_signature_before_an_undated_deposit_ends_in_the_undated_band(
    store: Store,
) -> None:
    """Oman signed on 15 February 2012 and was among the parties seen in 2016."""
    payload = make(store, "ARAB_ITO2010").payload
    assert frame(payload, step_of(date(2012, 1, 1)))["OMN"] != Status.IN_FORCE
    assert frame(payload)["OMN"] == UNDATED.key
    assert frame(payload)["EGY"] == UNDATED.key
    assert frame(payload)["FRA"] == Status.NOT_APPLICABLE


def test_ecowas_exits_play_on_their_day(store: Store) -> None:
    payload = make(store, "ECOWAS").payload
    assert frame(payload, step_of(date(2025, 1, 1)))["MLI"] == MembershipStatus.MEMBER
    assert frame(payload, step_of(date(2025, 2, 1)))["MLI"] == MembershipStatus.FORMER


def test_no_class_of_the_history_is_missing_from_the_legend(store: Store) -> None:
    for layer_id in (*TREATIES, *EFFORTS):
        payload = make(store, layer_id).payload
        layer = build_layer(store, layer_id, TODAY, LayerOptions())
        history = class_history(store, layer, TODAY)
        assert history is not None
        assert set(history["code"]) <= {entry["key"] for entry in payload["entries"]}


def test_numbers_play_year_by_year_up_to_what_is_known_now(store: Store) -> None:
    payload = make(store, "treaties_in_force").payload
    assert payload["play"]["step"] == "year"
    assert frame(payload) == picture(payload)


def test_what_has_no_time_does_not_play(store: Store) -> None:
    assert make(store, "reach:FRA").payload["play"] is None
    chosen = LayerOptions(years=(2014, 2018), normalise=Normalisation.PER_MILLION)
    assert make(store, "incidents:vcdb", options=chosen).payload["play"] is None


def test_tips_say_what_the_status_engine_says(store: Store) -> None:
    payload = make(store, "CETS185").payload
    assert "1 May 2006" in words_of(payload, "FRA")


def weigh(payload: dict[str, Any]) -> tuple[int, int]:
    raw = json.dumps(payload, separators=(",", ":")).encode()
    return len(raw), len(zlib.compress(raw))


def too_heavy(store: Store, layer_ids: list[str]) -> dict[str, tuple[int, int]]:
    sizes = {i: weigh(make(store, i).payload) for i in layer_ids}
    return {i: size for i, size in sizes.items() if size[0] > RAW or size[1] > DEFLATED}


def test_every_layer_of_classes_is_light(store: Store) -> None:
    families = {"treaties", "csirts", "organisations"}
    ids = [e.layer_id for e in layer_menu(store) if e.family in families]
    assert len(ids) > 80
    assert not too_heavy(store, ids)


def test_reach_is_light(store: Store) -> None:
    assert not too_heavy(store, [f"reach:{i}" for i in ("FRA", "USA", "DEU", "JPN", "NAM", "TUV")])


def test_the_heaviest_numbers_are_light(store: Store) -> None:
    """Indicators whose classes change in almost every country and year."""
    heavy = [
        "mobile_subscriptions_per_100",
        "unga_distance_to_median",
        "secure_servers_per_million",
        "incidents:eurepoc",
    ]
    assert not too_heavy(store, heavy)
