"""What a view of /treaties asks for: the key of everything its parts keep."""

from dataclasses import dataclass
from datetime import date

from dashboard.store.store import Store
from dashboard.ui.state import View
from dashboard.ui.treaties_choose import period
from dashboard.views.treaties_params import TreatyParams, selection
from dashboard.views.url import day_and_home, site_wide


@dataclass(frozen=True, slots=True)
class Asked:
    """What every part of the page depends on. ``where`` is the filter in words, '' for none."""

    version: str
    treaties: tuple[str, ...]
    since: date
    on: date
    inside: frozenset[str] | None
    where: str
    links: tuple[tuple[str, str], ...]


def asked_by(store: Store, view: View, params: TreatyParams) -> Asked:
    """The values of the view that its parts depend on."""
    chosen = selection(view.state, params)
    since, on = period(view)
    return Asked(
        version=store.data_version,
        treaties=view[params.treaties],
        since=since,
        on=on,
        inside=None if chosen.is_all else chosen.members(store, on),
        where="" if chosen.is_all else f", {chosen.describe(store)}",
        links=tuple(day_and_home(site_wide(view.state)).items()),
    )
