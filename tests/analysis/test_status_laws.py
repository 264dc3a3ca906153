"""Laws that hold for every country, treaty and day of the shipped data."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.analysis.memberships import members_on
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.analysis.treaties import parties_on, status_on, with_status
from dashboard.charts.map_history import START, UNDATED, class_history
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import Basis, Empty, EntityKind, MembershipStatus, Status
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1850, 1, 1), date(2100, 12, 31))
STRENGTH = {
    Status.IN_FORCE: 4,
    Status.BOUND: 4,
    Status.RATIFIED: 3,
    Status.SIGNED: 2,
    Status.INVITED: 1,
}
DEPOSITED = (Status.RATIFIED, Status.IN_FORCE)
BUDAPEST_DEPOSITS = {
    date(2008, 4, 26): 22,
    date(2015, 9, 30): 47,
    date(2017, 1, 25): 52,
    date(2018, 6, 19): 59,
    date(2020, 3, 16): 65,
    date(2022, 6, 30): 66,
    date(2022, 11, 30): 68,
    date(2024, 6, 20): 75,
    date(2024, 10, 9): 76,
    date(2026, 4, 25): 81,
}
KEYS = {
    Status.UNKNOWN: Empty.NO_DATA,
    MembershipStatus.NOT_MEMBER: Empty.NONE,
}

laws = settings(max_examples=60, deadline=None)


def treaty_rows(store: Store) -> dict[str, dict[str, object]]:
    return {str(r["treaty_id"]): r for r in store.table("treaties").to_dict("records")}


def states_of(store: Store, treaty_id: str, on: date) -> set[str]:
    """States, territories left out, with an instrument deposited."""
    territories = {c.iso3 for c in store.countries if c.entity_kind is EntityKind.TERRITORY}
    return set(with_status(store, treaty_id, DEPOSITED, on)) - territories


@pytest.mark.parametrize("timelines", [treaty_timelines, membership_timelines])
def test_every_track_begins_before_all_time_and_steps_follow_each_other(
    store: Store, timelines
) -> None:
    table = timelines(store)
    days = table.steps.groupby("track")["from_day"]
    assert (days.first() == 0).all()
    assert len(days) == len(table.tracks)
    assert not table.tracks.duplicated().any()
    assert (table.steps["earliest"] <= table.steps["from_day"]).all()


@laws
@given(day=DAYS)
def test_every_entry_has_exactly_one_status_on_any_day(store: Store, day: date) -> None:
    registry = [c.iso3 for c in store.countries]
    table = treaty_timelines(store)
    for treaty_id in treaty_rows(store):
        tracks = table.tracks_of(treaty_id)
        assert list(table.tracks["iso3"].iloc[tracks]) == registry
        assert set(table.states_on(day, tracks)) <= set(Status)


@laws
@given(day=DAYS)
def test_every_entry_has_exactly_one_membership_on_any_day(store: Store, day: date) -> None:
    table = membership_timelines(store)
    tracks = table.tracks.index.to_numpy()
    assert set(table.states_on(day, tracks)) <= set(MembershipStatus)


@laws
@given(days=st.tuples(DAYS, DAYS).map(sorted))
def test_status_never_weakens_without_a_reason(store: Store, days: list[date]) -> None:
    earlier, later = days
    table = treaty_timelines(store)
    for treaty_id, row in treaty_rows(store).items():
        tracks = table.tracks_of(treaty_id)
        names = table.tracks["iso3"].iloc[tracks]
        before, after = (table.states_on(day, tracks) for day in (earlier, later))
        exceptions = split_ids(str(row["absence_exceptions"]))
        club = str(row["open_to"]).partition(":")[2]
        for iso3, was, now in zip(names, before, after, strict=True):
            if STRENGTH.get(now, 0) >= STRENGTH.get(was, 0) or now == Status.WITHDRAWN:
                continue
            left = row["kind"] == "organisation_law" and iso3 not in members_on(store, club, later)
            assert left or iso3 in exceptions, (iso3, treaty_id, was, now)


@laws
@given(day=DAYS)
def test_in_force_needs_the_treaty_to_be_in_force(store: Store, day: date) -> None:
    for treaty_id, row in treaty_rows(store).items():
        start = row["entered_into_force"]
        start = start if isinstance(start, str) else row["in_force_by"]
        active = with_status(store, treaty_id, (Status.IN_FORCE,), day)
        if not isinstance(start, str) or day < parse_reduced(start).earliest:
            assert not active, treaty_id


@laws
@given(day=DAYS)
def test_law_of_an_organisation_binds_members_only(store: Store, day: date) -> None:
    for treaty_id, row in treaty_rows(store).items():
        if row["kind"] == "organisation_law":
            club = members_on(store, str(row["open_to"]).partition(":")[2], day)
            assert parties_on(store, treaty_id, day) <= club


@pytest.mark.parametrize(("on", "deposits"), BUDAPEST_DEPOSITS.items(), ids=str)
def test_budapest_deposits_equal_the_published_totals(
    store: Store, on: date, deposits: int
) -> None:
    assert len(states_of(store, "CETS185", on)) == deposits


@pytest.mark.parametrize(
    ("on", "parties"),
    [
        (date(2004, 6, 30), 0),
        (date(2004, 7, 1), 5),
        (date(2004, 9, 1), 6),
        (date(2026, 4, 25), 81),
        (date(2026, 11, 24), 81),
    ],
    ids=str,
)
def test_budapest_in_force(store: Store, on: date, parties: int) -> None:
    assert (
        len(with_status(store, "CETS185", (Status.IN_FORCE,), on) & states_of(store, "CETS185", on))
        == parties
    )


@pytest.mark.parametrize("on", BUDAPEST_DEPOSITS, ids=str)
def test_budapest_in_force_follows_the_sourced_days(store: Store, on: date) -> None:
    table = store.table("treaty_status").query("treaty_id == 'CETS185' and status == 'party'")
    begun = set(table.loc[table["entry_into_force_date"] <= on.isoformat(), "iso3"])
    territories = {c.iso3 for c in store.countries if c.entity_kind is EntityKind.TERRITORY}
    assert parties_on(store, "CETS185", on) - territories == begun


@pytest.mark.parametrize(
    ("treaty_id", "on", "deposits"),
    [
        ("UNTOC", date(2003, 7, 1), 40),
        ("UNTOC", date(2003, 9, 25), 48),
        ("UNTOC", date(2005, 3, 4), 99),
        ("UNTOC", date(2014, 1, 27), 178),
        ("UNTOC", date(2017, 9, 19), 188),
        ("AU_MALABO", date(2024, 7, 8), 16),
        ("CETS224", date(2026, 2, 5), 3),
        ("UNCC2024", date(2026, 4, 16), 1),
        ("ARAB_ITO2010", date(2016, 12, 31), 10),
        ("CETS201", date(2017, 10, 25), 42),
    ],
)
def test_deposits_equal_the_published_totals(
    store: Store, treaty_id: str, on: date, deposits: int
) -> None:
    assert len(states_of(store, treaty_id, on)) == deposits


def instruments(store: Store) -> list[tuple[str, str]]:
    treaties = [("treaty", str(i)) for i in store.table("treaties")["treaty_id"]]
    efforts = store.table("organisations")["organisation_id"]
    return treaties + [("organisation", str(i)) for i in efforts]


def test_the_date_of_a_list_is_never_an_event(store: Store) -> None:
    """What play shows after its start is the day of a dated step of the country, in the treaty or
    in the organisation or treaty that opens it, or a day in the life of the treaty itself."""
    tables = {"treaty": treaty_timelines(store), "organisation": membership_timelines(store)}
    dated: dict[str, set[tuple[str, int]]] = {}
    for table in tables.values():
        known = table.steps["since"].ne("") & table.steps["basis"].ne(Basis.AS_OF)
        names = table.tracks.iloc[table.steps.loc[known, "track"]]
        for iso3, instrument, day in zip(
            names["iso3"], names["instrument_id"], table.steps.loc[known, "from_day"], strict=True
        ):
            dated.setdefault(str(instrument), set()).add((str(iso3), int(day)))
    rows = treaty_rows(store)
    for _, instrument in instruments(store):
        row = rows.get(instrument, {})
        life = {row.get(c) for c in ("opened", "adopted", "applies_from")}
        of_treaty = {parse_reduced(t).earliest.toordinal() for t in life if isinstance(t, str)}
        parent = str(row.get("open_to", "")).partition(":")[2]
        events = dated.get(instrument, set()) | dated.get(parent, set())
        layer = build_layer(store, instrument, TODAY, LayerOptions())
        history = class_history(store, layer, TODAY)
        assert history is not None
        for iso3, day, code in history[history["date"] > START].itertuples(index=False):
            where = (instrument, iso3, day, code)
            assert day.toordinal() in of_treaty or (iso3, day.toordinal()) in events, where


def test_the_last_frame_of_play_is_the_state_of_today_or_undated(store: Store) -> None:
    for kind, instrument in instruments(store):
        layer = build_layer(store, instrument, TODAY, LayerOptions())
        history = class_history(store, layer, TODAY)
        assert history is not None
        last = history.sort_values("date", kind="stable").groupby("iso3")["code"].last()
        now = layer.frame.set_index("iso3")["category"]
        shown = now.map(lambda state: str(KEYS.get(state, state)))
        apart = last.eq(UNDATED.key)
        wrong = last[~apart & last.ne(shown.reindex(last.index))]
        assert wrong.empty, (instrument, wrong.to_dict(), now[wrong.index].to_dict())
        if kind == "treaty":
            basis = status_on(store, instrument, TODAY).set_index("iso3")["basis"]
            assert not basis[apart[apart].index].eq(Basis.DATED).any(), instrument
