"""The table of results: what, measured, floor, ratio, aim, reached."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_AIM = re.compile(r"\s*\(aim ([\d.]+)\)")
_HEAD = "| what | measured | floor | ratio | aim | reached |\n|---|--:|--:|--:|--:|---|"


@dataclass(frozen=True, slots=True)
class Row:
    """One number. ``floor`` was measured in the same run; ``aim`` is for the ratio where
    ``of_ratio``, else for the number; at most, or at least where ``more`` is better."""

    what: str
    measured: float
    unit: str = ""
    floor: float | None = None
    aim: float | None = None
    of_ratio: bool = False
    more: bool = False

    @property
    def ratio(self) -> float | None:
        """Measured by floor."""
        return self.measured / self.floor if self.floor else None

    @property
    def reached(self) -> bool | None:
        """Whether the aim is kept; None without one."""
        value = self.ratio if self.of_ratio else self.measured
        if self.aim is None or value is None:
            return None
        return value >= self.aim if self.more else value <= self.aim

    def markdown(self) -> str:
        """The row of a Markdown table."""
        unit = f" {self.unit}" if self.unit else ""
        sign = "" if self.aim is None else "≥ " if self.more else "≤ "
        aim = "" if self.aim is None else f"{sign}{self.aim:g}{' ×' if self.of_ratio else unit}"
        cells = (
            self.what,
            f"{number(self.measured)}{unit}",
            "" if self.floor is None else f"{number(self.floor)}{unit}",
            "" if self.ratio is None else f"{self.ratio:.2f} ×",
            aim,
            {None: "", True: "yes", False: "**no**"}[self.reached],
        )
        return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """Three figures or so."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def rows(results: Mapping[str, float], unit: str = "") -> list[Row]:
    """Rows of named numbers; '(aim 5)' in a name is its aim, ', ms' at its end its unit."""
    found = []
    for name, value in results.items():
        aim = _AIM.search(name)
        plain = _AIM.sub("", name)
        what, _, told = plain.rpartition(", ")
        short = bool(what) and len(told) <= 8 and told not in {"fastest", "slowest"}
        found.append(
            Row(
                what if short else plain,
                value,
                told if short else unit,
                aim=float(aim[1]) if aim else None,
            )
        )
    return found


def markdown(listed: Iterable[Row]) -> str:
    """The whole table."""
    return "\n".join((_HEAD, *(row.markdown() for row in listed)))
