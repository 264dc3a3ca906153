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


@per_store
def membership_timelines(store: Store) -> StepTable:
    """Tracks of every registry entry in every organisation; states are MembershipStatus values."""
    return StepTable.build(_membership_tracks(store))


@per_store
def treaty_timelines(store: Store) -> StepTable:
    """Tracks of every registry entry under every treaty; states are Status values."""
    members = _membership_tracks(store)
    rows = _by_country_and_treaty(store.table("treaty_status"))
    extensions = _by_country_and_treaty(store.table("territorial_extensions"))
    tracks: Tracks = {}
    treaties = store.table("treaties").to_dict("records")
    for treaty in sorted(treaties, key=lambda t: str(t["open_to"]).startswith("parties_of")):
        rule = _treaty_rule(treaty)
        applies = _text(treaty.get("applies_from"))
        for country in store.countries:
            key = (country.iso3, rule.treaty_id)
            if country.entity_kind is EntityKind.TERRITORY:
                tracks[key] = _territory(rule, extensions.get(key))
            elif applies:
                club = (country.iso3, str(treaty["open_to"]).partition(":")[2])
                tracks[key] = bound_steps(rule, treaty, country.iso3, members[club], rows.get(key))
            else:
                openness = _openness(str(treaty["open_to"]), country.iso3, members, tracks)
                base = baseline(rule, country.iso3, openness)
                tracks[key] = _with_own_row(rule, base, rows.get(key))
    return StepTable.build(tracks)


@per_store
def _membership_tracks(store: Store) -> Mapping[tuple[str, str], list[Step]]:
    table = pd.concat([store.table("memberships"), derived_memberships(store)], ignore_index=True)
    table = table.astype({"joined": "str", "left": "str", "note": "str"})
    spells = {(str(o), str(c)): g for (o, c), g in table.groupby(["organisation_id", "iso3"])}
    nothing = table.iloc[:0]
    tracks: Tracks = {}
    for organisation in store.table("organisations").to_dict("records"):
        name = str(organisation["organisation_id"])
        rule = _list_rule(organisation)
        for country in store.countries:
            spell = spells.get((name, country.iso3), nothing)
            tracks[(country.iso3, name)] = spell_steps(
                rule, country.iso3, country.entity_kind, spell
            )
    return tracks


def _list_rule(organisation: Mapping[Any, Any]) -> ListRule:
    return ListRule(
        absence=str(organisation["absence"]),
        exceptions=frozenset(split_ids(_text(organisation.get("absence_exceptions")))),
        founded=_text(organisation.get("founded")),
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


def _with_own_row(rule: TreatyRule, base: list[Step], rows: pd.DataFrame | None) -> list[Step]:
    if rows is None:
        return base
    row = rows.to_dict("records")[0]
    own = own_steps(rule, {str(k): v for k, v in row.items()})
    gap = before_own_row(rule, {str(k): v for k, v in row.items()}, own)
    return merge(base, own, gap)


def _territory(rule: TreatyRule, extension: pd.DataFrame | None) -> list[Step]:
    base = rule.evidence.base(Status.NOT_APPLICABLE, note="territory")
    if extension is None:
        return [base]
    row = extension.to_dict("records")[0]
    evidence = Evidence(str(row["source_id"]), str(row["as_of"]))
    note = f"extended by {row['extended_by']}"
    declared = parse_reduced(str(row["declared_or_deposited_date"]))
    force = parse_reduced(str(row["entry_into_force_date"]))
    return [
        base,
        evidence.dated(declared, Status.RATIFIED, note=note),
        evidence.dated(force, Status.IN_FORCE, note=note),
    ]


def _by_country_and_treaty(table: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    return {(str(c), str(t)): g for (c, t), g in table.groupby(["iso3", "treaty_id"])}


def _first_day(value: object) -> date | None:
    text = _text(value)
    return parse_reduced(text).earliest if text else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
