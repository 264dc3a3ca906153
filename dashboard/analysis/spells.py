"""Membership of an organisation as steps: member, observer, left, not a member, or not known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.analysis.steps import Evidence, Step
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import EntityKind, MembershipStatus

_SUSPENDED = "suspended"
"""Still a member; since when it is suspended is not in the rows, so only from their as-of date."""
_OBSERVER_ROLES = frozenset({"observer", "associate", "partner", "sub_bureau"})


@dataclass(frozen=True, slots=True)
class ListRule:
    """What a missing row of an organisation's list means.

    ``lasting``: having taken part is a fact that does not end (a round of experts that is over).
    ``by_teams``: a country is in through any of its teams, so the first date known of one does not
    exclude an earlier other.
    """

    absence: str
    exceptions: frozenset[str]
    lasting: bool
    by_teams: bool
    evidence: Evidence

    def base(self, iso3: str, kind: EntityKind) -> Step:
        """The state before any row of the country counts."""
        if kind is EntityKind.TERRITORY:
            return self.evidence.base(MembershipStatus.NOT_APPLICABLE, note="territory")
        if self.absence == "not_member" and iso3 not in self.exceptions:
            return self.evidence.base(MembershipStatus.NOT_MEMBER)
        return self.evidence.base(MembershipStatus.UNKNOWN)


def spell_steps(
    rule: ListRule, iso3: str, kind: EntityKind, rows: Sequence[Mapping[Any, Any]]
) -> list[Step]:
    """Steps of one country in one organisation.

    ``rows`` are its membership rows (role, joined, left, source_id, as_of, note), possibly none.
    A dated joining counts from its last possible day, a leaving from its first possible day: in
    between the weaker state stands. A joining without a date counts from the row's as-of date;
    before it the country is unknown, not absent.
    """
    if not rows:
        return [rule.base(iso3, kind)]
    steps = [step for row in rows for step in _row_steps(row, rule.lasting)]
    first = min(steps, key=lambda s: (s.from_day, s.state))
    joined = bool(first.since) and first.state != MembershipStatus.FORMER
    certain = joined and not rule.by_teams
    state = MembershipStatus.NOT_MEMBER if certain else MembershipStatus.UNKNOWN
    before = replace(Evidence(first.source_id, first.as_of).base(state), from_day=0)
    return [before, *_in_order(steps)]


def _row_steps(row: Mapping[Any, Any], lasting: bool) -> Iterator[Step]:
    evidence = Evidence(str(row["source_id"]), str(row["as_of"]))
    role, note = str(row["role"]), _text(row.get("note"))
    observer = role in _OBSERVER_ROLES
    state = MembershipStatus.OBSERVER if observer else MembershipStatus.MEMBER
    joined, left = _text(row.get("joined")), _text(row.get("left"))
    if joined:
        when = parse_reduced(joined)
        known = "member" if role == _SUSPENDED else role
        yield evidence.dated(when, state, role=known, note="" if role == _SUSPENDED else note)
        if role == _SUSPENDED:
            step = evidence.undated(state, role=role, note=note)
            yield replace(step, since=when.text, precision=when.precision)
    elif not left:
        yield evidence.undated(state, role=role, note=note)
    if left and not lasting:
        end = parse_reduced(left)
        last = evidence.dated(end, MembershipStatus.FORMER, role=role, note=note)
        yield replace(last, from_day=end.earliest.toordinal())


def _in_order(steps: list[Step]) -> list[Step]:
    """Sort by day; on one day a joining follows a leaving (a return, or a change of role)."""
    return sorted(steps, key=lambda s: (s.from_day, s.state != MembershipStatus.FORMER))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
