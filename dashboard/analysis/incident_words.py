"""Words for the coded labels of incidents; a label without an entry reads as it is coded."""

from collections.abc import Mapping

from dashboard.analysis.event_filter import EventFilter
from dashboard.store.memo import per_store
from dashboard.store.store import Store

WORDS: Mapping[str, str] = {
    "state": "state",
    "state_affiliated": "state-affiliated group",
    "non_state_group": "non-state group",
    "hacktivist": "hacktivist",
    "criminal": "criminal",
    "terrorist": "terrorist",
    "individual": "individual",
    "insider": "insider (honest mistakes included)",
    "former_insider": "former insider",
    "partner": "partner (a third party, no attacker)",
    "external_unknown": "outsider, not known who",
    "other_external": "other outsider",
    "non_malicious_nature": "nature or accident",
    "unknown": "unknown",
    "civil_society": "civil society",
    "corporate_unspecified": "companies, not specified",
    "critical_infrastructure_unspecified": "critical infrastructure, not specified",
    "education_research": "education and research",
    "energy_utilities_mining": "energy, utilities, mining",
    "finance": "finance",
    "government": "government",
    "health": "health",
    "hospitality_entertainment": "hospitality, entertainment",
    "individuals": "individuals",
    "international_organisation": "international organisations",
    "manufacturing": "manufacturing",
    "media": "media",
    "military_defence": "military and defence",
    "other": "other",
    "professional_services": "professional services",
    "retail_wholesale": "retail and wholesale",
    "telecom_ict": "telecommunications and IT",
    "transport": "transport",
    "not stated": "not coded",
    "VERIS analyst coding of actor country from the cited public report": (
        "VERIS analyst, from the report cited"
    ),
    "DCID coding: initiating state of the rival dyad": "DCID researchers: the initiating state",
    "third-party initiator flag set": "DCID: a third party acted for the state",
}


def word(label: str) -> str:
    """A label in plain words."""
    return WORDS.get(label, label.replace("_", " "))


@per_store()
def names_and_words(store: Store) -> dict[str, str]:
    """Country names by iso3 and WORDS, for ``EventFilter.describe``."""
    return {**WORDS, **{c.iso3: c.name for c in store.countries}}


def in_words(store: Store, f: EventFilter) -> str:
    """The filter in words: 'malicious incidents, 2015–2020, victim Estonia'."""
    return f.describe(names_and_words(store))
