"""Drawing a figure that several readers share."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts.chart import Chart
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
    drawn: list[go.Figure] = []
    monkeypatch.setattr(figure.st, "plotly_chart", lambda shown, **_: drawn.append(shown))
    chart = Chart(kind="bar", data=pd.DataFrame({"x": [1]}), encodings={}, title="a")
    for _ in range(2):
        figure.plotly(chart, key="k", spec={"data": [trace], "layout": {}})
    assert drawn[0]["data"][0]["type"] == "bar"
    assert drawn[1] is drawn[0], "made once for a chart and a colour mode"
    assert trace["type"] == "bar"
    assert not trace.taken
