"""Bars for the screen."""

from dashboard.charts.bars import LINE
from dashboard.charts.chart import Chart
from dashboard.charts.plotly_base import NOTE, Figure, axis, figure, layout, plain, two_lines
from dashboard.charts.tokens import Theme


def render_bars(chart: Chart, theme: Theme) -> Figure:
    """Horizontal bars, first row on top; others turn grey when some are highlighted."""
    role = chart.encodings
    rows = chart.data
    marked = [bool(flag) for flag in rows[role["highlight"]]]
    main = chart.legend[0].on(theme.dark)
    rest = theme.unknown if any(marked) else main
    names = [str(name) for name in rows[role["y"]]]
    words = [str(word) for word in rows[role["text"]]]
    ranks = [int(rank) for rank in rows[role["rank"]]]
    unit = f" {chart.unit}" if chart.unit else ""
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [float(value) for value in rows[role["x"]]],
        "y": list(range(len(rows))),
        "text": [plain(word) for word in words],
        "textposition": "outside",
        "textfont": {"size": NOTE, "color": theme.ink},
        "cliponaxis": False,
        "marker": {"color": [main if flag else rest for flag in marked], "line": {"width": 0}},
        "customdata": [str(key) for key in rows[role["key"]]],
        "hovertext": [
            f"<b>{plain(name)}</b><br>{plain(word + unit)}<br>Rank {rank}"
            for name, word, rank in zip(names, words, ranks, strict=True)
        ],
        "hoverinfo": "text",
    }
    ticks = [
        f"<b>{two_lines(name, LINE)}</b>" if flag else two_lines(name, LINE)
        for name, flag in zip(names, marked, strict=True)
    ]
    room = max(56, 16 + 8 * max(map(len, words), default=0))
    shape = layout(
        chart,
        theme,
        bargap=0.3,
        margin={"l": 8, "r": room, "t": 8, "b": 8, "pad": 4},
        xaxis=axis(theme, showticklabels=False, showgrid=False, rangemode="tozero"),
        yaxis=axis(
            theme,
            tickvals=list(range(len(rows))),
            ticktext=ticks,
            range=[len(rows) - 0.5, -0.5],
            automargin=True,
            showgrid=False,
            tickfont={"color": theme.ink, "size": NOTE},
        ),
    )
    return figure([trace], shape)
