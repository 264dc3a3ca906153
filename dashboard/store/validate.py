"""One table against its contract: every violation is told, with the row and what is allowed."""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard.core.errors import Problem
from dashboard.core.provenance import split_ids
from dashboard.store.contracts import Contract, Field
from dashboard.store.report import Report, capped
from dashboard.store.rules import value_rule

Lookup = Callable[[str], frozenset[str] | None]
"""Values of ``table.column`` (or of ``sources``); None where that table cannot be read."""


def line_labels(count: int, prefix: str = "") -> pd.Series:
    """Where each row of one file stands: the header is line 1."""
    return pd.Series([f"{prefix}line {number}" for number in range(2, count + 2)], dtype="str")


def validate(
    frame: pd.DataFrame, contract: Contract, lookup: Lookup, lines: pd.Series | None = None
) -> Report:
    """Check a frame of text cells (see ``read_raw``) against its contract.

    ``lines`` says where each row stands ("line 2"); by default counted from the first row.
    """
    check = _Check(frame, contract, lines)
    report = Report()
    for field in contract.fields:
        report.errors += check.required(field)
        report.errors += check.values(field)
        report.errors += check.references(field, lookup)
    report.errors += check.unique()
    report.errors += check.sorted_pair()
    report.add(check.size())
    return report


class _Check:
    def __init__(self, frame: pd.DataFrame, contract: Contract, lines: pd.Series | None) -> None:
        self.frame = frame
        self.contract = contract
        self.lines = lines if lines is not None else line_labels(len(frame))

    def _row(self, position: int) -> str:
        label = str(self.lines.iloc[position])
        cells = [(name, self.frame[name].iloc[position]) for name in self.contract.key]
        key = ", ".join(f"{name}={'' if pd.isna(cell) else cell}" for name, cell in cells)
        return f"{label} ({key})" if key else label

    def _problems(
        self, mask: pd.Series, column: str, message: str | Mapping[str, str], allowed: str = ""
    ) -> list[Problem]:
        positions = mask.to_numpy().nonzero()[0]
        problems = []
        for position in positions[:21]:
            cell = self.frame[column].iloc[position]
            value = "" if pd.isna(cell) else str(cell)
            text = message if isinstance(message, str) else message[value]
            row = self._row(int(position))
            problems.append(Problem(self.contract.table, row, column, value[:80], text, allowed))
        if len(positions) > len(problems):
            problems += problems[-1:] * (len(positions) - len(problems))
        return capped(problems)

    def required(self, field: Field) -> list[Problem]:
        if not field.required:
            return []
        return self._problems(self.frame[field.name].isna(), field.name, "must not be empty")

    def values(self, field: Field) -> list[Problem]:
        """Type, allowed words, pattern, minimum and maximum of each distinct value."""
        rule, allowed = value_rule(field)
        column = self.frame[field.name]
        bad: dict[str, str] = {}
        for value in column.dropna().unique():
            message = rule(value)
            if message:
                bad[value] = message
        return self._problems(column.isin(list(bad)), field.name, bad, allowed) if bad else []

    def references(self, field: Field, lookup: Lookup) -> list[Problem]:
        target = "sources.source_id" if field.type in {"source", "sources"} else field.references
        if target is None:
            return []
        known = lookup(target)
        if known is None:
            message = f"refers to {target}, which cannot be read"
            return [Problem(self.contract.table, "", field.name, "", message)]
        column = self.frame[field.name]
        bad: dict[str, str] = {}
        for value in column.dropna().unique():
            items = split_ids(value) if field.many else (value,)
            unknown = [item for item in items if item not in known]
            if unknown:
                bad[value] = f"{', '.join(unknown)} is not in {target}"
        return self._problems(column.isin(list(bad)), field.name, bad) if bad else []

    def unique(self) -> list[Problem]:
        key = list(self.contract.key)
        if not key:
            return []
        again = self.frame.duplicated(key, keep="first")
        return self._problems(again, key[0], f"the key ({', '.join(key)}) is used twice")

    def sorted_pair(self) -> list[Problem]:
        if not self.contract.pair:
            return []
        first, second = (self.frame[name] for name in self.contract.pair)
        both = first.notna() & second.notna()
        message = f"the pair ({', '.join(self.contract.pair)}) must be sorted and of two countries"
        return self._problems(both & (first >= second), self.contract.pair[0], message)

    def size(self) -> Report:
        if self.contract.rows is None:
            return Report()
        low, high = self.contract.rows
        count = len(self.frame)
        expected = f"{low} to {high}"
        table = self.contract.table
        if count < low:
            return Report(
                errors=[Problem(table, "", "", str(count), "too few rows", f"{expected} rows")]
            )
        if count > high:
            return Report(
                warnings=[Problem(table, "", "", str(count), "more rows than expected", expected)]
            )
        return Report()
