"""Every live number of the guide by name: the registry the items and questions refer to."""

from datetime import date

from dashboard.core.errors import UnknownIdError
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views import (
    guide_answers,
    guide_channels,
    guide_incidents,
    guide_indicators,
    guide_members,
    guide_teams,
)
from dashboard.views.guide_number import Ask, LiveNumber, Numbers

_MODULES = (
    guide_members,
    guide_channels,
    guide_teams,
    guide_indicators,
    guide_incidents,
    guide_answers,
)
NUMBERS: Numbers = {name: make for module in _MODULES for name, make in module.NUMBERS.items()}


@per_store(size=512)
def live_number(
    store: Store, name: str, about: str, on: date, mine: str | None = None
) -> LiveNumber:
    """One number for a day and, where ``mine`` is given, for the reader's country.

    Raises UnknownIdError for a name that is not registered or for something unknown in ``about``.
    """
    if name not in NUMBERS:
        raise UnknownIdError(
            f"There is no number “{name[:40]}”", where="number", given=name, allowed=tuple(NUMBERS)
        )
    return NUMBERS[name](Ask(store, on, mine, about))
