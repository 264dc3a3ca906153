"""Every country's timeline in every organisation and under every treaty, built once per store."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.analysis.accession import (
    TreatyRule,
    baseline,
    before_own_row,
    merge,
    own_steps,
)
from dashboard.analysis.bound import bound_steps
from dashboard.analysis.derived_members import derived_memberships
from dashboard.analysis.spells import ListRule, spell_steps
from dashboard.analysis.steps import Evidence, Step, StepTable
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import EntityKind, MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

Tracks = dict[tuple[str, str], list[Step]]
Row = dict[str, Any]
_OPENNESS = {
    MembershipStatus.MEMBER: "open",
    MembershipStatus.UNKNOWN: "unknown",
}
_PARENT_OPENNESS = {
    Status.IN_FORCE: "open",
    Status.BOUND: "open",
    Status.RATIFIED: "open",
    Status.SIGNED: "open",
    Status.UNKNOWN: "unknown",
}


@per_store()
def membership_timelines(store: Store) -> StepTable:
    """Tracks of every registry entry in every organisation; states are MembershipStatus values."""
    return StepTable.build(_membership_tracks(store))


@per_store()
def treaty_timelines(store: Store) -> StepTable:
    """Tracks of every registry entry under every treaty; states are Status values."""
    members = _membership_tracks(store)
    rows = {k: v[0] for k, v in _grouped(store.table("treaty_status"), "treaty_id").items()}
    extensions = {
        k: v[0] for k, v in _grouped(store.table("territorial_extensions"), "treaty_id").items()
    }
    tracks: Tracks = {}
    treaties = store.table("treaties").to_dict("records")
    for treaty in sorted(treaties, key=lambda t: str(t["open_to"]).startswith("parties_of")):
        rule = _treaty_rule(treaty)
        for country in store.countries:
            key = (country.iso3, rule.treaty_id)
            if country.entity_kind is EntityKind.TERRITORY:
                tracks[key] = _territory(rule, extensions.get(key))
            elif treaty["kind"] == "organisation_law":
                club = (country.iso3, str(treaty["open_to"]).partition(":")[2])
                tracks[key] = bound_steps(rule, treaty, country.iso3, members[club], rows.get(key))
            else:
                openness = _openness(str(treaty["open_to"]), country.iso3, members, tracks)
                base = baseline(rule, country.iso3, openness)
                tracks[key] = _with_own_row(rule, base, rows.get(key))
    return StepTable.build(tracks)


@per_store()
def _membership_tracks(store: Store) -> Mapping[tuple[str, str], list[Step]]:
    table = pd.concat([store.table("memberships"), derived_memberships(store)], ignore_index=True)
    spells = _grouped(table, "organisation_id")
    tracks: Tracks = {}
    for organisation in store.table("organisations").to_dict("records"):
        name = str(organisation["organisation_id"])
        rule = _list_rule(organisation)
        for country in store.countries:
            key = (country.iso3, name)
            spell = spells.get(key, [])
            tracks[key] = spell_steps(rule, country.iso3, country.entity_kind, spell)
    return tracks


def _list_rule(organisation: Mapping[Any, Any]) -> ListRule:
    return ListRule(
        absence=str(organisation["absence"]),
        exceptions=frozenset(split_ids(_text(organisation.get("absence_exceptions")))),
        lasting=str(organisation["type"]) == "process",
        by_teams=str(organisation["membership_from"]) == "csirts",
        evidence=_list_evidence(organisation),
    )


def _treaty_rule(treaty: Mapping[Any, Any]) -> TreatyRule:
    return TreatyRule(
        treaty_id=str(treaty["treaty_id"]),
        opened=_first_day(treaty.get("opened")),
        entered=_first_day(treaty.get("entered_into_force")),
        in_force_by=_first_day(treaty.get("in_force_by")),
        force_rule=_text(treaty.get("force_rule")),
        absence=str(treaty["absence"]),
        exceptions=frozenset(split_ids(_text(treaty.get("absence_exceptions")))),
        evidence=_list_evidence(treaty),
    )


def _list_evidence(row: Mapping[Any, Any]) -> Evidence:
    as_of = _text(row.get("list_as_of")) or str(row["as_of"])
    return Evidence(str(row["source_id"]), as_of)


def _openness(
    open_to: str, iso3: str, members: Mapping[tuple[str, str], list[Step]], tracks: Tracks
) -> list[tuple[int, str]]:
    kind, _, name = open_to.partition(":")
    if kind == "members_of":
        steps: Iterable[tuple[int, str]] = (
            (s.from_day, _OPENNESS.get(MembershipStatus(s.state), "closed"))
            for s in members[(iso3, name)]
        )
    elif kind == "parties_of":
        steps = (
            (s.from_day, _PARENT_OPENNESS.get(Status(s.state), "closed"))
            for s in tracks[(iso3, name)]
        )
    else:
        return [(0, "open")]
    return list(steps)


def _with_own_row(rule: TreatyRule, base: list[Step], row: Row | None) -> list[Step]:
    if row is None:
        return base
    own = own_steps(rule, row)
    if row["iso3"] in rule.exceptions and row["status"] != "party":
        own.append(_not_known_since(str(row["source_id"]), str(row["as_of"])))
    return merge(base, own, before_own_row(rule, row, own))


def _not_known_since(source_id: str, as_of: str) -> Step:
    """For a country the list leaves open: after its row, a later step is not excluded."""
    evidence = Evidence(source_id, as_of)
    day = parse_reduced(as_of).latest.toordinal() + 1
    return evidence.base(Status.UNKNOWN, from_day=day, note="may have joined since")


def _territory(rule: TreatyRule, row: Row | None) -> list[Step]:
    base = rule.evidence.base(Status.NOT_APPLICABLE, note="territory")
    if row is None:
        return [base]
    evidence = Evidence(str(row["source_id"]), str(row["as_of"]))
    note = f"extended by {row['extended_by']}"
    declared = parse_reduced(str(row["declared_or_deposited_date"]))
    force = parse_reduced(str(row["entry_into_force_date"]))
    return [
        base,
        evidence.dated(declared, Status.RATIFIED, note=note),
        evidence.dated(force, Status.IN_FORCE, note=note),
    ]


def _grouped(table: pd.DataFrame, instrument: str) -> dict[tuple[str, str], list[Row]]:
    """Rows of a table by (iso3, instrument id)."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for record in table.to_dict("records"):
        row = {str(k): v for k, v in record.items()}
        groups.setdefault((str(row["iso3"]), str(row[instrument])), []).append(row)
    return groups


def _first_day(value: object) -> date | None:
    text = _text(value)
    return parse_reduced(text).earliest if text else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
