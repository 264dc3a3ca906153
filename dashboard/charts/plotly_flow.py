"""Flows for the screen: a Sankey diagram with a node for each key on each side."""

from dashboard.charts.chart import Chart, LegendEntry
from dashboard.charts.colour import with_alpha
from dashboard.charts.flow import OTHERS, sides_of
from dashboard.charts.format import number
from dashboard.charts.plotly_base import NOTE, Figure, figure, layout, marks, plain, shorten
from dashboard.charts.tokens import Theme

HEAD, PAD, LONGEST = 40, 18, 20


def render_flow(chart: Chart, theme: Theme) -> Figure:
    """Left nodes by total, right nodes by total, the gathered rest last on both sides."""
    rows = marks(chart)
    legend = {entry.key: entry for entry in chart.legend}
    sides = [sides_of(rows, role) for role in ("source", "target")]
    at = [
        {key: place + offset for place, (key, _, _) in enumerate(side)}
        for side, offset in zip(sides, (0, len(sides[0])), strict=True)
    ]
    nodes = [(*node, side) for side, listed in enumerate(sides) for node in listed]
    heads = [legend["flow"].label, legend["end"].label]
    spots = _places(sides, chart.height - HEAD)
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [plain(shorten(label, LONGEST)) for _, label, _, _ in nodes],
            "customdata": [
                f"<b>{plain(label)}</b><br>{plain(heads[side])}: {number(total)}"
                for _, label, total, side in nodes
            ],
            "color": [_tone(legend, key, side).on(theme.dark) for key, _, _, side in nodes],
            "hovertemplate": "%{customdata}<extra></extra>",
            "pad": PAD,
            "thickness": 14,
            "line": {"width": 0},
            **spots,
        },
        "link": {
            "source": [at[0][str(row["source"])] for row in rows],
            "target": [at[1][str(row["target"])] for row in rows],
            "value": [float(row["value"]) for row in rows],
            "color": [
                with_alpha(_tone(legend, str(row["source"]), 0).on(theme.dark), 0.3) for row in rows
            ],
            "customdata": [
                f"<b>{plain(row['source_label'])} → {plain(row['target_label'])}</b><br>"
                f"{number(row['value'])}"
                for row in rows
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
        "textfont": {"size": NOTE, "color": "rgba(0,0,0,0)", "shadow": "none"},
    }
    beside = [
        {
            **{"text": plain(shorten(label, LONGEST)), "xref": "paper", "yref": "paper"},
            **{"x": side, "y": 1 - place, "showarrow": False, "yanchor": "middle"},
            "xanchor": ("right", "left")[side],
            "xshift": (-6, 6)[side],
            "font": {"size": NOTE, "color": theme.ink},
        }
        for (_, label, _, side), place in zip(nodes, spots["y"], strict=True)
    ]
    room = [14 + 7 * max(len(shorten(label, LONGEST)) for _, label, _ in side) for side in sides]
    head = [
        {
            **{"text": plain(text), "x": x, "y": 1, "xref": "paper", "yref": "paper"},
            **{"xanchor": anchor, "yanchor": "bottom", "yshift": 8, "showarrow": False},
            "xshift": shift,
            "font": {"size": NOTE, "color": theme.ink_soft},
        }
        for text, x, anchor, shift in zip(
            heads, (0, 1), ("left", "right"), (-room[0], room[1]), strict=True
        )
    ]
    return figure(
        [trace],
        layout(
            chart,
            theme,
            margin={"l": room[0], "r": room[1], "t": HEAD - 8, "b": 8, "pad": 0},
            annotations=[*head, *beside],
        ),
    )


def _places(sides: list[list[tuple[str, str, float]]], plot: int) -> dict[str, list[float]]:
    """Middles of the nodes, so that they stand in the order of their totals, a label apart."""
    x: list[float] = []
    y: list[float] = []
    whole = sum(total for _, _, total in sides[0]) or 1.0
    most = max(map(len, sides))
    filled = max(0.2, 1 - PAD * (most - 1) / plot)
    for place, side in enumerate(sides):
        gap = (1 - filled) / max(1, len(side) - 1)
        top = 0.0
        for _, _, total in side:
            share = total / whole * filled
            x.append((0.001, 0.999)[place])
            y.append(min(0.999, max(0.001, top + share / 2)))
            top += share + gap
    return {"x": x, "y": y}


def _tone(legend: dict[str, LegendEntry], key: str, side: int) -> LegendEntry:
    if key == OTHERS:
        return legend[OTHERS]
    return legend["flow" if side == 0 else "end"]
