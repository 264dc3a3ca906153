"""Adoption curves with a band for those who joined on a day that no source gives."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from dashboard.charts.chart import Chart, Guide
from dashboard.charts.format import plural
from dashboard.charts.lines import lines
from dashboard.charts.plotly_base import Figure, Trace, note
from dashboard.charts.plotly_render import render
from dashboard.charts.tokens import theme

HEIGHT = 400
_TOO_THIN = 0.08
"""A band lower than this share of the highest is not labelled: the note names it."""


def adoption_chart(
    curves: pd.DataFrame,
    undated: Mapping[str, int],
    *,
    title: str,
    subtitle: str,
    heading: str,
    events: Sequence[tuple[str, str]] = (),
) -> Chart:
    """Up to six step curves.

    ``curves`` has name, date, value, source_id, as_of; ``undated`` how many more states each name
    has on no known day: said in a note, drawn as a band by ``adoption_figure``. ``events`` are
    (ISO date, label) for reference lines.
    """
    notes = ["A step counts from its date; where only a month or year is known, from its last day."]
    more = [f"{name} {plural(count, 'state')}" for name, count in undated.items() if count]
    if more:
        notes.append(
            f"Known without a date, so on no curve: {', '.join(more)}. The band shows how much"
            " higher the curve may be; a date on which a list was read is never an event."
        )
    chart = lines(
        curves.assign(undated=[undated.get(str(name), 0) for name in curves["name"]]),
        title=title,
        subtitle=subtitle,
        step=True,
        measure="States",
        heading=heading,
        notes=tuple(notes),
        height=HEIGHT,
    )
    chart = replace(chart, encodings={**chart.encodings, "more": "undated"})
    return chart.with_guides(*(Guide("x", day, label) for day, label in events))


def adoption_figure(chart: Chart, undated: Mapping[str, int], *, dark: bool) -> Figure:
    """The chart as Plotly dicts, with a tinted band above each curve that has undated states."""
    spec = render(chart, dark=dark)
    if chart.empty:
        return spec
    tokens = theme(dark)
    bands: list[Trace] = []
    annotations = list(spec["layout"]["annotations"])
    highest = max(float(value) for value in chart.data["value"])
    for entry in chart.legend:
        own = chart.data[chart.data[chart.encodings["series"]] == entry.key]
        more = undated.get(entry.key, 0)
        if not more or own.empty:
            continue
        values = [float(value) for value in own["value"]]
        bands += _band([str(day) for day in own["x_day"]], values, more, entry.on(dark))
        highest = max(highest, values[-1] + more)
        if more > _TOO_THIN * highest:
            place = {"x": str(own["x_day"].iloc[-1]), "y": values[-1] + more / 2}
            annotations.append(note(f"+{more} undated", tokens, **place, xanchor="right"))
    old = spec["layout"]
    low, high = old["yaxis"]["range"]
    high = max(high, highest * 1.08)
    named = [mark["y"] for mark in old["annotations"]]
    lowest = min([low, *named]) - 0.03 * high  # a name pushed below zero still shows
    beside = {"textangle": 0, "textposition": "end", "xanchor": "left", "yanchor": "top"}
    shape = {
        **old,
        "shapes": [{**s, "label": {**s["label"], **beside}} for s in old["shapes"]],
        "annotations": annotations,
        "xaxis": {**old["xaxis"], "nticks": 5},
        "yaxis": {**old["yaxis"], "range": [lowest, high]},
        "margin": {**old["margin"], "r": old["margin"]["r"] + 16},
    }
    return {**spec, "data": [*bands, *spec["data"]], "layout": shape}


def _band(days: list[str], values: list[float], more: int, colour: str) -> list[Trace]:
    line = {"width": 0, "shape": "hv", "color": colour}
    common = {"type": "scatter", "mode": "lines", "x": days, "hoverinfo": "skip", "line": line}
    fill = "rgba({},{},{},0.16)".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))
    upper = [value + more for value in values]
    return [{**common, "y": values}, {**common, "y": upper, "fill": "tonexty", "fillcolor": fill}]
