"""What a link to a view says before it is opened: a title made from the view's own parameters.

Only values that the view itself understood are named, so nothing of a hostile address comes back.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.layers import INCIDENTS, REACH, layer_menu
from dashboard.charts.format import date_phrase, listing
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context, CountryListParam, CountryParam
from dashboard.views.url import State, read, write

_NAMED = 4
_ASIDE = frozenset(("my", "ref", "only", "members"))
"""Parameters that name countries but are not what the view is about."""


@dataclass(frozen=True, slots=True)
class Preview:
    """``title`` is '' for a view without parameters of its own; ``query`` is its canonical form."""

    title: str
    query: Mapping[str, str]
    figure: str


def preview(
    store: Store, entry: ViewEntry, params: Mapping[str, Sequence[str]], today: date
) -> Preview:
    """The preview of the view that ``params`` ask for; a figure that is not there is the lead."""
    asked = {name: value for name, value in params.items() if name != "figure"}
    state, _ = read(asked, entry.spec(store), Context(store.countries, today))
    figure = (params.get("figure") or [""])[-1]
    query = {name: text for name, text in write(state).items() if name in state.spec.names}
    return Preview(
        title=view_title(store, state, query),
        query=query,
        figure=figure if figure in entry.figures else "",
    )


def view_title(store: Store, state: State, query: Mapping[str, str]) -> str:
    """'France and Brazil on 30 June 2024', 'Reach of Kenya', '' where all is as usual."""
    topics = [text for name in query if (text := _topic(store, name, state.values[name]))]
    places = _countries(store, state, query)
    if places and not topics and "layer" in state.values:  # a country on the usual map
        topics = [_topic(store, "layer", state.values["layer"])]
    title = ": ".join(part for part in (listing(topics, _NAMED), listing(places, _NAMED)) if part)
    if title and "on" in query:
        title += f" on {date_phrase(state.values['on'])}"
    return title


def _countries(store: Store, state: State, query: Mapping[str, str]) -> list[str]:
    found: dict[str, None] = {}
    for param in state.spec.params:
        if param.name in query and param.name not in _ASIDE:
            if isinstance(param, CountryParam):
                found[str(state[param])] = None
            elif isinstance(param, CountryListParam):
                listed = state[param]
                found |= dict.fromkeys(listed)
    return [store.countries[iso3].name for iso3 in found]


def _topic(store: Store, name: str, value: object) -> str:
    """What one parameter is about, in words; '' where it is not the subject of a view."""
    words = _TOPICS.get(name)
    if words is None:
        return ""
    ids = value if isinstance(value, tuple) else (value,)
    return listing([text for each in ids if (text := words(store, str(each)))], _NAMED)


def _layer(store: Store, layer_id: str) -> str:
    if layer_id.startswith(REACH):
        try:
            return f"Reach of {store.countries.resolve(layer_id.removeprefix(REACH)).name}"
        except UserError:
            return ""
    return _labels(store).get(layer_id, "")


@per_store(size=1)
def _labels(store: Store) -> dict[str, str]:
    """Layers by id: all treaties, organisations, indicators and incident datasets."""
    return {entry.layer_id: entry.label for entry in layer_menu(store)}


def _dataset(store: Store, dataset: str) -> str:
    return _layer(store, f"{INCIDENTS}{dataset}")


def _obstacle(store: Store, number: str) -> str:
    return {str(int(each)): each.label for each in Obstacle}.get(number, "")


_TOPICS: Mapping[str, Callable[[Store, str], str]] = {
    "layer": _layer,
    "t": _layer,
    "e": _layer,
    "o": _obstacle,
    "dataset": _dataset,
}
"""Parameters that say what a view is about, whatever the page, and how their values are named."""
