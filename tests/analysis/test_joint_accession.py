"""Several accessions at once: counted once, never less than one alone, and the reasons why not."""

from datetime import date

from dashboard.analysis.accession_lab import one_accession
from dashboard.analysis.joint_accession import joint_accession
from dashboard.store.store import Store

TODAY = date(2026, 11, 24)


def test_one_country_gains_what_the_single_accession_says(store: Store) -> None:
    alone = one_accession(store, "IND", "CETS185", TODAY, "dcid")
    joint = joint_accession(store, ("IND",), "CETS185", TODAY, "dcid")
    assert joint.new == {"narrow": alone["new_narrow"], "any": alone["new_any"]}
    assert joint.incidents["narrow"] == alone["incidents_narrow"]


def test_two_countries_gain_both_and_the_pair_between_them(store: Store) -> None:
    india, china = (
        int(str(one_accession(store, iso3, "CETS185", TODAY)["new_narrow"]))
        for iso3 in ("IND", "CHN")
    )
    both = joint_accession(store, ("IND", "CHN"), "CETS185", TODAY)
    assert both.joining == ("IND", "CHN")
    assert both.new["narrow"] == india + china + 1
    assert both.new["any"] <= both.new["narrow"]
    assert not both.prospective


def test_those_who_cannot_join_are_named_with_the_reason(store: Store) -> None:
    joint = joint_accession(store, ("FRA", "IND"), "CETS185", TODAY)
    assert joint.joining == ("IND",)
    assert joint.not_joining == {"FRA": "the treaty is already in force for it"}
    assert joint_accession(store, ("FRA",), "CETS185", TODAY).new == {"narrow": 0, "any": 0}


def test_a_treaty_not_in_force_is_prospective(store: Store) -> None:
    assert joint_accession(store, ("IND", "USA"), "UNCC2024", TODAY).prospective
