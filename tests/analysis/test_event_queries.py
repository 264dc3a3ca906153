"""The event engine counts what the rows say: totals, laws, filters, pages of records."""

import pandas as pd
import pytest

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import (
    by_country,
    by_label,
    by_two,
    by_year,
    flows,
    record,
    records,
    total,
    unattributed,
)
from dashboard.core.errors import UnknownCountryError, UnknownIdError, UserError
from dashboard.store.store import Store

ALL = ("vcdb", "dcid", "eurepoc")


def rows_of(store: Store, dataset: str) -> pd.DataFrame:
    table = store.table("incidents")
    return table[table["dataset"] == dataset]


@pytest.mark.parametrize(
    ("dataset", "malicious", "wanted"),
    [
        ("vcdb", True, 3270),
        ("vcdb", False, 9427),
        ("dcid", True, 429),
        ("eurepoc", True, 4374),
    ],
)
def test_totals_are_those_of_the_source_notes(
    store: Store, dataset: str, malicious: bool, wanted: int
) -> None:
    assert total(store, EventFilter(dataset, malicious=malicious)) == wanted


@pytest.mark.parametrize("dataset", ALL)
def test_years_add_up_to_the_total(store: Store, dataset: str) -> None:
    for f in (EventFilter(dataset), EventFilter(dataset, victims=("USA",), malicious=False)):
        assert by_year(store, f)["incidents"].sum() == total(store, f)


def test_vcdb_by_year_is_that_of_the_source_notes(store: Store) -> None:
    years = by_year(store, EventFilter("vcdb", malicious=False)).set_index("year")["incidents"]
    assert [years[year] for year in (2010, 2012, 2013, 2022)] == [588, 1277, 1939, 85]


def test_suspected_origins_leave_out_partners_and_count_domestic_apart(store: Store) -> None:
    origins = by_country(store, EventFilter("dcid"), "origin").set_index("iso3")
    assert origins.loc["PRK", "incidents"] == 59
    everywhere = by_country(store, EventFilter("vcdb", malicious=False), "origin")
    said = store.table("incident_origins")
    said = said[said["incident_id"].str.startswith("vcdb:") & (said["actor_role"] != "partner")]
    both = everywhere["incidents"].sum() + everywhere["inside"].sum()
    assert both == len(said.drop_duplicates(["incident_id", "iso3"]))


def test_flows_cross_a_border(store: Store) -> None:
    pairs = flows(store, EventFilter("dcid"))
    assert pairs["incidents"].sum() == 426
    assert tuple(pairs.iloc[0][["origin_iso3", "victim_iso3", "incidents"]]) == ("CHN", "USA", 59)
    assert flows(store, EventFilter("dcid"), by_year=True)["incidents"].sum() == 426
    into = flows(store, EventFilter("eurepoc", victims=("EST", "LVA"), origins=("RUS",)))
    assert set(into["origin_iso3"]) == {"RUS"}
    assert set(into["victim_iso3"]) == {"EST", "LVA"}


@pytest.mark.parametrize("dataset", ALL)
@pytest.mark.parametrize(
    ("field", "column"),
    [("sector", "sector_group"), ("actor_type", "actor_types"), ("action", "action_type")],
)
def test_labels_count_each_incident_once_under_each(
    store: Store, dataset: str, field: str, column: str
) -> None:
    cells = rows_of(store, dataset)[column].fillna("not stated").str.split(";").explode()
    wanted = cells.str.strip().value_counts().to_dict()
    frame = by_label(store, EventFilter(dataset, malicious=False), field)
    assert frame.set_index("label")["incidents"].to_dict() == wanted


def test_a_cross_table_adds_up_to_its_margin_where_one_label_each(store: Store) -> None:
    f = EventFilter("dcid")
    cross = by_two(store, f, "sector", "action")
    margin = by_label(store, f, "action").set_index("label")["incidents"]
    assert cross.groupby("column")["incidents"].sum().to_dict() == margin.to_dict()
    years = by_two(store, f, "year", "actor_type")
    assert years["incidents"].sum() == 429
    assert set(years["column"]) == {"state"}


def test_filters_cut_to_what_they_say(store: Store) -> None:
    rows = rows_of(store, "eurepoc")
    ransom = total(store, EventFilter("eurepoc", ransomware=True))
    assert ransom == int(rows["is_ransomware"].sum())
    unique = total(store, EventFilter("eurepoc", duplicates=False))
    assert unique == 4374 - 31
    state = (
        rows["actor_types"].str.split(";").map(lambda a: bool({"state", "state_affiliated"} & {*a}))
    )
    assert total(store, EventFilter("eurepoc", state_linked=True)) == int(state.sum())
    stolen = total(store, EventFilter("eurepoc", impacts=("confidentiality",)))
    assert stolen == int((rows["conf_impact"] == "yes").sum())
    first = total(store, EventFilter("eurepoc", years=(2010, 2016)))
    second = total(store, EventFilter("eurepoc", years=(2017, 2024)))
    assert first + second == total(store, EventFilter("eurepoc", years=(2010, 2024)))
    without = total(store, EventFilter("eurepoc", without="USA"))
    assert without == 4374 - total(store, EventFilter("eurepoc", victims=("USA",))) == 4374 - 1125


