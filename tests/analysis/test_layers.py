"""Every layer of the menu on several dates: whole, typed, sourced."""

from datetime import date

import numpy as np
import pytest

from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.analysis.layer_values import layer_values
from dashboard.analysis.layers import (
    DEFAULT_LAYER,
    FAMILIES,
    LayerOptions,
    build_layer,
    layer_menu,
    relevant,
)
from dashboard.core.errors import UnknownCountryError, UnknownIdError
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import Empty, EntityKind, Normalisation
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)
DATES = (date(2001, 1, 1), date(2015, 6, 30), TODAY, date(2090, 1, 1))


def check(store: Store, layer: Layer) -> None:
    frame = layer.frame
    assert list(frame["iso3"]) == [c.iso3 for c in store.countries]
    assert tuple(frame.columns) == FRAME_COLUMNS
    column = "category" if layer.kind == "category" else "value"
    empty = frame["empty"].notna()
    assert set(frame.loc[empty, "empty"]) <= set(Empty)
    assert frame.loc[~empty, column].notna().all()
    if layer.kind == "category":
        assert set(frame["category"].dropna()) <= set(layer.categories)
    else:
        assert frame["category"].isna().all()
        assert frame.loc[empty, "value"].isna().all()
    assert frame["text"].str.len().gt(0).all()
    for cell in frame["source_id"].dropna().unique():
        for source_id in split_ids(cell):
            assert store.source(source_id).source_id == source_id
    sourced = frame["source_id"].fillna("").ne("")
    assert sourced[~empty & ~frame["category"].isin(["none", "not_applicable"])].all()
    assert layer.finding
    assert not layer.finding.endswith(".")
    assert layer.measure


@pytest.mark.parametrize("on", DATES, ids=str)
@pytest.mark.parametrize("family", [f for f in FAMILIES if f != "reach"])
def test_every_layer_of_the_menu_builds(store: Store, family: str, on: date) -> None:
    entries = [e for e in layer_menu(store) if e.family == family]
    assert entries
    for entry in entries:
        layer = build_layer(store, entry.layer_id, on, LayerOptions())
        assert layer.layer_id == entry.layer_id
        assert layer.on == on
        try:
            check(store, layer)
        except AssertionError as problem:
            raise AssertionError(f"{entry.layer_id}: {problem}") from problem


def test_menu_ids_are_unique_and_hold_every_treaty_and_effort(store: Store) -> None:
    ids = [e.layer_id for e in layer_menu(store)]
    assert len(set(ids)) == len(ids)
    assert set(store.table("treaties")["treaty_id"]) <= set(ids)
    assert set(store.table("organisations")["organisation_id"]) <= set(ids)
    assert {"csirt", "treaties_in_force", DEFAULT_LAYER} <= set(ids)


def test_the_four_main_families_come_first(store: Store) -> None:
    order = list(dict.fromkeys(e.family for e in layer_menu(store)))
    assert order[:3] == ["treaties", "csirts", "incidents"]
    assert set(order) <= set(FAMILIES)


@pytest.mark.parametrize("layer_id", ["", "CETS999", "incidents:nobody", "fra", "reach"])
def test_an_unknown_layer_is_an_error_that_lists_what_is_allowed(
    store: Store, layer_id: str
) -> None:
    with pytest.raises(UnknownIdError) as problem:
        build_layer(store, layer_id, TODAY, LayerOptions())
    assert problem.value.where == "layer"
    assert "CETS185" in problem.value.allowed
    assert problem.value.fix


def test_reach_of_an_unknown_country_is_an_error(store: Store) -> None:
    with pytest.raises(UnknownCountryError):
        build_layer(store, "reach:QQQ", TODAY, LayerOptions())


@pytest.mark.parametrize("on", DATES, ids=str)
def test_reach_builds(store: Store, on: date) -> None:
    check(store, build_layer(store, "reach:FRA", on, LayerOptions()))


@pytest.mark.parametrize("on", [date(2015, 6, 30), TODAY], ids=str)
def test_reach_is_symmetric(store: Store, on: date) -> None:
    """A sees B in the class in which B sees A."""
    sample = ("FRA", "USA", "CHN", "TUV", "XKX", "MLI", "EGY", "JPN", "GBR", "UKR", "PSE", "IND")
    seen = {
        iso3: build_layer(store, f"reach:{iso3}", on, LayerOptions()).frame.set_index("iso3")
        for iso3 in sample
    }
    for a in sample:
        for b in sample:
            if a != b:
                assert seen[a].loc[b, "category"] == seen[b].loc[a, "category"], (a, b)


