"""Errors that are safe to show to a user: what is wrong, where, what is allowed, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


class UserError(Exception):
    """Base of every error whose text may be shown on a page or returned by the API.

    ``what`` is one plain sentence. ``where`` names the parameter, table or file; ``given`` the
    value as received; ``allowed`` the values that would be accepted; ``fix`` the next step.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        given: object = None,
        allowed: Iterable[str] = (),
        fix: str | None = None,
    ) -> None:
        self.what = what
        self.where = where
        self.given = None if given is None else str(given)
        self.allowed = tuple(allowed)
        self.fix = fix
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Everything a reader needs, in one paragraph."""
        parts = [self.what.rstrip(".") + "."]
        if self.allowed:
            shown = ", ".join(self.allowed[:12])
            more = f" and {len(self.allowed) - 12} more" if len(self.allowed) > 12 else ""
            parts.append(f"Allowed: {shown}{more}.")
        if self.fix:
            parts.append(self.fix.rstrip(".") + ".")
        return " ".join(parts)


class UnknownIdError(UserError):
    """An id or value outside a closed list (treaty, organisation, indicator, dataset, status)."""


class UnknownCountryError(UserError):
    """A country name or code that the registry cannot resolve to exactly one entry."""


class BadDateError(UserError):
    """A date that is not an ISO date, or lies outside what a view can show."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One violation of a data contract: enough to find the cell and mend it."""

    table: str
    row: str
    column: str
    value: str
    message: str
    allowed: str = ""

    def __str__(self) -> str:
        hint = f"; allowed: {self.allowed}" if self.allowed else ""
        return f"{self.table} · {self.row} · {self.column} = {self.value!r}: {self.message}{hint}"


class DataError(UserError):
    """One or more tables break their contract; ``problems`` lists every violation found."""

    def __init__(self, problems: Iterable[Problem], *, fix: str | None = None) -> None:
        self.problems = tuple(problems)
        tables = sorted({p.table for p in self.problems})
        listing = "\n".join(f"  {p}" for p in self.problems[:50])
        more = len(self.problems) - 50
        tail = f"\n  … and {more} more" if more > 0 else ""
        super().__init__(
            f"{len(self.problems)} problem(s) in the data ({', '.join(tables)})",
            where=", ".join(tables),
            fix=fix or "Mend the rows named below, then run `make data-check`",
        )
        self.listing = listing + tail

    def __str__(self) -> str:
        return f"{self.sentence()}\n{self.listing}"


class EngineError(DataError):
    """The engine that counts incidents cannot be asked: whatever needs it is left out with this
    text, as with a broken table; everything else stays."""

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        given: object = None,
        allowed: Iterable[str] = (),
        fix: str | None = None,
    ) -> None:
        UserError.__init__(self, what, where=where, given=given, allowed=allowed, fix=fix)
        self.problems = ()
        self.listing = ""

    def __str__(self) -> str:
        return self.sentence()
