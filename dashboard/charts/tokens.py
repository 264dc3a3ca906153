"""Design tokens: every colour, size and space the product draws with, for light and dark.

Values were chosen by computation; ``tests/charts/test_palette.py`` measures them and
``docs/design.md`` records the numbers. Charts and pages take colours from here, never literals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.core.vocabulary import CsirtPresence, Empty, MembershipStatus, Status


class Tone(NamedTuple):
    """One colour in both modes, as ``#RRGGBB``."""

    light: str
    dark: str

    def on(self, dark: bool) -> str:
        return self.dark if dark else self.light


TYPE_SCALE = (13, 15, 18, 24, 34)
"""Text sizes in px: note, body, lead, heading, title."""
SPACE = (4, 8, 16, 24, 40)
"""Gaps in px."""
FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
)
"""System fonts only: nothing is fetched."""

INK = Tone("#1B2733", "#E7EDF2")
INK_SOFT = Tone("#52606D", "#A3B1BE")
PAPER = Tone("#FFFFFF", "#10171E")
PANEL = Tone("#F5F7F8", "#18222B")
RULE = Tone("#DDE2E7", "#2A343E")
OUTLINE = Tone("#7C8791", "#76838F")
ACCENT = Tone("#0B6E74", "#57C4BE")
HATCH = Tone("#5F6973", "#A9B1B8")

UNKNOWN = Tone("#9AA1A7", "#6D6D6D")
SAND = Tone("#F1EBD8", "#37342F")
RUST = Tone("#B25840", "#BF6040")

STATUS: Mapping[str, Tone] = {
    Status.IN_FORCE: Tone("#015D5B", "#9AEBDC"),
    Status.BOUND: Tone("#3A67BB", "#A5B5E8"),
    Status.RATIFIED: Tone("#2D9585", "#64B9B2"),
    Status.SIGNED: Tone("#64CBAB", "#258D95"),
    Status.INVITED: Tone("#A9E5E5", "#085863"),
    Status.NOT_PARTY: SAND,
    Status.WITHDRAWN: RUST,
    Status.UNKNOWN: UNKNOWN,
    Status.NOT_APPLICABLE: PAPER,
}
MEMBERSHIP: Mapping[str, Tone] = {
    MembershipStatus.MEMBER: ACCENT,
    MembershipStatus.OBSERVER: Tone("#62BFE0", "#2A7F94"),
    MembershipStatus.FORMER: RUST,
    MembershipStatus.NOT_MEMBER: SAND,
    MembershipStatus.UNKNOWN: UNKNOWN,
    MembershipStatus.NOT_APPLICABLE: PAPER,
}
CSIRT: Mapping[str, Tone] = {
    CsirtPresence.YES: Tone("#004E85", "#C0D9FD"),
    CsirtPresence.LIKELY: Tone("#147BC9", "#73A9EA"),
    CsirtPresence.PLANNED: Tone("#7EA8E3", "#2D7FCB"),
    CsirtPresence.HISTORICAL: Tone("#C2D2EF", "#165791"),
    CsirtPresence.NONE_STATED: SAND,
    CsirtPresence.UNKNOWN: UNKNOWN,
    CsirtPresence.NOT_APPLICABLE: PAPER,
}
EMPTY: Mapping[str, Tone] = {
    Empty.NO_DATA: UNKNOWN,
    Empty.NONE: SAND,
    Empty.NOT_PARTY: SAND,
    Empty.NOT_APPLICABLE: PAPER,
}
REACH: Mapping[str, Tone] = {
    "narrow": STATUS[Status.IN_FORCE],
    "any": STATUS[Status.RATIFIED],
    "law_enforcement": STATUS[Status.BOUND],
    "csirt": STATUS[Status.SIGNED],
    "alliance": Tone("#6B2E7A", "#8A55D8"),
    "diplomacy": STATUS[Status.INVITED],
    "none": SAND,
    "unknown": UNKNOWN,
    "not_applicable": PAPER,
}
"""The strongest channel one country shares with another."""
FAMILIES: Mapping[str, Mapping[str, Tone]] = {
    "status": STATUS,
    "membership": MEMBERSHIP,
    "csirt": CSIRT,
    "reach": REACH,
}
"""Families of categories whose colours belong to their keys."""

RAMPS: Mapping[str, tuple[Tone, ...]] = {
    "count": (
        Tone("#BBE7F5", "#004958"),
        Tone("#6BCAE3", "#006979"),
        Tone("#00AAC9", "#008B9C"),
        Tone("#0087A0", "#00AFBE"),
        Tone("#00667A", "#40D2DC"),
        Tone("#004755", "#9EF0F2"),
    ),
    "incidents": (
        Tone("#E7CFF5", "#4A386F"),
        Tone("#CAA9E4", "#6D4FA4"),
        Tone("#AC85D4", "#926ACD"),
        Tone("#8B64BF", "#B48DE4"),
        Tone("#6847A2", "#D4B3F2"),
        Tone("#452F7C", "#EEDCFC"),
    ),
    "obstacles": (
        Tone("#F7DCB3", "#683B21"),
        Tone("#EAB46B", "#925328"),
        Tone("#D78C3A", "#B8702E"),
        Tone("#B8692B", "#DA9037"),
        Tone("#934B22", "#F3B655"),
        Tone("#6A321C", "#FFDF9E"),
    ),
}
"""Sequential ramps, from little to much."""

SERIES = (
    Tone("#0B6E74", "#57C4BE"),
    Tone("#DC6455", "#E0704A"),
    Tone("#0D70DD", "#6F8FF0"),
    Tone("#8F6200", "#F0D078"),
    Tone("#BC78AD", "#B566A8"),
    Tone("#293651", "#E9EEF2"),
)
"""Up to six compared countries; always with SYMBOLS too, so colour never stands alone."""
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "star")

PATTERN_HATCH = "hatch"
PATTERN_OUTLINE = "outline"
PATTERNS: Mapping[str, str] = {
    Empty.NO_DATA: PATTERN_HATCH,
    Status.UNKNOWN: PATTERN_HATCH,
    Empty.NOT_APPLICABLE: PATTERN_OUTLINE,
}
"""Keys drawn with more than a colour: hatched, or background with an outline."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one mode."""

    dark: bool
    ink: str
    ink_soft: str
    paper: str
    panel: str
    rule: str
    outline: str
    accent: str
    hatch: str
    unknown: str

    def css_variables(self) -> dict[str, str]:
        """``--ink``, ``--paper`` … for style sheets, so that pages and charts share values."""
        names = (
            *("ink", "ink_soft", "paper", "panel", "rule"),
            *("outline", "accent", "hatch", "unknown"),
        )
        return {f"--{name.replace('_', '-')}": str(getattr(self, name)) for name in names}


def _theme(dark: bool) -> Theme:
    tones = (INK, INK_SOFT, PAPER, PANEL, RULE, OUTLINE, ACCENT, HATCH, UNKNOWN)
    return Theme(dark, *(tone.on(dark) for tone in tones))


LIGHT = _theme(False)
DARK = _theme(True)


def theme(dark: bool) -> Theme:
    """The tokens of light or dark mode."""
    return DARK if dark else LIGHT