def test_reach_of_a_party_of_the_budapest_convention(store: Store) -> None:
    frame = build_layer(store, "reach:FRA", TODAY, LayerOptions()).frame.set_index("iso3")
    assert frame.loc["JPN", "category"] == "narrow"
    assert frame.loc["CHN", "category"] == "any"
    assert frame.loc["FRA", "empty"] == Empty.NOT_APPLICABLE
    assert frame.loc["PRI", "empty"] == Empty.NOT_APPLICABLE
    before = build_layer(store, "reach:FRA", date(2003, 1, 1), LayerOptions()).frame
    assert not before["category"].eq("narrow").any()


def test_reach_of_a_territory_finds_nothing_to_say(store: Store) -> None:
    frame = build_layer(store, "reach:PRI", TODAY, LayerOptions()).frame
    assert not frame["category"].isin(["narrow"]).any()


def test_zero_treaties_is_none_and_never_a_number(store: Store) -> None:
    layer = build_layer(store, "treaties_in_force", date(1950, 1, 1), LayerOptions())
    assert layer.frame["value"].isna().all()
    kinds = layer.frame.set_index("entity_kind")["empty"]
    assert set(kinds[EntityKind.UN_MEMBER]) == {Empty.NONE}
    assert set(kinds[EntityKind.TERRITORY]) == {Empty.NOT_APPLICABLE}


def test_treaties_in_force_counts_the_statuses(store: Store) -> None:
    layer = build_layer(store, "treaties_in_force", TODAY, LayerOptions())
    counts = layer.frame.set_index("iso3")["value"]
    ids = list(store.table("treaties")["treaty_id"])
    for iso3 in ("FRA", "BRA", "GHA"):
        held = [
            build_layer(store, i, TODAY, LayerOptions())
            .frame.set_index("iso3")
            .loc[iso3, "category"]
            for i in ids
        ]
        assert counts[iso3] == sum(s in ("in_force", "bound") for s in held)


@pytest.mark.parametrize("role", ["victim", "origin"])
@pytest.mark.parametrize("normalise", list(Normalisation))
def test_incident_layers_with_options(store: Store, role: str, normalise: Normalisation) -> None:
    options = LayerOptions(role=role, years=(2014, 2018), malicious=False, normalise=normalise)
    check(store, build_layer(store, "incidents:vcdb", TODAY, options))


def test_findings_say_what_is_in_force(store: Store) -> None:
    findings = {
        (i, on): build_layer(store, i, date.fromisoformat(on), LayerOptions()).finding
        for i, on in (
            ("CETS185", "2001-01-01"),
            ("CETS185", "2003-01-01"),
            ("CETS185", "2026-11-24"),
            ("UNCC2024", "2026-11-24"),
            ("EU_NIS2", "2026-11-24"),
        )
    }
    assert "not yet open" in findings["CETS185", "2001-01-01"]
    assert "is not in force" in findings["CETS185", "2003-01-01"]
    assert "in force for 81 of 193" in findings["CETS185", "2026-11-24"]
    assert "1 ratified, 72 more signed" in findings["UNCC2024", "2026-11-24"]
    assert "binds 27 of 193" in findings["EU_NIS2", "2026-11-24"]


@pytest.mark.parametrize(
    ("layer_id", "options"),
    [
        ("treaties_in_force", LayerOptions()),
        ("incidents:eurepoc", LayerOptions(role="origin")),
        ("incidents:vcdb", LayerOptions(normalise=Normalisation.PER_MILLION, malicious=False)),
        ("gci_overall", LayerOptions(reference="FRA")),
        ("vdem_polyarchy", LayerOptions(reference="FRA")),
        ("vdem_polyarchy", LayerOptions()),
        ("CETS185", LayerOptions()),
    ],
)
@pytest.mark.parametrize("year", [2003, 2018, 2025])
def test_numbers_of_other_years_are_those_of_the_layer(
    store: Store, layer_id: str, options: LayerOptions, year: int
) -> None:
    day = date(year, 12, 31)
    expected = build_layer(store, layer_id, day, options).frame
    found = layer_values(store, layer_id, day, options)
    assert list(found["iso3"]) == list(expected["iso3"])
    assert np.array_equal(found["value"], expected["value"], equal_nan=True)
    assert list(found["empty"].fillna("")) == list(expected["empty"].fillna(""))


def test_what_makes_no_difference_to_a_layer_is_no_part_of_its_options(store: Store) -> None:
    given = LayerOptions(role="origin", reference="FRA")
    assert relevant(store, "CETS185", given) == LayerOptions()
    assert relevant(store, "gci_overall", given) == LayerOptions()
    assert relevant(store, "vdem_polyarchy", given) == LayerOptions(reference="FRA")
    assert relevant(store, "incidents:vcdb", given) == LayerOptions(role="origin")
