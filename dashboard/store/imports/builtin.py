"""Mappings for files people have: our own records, VERIS JSON, the EuRepoC CSV."""

from collections.abc import Mapping
from typing import Any

from dashboard.store.imports.mapping import FIELDS, FileMapping

_REGIONS = (
    "Africa", "Caucasus", "Eastern Europe", "EU (institutions)", "EU (region)",
    "Global (region)", "NATO (institutions)", "NATO (region)", "North America",
    "Northern Europe", "South America", "United Nations", "Western Europe",
)  # fmt: skip
_UNSTATED = ("Unknown", "unknown", "Not available", "Not attributed", "NA", "None", "Other")
_RECEIVERS = {
    "Corporate Targets": "corporate_unspecified",
    "Corporate Targets (corporate targets only coded if the respective company is not part of the "
    "critical infrastructure definition)": "corporate_unspecified",
    "Critical infrastructure": "critical_infrastructure_unspecified",
    "Education": "education_research",
    "End user(s) / specially protected groups": "individuals",
    "International / supranational organization": "international_organisation",
    "Media": "media",
    "Other": "unknown",
    "Science": "education_research",
    "Social groups": "civil_society",
    "State institutions / political system": "government",
    "Unknown": "unknown",
    "Not available": "unknown",
}
_INITIATORS = {
    "State": "state",
    "Non-state actor, state-affiliation suggested": "state_affiliated",
    "Non-state-group": "non_state_group",
    "Individual hacker(s)": "individual",
    "Unknown - not attributed": "unknown",
    "Unknown": "unknown",
    "Not available": "unknown",
    "Other": "other_external",
}
OURS = FileMapping(name="ours", columns={name: name for name in FIELDS}, reader="ours", unstated=())
EUREPOC = FileMapping(
    name="eurepoc",
    columns={
        "incident_id": "ID",
        "date": "start_date",
        "victims": "receiver_country",
        "origins": "initiator_country",
        "actor_types": "initiator_category",
        "actor_name": "initiator_name",
        "action_type": "incident_type",
        "sector": "receiver_category",
        "sector_group": "receiver_category",
        "attribution_basis": "attribution_basis",
        "source_urls": "sources_url",
    },
    constants={"malicious_cyber": "1"},
    values={"sector_group": _RECEIVERS, "actor_types": _INITIATORS},
    not_countries=_REGIONS,
    unstated=_UNSTATED,
    dates="dmy",
    reduced_dates="first_of_month_and_year",
    reader="eurepoc",
    about={
        "publisher": "European Repository of Cyber Incidents",
        "licence": "CC BY-NC 4.0 unless the publisher says otherwise",
        "noncommercial": True,
    },
)
VERIS = FileMapping(
    name="veris",
    columns={name: name for name in FIELDS},
    unstated=_UNSTATED,
    format="jsonl",
    reader="veris",
)
BUILT_IN: Mapping[str, FileMapping] = {"ours": OURS, "veris": VERIS, "eurepoc": EUREPOC}


def eurepoc_row(row: dict[str, Any]) -> dict[str, Any]:
    """Impact and ransomware follow from the types of incident."""
    kinds = {kind.strip() for kind in str(row.get("action_type") or "").split(";")}
    if any("theft" in kind for kind in kinds):
        row["conf_impact"] = "yes"
    if any(kind.startswith("Hijacking") for kind in kinds):
        row["integ_impact"] = "yes"
    if kinds & {"Disruption", "Ransomware"}:
        row["avail_impact"] = "yes"
    row["is_ransomware"] = "1" if "Ransomware" in kinds else "0"
    return row


