"""What a check found: errors stop a table, warnings are only told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.core.errors import Problem

SHOWN_PER_RULE = 20


@dataclass(slots=True)
class Report:
    """Problems gathered over many checks, so that all are told at once."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, other: "Report") -> None:
        """Take over everything another report found."""
        self.errors.extend(other.errors)
        self.warnings.extend(other.warnings)

    def of_table(self, table: str) -> tuple[Problem, ...]:
        """The errors of one table."""
        return tuple(problem for problem in self.errors if problem.table == table)


def capped(problems: Iterable[Problem], limit: int = SHOWN_PER_RULE) -> list[Problem]:
    """The first ``limit`` violations of one rule, and one line that counts the others."""
    found = list(problems)
    if len(found) <= limit:
        return found
    first = found[0]
    hidden = len(found) - limit
    rest = Problem(first.table, f"{hidden} more rows", first.column, "", first.message)
    return [*found[:limit], rest]
