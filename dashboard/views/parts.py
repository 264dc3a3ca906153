"""Long pages shown one part at a time: the parameter ``part`` and what it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.views.params import ChoiceParam
from dashboard.views.url import State

PART = "part"
EVERYTHING = "all"
"""All parts below one another: to print, or to search on the page."""


@dataclass(frozen=True)
class Parts:
    """The parts of a page in order, id to label; the first is shown unless another is asked for.

    >>> parts = Parts({"overview": "Overview", "treaties": "Treaties"})
    >>> parts.param.choices
    ('overview', 'treaties', 'all')
    """

    labels: Mapping[str, str]

    @cached_property
    def param(self) -> ChoiceParam:
        """The parameter to put into the page's Spec."""
        ids = tuple(self.labels)
        return ChoiceParam(PART, (*ids, EVERYTHING), ids[0], kind="part of this page")

    def shown(self, state: State) -> tuple[str, ...]:
        """The ids of the parts to draw."""
        chosen = state[self.param]
        return tuple(self.labels) if chosen == EVERYTHING else (chosen,)
