"""A selection applies itself and says itself in words."""

from datetime import date

import pytest

from dashboard.analysis.memberships import members_on
from dashboard.analysis.selection import INCOME_GROUPS, Selection, regions, split_status
from dashboard.core.errors import UnknownCountryError, UnknownIdError
from dashboard.core.vocabulary import Status
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


def test_an_empty_selection_is_the_whole_registry(store: Store) -> None:
    whole = Selection()
    assert whole.is_all
    assert whole.members(store, TODAY) == {c.iso3 for c in store.countries}
    assert whole.describe(store) == "all countries and territories"


def test_a_region_holds_its_subregions(store: Store) -> None:
    africa = Selection(regions=("Africa",)).members(store, TODAY)
    southern = Selection(regions=("Sub-Saharan Africa",)).members(store, TODAY)
    assert {"GHA", "MLI"} <= southern < africa
    assert "EGY" in africa - southern
    assert "FRA" not in africa
    assert {c.un_region for c in store.countries if c.iso3 in africa} == {"Africa"}


def test_every_region_and_income_group_of_the_menu_holds_countries(store: Store) -> None:
    for region in regions(store):
        assert Selection(regions=(region,)).members(store, TODAY), region
    for income in INCOME_GROUPS:
        assert Selection(incomes=(income,)).members(store, TODAY), income


def test_regions_come_before_their_parts(store: Store) -> None:
    order = regions(store)
    for country in store.countries:
        if country.un_region and country.un_subregion:
            assert order.index(country.un_region) <= order.index(country.un_subregion)


def test_within_a_facet_any_value_will_do(store: Store) -> None:
    both = Selection(incomes=("High income", "Low income")).members(store, TODAY)
    each = [Selection(incomes=(i,)).members(store, TODAY) for i in ("High income", "Low income")]
    assert both == each[0] | each[1]
    assert not each[0] & each[1]


def test_facets_narrow_each_other(store: Store) -> None:
    chosen = Selection(
        regions=("Africa",), organisations=("ECOWAS",), statuses=("CETS185:in_force",)
    )
    found = chosen.members(store, TODAY)
    parts = (
        Selection(regions=("Africa",)),
        Selection(organisations=("ECOWAS",)),
        Selection(statuses=("CETS185:in_force",)),
    )
    assert found == frozenset.intersection(*(p.members(store, TODAY) for p in parts))
    assert {"GHA", "SEN", "NGA"} <= found
    assert not found & {"MLI", "FRA", "LBR"}


def test_organisations_are_read_on_the_day(store: Store) -> None:
    ecowas = Selection(organisations=("ECOWAS",))
    assert "MLI" in ecowas.members(store, date(2024, 12, 31))
    assert "MLI" not in ecowas.members(store, TODAY)
    assert ecowas.members(store, TODAY) == members_on(store, "ECOWAS", TODAY)


def test_treaty_status_is_read_on_the_day(store: Store) -> None:
    signed = Selection(statuses=("CETS185:signed",))
    assert signed.members(store, TODAY) == {"IRL", "ZAF"}
    assert "FRA" in signed.members(store, date(2005, 1, 1))


def test_several_statuses_and_treaties_add_up(store: Store) -> None:
    chosen = Selection(statuses=("CETS185:signed", "UNCC2024:ratified"))
    assert chosen.members(store, TODAY) == {"IRL", "ZAF", "QAT"}


def test_own_list(store: Store) -> None:
    assert Selection(countries=("FRA", "XKX")).members(store, TODAY) == {"FRA", "XKX"}
    assert not Selection(countries=("FRA",), regions=("Asia",)).members(store, TODAY)


@pytest.mark.parametrize(
    ("selection", "words"),
    [
        (Selection(regions=("Africa",)), "countries in Africa"),
        (Selection(regions=("Africa", "Asia")), "countries in Africa or Asia"),
        (Selection(incomes=("Low income",)), "countries low income"),
        (
            Selection(regions=("Africa",), incomes=("Low income",), organisations=("ECOWAS",)),
            "countries in Africa, low income, members of ECOWAS",
        ),
        (
            Selection(statuses=("CETS185:in_force",)),
            "countries in force under the Budapest Convention",
        ),
        (Selection(countries=("FRA", "NAM")), "countries France, Namibia"),
    ],
)
def test_a_selection_in_words(store: Store, selection: Selection, words: str) -> None:
    assert selection.describe(store) == words


def test_a_long_own_list_is_cut_in_words(store: Store) -> None:
    words = Selection(countries=("FRA", "NAM", "TON", "BRA", "JPN", "KEN")).describe(store)
    assert words.endswith("Brazil and 2 more")


def test_status_words_are_split_and_checked(store: Store) -> None:
    assert split_status(store, "CETS185:invited") == ("CETS185", Status.INVITED)
    with pytest.raises(UnknownIdError) as bad_status:
        split_status(store, "CETS185:member")
    assert "CETS185:in_force" in bad_status.value.allowed
    with pytest.raises(UnknownIdError) as bad_treaty:
        split_status(store, "CETS999:signed")
    assert "CETS185" in bad_treaty.value.allowed


def test_unknown_ids_are_errors_that_list_what_is_allowed(store: Store) -> None:
    with pytest.raises(UnknownIdError) as problem:
        Selection(organisations=("NATTO",)).members(store, TODAY)
    assert problem.value.given == "NATTO"
    assert "NATO" in problem.value.allowed
    with pytest.raises(UnknownIdError):
        Selection(statuses=("nonsense",)).members(store, TODAY)
    with pytest.raises(UnknownIdError) as problem:
        Selection(regions=("Atlantis",)).members(store, TODAY)
    assert "Africa" in problem.value.allowed
    with pytest.raises(UnknownIdError) as problem:
        Selection(incomes=("Rich",)).members(store, TODAY)
    assert problem.value.allowed == INCOME_GROUPS
    with pytest.raises(UnknownCountryError):
        Selection(countries=("QQQ",)).describe(store)
    with pytest.raises(UnknownCountryError):
        Selection(countries=("QQQ",)).members(store, TODAY)
