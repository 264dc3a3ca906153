"""A pair's channels over time: a bar a channel from its begin on, undated ones in a side band."""

from datetime import date

import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, Guide, LegendEntry
from dashboard.charts.format import date_phrase
from dashboard.charts.frames import in_order, require, texts
from dashboard.charts.timeline import span_of
from dashboard.charts.tokens import REACH

ROW_PX = 40
KINDS = {
    "legal": ("Legal basis", "narrow"),
    "law_enforcement": ("Law enforcement", "law_enforcement"),
    "csirt": ("CSIRT to CSIRT", "csirt"),
    "diplomacy": ("Diplomacy and norms", "diplomacy"),
    "alliance": ("Alliance", "alliance"),
}
"""Label and colour key of each kind of channel."""


def growth(frame: pd.DataFrame, *, on: date, title: str, subtitle: str = "") -> Chart:
    """Needs instrument_id, name, kind (a key of KINDS), start, end (reduced ISO dates, '' for
    not known and for still so); uses source_id and as_of."""
    require(frame, ("instrument_id", "name", "kind", "start", "end"), "timeline")
    spans = [
        span_of(start, end, on)
        for start, end in zip(texts(frame["start"]), texts(frame["end"]), strict=True)
    ]
    columns = ["maybe_from", "sure_from", "sure_to", "undated"]
    drawn = pd.concat(
        [frame.reset_index(drop=True), pd.DataFrame(spans, columns=columns, dtype="object")], axis=1
    )
    places = {name: i for i, name in enumerate(in_order(drawn["instrument_id"]))}
    drawn = drawn.assign(
        place=[places[str(i)] for i in drawn["instrument_id"]],
        kind_label=[KINDS[str(kind)][0] for kind in drawn["kind"]],
        when=[_when(*c) for c in zip(texts(drawn["start"]), texts(drawn["end"]), strict=True)],
    )
    chart = Chart(
        kind="timeline",
        data=drawn,
        encodings={
            **{"y": "place", "row_label": "name", "color": "kind", "text": "when"},
            **{"x0": "sure_from", "x1": "sure_to", "x_maybe": "maybe_from", "undated": "undated"},
        },
        title=title,
        subtitle=subtitle,
        legend=tuple(
            LegendEntry.of(kind, label, REACH[tone], int((drawn["kind"] == kind).sum()))
            for kind, (label, tone) in KINDS.items()
            if (drawn["kind"] == kind).any()
        ),
        columns=(
            Column("name", "Channel"),
            Column("kind_label", "Kind"),
            Column("start", "From", "date"),
            Column("end", "To", "date"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=64 + ROW_PX * max(1, len(places)),
        guides=(Guide("x", on.isoformat(), date_phrase(on)),),
    )
    rows = (f"{r['name']} {r['when']}" for r in drawn.to_dict("records"))
    return chart.with_alt(alt.sentence(f"Timeline. {title}", subtitle, *rows)).with_evidence()


def _when(start: str, end: str) -> str:
    if not start:
        return "date not known" + (f", until {date_phrase(end)}" if end else "")
    begin = date_phrase(start)
    return f"{begin} to {date_phrase(end)}" if end else f"since {begin}"
