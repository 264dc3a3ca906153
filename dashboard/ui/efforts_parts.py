"""The parts of /efforts: the list, the forms of cooperation, and the lists that belong to them."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.analysis.effort_lists import agreements_of, positions, sharing_centres
from dashboard.analysis.effort_members import functions_served
from dashboard.analysis.efforts import efforts
from dashboard.store.store import Store
from dashboard.ui.cache import cached_figure
from dashboard.ui.efforts_list import effort_list
from dashboard.ui.efforts_matrix import function_matrix
from dashboard.ui.efforts_tables import bilateral, centres, national_positions, rounds
from dashboard.ui.markup import page_heading, section_heading
from dashboard.ui.state import View
from dashboard.views.efforts_matrix import finding
from dashboard.views.efforts_params import COUNTRY, EffortParams
from dashboard.views.url import MY, ON


def head(store: Store, view: View) -> None:
    """The finding that is the title of the page."""
    on = view[ON]
    page_heading(
        cached_figure(
            ("efforts-finding", store.data_version, on),
            lambda: finding(functions_served(store, on)),
        ),
        f"{len(efforts(store))} efforts: organisations, networks, rounds of talks, treaties and "
        "agreements. What each does, who takes part on a date, and how far our list can be "
        "trusted.",
        kicker="Efforts: who works together on what",
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    store: Store
    view: View
    params: EffortParams

    @property
    def iso3(self) -> str | None:
        """The country of the address, else 'my country'."""
        return self.view[COUNTRY][0] if self.view[COUNTRY] else self.view[MY]


def draw_part(store: Store, view: View, params: EffortParams, part: str) -> None:
    """Draw one part of the page."""
    _DRAW[part](_Drawn(store, view, params))


def _list(d: _Drawn) -> None:
    section_heading("All efforts", "Choose a name to see its members and dates.", anchor="all")
    effort_list(d.store, d.view, d.params, d.view[ON])


def _functions(d: _Drawn) -> None:
    function_matrix(d.store, d.view[ON], d.iso3)


def _rounds(d: _Drawn) -> None:
    rounds(d.store)


def _agreements(d: _Drawn) -> None:
    section_heading(
        "Agreements between two countries",
        f"{len(agreements_of(d.store))} agreements met in the sources, alliances left out. Most "
        "are those of the United States and of the European Union: the list says little about "
        "others.",
        anchor="agreements",
    )
    bilateral(d.store, d.view, d.view[ON], d.iso3)


def _centres(d: _Drawn) -> None:
    section_heading(
        "Public-private partnership: ISACs and ISAOs",
        f"{len(sharing_centres(d.store))} centres where companies of a sector or community share "
        "threat information. Only those met in the sources, most of them in the United States.",
        anchor="centres",
    )
    centres(d.store, d.view)


def _positions(d: _Drawn) -> None:
    section_heading(
        "National positions on international law",
        f"{len(positions(d.store))} published statements on how international law applies in "
        "cyberspace. A state that is not listed may have one.",
        anchor="positions",
    )
    national_positions(d.store, d.view)


_DRAW: dict[str, Callable[[_Drawn], None]] = {
    "list": _list,
    "functions": _functions,
    "rounds": _rounds,
    "agreements": _agreements,
    "centres": _centres,
    "positions": _positions,
}
