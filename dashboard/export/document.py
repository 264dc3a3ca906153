"""A figure as JSON: its rows, what they are, and the chart as a plain description."""

from dataclasses import asdict
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.cite import PRODUCT
from dashboard.export.plain import dumps, plain, records
from dashboard.export.take import Taken


def document(taken: Taken) -> bytes:
    """``{"data": rows, "meta": …, "figure": …}``; null for what is missing."""
    return dumps({"data": records(taken.rows()), "meta": _meta(taken), "figure": _figure(taken)})


def _meta(taken: Taken) -> dict[str, Any]:
    caption = taken.figure.caption
    return {
        "title": taken.figure.chart.title,
        "product": PRODUCT,
        "on": None if taken.on is None else taken.on.isoformat(),
        "as_of": caption.as_of or None,
        "data_version": taken.data_version,
        "link": taken.link,
        "frozen_link": taken.frozen,
        "noncommercial": caption.noncommercial,
        "share_alike": caption.share_alike,
        "licence": caption.licence_text(),
        "sources": [asdict(line) for line in caption.lines],
        "cite": taken.citation.apa(),
    }


def _figure(taken: Taken) -> dict[str, Any]:
    return {"view": taken.path, "figure": taken.figure.figure_id} | description(taken.figure.chart)


def description(chart: Chart) -> dict[str, Any]:
    """The chart without its drawing: kind, texts, scales, columns, and the rows drawn."""
    roles = dict(chart.encodings)
    drawn = dict.fromkeys((*roles.values(), *(c.key for c in chart.columns)))
    return {
        "kind": chart.kind,
        "variant": chart.variant or None,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "notes": list(chart.notes),
        "alt": chart.alt,
        "unit": chart.unit or None,
        "encodings": roles,
        "columns": [asdict(column) for column in chart.columns],
        "legend": [asdict(entry) for entry in chart.legend],
        "scale": asdict(chart.scale) if chart.scale else None,
        "guides": [
            {"axis": g.axis, "value": plain(g.value), "label": g.label} for g in chart.guides
        ],
        "rows": records(chart.data[[name for name in drawn if name in chart.data]]),
    }
