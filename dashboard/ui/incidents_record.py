"""One incident: every coded field in words, its countries, and the reports it rests on."""

from html import escape
from typing import Any

import pandas as pd

from dashboard.analysis.event_records import record
from dashboard.analysis.incident_index import available, short_name
from dashboard.analysis.incident_words import word
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, number
from dashboard.core.errors import UnknownIdError
from dashboard.core.provenance import split_ids
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.figure import source_line_html
from dashboard.ui.html_table import Cell, Head, country_cell, table_html, text_of
from dashboard.ui.incidents_records import is_coded
from dashboard.ui.markup import anchor_html, draw_html, page_heading, section_heading
from dashboard.ui.notices import problem
from dashboard.ui.state import View
from dashboard.views.incidents_params import RECORD
from dashboard.views.url import link as address

NOT_CODED = '<span class="count">not coded</span>'
_FIELDS = (
    ("date", "Start"),
    ("date_precision", "Known to the"),
    ("actor_types", "Kinds of actor"),
    ("actor_name", "Name of the group"),
    ("action_type", "Kinds of action"),
    ("action_detail", "Action in detail"),
    ("motive", "Motive"),
    ("sector", "Sector, as written"),
    ("sector_group", "Sector, brought to one list"),
    ("victim_non_country", "Victims that are no country"),
    ("malicious_cyber", "Malicious"),
    ("is_ransomware", "Ransomware"),
    ("is_dos", "Denial of service"),
    ("conf_impact", "Confidentiality"),
    ("integ_impact", "Integrity"),
    ("avail_impact", "Availability"),
    ("records_affected", "Records affected"),
    ("severity", "Severity"),
    ("severity_scale", "Scale of severity"),
    ("possible_duplicate", "Possible duplicate"),
    ("upstream_ref", "Where the collection has it"),
    ("as_of", "Copy read as of"),
)
_PLAIN = {"upstream_ref", "action_detail", "actor_name", "sector", "victim_non_country"}
_VICTIMS = (Head("Victim"), Head("As written"), Head("Doubtful"))
_ORIGINS = (
    Head("Country"),
    Head("Role"),
    Head("Rests on"),
    Head("Confidence of the coder"),
    Head("As written"),
)
_ROLES = {
    "partner": "a third party involved, no attacker",
    "external": "suspected origin of the attacker",
    "initiator": "suspected initiator",
}


def record_page(store: Store, view: View) -> None:
    """The page of one incident; an unknown identifier is said, with the way back."""
    incident_id = view[RECORD]
    back = address("incidents", {k: v for k, v in view.query.items() if k != RECORD.name})
    back_html = f"<p>{anchor_html('Back to the incidents', back)}</p>"
    found = record(store, incident_id)
    if found is None:
        page_heading("No such incident", kicker="Reported incidents")
        problem(_unknown(store, incident_id))
        draw_html(back_html)
        return
    short = short_name(store, str(found["dataset"]))
    when = date_phrase(found["date"], "at an unknown time")
    page_heading(
        f"{_what(found)}, {when}",
        f"One record as coded by {short} from public reports. What is not coded is not known here; "
        "a suspected origin is no proof.",
        kicker=f"Reported incident {incident_id}",
    )
    draw_html(back_html)
    draw_html(_facts(store, found))
    section_heading("Victims")
    draw_html(_victims(view, found["victims"]))
    section_heading(f"Suspected origins, as coded by {short}")
    draw_html(_origins(view, found["origins"]))
    section_heading("Reports it rests on")
    draw_html(_evidence(found))
    rows = pd.DataFrame([{"source_id": found["source_id"], "as_of": found["as_of"]}])
    draw_html(source_line_html(caption(rows, store.sources)))


def _unknown(store: Store, incident_id: str) -> UnknownIdError:
    datasets = available(store)
    known = incident_id.partition(":")[0] in datasets
    what = f"No incident has the identifier “{incident_id[:60]}”"
    return UnknownIdError(
        what if known else f"{what}, or its dataset is switched off",
        where=RECORD.name,
        given=incident_id,
        fix="Identifiers begin with the dataset, one of "
        f"{', '.join(datasets)}, and a colon; search the records for the one you mean",
    )


def _what(found: dict[str, Any]) -> str:
    actions = [word(a) for a in split_ids(text_of(found["action_type"]))]
    text = ", ".join(actions) or "incident, action not coded"
    return text[:1].upper() + text[1:]


def _facts(store: Store, found: dict[str, Any]) -> str:
    contract = store.contract("incidents")
    cells = "".join(
        f"<div><dt>{escape(label)}</dt><dd>{_value(name, found[name])}"
        f"<small>{escape(contract.field(name).description)}</small></dd></div>"
        for name, label in _FIELDS
    )
    return f'<dl class="facts record">{cells}</dl>'


def _value(name: str, value: object) -> str:
    if not is_coded(value):
        return NOT_CODED
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("date", "as_of"):
        return escape(date_phrase(value))
    if isinstance(value, str):
        parts = split_ids(value) if name != "upstream_ref" else (value,)
        return escape("; ".join(part if name in _PLAIN else word(part) for part in parts))
    return escape(number(value))


def _victims(view: View, victims: pd.DataFrame) -> str:
    if victims.empty:
        return '<p class="empty">No victim country is coded.</p>'
    rows: list[list[Cell]] = [
        [
            country_cell(str(row["iso3"]), view.countries[str(row["iso3"])].name),
            text_of(row["raw_country"]),
            "probably a slip of the collection" if row["country_doubtful"] is True else "no",
        ]
        for row in rows_of(victims)
    ]
    return table_html("Victim countries", _VICTIMS, rows)


def _origins(view: View, origins: pd.DataFrame) -> str:
    if origins.empty:
        return '<p class="empty">No suspected origin is coded: nobody is named.</p>'
    rows: list[list[Cell]] = [
        [
            country_cell(str(row["iso3"]), view.countries[str(row["iso3"])].name),
            _ROLES.get(text_of(row["actor_role"]), text_of(row["actor_role"])),
            "; ".join(word(b) for b in split_ids(text_of(row["attribution_basis"]))) or "not coded",
            text_of(row["confidence"]) or "not coded",
            text_of(row["raw_country"]),
        ]
        for row in rows_of(origins)
    ]
    return table_html("Suspected origins", _ORIGINS, rows)


def _evidence(found: dict[str, Any]) -> str:
    addresses = split_ids(text_of(found["source_urls"]))
    if not addresses:
        return '<p class="empty">No address of a report is coded.</p>'
    items = "".join(f"<li>{anchor_html(url, url)}</li>" for url in addresses)
    return f'<ul class="evidence">{items}</ul><p class="count">As coded; addresses not tested.</p>'
