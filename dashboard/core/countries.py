"""The country registry: one entry each, found by iso3, iso2, M49, name or alias."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dashboard.core.errors import UnknownCountryError
from dashboard.core.vocabulary import EntityKind


@dataclass(frozen=True, slots=True)
class Country:
    """One registry entry. ``population`` in people; None where no source gives it."""

    iso3: str
    iso2: str
    m49: str
    name: str
    official_name: str
    entity_kind: EntityKind
    un_region: str
    un_subregion: str
    wb_region: str
    wb_income_group: str
    population: int | None
    population_year: int | None

    @property
    def un_member(self) -> bool:
        return self.entity_kind is EntityKind.UN_MEMBER

    @property
    def flag(self) -> str:
        """The flag as two regional-indicator letters; empty without a two-letter code."""
        if len(self.iso2) != 2:
            return ""
        return "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in self.iso2)


def normalise_name(text: str) -> str:
    """Fold case, accents, punctuation and 'the', 'saint', '&' so that spellings meet."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    plain = "".join(ch for ch in plain if not unicodedata.combining(ch))
    plain = plain.replace("'", "").replace("’", "").replace(".", "")
    words = "".join(ch if ch.isalnum() else " " for ch in plain).split()
    folded = ["saint" if word in {"st", "ste", "sainte"} else word for word in words]
    return " ".join(word for word in folded if word != "the")


class CountryRegistry:
    """All entries in a fixed order (by name), and the resolver for what people type."""

    def __init__(
        self,
        countries: Iterable[Country],
        aliases: Mapping[str, str],
        ambiguous: Mapping[str, tuple[str, ...]],
    ) -> None:
        ordered = sorted(countries, key=lambda c: normalise_name(c.name))
        self._by_iso3 = {c.iso3: c for c in ordered}
        self._un_members = tuple(c for c in ordered if c.un_member)
        self._selectable = tuple(c for c in ordered if c.entity_kind is not EntityKind.TERRITORY)
        self._codes: dict[str, str] = {}
        for c in ordered:
            for code in (c.iso2, c.iso3, c.m49):
                if code:
                    self._codes.setdefault(code.upper(), c.iso3)
        self._ambiguous = {normalise_name(k): v for k, v in ambiguous.items()}
        self._names = {normalise_name(k): v for k, v in aliases.items()}
        for c in ordered:
            self._names.setdefault(normalise_name(c.official_name), c.iso3)
        self._names.update({normalise_name(c.name): c.iso3 for c in ordered})

    def __iter__(self) -> Iterator[Country]:
        return iter(self._by_iso3.values())

    def __len__(self) -> int:
        return len(self._by_iso3)

    def __contains__(self, iso3: object) -> bool:
        return iso3 in self._by_iso3

    def __getitem__(self, iso3: str) -> Country:
        try:
            return self._by_iso3[iso3]
        except KeyError:
            raise self._unknown(iso3) from None

    @property
    def un_members(self) -> tuple[Country, ...]:
        """The 193 UN member states: the base of every share of states."""
        return self._un_members

    @property
    def selectable(self) -> tuple[Country, ...]:
        """UN members and other entities with memberships of their own: pairs range over these."""
        return self._selectable

    def resolve(self, text: str) -> Country:
        """One country from iso3, iso2, M49, a name or an alias.

        Raises UnknownCountryError with near matches when nothing or more than one entry fits.
        """
        query = text.strip()
        code = self._codes.get(query.upper())
        if code is not None:
            return self._by_iso3[code]
        name = normalise_name(query)
        if name in self._ambiguous:
            choices = tuple(
                f"{self._by_iso3[iso3].name} ({iso3})" for iso3 in self._ambiguous[name]
            )
            raise UnknownCountryError(
                f"“{query[:60]}” can mean more than one country",
                given=query,
                allowed=choices,
                fix="Use one of these names or codes",
            )
        if name in self._names:
            return self._by_iso3[self._names[name]]
        raise self._unknown(query)

    def suggestions(self, text: str, limit: int = 3) -> tuple[Country, ...]:
        """The closest entries to a misspelt name, best first; empty when nothing is near."""
        hits = process.extract(
            normalise_name(text), self._names.keys(), scorer=fuzz.WRatio, limit=12, score_cutoff=72
        )
        found = dict.fromkeys(self._names[name] for name, _, _ in hits)
        return tuple(self._by_iso3[iso3] for iso3 in list(found)[:limit])

    def _unknown(self, query: str) -> UnknownCountryError:
        near = tuple(f"{c.name} ({c.iso3})" for c in self.suggestions(query))
        return UnknownCountryError(
            f"No country is called “{query[:60]}”",
            given=query,
            allowed=near,
            fix="Choose one of these" if near else "Use an ISO code or an English country name",
        )
