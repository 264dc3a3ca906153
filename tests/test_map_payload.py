"""The map's payload: aligned with the geometry, complete in its empties, small, strict."""

import json
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.map_payload import LegendEntry, arcs, map_payload, play_payload
from dashboard.core.errors import UserError
from dashboard.store.boundaries import world_order
from tests.payloads import numbers, words_of

LEGEND = [
    LegendEntry("in_force", "In force", "#0B5C63", "#57C4BE"),
    LegendEntry("signed", "Signed", "#93CCC4", "#2A6E6C"),
    LegendEntry("unknown", "Unknown", "#999999", "#999999", "hatch", empty=True),
    LegendEntry("not_applicable", "Not applicable", "#FFFFFF", "#10171E", "outline", empty=True),
]
DAY = date(2026, 11, 24)


def make(rows: list[tuple[str, str | None, str | None]], **more: object) -> dict[str, object]:
    frame = pd.DataFrame(rows, columns=["iso3", "code", "tip"])
    given = {"layer": "CETS185", "missing": "unknown", "on": DAY, "alt": "Map", **more}
    return map_payload(frame, LEGEND, **given)


def code_of(payload: dict[str, object], iso3: str) -> str:
    return LEGEND[int(payload["codes"][world_order().index(iso3)], 36)].key


def test_codes_and_tips_are_aligned_with_the_order_of_the_geometry() -> None:
    payload = make([("FRA", "in_force", "since 1 May 2006"), ("NAM", "signed", None)])
    assert len(payload["codes"]) == len(numbers(payload["tip_of"])) == len(world_order())
    assert code_of(payload, "FRA") == "in_force"
    assert code_of(payload, "NAM") == "signed"
    assert words_of(payload, "FRA") == "since 1 May 2006"
    assert words_of(payload, "NAM") == ""


def test_countries_without_a_row_or_code_are_missing_never_zero() -> None:
    payload = make([("FRA", "in_force", None), ("BRA", None, None)])
    assert code_of(payload, "BRA") == code_of(payload, "TUV") == "unknown"


def test_legend_shows_only_the_kinds_of_empty_that_occur() -> None:
    some = make([("FRA", "in_force", None)])
    assert [LEGEND[i].key for i in some["shown"]] == ["in_force", "signed", "unknown"]
    every = make([(iso3, "not_applicable", None) for iso3 in world_order()])
    assert [LEGEND[i].key for i in every["shown"]] == ["in_force", "signed", "not_applicable"]


def test_countries_outside_the_filter_are_muted() -> None:
    payload = make([("FRA", "in_force", None)], inside={"FRA", "DEU"})
    assert payload["muted"].count("0") == 2
    assert payload["muted"][world_order().index("DEU")] == "0"
    assert make([("FRA", "in_force", None)])["muted"] == ""


def test_entries_the_map_cannot_draw_are_left_out() -> None:
    payload = make([("ATA", "not_applicable", None)], selected="ATA")
    assert payload["selected"] is None
    assert set(payload["codes"]) == {"2"}


def test_a_class_outside_the_legend_is_an_error_that_lists_the_legend() -> None:
    with pytest.raises(UserError, match="in_force, signed") as caught:
        make([("FRA", "ratified", None)])
    assert caught.value.given == "ratified"


def test_two_rows_for_one_country_are_an_error() -> None:
    with pytest.raises(UserError, match="Two rows"):
        make([("FRA", "in_force", None), ("FRA", "signed", None)])


def played(play: dict[str, object]) -> dict[int, dict[str, str]]:
    """What the browser does: the state after each step that changes something."""
    codes = list(play["base"])
    states, at = {}, 0
    events = play["events"]
    for i in range(0, len(events), 3):
        at += events[i]
        codes[events[i + 1]] = str(events[i + 2])
        states[at] = dict(zip(world_order(), codes, strict=True))
    return states


def test_play_shows_a_change_at_the_first_step_on_or_after_its_date() -> None:
    history = pd.DataFrame(
        [("FRA", "2001-11-23", "signed"), ("FRA", "2006-05-01", "in_force"),
         ("ALB", "2001-01-01", "signed"), ("BRA", "2026-11-20", "signed"),
         ("DEU", "2030-01-01", "signed")],
        columns=["iso3", "date", "code"],
    )  # fmt: skip
    play = play_payload(history, LEGEND, missing="unknown", start=date(2001, 1, 1), end=DAY)
    states = played(play)
    assert play["base"][world_order().index("ALB")] == "1"
    assert {step: state["FRA"] for step, state in states.items()} == {11: "1", 64: "0", 311: "0"}
    assert states[311]["BRA"] == "1"
    assert states[311]["DEU"] == "2"


def test_play_by_year_ends_on_the_last_day() -> None:
    history = pd.DataFrame([("FRA", "2006-05-01", "in_force"), ("BRA", "2026-03-01", "signed")],
                           columns=["iso3", "date", "code"])  # fmt: skip
    play = play_payload(
        history, LEGEND, missing="unknown", start=date(2001, 1, 1), end=DAY, step="year"
    )
    assert sorted(played(play)) == [6, 26]


def test_play_needs_time_to_pass() -> None:
    history = pd.DataFrame([], columns=["iso3", "date", "code"])
    with pytest.raises(UserError, match="end after its start"):
        play_payload(history, LEGEND, missing="unknown", start=DAY, end=DAY)


def test_a_full_update_with_play_stays_below_ten_kilobytes() -> None:
    order = world_order()
    rows = [(iso3, "in_force", "since 23 November 2006") for iso3 in order[:120]]
    history = pd.DataFrame(
        [(iso3, f"20{n % 20 + 2:02}-0{n % 9 + 1}-15", code)
         for n, iso3 in enumerate(order[:120]) for code in ("signed", "in_force")],
        columns=["iso3", "date", "code"],
    )  # fmt: skip
    play = play_payload(history, LEGEND, missing="unknown", start=date(2001, 1, 1), end=DAY)
    payload = make(rows, play=play, inside=set(order[:50]))
    assert len(json.dumps(payload, separators=(",", ":")).encode()) <= 10_000


def test_arcs_are_positions_and_counts_of_what_the_map_can_draw() -> None:
    rows = [("CHN", "USA", 145), ("RUS", "UKR", 97), ("CHN", "ATA", 9), ("TUV", "FRA", 1)]
    flows = pd.DataFrame(rows, columns=["origin_iso3", "victim_iso3", "incidents"])
    order = world_order()
    drawn = [(order[start], order[end], n) for start, end, n in arcs(flows, most=2)]
    assert drawn == [("CHN", "USA", 145), ("RUS", "UKR", 97)]
    assert [order[end] for _, end, _ in arcs(flows)] == ["USA", "UKR", "FRA"]
    assert "arcs" not in make([("FRA", "in_force", None)])


def test_forty_arcs_add_little_to_the_wire() -> None:
    order = world_order()
    rows = [(order[i], order[i + 1], 900 - i) for i in range(200)]
    flows = pd.DataFrame(rows, columns=["origin_iso3", "victim_iso3", "incidents"])
    assert len(json.dumps(arcs(flows), separators=(",", ":"))) <= 800
    assert len(arcs(flows)) == 40
