"""The binding between the address and the controls: the address is always the truth.

A run reads the address once. A control shows what the address says; when a reader changes it, its
callback rewrites the address before the script runs again. So back, forward, reload and a pasted
link all give the same view, and pages never touch session state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import UserError
from dashboard.ui.cache import store
from dashboard.ui.markup import draw_html
from dashboard.ui.notices import ahead_html, moved_html, show_notices
from dashboard.views.params import Context, Param
from dashboard.views.url import DV, MY, ON, SITE_WIDE, Spec, State, link, read, write

T = TypeVar("T")
_MY = "my-country"
_REJECTED = "rejected-input"
_STATE, _PATH = "shown-state", "shown-path"


@dataclass(frozen=True, slots=True)
class View:
    """What one page shows now: ``view[ON]`` reads a value, ``view.put(ON, day)`` changes it."""

    state: State

    def __getitem__(self, param: Param[T]) -> T:
        return self.state[param]

    @property
    def countries(self) -> CountryRegistry:
        """The registry the view's countries come from."""
        return self.state.context.countries

    @property
    def query(self) -> dict[str, str]:
        """The query of this view, for links to it."""
        return write(self.state)

    def address(self, param: Param[T], value: T) -> str:
        """The address of the page being drawn with one value changed: for links."""
        return link(shown_path(), write(self.state.replace(param, value)))

    def put(self, param: Param[T], value: T) -> None:
        """Change one value in the address. For callbacks, which run before the page does."""
        _write(_read_address(self.state.spec, self.state.context)[0].replace(param, value))

    def put_all(self, changes: dict[Param[Any], Any]) -> None:
        """Change several values in one step of the browser's history."""
        state = _read_address(self.state.spec, self.state.context)[0]
        for param, value in changes.items():
            state = state.replace(param, value)
        _write(state)

    def try_put(self, param: Param[T], make: Callable[[], T]) -> None:
        """Change one value to what ``make`` gives; a UserError it raises becomes a notice."""
        try:
            self.put(param, make())
        except UserError as error:
            st.session_state[_REJECTED] = error

    def key(self, param: Param[Any], value: object) -> str:
        """The widget key of a parameter, its widget set to ``value`` before it is drawn."""
        return sync(f"url-{param.name}", value)

    def on_change(
        self, param: Param[T], decode: Callable[[Any], T] | None = None
    ) -> Callable[[], None]:
        """A widget callback that puts the widget's value into the address.

        ``decode`` turns the widget's value into the parameter's; a UserError it raises is shown
        at the top of the page and the address stays as it is.
        """

        def changed() -> None:
            raw = st.session_state[f"url-{param.name}"]
            self.try_put(param, lambda: raw if decode is None else decode(raw))

        return changed


def sync(key: str, value: object) -> str:
    """Set a widget's value before it is drawn, only if it differs; gives the key back."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def bind(spec: Spec, countries: CountryRegistry) -> View:
    """The view the address asks for; shows a notice for whatever could not be used."""
    state, notices = _read_address(spec, Context(countries, datetime.now(UTC).date()))
    if MY.name in spec.names:
        state = _remember(state)
    rejected = st.session_state.pop(_REJECTED, None)
    show_notices((*notices, rejected) if rejected else notices)
    made_with, now = st.query_params.get(DV, "")[:64].strip(), store().data_version
    if made_with and not now.startswith(made_with):
        draw_html(moved_html(made_with, now))
    today = state.context.today
    if ON.name in spec.names and state[ON] > today:
        draw_html(ahead_html(state[ON], link(shown_path(), write(state.replace(ON, today)))))
    st.session_state[_STATE] = state
    return View(state)


def shown_state() -> State | None:
    """What the address asks of the page that is being drawn, once it is bound."""
    found: State | None = st.session_state.get(_STATE)
    return found


def show_path(path: str) -> None:
    """Note which page is being drawn. For the frame around the pages."""
    st.session_state[_PATH] = path


def shown_path() -> str:
    """The page that is being drawn, as in its address; '' outside the frame of the pages."""
    return str(st.session_state.get(_PATH, ""))


def _remember(state: State) -> State:
    """Keep 'my country' for the visit: the address wins, the visit fills in."""
    if state[MY] is not None:
        st.session_state[_MY] = state[MY]
    elif st.session_state.get(_MY) in state.context.countries:
        state = state.replace(MY, st.session_state[_MY])
        _write(state, DV)
    return state


def choose_my_country(typed: str | None, countries: CountryRegistry) -> None:
    """Choose or clear 'my country' by code or name. For the header's callback."""
    try:
        iso3 = countries.resolve(typed).iso3 if typed else None
    except UserError as error:
        st.session_state[_REJECTED] = error
        return
    st.session_state[_MY] = iso3
    if iso3:
        st.query_params[MY.name] = iso3
    elif MY.name in st.query_params:
        del st.query_params[MY.name]


def my_country(countries: CountryRegistry) -> str | None:
    """'My country' as the address has it, else as chosen in this visit."""
    typed = st.query_params.get(MY.name) or st.session_state.get(_MY)
    try:
        return countries.resolve(typed).iso3 if typed else None
    except UserError:
        return None  # the page's own notice says what is wrong with it


def shared_query() -> dict[str, str]:
    """What links to other pages carry along: the site-wide part of the address."""
    query = {name: st.query_params[name] for name in SITE_WIDE if name in st.query_params}
    mine = query.get(MY.name) or st.session_state.get(_MY)
    return {**query, MY.name: mine} if mine else query


def _read_address(spec: Spec, context: Context) -> tuple[State, tuple[UserError, ...]]:
    return read({name: st.query_params.get_all(name) for name in st.query_params}, spec, context)


def _write(state: State, *keep: str) -> None:
    """Write a view into the address. A frozen link ends with the first change of its view."""
    kept = {k: v for k, v in st.query_params.items() if k.startswith("utm_") or k in keep}
    st.query_params.from_dict({**write(state), **kept})
