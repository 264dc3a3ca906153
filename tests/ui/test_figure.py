"""Drawing a figure that several readers share."""

from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.ui import figure


class Watched(dict[str, Any]):
    """A trace that remembers whether anybody took something out of it."""

    taken = False

    def pop(self, *args: Any) -> Any:
        self.taken = True
        return super().pop(*args)


def test_a_shared_trace_is_not_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plotly removes ``type`` for a moment: a second reader would see a bar as a line."""
    trace = Watched(type="bar", x=[1], y=[2], base=0)
    drawn: list[Mapping[str, Any]] = []

    def chart(shown: Mapping[str, Any], **_: Any) -> None:
        from plotly.tools import return_figure_from_figure_or_data

        drawn.append(return_figure_from_figure_or_data(shown, True))

    monkeypatch.setattr(figure.st, "plotly_chart", chart)
    figure.plotly({"data": [trace], "layout": {}}, key="k", alt="a")
    assert drawn[0]["data"][0]["type"] == "bar"
    assert trace["type"] == "bar"
    assert not trace.taken