def veris_row(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of one VERIS record (schema 1.3): nested JSON to one flat row."""
    action, actor = record.get("action") or {}, record.get("actor") or {}
    attribute, victim = record.get("attribute") or {}, record.get("victim") or {}
    when = (record.get("timeline") or {}).get("incident") or {}
    outside, partner = actor.get("external") or {}, actor.get("partner") or {}
    kinds = [kind for kind in action if kind != "notes"]
    detail = [f"{k}:{v}" for k in kinds for v in (action[k] or {}).get("variety") or ()]
    malware = (action.get("malware") or {}).get("variety") or ()
    hidden = attribute.get("confidentiality") or {}
    plain = {"Yes": "yes", "Potentially": "potential", "No": "no", "Unknown": "unknown"}
    varieties = [v for v in ("DoS",) if any(d.endswith(f":{v}") for d in detail)]
    return {
        "incident_id": record.get("_file", record.get("incident_id")),
        "upstream_ref": record.get("incident_id"),
        "date": _date(when),
        "victims": victim.get("country"),
        "origins": outside.get("country"),
        "partners": partner.get("country"),
        "actor_types": _actors(actor),
        "actor_name": outside.get("name"),
        "action_type": kinds or None,
        "action_detail": detail or None,
        "malicious_cyber": "1" if {"hacking", "malware", "social"} & set(kinds) else "0",
        "is_ransomware": "1" if "Ransomware" in malware else "0",
        "is_dos": "1" if varieties else "0",
        "motive": sorted({m for side in actor.values() for m in (side or {}).get("motive") or ()})
        if isinstance(actor, dict)
        else None,
        "sector": f"NAICS {victim['industry']}" if victim.get("industry") else None,
        "sector_group": _sector(str(victim.get("industry") or "")),
        "conf_impact": plain.get(str(hidden.get("data_disclosure"))),
        "integ_impact": "yes" if "integrity" in attribute else None,
        "avail_impact": "yes" if "availability" in attribute else None,
        "records_affected": hidden.get("data_total"),
        "attribution_basis": "VERIS analyst coding of actor country from the cited public report",
        "confidence": record.get("confidence"),
        "source_urls": str(record.get("reference") or "").replace(" ", ";"),
    }


def _date(when: Mapping[str, Any]) -> str | None:
    if not when.get("year"):
        return None
    parts = [f"{int(when['year']):04d}"]
    for key in ("month", "day"):
        if not when.get(key):
            break
        parts.append(f"{int(when[key]):02d}")
    return "-".join(parts)


_ACTORS = {
    "Nation-state": "state",
    "State-affiliated": "state_affiliated",
    "Activist": "hacktivist",
    "Organized crime": "criminal",
    "Terrorist": "terrorist",
    "Unaffiliated": "individual",
    "Unknown": "external_unknown",
    "Former employee": "former_insider",
    "Force majeure": "non_malicious_nature",
}


def _actors(actor: Mapping[str, Any]) -> list[str]:
    kinds = set()
    if "external" in actor:
        said = (actor["external"] or {}).get("variety") or ("Unknown",)
        kinds |= {_ACTORS.get(word, "other_external") for word in said}
    kinds |= {"insider"} if "internal" in actor else set()
    kinds |= {"partner"} if "partner" in actor else set()
    return sorted(kinds) or ["unknown"]


_SECTORS = {
    "11": "other", "21": "energy_utilities_mining", "22": "energy_utilities_mining",
    "23": "other", "31": "manufacturing", "32": "manufacturing", "33": "manufacturing",
    "42": "retail_wholesale", "44": "retail_wholesale", "45": "retail_wholesale",
    "48": "transport", "49": "transport", "51": "telecom_ict", "52": "finance", "53": "other",
    "54": "professional_services", "55": "professional_services", "56": "professional_services",
    "61": "education_research", "62": "health", "71": "hospitality_entertainment",
    "72": "hospitality_entertainment", "81": "other", "92": "government",
}  # fmt: skip
_FINER = {"928110": "military_defence", "813": "civil_society", "5415": "telecom_ict"}


def _sector(naics: str) -> str:
    """The group of a NAICS code: its sector, or a part of it that is told apart."""
    for start, group in _FINER.items():
        if naics.startswith(start):
            return group
    return _SECTORS.get(naics[:2], "unknown")
