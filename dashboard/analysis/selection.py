"""A selection of countries: a frozen filter that applies itself and says itself in words."""

from dataclasses import dataclass, fields
from datetime import date

from dashboard.analysis.memberships import members_on, organisation
from dashboard.analysis.treaties import treaty, with_status
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import Status
from dashboard.store.store import Store

INCOME_GROUPS = ("High income", "Upper middle income", "Lower middle income", "Low income")


def regions(store: Store) -> tuple[str, ...]:
    """UN regions and subregions, a region before its parts; what ``region`` accepts."""
    pairs = {(c.un_region, c.un_subregion) for c in store.countries if c.un_region}
    names: dict[str, None] = {}
    for region, subregion in sorted(pairs):
        names.setdefault(region)
        if subregion:
            names.setdefault(subregion)
    return tuple(names)


@dataclass(frozen=True, slots=True)
class Selection:
    """Countries that match every facet given; within a facet any value will do.

    ``statuses`` are ``TREATY:status`` words, read on the date of the view. An empty selection
    means all entries of the registry.
    """

    regions: tuple[str, ...] = ()
    incomes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        return not any(getattr(self, f.name) for f in fields(self))

    def members(self, store: Store, on: date) -> frozenset[str]:
        """iso3 of the countries that match on the day; UnknownIdError for an unknown value."""
        self._check(store)
        chosen = frozenset(
            c.iso3
            for c in store.countries
            if (not self.regions or c.un_region in self.regions or c.un_subregion in self.regions)
            and (not self.incomes or c.wb_income_group in self.incomes)
            and (not self.countries or c.iso3 in self.countries)
        )
        if self.organisations:
            chosen &= frozenset().union(*(members_on(store, o, on) for o in self.organisations))
        if self.statuses:
            chosen &= frozenset().union(*(_with_status(store, s, on) for s in self.statuses))
        return chosen

    def _check(self, store: Store) -> None:
        """An unknown region, income group or country is an error, not an empty selection."""
        for where, given, allowed in (
            ("region", self.regions, regions(store)),
            ("income", self.incomes, INCOME_GROUPS),
        ):
            for value in given:
                if value not in allowed:
                    raise UnknownIdError(
                        f"There is no {where} “{value[:40]}”",
                        where=where,
                        given=value,
                        allowed=allowed,
                    )
        for iso3 in self.countries:
            _ = store.countries[iso3]

    def describe(self, store: Store) -> str:
        """The selection in words: 'countries in Africa, low income, members of ECOWAS'."""
        if self.is_all:
            return "all countries and territories"
        parts = []
        if self.regions:
            parts.append(f"in {_either(self.regions)}")
        if self.incomes:
            parts.append(_either(tuple(i.lower() for i in self.incomes)))
        if self.organisations:
            names = tuple(str(organisation(store, o)["short_name"]) for o in self.organisations)
            parts.append(f"members of {_either(names)}")
        if self.statuses:
            parts.append(_either(tuple(_status_words(store, s) for s in self.statuses)))
        if self.countries:
            names = tuple(store.countries[iso3].name for iso3 in self.countries)
            shown = ", ".join(names[:4])
            parts.append(shown if len(names) <= 4 else f"{shown} and {len(names) - 4} more")
        return "countries " + ", ".join(parts)


def split_status(store: Store, word: str) -> tuple[str, Status]:
    """``CETS185:in_force`` → (treaty id, Status); UnknownIdError says what is allowed."""
    treaty_id, _, status = word.partition(":")
    treaty(store, treaty_id)
    if status not in list(Status):
        raise UnknownIdError(
            f"“{status[:40]}” is not a treaty status",
            where="status",
            given=word,
            allowed=tuple(f"{treaty_id}:{s}" for s in Status),
        )
    return treaty_id, Status(status)


def _with_status(store: Store, word: str, on: date) -> frozenset[str]:
    treaty_id, status = split_status(store, word)
    return with_status(store, treaty_id, (status,), on)


def _status_words(store: Store, word: str) -> str:
    treaty_id, status = split_status(store, word)
    return f"{status.label.lower()} under the {treaty(store, treaty_id)['short_name']}"


def _either(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
