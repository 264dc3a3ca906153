"""What two countries share on a date, counted and in one plain sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.core.countries import Country
from dashboard.core.dates import day_phrase, parse_reduced

KIND_WORDS: Mapping[str, tuple[str, str]] = {
    "legal": ("legal basis", "legal bases"),
    "law_enforcement": ("law-enforcement channel", "law-enforcement channels"),
    "csirt": ("CSIRT channel", "CSIRT channels"),
    "diplomacy": ("channel of diplomacy and norms", "channels of diplomacy and norms"),
    "alliance": ("alliance", "alliances"),
}
"""Kinds of channels that count, in the order they are told."""

_WITH_THE = frozenset(
    ("USA", "GBR", "ARE", "NLD", "PHL", "BHS", "GMB", "MDV", "MHL", "CAF", "DOM", "SLB", "COM")
)
"""Countries whose name takes an article in a sentence."""


@dataclass(frozen=True, slots=True)
class PairCount:
    """Counted channels in force by kind; ``narrow`` are the cybercrime treaties among ``legal``.
    ``newest`` is the last dated one as (name, since), None without a dated one. ``undated`` are
    those in force whose begin is not known, ``prospective`` those signed or ratified by both."""

    kinds: Mapping[str, int]
    narrow: int
    newest: tuple[str, str] | None
    undated: int
    prospective: int
    unknown: int

    @property
    def legal(self) -> int:
        """Legal bases in any sense."""
        return self.kinds["legal"]

    @property
    def total(self) -> int:
        return sum(self.kinds.values())


def count_pair(channels: pd.DataFrame) -> PairCount:
    """Count the rows of ``pair_channels`` that count as channels."""
    counted = channels[channels["counts"].astype(bool)]
    working = counted[counted["status"].eq("in_force")]
    tally = working.groupby("kind").size()
    dated = working[working["since"].ne("")]
    newest = None
    if len(dated):
        latest = max(dated.index, key=lambda i: parse_reduced(str(dated.at[i, "since"])).latest)
        newest = (str(dated.at[latest, "name"]), str(dated.at[latest, "since"]))
    return PairCount(
        kinds={kind: int(tally.get(kind, 0)) for kind in KIND_WORDS},
        narrow=int((working["legal_basis"] == "narrow").sum()),
        newest=newest,
        undated=len(working) - len(dated),
        prospective=int(counted["status"].eq("prospective").sum()),
        unknown=int(counted["status"].eq("unknown").sum()),
    )


def finding(count: PairCount, a: Country, b: Country) -> str:
    """The legal basis of a pair in a few words, for a headline."""
    names = both(a, b)
    names = names[0].upper() + names[1:] if count.total else names
    if count.narrow:
        return f"{names} share a cybercrime treaty in force"
    if count.legal:
        return f"{names} share a legal basis, but no cybercrime treaty in force"
    if count.total:
        return f"{names} share channels, but no legal basis that a source shows"
    return f"No channel between {names} is seen in any source"


def sentence(count: PairCount, a: Country, b: Country, on: date) -> str:
    """'On 24 November 2026 Brazil and Japan share 2 legal bases (1 of them a cybercrime treaty),
    1 law-enforcement channel and 1 CSIRT channel in force; the newest, … since …'."""
    words = [
        f"{number} {KIND_WORDS[kind][number != 1]}{_narrow(count) if kind == 'legal' else ''}"
        if number
        else f"no {KIND_WORDS[kind][0]}"
        for kind, number in count.kinds.items()
        if number or kind in ("legal", "law_enforcement", "csirt")
    ]
    text = f"On {day_phrase(on)} {both(a, b)} share {_listing(words)}"
    text += " in force" if count.total else " that a source shows to be in force"
    if count.newest:
        name, since = count.newest
        text += f"; the newest with a known date is {name}, {parse_reduced(since).since()}"
    return f"{text}."


def both(a: Country, b: Country) -> str:
    """'Brazil and the United States'."""
    return f"{in_text(a)} and {in_text(b)}"


def in_text(country: Country) -> str:
    """The name as it stands inside a sentence: 'the Netherlands'."""
    return f"the {country.name}" if country.iso3 in _WITH_THE else country.name


def subject(country: Country) -> str:
    """The name as it begins a sentence: 'The Netherlands'."""
    name = in_text(country)
    return name[:1].upper() + name[1:]


def _narrow(count: PairCount) -> str:
    if not count.narrow:
        return (
            " (none of them a cybercrime treaty)" if count.legal > 1 else " (no cybercrime treaty)"
        )
    if count.narrow == count.legal:
        return " (a cybercrime treaty)" if count.legal == 1 else " (all cybercrime treaties)"
    noun = "a cybercrime treaty" if count.narrow == 1 else "cybercrime treaties"
    return f" ({count.narrow} of them {noun})"


def _listing(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
