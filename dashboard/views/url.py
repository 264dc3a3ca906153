"""The one codec between an address and what a page shows (pure; no Streamlit).

``read`` turns query parameters into a State plus notices; ``write`` turns a State back into the
shortest query that gives the same view. A bad value never raises and never vanishes in silence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast
from urllib.parse import quote, urlencode

from dashboard.core.errors import UserError
from dashboard.views.params import (
    LONGEST,
    Context,
    CountryListParam,
    CountryParam,
    DayParam,
    Param,
    clean,
)

T = TypeVar("T")

ON = DayParam("on")
MY = CountryParam("my")
C = CountryListParam("c")
DV = "dv"
"""The data version a frozen link was made with; every page understands it (see ``ui.state``)."""
SITE_WIDE = ("on", "c", "my", "region", "income", "org")
"""Parameters that mean the same on every page, so they are carried from page to page."""


@dataclass(frozen=True, slots=True)
class Spec:
    """The parameters one page understands, in the order they are written."""

    params: tuple[Param[Any], ...]

    def __post_init__(self) -> None:
        if len(set(self.names)) != len(self.params):
            raise ValueError(f"a parameter is defined twice: {self.names}")

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(param.name for param in self.params)


@dataclass(frozen=True, slots=True)
class State:
    """The values of one view. ``state[ON]`` is typed by its parameter; ``replace`` gives a new one.

    ``carried`` holds site-wide parameters this page does not use, kept for the next page.
    """

    spec: Spec
    context: Context
    values: Mapping[str, Any]
    carried: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, param: Param[T]) -> T:
        return cast("T", self.values[param.name])

    def replace(self, param: Param[T], value: T) -> "State":
        """The same view with one value changed."""
        if param.name not in self.values:
            raise KeyError(param.name)
        values = {**self.values, param.name: value}
        return State(self.spec, self.context, values, self.carried)


def read(
    params: Mapping[str, str | Sequence[str]], spec: Spec, context: Context
) -> tuple[State, tuple[UserError, ...]]:
    """The view an address describes, and a notice for each part that could not be used.

    A parameter given several times is read as one list; where one value is wanted, the last wins.
    ``lang``, ``dv``, ``utm_*`` and ``embed*`` belong to others and pass without a word.
    """
    given = {str(name): _texts(value) for name, value in params.items()}
    values: dict[str, Any] = {}
    notices: list[UserError] = []
    for param in spec.params:
        texts = given.get(param.name, [])
        if len(texts) > 1 and not isinstance(param.default(context), tuple):
            notices.append(
                UserError(
                    f"“{param.name}” is given {len(texts)} times, the last one is used",
                    where=param.name,
                )
            )
            texts = texts[-1:]
        text = ",".join(texts)
        if len(text) > LONGEST:
            notices.append(UserError(f"The value is cut to {LONGEST} characters", where=param.name))
        values[param.name], problems = param.parse(clean(text), context)
        notices.extend(problems)
    others = {name: texts for name, texts in given.items() if name not in spec.names}
    carried = {
        name: clean(",".join(others[name])) for name in (*SITE_WIDE, "lang") if name in others
    }
    notices.extend(_unused(name) for name in sorted(others) if not is_silent(name))
    return State(spec, context, values, {k: v for k, v in carried.items() if v}), tuple(notices)


def _texts(value: str | Sequence[str]) -> list[str]:
    return [value] if isinstance(value, str) else [str(text) for text in value]


def is_silent(name: str) -> bool:
    """Whether every page takes a parameter, or others do, without a word."""
    return name in (*SITE_WIDE, "lang", DV) or name.startswith(("utm_", "embed"))


def _unused(name: str) -> UserError:
    return UserError(f"This page has no setting called “{clean(name)[:40]}”, so it is ignored")


def write(state: State) -> dict[str, str]:
    """The shortest query of a view: defaults left out, fixed order, lists comma-separated."""
    query: dict[str, str] = {}
    for param in state.spec.params:
        value = state.values[param.name]
        text = param.format(value)
        if text and value != param.default(state.context):
            query[param.name] = text
    return {**query, **state.carried}


def site_wide(state: State) -> dict[str, str]:
    """The part of a query that goes along to another page."""
    return {name: text for name, text in write(state).items() if name in (*SITE_WIDE, "lang")}


def day_and_home(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that goes along to views of other countries: the day, and the reader's
    own country."""
    return {name: text for name, text in query.items() if name in (ON.name, MY.name)}


def link(path: str, query: Mapping[str, str]) -> str:
    """A root-relative address: ``/pair?a=FRA&b=BRA``; commas and colons stay readable."""
    text = urlencode({k: v for k, v in query.items() if v}, safe=",:", quote_via=quote)
    return f"/{path.strip('/')}" + (f"?{text}" if text else "")
