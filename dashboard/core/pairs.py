"""Pairs of countries: stored sorted, shown as chosen."""

from dataclasses import dataclass

from dashboard.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Pair:
    """Two different countries by iso3. ``key`` is sorted; ``a`` and ``b`` keep the chosen order."""

    a: str
    b: str

    def __post_init__(self) -> None:
        if self.a == self.b:
            raise UserError(
                "A pair needs two different countries",
                where="a, b",
                given=f"{self.a}, {self.b}",
                fix="Choose a second country",
            )

    @property
    def key(self) -> tuple[str, str]:
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)

    @property
    def flipped(self) -> "Pair":
        return Pair(self.b, self.a)
