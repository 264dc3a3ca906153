"""A country's life under one treaty as steps: the truth rules of status on a date.

Order of reading: what the list says by silence (``baseline``), then the country's own row. A step
without a date counts from its row's as-of date on; a reduced date counts from its last day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dashboard.analysis.steps import Evidence, Step
from dashboard.core.dates import ReducedDate, add_months, parse_reduced
from dashboard.core.vocabulary import Basis, Status

_WITHOUT_SIGNATURE = ("accession", "succession")


@dataclass(frozen=True, slots=True)
class TreatyRule:
    """What one row of ``data/reference/treaties.csv`` says about time.

    ``entered`` is the day the treaty entered into force, ``in_force_by`` the first day it is known
    to be in force where the day itself is not sourced; both None = not in force. ``force_rule`` is
    ``days_after:N`` or ``first_of_month_after:N_months``; empty = no rule.
    """

    treaty_id: str
    opened: date | None
    entered: date | None
    in_force_by: date | None
    force_rule: str
    absence: str
    exceptions: frozenset[str]
    evidence: Evidence

    @property
    def force_from(self) -> date | None:
        return self.entered or self.in_force_by

    def own_force(self, deposit: ReducedDate) -> ReducedDate | None:
        """The entry into force that the treaty's rule gives for a deposit; None without a rule."""
        if not self.force_rule or self.force_from is None:
            return None
        first, last = (self._after(day) for day in (deposit.earliest, deposit.latest))
        floor = self.force_from
        first, last = max(first, floor), max(last, floor)
        text = last.isoformat() if first == last else f"{first}/{last}"
        return parse_reduced(text)

    def _after(self, deposit: date) -> date:
        kind, _, amount = self.force_rule.partition(":")
        if kind == "days_after":
            return deposit + timedelta(days=int(amount))
        if kind == "first_of_month_after":
            months = int(amount.split("_")[0])
            return add_months(deposit, months + 1)
        raise ValueError(f"{self.treaty_id}: unknown force_rule {self.force_rule!r}")

    def silence(self, iso3: str) -> Status:
        """What it means, since the opening, that the list does not name the country."""
        complete = self.absence == "not_party" and iso3 not in self.exceptions
        return Status.NOT_PARTY if complete else Status.UNKNOWN


def baseline(rule: TreatyRule, iso3: str, open_from: Sequence[tuple[int, str]]) -> list[Step]:
    """Steps of a country that the list does not name.

    ``open_from`` lists (day ordinal, 'open' | 'closed' | 'unknown') from day 0 on: whether the
    treaty is open to the country. Closed is not applicable; open is the list's silence. Before the
    opening it is 'not yet open' to every country that it will ever be open to.
    """
    opened = rule.opened.toordinal() if rule.opened else 0
    steps: list[Step] = []
    if opened and any(openness != "closed" for _, openness in open_from):
        steps.append(rule.evidence.base(Status.NOT_PARTY, note="not yet open"))
        now = [openness for day, openness in open_from if day <= opened][-1]
        open_from = [(opened, now), *((d, o) for d, o in open_from if d > opened)]
    for day, openness in open_from:
        if openness == "closed":
            steps.append(rule.evidence.base(Status.NOT_APPLICABLE, from_day=day))
        elif openness == "unknown":
            steps.append(rule.evidence.base(Status.UNKNOWN, from_day=day))
        else:
            steps.append(rule.evidence.base(rule.silence(iso3), from_day=day))
    return _drop_overtaken(steps)


def own_steps(rule: TreatyRule, row: dict[str, Any]) -> list[Step]:
    """Steps of a country's own row of ``treaty_status`` (party, signatory, invited, in_process)."""
    evidence = Evidence(str(row["source_id"]), str(row["as_of"]))
    note = _text(row.get("note"))
    status = str(row["status"])
    signature, ratification = _date(row, "signature_date"), _date(row, "ratification_date")
    steps: list[Step] = []
    if status == "invited":
        invited = _date(row, "invitation_date")
        step = (
            evidence.dated(invited, Status.INVITED, note=note)
            if invited
            else evidence.undated(Status.INVITED, note=note)
        )
        return [step]
    if signature:
        steps.append(evidence.dated(signature, Status.SIGNED, note=note))
    elif status == "signatory":
        steps.append(evidence.undated(Status.SIGNED, note=note))
    elif status == "in_process":
        steps.append(evidence.undated(Status.UNKNOWN, note=note))
    if status == "party":
        steps += _party_steps(rule, evidence, row, ratification, note)
    withdrawal = _date(row, "withdrawal_date")
    if withdrawal:
        left = evidence.dated(withdrawal, Status.WITHDRAWN, note=note)
        steps.append(replace(left, from_day=left.earliest))
    return steps


def before_own_row(rule: TreatyRule, row: dict[str, Any], steps: list[Step]) -> Status:
    """The state between the opening and the row's first step.

    Where the first step is dated and nothing can have come before it (a signature, an accession),
    the country was not a party; a ratification whose signature is undated leaves it unknown.
    """
    first = min(steps, key=lambda s: s.from_day)
    if not first.since:
        return Status.UNKNOWN
    signed_first = first.state in (Status.SIGNED, Status.INVITED)
    acceded = str(row.get("instrument") or "") in _WITHOUT_SIGNATURE
    return Status.NOT_PARTY if signed_first or acceded else Status.UNKNOWN


def _party_steps(
    rule: TreatyRule,
    evidence: Evidence,
    row: dict[str, Any],
    ratification: ReducedDate | None,
    note: str,
) -> list[Step]:
    steps: list[Step] = []
    force = _date(row, "entry_into_force_date")
    if ratification:
        steps.append(evidence.dated(ratification, Status.RATIFIED, note=note))
    elif not force:
        steps.append(evidence.undated(Status.RATIFIED, note=note))
    if force:
        steps.append(evidence.dated(force, Status.IN_FORCE, not_before=rule.entered, note=note))
    elif rule.force_from is not None:
        own = rule.own_force(ratification) if ratification else None
        if own:
            steps.append(
                evidence.dated(own, Status.IN_FORCE, basis=Basis.BY_TREATY_RULE, note=note)
            )
        else:
            steps.append(evidence.undated(Status.IN_FORCE, not_before=rule.force_from, note=note))
    return _drop_overtaken(steps)


def merge(base: list[Step], own: list[Step], gap: Status) -> list[Step]:
    """The baseline until the row's first step (``gap`` in place of its silence), then the row."""
    if not own:
        return base
    own = sorted(own, key=lambda s: s.from_day)
    silent = {Status.NOT_PARTY, Status.UNKNOWN}
    before = [
        replace(step, state=gap) if step.state in silent and step.note != "not yet open" else step
        for step in base
        if step.from_day < own[0].from_day
    ]
    return [*before, *own]


def _drop_overtaken(steps: list[Step]) -> list[Step]:
    """Of steps on the same day only the last counts."""
    ordered = sorted(steps, key=lambda s: s.from_day)
    return [
        step
        for step, following in zip(ordered, [*ordered[1:], None], strict=True)
        if following is None or following.from_day > step.from_day
    ]


def _date(row: dict[str, Any], column: str) -> ReducedDate | None:
    value = _text(row.get(column))
    return parse_reduced(value) if value else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