def test_victims_are_any_of_and_origins_are_and(store: Store) -> None:
    struck = store.table("incident_victims")
    said = store.table("incident_origins")
    either = set(struck.loc[struck["iso3"].isin(["EST", "LVA"]), "incident_id"])
    russian = set(
        said.loc[(said["iso3"] == "RUS") & (said["actor_role"] != "partner"), "incident_id"]
    )
    eurepoc = set(rows_of(store, "eurepoc")["incident_id"])
    f = EventFilter("eurepoc", victims=("EST", "LVA"), origins=("RUS",))
    assert total(store, f) == len(either & russian & eurepoc)
    assert total(store, EventFilter("eurepoc", victims=("EST", "LVA"))) == len(either & eurepoc)


def test_text_is_found_in_names_and_references(store: Store) -> None:
    rows = rows_of(store, "eurepoc")
    named = rows["actor_name"].str.contains("lazarus", case=False, na=False)
    assert total(store, EventFilter("eurepoc", text="Lazarus")) == int(named.sum()) > 0
    assert (
        by_country(store, EventFilter("eurepoc", text=" LAZARUS "), "victim")["incidents"].sum() > 0
    )


def test_attribution_shares(store: Store) -> None:
    years = unattributed(store, EventFilter("eurepoc"), "year")
    assert years["incidents"].sum() == 4374
    assert years["without_origin"].sum() == 4374 - 1943
    places = unattributed(store, EventFilter("dcid"), "victim")
    assert places["without_origin"].sum() == 0
    with pytest.raises(UserError, match="without an origin"):
        unattributed(store, EventFilter("eurepoc", origins=("RUS",)), "year")


@pytest.mark.parametrize("sort", ["date", "records_affected", "incident_id"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_are_pieces_of_one_order(store: Store, sort: str, descending: bool) -> None:
    f = EventFilter("vcdb", victims=("DEU",), malicious=False)
    n = total(store, f)
    pieces = [records(store, f, sort, descending, page, 20) for page in range(1, n // 20 + 3)]
    whole = pd.concat(pieces, ignore_index=True)
    assert len(whole) == n
    assert whole["incident_id"].is_unique
    values = whole[sort].dropna()
    assert list(values) == sorted(values, reverse=descending)
    assert whole[sort].isna().sum() == 0 or whole[sort].isna().iloc[len(values) :].all()
    assert pieces[-1].empty


def test_one_record_has_everything_coded(store: Store) -> None:
    found = record(store, "dcid:1")
    assert found is not None
    assert (found["date"], found["severity"], found["action_type"]) == (
        "2008-02",
        4,
        "network intrusion",
    )
    assert list(found["victims"]["iso3"]) == ["RUS"]
    assert list(found["origins"]["iso3"]) == ["USA"]
    assert record(store, "dcid:100000") is None
    assert record(store, "nowhere:1") is None


def test_every_frame_names_dataset_source_and_state(store: Store) -> None:
    f = EventFilter("vcdb")
    for frame in (
        by_year(store, f),
        by_country(store, f, "origin"),
        flows(store, f),
        records(store, f),
    ):
        assert set(frame["dataset"]) == {"vcdb"}
        assert set(frame["source_id"]) == {"vcdb_2023"}
        assert set(frame["as_of"]) == {"2023-11-13"}


@pytest.mark.parametrize(
    ("f", "error"),
    [
        (EventFilter("vcdb,dcid"), UserError),
        (EventFilter("cissm"), UnknownIdError),
        (EventFilter("vcdb", victims=("QQQ",)), UnknownCountryError),
        (EventFilter("vcdb", without="QQQ"), UnknownCountryError),
        (EventFilter("vcdb", sectors=("banking",)), UnknownIdError),
        (EventFilter("vcdb", impacts=("money",)), UnknownIdError),
        (EventFilter("vcdb", years=(2020, 2010)), UserError),
    ],
)
def test_a_bad_filter_is_told(store: Store, f: EventFilter, error: type[UserError]) -> None:
    with pytest.raises(error):
        total(store, f)


def test_an_empty_result_is_an_empty_frame(store: Store) -> None:
    f = EventFilter("dcid", years=(1971, 1971))
    assert total(store, f) == 0
    empty = (by_year(store, f), by_country(store, f, "victim"), by_label(store, f, "sector"))
    more = (by_two(store, f, "sector", "action"), flows(store, f), records(store, f))
    for frame in (*empty, *more, unattributed(store, f, "year")):
        assert frame.empty
        assert "dataset" in frame.columns
    assert total(store, EventFilter("dcid", actions=("no such action",))) == 0


def test_vcdb_holds_one_incident_of_1971_that_is_not_malicious(store: Store) -> None:
    assert total(store, EventFilter("vcdb", years=(1971, 1971), malicious=False)) == 1
    assert total(store, EventFilter("vcdb", years=(1971, 1971))) == 0


def test_without_noncommercial_rows_eurepoc_says_how_to_get_it_back(free_store: Store) -> None:
    with pytest.raises(UnknownIdError, match="switched off"):
        total(free_store, EventFilter("eurepoc"))
    assert total(free_store, EventFilter("vcdb")) == 3270


def test_a_filter_tells_itself_in_words() -> None:
    f = EventFilter(
        "eurepoc", (2015, 2020), ("EST", "LVA"), sectors=("health",), duplicates=False, text=" ab "
    )
    assert f.describe({"EST": "Estonia", "LVA": "Latvia"}) == (
        "malicious incidents, 2015–2020, victim Estonia or Latvia, sector health, possible "
        "duplicates left out, containing “ab”"
    )
    assert EventFilter("vcdb", malicious=False).describe() == "incidents of any kind"
