"""Columns by year for the screen, with dotted lines where collecting changed."""

from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import NOTE, Figure, axis, figure, layout, plain
from dashboard.charts.tokens import Theme

_LINE_PX = 18
FEW = 7


def render_columns(chart: Chart, theme: Theme) -> Figure:
    """Upright columns; each break stands before its year, its label on a line of its own."""
    rows, role = chart.data, chart.encodings
    years = [int(year) for year in rows[role["x"]]]
    values = [float(value) for value in rows[role["y"]]]
    words = [str(word) for word in rows[role["text"]]]
    trace = {
        "type": "bar",
        "x": years,
        "y": values,
        "marker": {"color": chart.legend[0].on(theme.dark), "line": {"width": 0}},
        "hovertext": [
            f"<b>{year}</b><br>{plain(word)}" for year, word in zip(years, words, strict=True)
        ],
        "hoverinfo": "text",
        "width": 0.82,
    }
    head = 10 + _LINE_PX * len(chart.guides)
    shape = layout(
        chart,
        theme,
        bargap=0.18,
        margin={"l": 8, "r": 16, "t": head, "b": 28, "pad": 4},
        xaxis=axis(
            theme,
            range=[years[0] - 0.7, years[-1] + 0.7],
            showgrid=False,
            tickformat="d",
            **({"dtick": 1} if years[-1] - years[0] < FEW else {}),
        ),
        yaxis=axis(theme, rangemode="tozero", nticks=5, automargin=True, tickformat=",~r"),
        **_breaks(chart, theme, years),
    )
    return figure([trace], shape)


def _breaks(chart: Chart, theme: Theme, years: list[int]) -> dict[str, Any]:
    """A line at each break up to its label, which leans to where there is room."""
    plot = max(1, chart.height - 38 - _LINE_PX * len(chart.guides))
    middle = (years[0] + years[-1]) / 2
    shapes, labels = [], []
    starts = [float(guide.value) - 0.5 for guide in chart.guides]
    right = sorted((at for at in starts if at <= middle), reverse=True)
    levels = {at: level for level, at in enumerate([*right, *sorted(set(starts) - set(right))])}
    for guide, at in zip(chart.guides, starts, strict=True):
        top = 1 + _LINE_PX * (levels[at] + 0.5) / plot
        left = at > middle
        shapes.append(
            {
                **{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": top, "yref": "paper"},
                "line": {"color": theme.outline, "width": 1, "dash": "dot"},
            }
        )
        labels.append(
            {
                "text": f"{plain(guide.label)} ▸" if left else f"◂ {plain(guide.label)}",
                **{"x": at, "y": top, "yref": "paper", "showarrow": False},
                "xanchor": "right" if left else "left",
                "yanchor": "middle",
                "font": {"size": NOTE, "color": theme.ink_soft},
                "bgcolor": theme.paper,
            }
        )
    return {"shapes": shapes, "annotations": labels}
