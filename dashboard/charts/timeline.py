"""A treaty life: one row a treaty, a segment for each status, honest about unsure dates."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.charts import alt
from dashboard.charts.chart import Chart, Column, Guide, LegendEntry
from dashboard.charts.format import date_phrase
from dashboard.charts.frames import in_order, require, texts
from dashboard.charts.tokens import MEMBERSHIP, STATUS
from dashboard.core.dates import parse_reduced
from dashboard.core.errors import UnknownIdError
from dashboard.core.vocabulary import MembershipStatus, Status

ROW_PX = 48
_TONES = {Status: STATUS, MembershipStatus: MEMBERSHIP}


def timeline(
    frame: pd.DataFrame,
    *,
    on: date,
    title: str,
    subtitle: str = "",
    row: str = "treaty_id",
    label: str = "treaty",
    heading: str = "Treaty",
    notes: tuple[str, ...] = (),
    words: type[Status] | type[MembershipStatus] = Status,
    first: date | None = None,
    row_px: int = ROW_PX,
) -> Chart:
    """Segments by status from their dates to the next step, open-ended ones up to ``on``.

    Needs ``row`` (key), ``label``, ``status`` (one of ``words``), ``start``, ``end`` (reduced ISO
    dates or windows; '' or missing = not known / still so); uses ``text``, source_id and as_of.
    Adds ``sure_from`` and ``sure_to`` (the segment's certain days), ``maybe_from`` (first possible
    day, where the start is only known to a month, a year or a window), ``maybe_to`` (last possible
    day, where the end is a window that no segment of the row begins with) and ``undated``. An
    undated row has no position in time: it belongs to a band of its own. Segments that start after
    ``on`` are not drawn; a chart without any is empty. With ``first`` the axis begins on that day:
    what began earlier is drawn from there (a note says so), its dates stay in words and table.
    """
    require(frame, (row, label, "status", "start", "end"), "timeline")
    unknown = set(in_order(frame["status"])) - {str(word) for word in words}
    if unknown:
        raise UnknownIdError(
            "The timeline got a status that does not exist",
            where="status",
            given=", ".join(sorted(unknown)),
            allowed=tuple(words),
        )
    spans = [
        _from_first(span_of(start, end, on), first)
        for start, end in zip(texts(frame["start"]), texts(frame["end"]), strict=True)
    ]
    columns = ["maybe_from", "sure_from", "sure_to", "undated"]
    drawn = pd.concat(
        [frame.reset_index(drop=True), pd.DataFrame(spans, columns=columns, dtype="object")], axis=1
    )
    begins = set(zip(texts(drawn[row]), texts(drawn["start"]), strict=True))
    ends = zip(texts(drawn[row]), texts(drawn["end"]), texts(drawn["sure_to"]), strict=True)
    drawn["maybe_to"] = [
        _fades(end, on) if "/" in end and sure and (name, end) not in begins else sure
        for name, end, sure in ends
    ]
    begun = [undated or maybe <= on.isoformat() for maybe, _, _, undated in spans]
    drawn = drawn[np.array(begun, dtype=np.bool_)].reset_index(drop=True)
    places = {name: i for i, name in enumerate(in_order(drawn[row]))}
    drawn = drawn.assign(
        place=[places[str(name)] for name in drawn[row]],
        status_label=[words(str(status)).label for status in drawn["status"]],
        when=[
            _when(*cells) for cells in zip(texts(drawn["start"]), texts(drawn["end"]), strict=True)
        ],
    )
    held = [status for status in words if (drawn["status"] == status.value).any()]
    earlier = first is not None and (drawn["start"].fillna("9").str[:10] < first.isoformat()).any()
    if first is not None and earlier:
        notes = (*notes, f"What began before {date_phrase(first)} is drawn from that day")
    chart = Chart(
        kind="timeline",
        data=drawn,
        encodings={
            **{"y": "place", "row_label": label, "color": "status", "text": "when"},
            **{"x0": "sure_from", "x1": "sure_to", "x_maybe": "maybe_from", "undated": "undated"},
            "x_until": "maybe_to",
        },
        title=title,
        subtitle=subtitle,
        notes=notes,
        legend=tuple(LegendEntry.of(s.value, s.label, _TONES[words][s]) for s in held),
        columns=(
            Column(label, heading),
            Column("status_label", "Status"),
            Column("start", "From", "date"),
            Column("end", "To", "date"),
            Column("text", "In words"),
            Column("source_id", "Source"),
            Column("as_of", "As of", "date"),
        ),
        height=64 + row_px * max(1, len(places)),
        guides=(Guide("x", on.isoformat(), date_phrase(on)),),
    )
    return chart.with_alt(_alt(chart, on, label)).with_evidence()


def span_of(start: str, end: str, on: date) -> tuple[str, str, str, bool]:
    """(first possible day, first certain day, last day, undated) of a segment as ISO text."""
    if not start:
        return "", "", "", True
    begin = parse_reduced(start)
    stop = min(parse_reduced(end).earliest, on) if end else on
    return (
        begin.earliest.isoformat(),
        min(begin.latest, max(stop, begin.earliest)).isoformat(),
        max(stop, begin.earliest).isoformat(),
        False,
    )


def _from_first(span: tuple[str, str, str, bool], first: date | None) -> tuple[str, str, str, bool]:
    """A segment of which nothing is drawn before ``first``."""
    maybe, sure, until, undated = span
    if first is None or undated:
        return span
    edge = first.isoformat()
    return max(maybe, edge), max(sure, edge), max(until, edge), False


def _fades(end: str, on: date) -> str:
    """The last day, up to ``on``, on which a segment that ends in a window may still have held."""
    return min(parse_reduced(end).latest, on).isoformat()


def _when(start: str, end: str) -> str:
    if not start:
        return "date not known"
    begin = date_phrase(start)
    if "/" in end:
        return f"from {begin}, to a day not known, at the latest {date_phrase(end.split('/')[1])}"
    return f"{begin} to {date_phrase(end)}" if end else f"from {begin}"


def _alt(chart: Chart, on: date, label: str) -> str:
    rows = []
    for _, own in chart.data.groupby("place", sort=True):
        steps = [
            f"{status.lower()} {when}"
            for status, when in zip(own["status_label"], own["when"], strict=True)
        ]
        rows.append(f"{own[label].iloc[0]}: {', then '.join(steps)}")
    return alt.sentence(f"Timeline up to {date_phrase(on)}. {chart.title}", chart.subtitle, *rows)
