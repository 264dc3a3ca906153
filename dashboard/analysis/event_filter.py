"""Which incidents of one dataset count: a small frozen value that describes itself in words."""

from collections.abc import Mapping
from dataclasses import dataclass

IMPACTS = ("confidentiality", "integrity", "availability")
CONFIDENCES = ("High", "Medium", "Low")


@dataclass(frozen=True, slots=True)
class EventFilter:
    """A choice among the incidents of exactly one ``dataset``; the default is malicious ones.

    Lists are "any of"; different fields are "and". ``years`` (first, last) drops incidents
    without a year. ``victims``, ``origins`` and ``without`` are iso3 codes: incidents that struck
    one of ``victims``, are suspected to come from one of ``origins`` (also inside one country; a
    partner is no origin), and did not strike ``without``. ``bases`` and ``confidences`` are those
    of the suspected origins.
    ``duplicates=False`` leaves flagged possible duplicates out. ``text`` is looked for in id,
    actor name, kind of action, sector and the collection's own reference.
    """

    dataset: str
    years: tuple[int, int] | None = None
    victims: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    actor_types: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    state_linked: bool = False
    ransomware: bool = False
    impacts: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    malicious: bool = True
    duplicates: bool = True
    without: str | None = None
    text: str = ""

    def describe(self, names: Mapping[str, str] | None = None) -> str:
        """'malicious incidents, 2015–2020, victim Estonia or Latvia'; ``names`` by iso3."""
        named = names or {}

        def either(words: tuple[str, ...]) -> str:
            shown = [named.get(word, word.replace("_", " ")) for word in words]
            return " or ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))

        parts = ["malicious incidents" if self.malicious else "incidents of any kind"]
        if self.years:
            first, last = self.years
            parts.append(str(first) if first == last else f"{first}–{last}")
        if self.state_linked:
            parts.append("state-linked actors only")
        if self.ransomware:
            parts.append("ransomware only")
        for words, what in (
            (self.victims, "victim"),
            (self.origins, "suspected origin"),
            (self.actor_types, "actor"),
            (self.actions, "action"),
            (self.sectors, "sector"),
            (self.impacts, "impact on"),
            (self.bases, "attribution:"),
            (self.confidences, "confidence"),
        ):
            if words:
                parts.append(f"{what} {either(words)}")
        if self.without:
            parts.append(f"without incidents that struck {named.get(self.without, self.without)}")
        if not self.duplicates:
            parts.append("possible duplicates left out")
        if self.text.strip():
            parts.append(f"containing “{self.text.strip()[:60]}”")
        return ", ".join(parts)
