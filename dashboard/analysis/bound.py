"""Law of an organisation (EU, ECOWAS) as steps: it binds members, from its start, while members."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.analysis.accession import TreatyRule
from dashboard.analysis.steps import Step
from dashboard.core.dates import parse_reduced
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import Basis, MembershipStatus, Status

_FOREVER = 10**9


def bound_steps(
    rule: TreatyRule,
    treaty: Mapping[Any, Any],
    iso3: str,
    membership: list[Step],
    row: Mapping[Any, Any] | None,
) -> list[Step]:
    """Law of an organisation: binding on members from its start, while they are members."""
    start = parse_reduced(str(treaty["applies_from"])).latest.toordinal()
    adopted = treaty.get("adopted")
    made = parse_reduced(adopted).latest.toordinal() if isinstance(adopted, str) else start
    named = f"{row['source_id']}" if row else rule.evidence.source_id
    as_of = str(row["as_of"]) if row else rule.evidence.as_of
    steps: list[Step] = []
    for index, spell in enumerate(membership):
        until = membership[index + 1].from_day if index + 1 < len(membership) else _FOREVER
        source = ";".join(dict.fromkeys([*split_ids(named), *split_ids(spell.source_id)]))
        piece = Step(spell.from_day, Status.NOT_APPLICABLE, Basis.MEMBERSHIP, source, as_of)
        if spell.state == MembershipStatus.UNKNOWN:
            steps.append(replace(piece, state=Status.UNKNOWN))
        elif spell.state != MembershipStatus.MEMBER:
            steps.append(replace(piece, note=_left(spell)))
        else:
            steps += _member_life(rule, iso3, piece, made, start, until)
    return steps


def _member_life(
    rule: TreatyRule, iso3: str, piece: Step, made: int, start: int, until: int
) -> list[Step]:
    phases = [
        (0, Status.NOT_PARTY, "not yet adopted", ""),
        (made, Status.RATIFIED, "adopted, not yet applied", date.fromordinal(made).isoformat()),
        (start, Status.BOUND, "", date.fromordinal(start).isoformat()),
    ]
    if iso3 in rule.exceptions:
        phases[1:] = [(made, Status.UNKNOWN, "taking part is not stated", "")]
    ends = [begin for begin, *_ in phases[1:]] + [_FOREVER]
    life: list[Step] = []
    for (begin, state, note, since), end in zip(phases, ends, strict=True):
        day = max(begin, piece.from_day)
        if day < min(end, until):
            text = since if begin >= piece.from_day else date.fromordinal(day).isoformat()
            life.append(
                replace(piece, from_day=day, state=state, note=note, since=text if since else "")
            )
    return life


def _left(spell: Step) -> str:
    return f"left the organisation on {spell.since}" if spell.state == "former" else ""
