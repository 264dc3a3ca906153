"""A matrix for the screen: a heat map of classes, with a number in each cell that has one."""

from dashboard.charts.chart import Chart
from dashboard.charts.colour import readable_on
from dashboard.charts.plotly_base import (
    NOTE,
    Figure,
    axis,
    figure,
    layout,
    marks,
    plain,
    shorten,
    two_lines,
)
from dashboard.charts.tokens import Theme

_NAMES_PX, _CELL_PX = 180, 46


def render_heat(chart: Chart, theme: Theme) -> Figure:
    """First row on top; blank cells show the panel's colour and have no hover text."""
    rows = marks(chart)
    down = {int(mark["y"]): str(mark["y_label"]) for mark in rows}
    across = {int(mark["x"]): str(mark["x_label"]) for mark in rows}
    colours = [entry.on(theme.dark) for entry in chart.legend]
    classes: list[list[int | None]] = [[None] * len(across) for _ in down]
    hover: list[list[str]] = [[""] * len(across) for _ in down]
    for mark in rows:
        y, x = int(mark["y"]), int(mark["x"])
        classes[y][x] = int(mark["color"])
        hover[y][x] = (
            f"<b>{plain(mark['y_label'])}</b> · {plain(mark['x_label'])}<br>{plain(mark['text'])}"
        )
    steps = len(colours)
    trace = {
        "type": "heatmap",
        "x": sorted(across),
        "y": sorted(down),
        "z": classes,
        "zmin": -0.5,
        "zmax": steps - 0.5,
        "colorscale": [
            [edge / steps, colour]
            for place, colour in enumerate(colours)
            for edge in (place, place + 1)
        ],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertext": hover,
        "hoverinfo": "text",
        "hoverongaps": False,
    }
    numbers = [
        {
            **{"x": int(mark["x"]), "y": int(mark["y"]), "showarrow": False},
            "text": plain(mark["text"]),
            "font": {"size": NOTE, "color": readable_on(colours[int(mark["color"])])},
        }
        for mark in rows
    ]
    shape = layout(
        chart,
        theme,
        plot_bgcolor=theme.panel,
        margin={"l": 8, "r": 40, "t": 8, "b": 8, "pad": 4},
        xaxis=axis(
            theme,
            side="top",
            tickvals=sorted(across),
            ticktext=[plain(shorten(across[place], 26)) for place in sorted(across)],
            tickangle=-50,
            ticklabeloverflow="allow",
            range=[-0.5, len(across) - 0.5],
            showgrid=False,
            automargin=True,
        ),
        yaxis=axis(
            theme,
            tickvals=sorted(down),
            ticktext=[two_lines(down[place], 20) for place in sorted(down)],
            range=[len(down) - 0.5, -0.5],
            showgrid=False,
            automargin=True,
            tickfont={"color": theme.ink, "size": NOTE},
        ),
        annotations=numbers,
        # On a phone the numbers would run into each other: the chart keeps this width and scrolls.
        meta={"least": _NAMES_PX + _CELL_PX * len(across)},
    )
    return figure([trace], shape)
