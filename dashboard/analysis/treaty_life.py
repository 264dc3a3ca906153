"""The life of treaties for chosen countries: from signature to force, as spans of time."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import pandas as pd

from dashboard.analysis.treaties import country_steps
from dashboard.core.vocabulary import Basis, Status
from dashboard.store.frames import rows_of
from dashboard.store.store import Store

LIFE_COLUMNS = (
    "treaty_id",
    "treaty",
    "iso3",
    "country",
    "status",
    "start",
    "end",
    "text",
    "source_id",
    "as_of",
)
_LIVED = (
    Status.IN_FORCE,
    Status.BOUND,
    Status.RATIFIED,
    Status.SIGNED,
    Status.INVITED,
    Status.WITHDRAWN,
)


def treaty_life(
    store: Store, countries: Sequence[str], on: date, treaty_id: str | None = None
) -> pd.DataFrame:
    """Spans of a relation with a treaty, begun by ``on``, with LIFE_COLUMNS.

    Absence is no span. ``start`` is a reduced ISO date or a window, '' where no source dates the
    step; an undated step is left out before the day its source speaks for. ``end`` is the date of
    the next step, '' while the state lasts; where no source dates the next step, the window from
    the start to the day for which its source speaks. Treaties come by their first dated span,
    undated ones last; one treaty only with ``treaty_id``.
    """
    names = store.table("treaties").set_index("treaty_id")["short_name"]
    rows: list[dict[str, Any]] = []
    for iso3 in countries:
        steps = country_steps(store, iso3)
        if treaty_id is not None:
            steps = steps[steps["treaty_id"].eq(treaty_id)]
        for treaty, own in groupby(rows_of(steps), key=lambda step: str(step["treaty_id"])):
            about = {"treaty_id": treaty, "treaty": names[treaty], "iso3": iso3}
            about["country"] = store.countries[iso3].name
            rows += [about | span for span in spans(list(own), on)]
    frame = pd.DataFrame(rows, columns=list(LIFE_COLUMNS))
    return by_first_span(frame, "treaty_id")


def by_first_span(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Spans in the order in which the first dated span of their ``key`` begins, undated last."""
    dated = frame["start"].where(frame["start"] != "", "9999")
    first = {t: min(part) for t, part in dated.groupby(frame[key])}
    return frame.sort_values(key, key=lambda ids: ids.map(first), kind="stable", ignore_index=True)


def spans(
    steps: list[dict[Any, Any]], on: date, lived: Collection[str] = _LIVED
) -> Iterator[dict[str, Any]]:
    """The steps of one track as spans with status, start, end, text, source_id and as_of; only
    states of ``lived``, only those begun by the day."""
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step["status"] not in lived or _later(step, on):
            continue
        dated = step["basis"] != Basis.AS_OF
        start = step["since"] or (step["from_day"].isoformat() if dated else "")
        left = following if following is not None and not _later(following, on) else None
        yield {
            "status": step["status"],
            "start": start,
            "end": _end(start, left) if left else "",
            "text": _words(step, start, left),
            "source_id": step["source_id"],
            "as_of": step["as_of"],
        }


def _end(start: str, following: dict[Any, Any]) -> str:
    """When the span ended; '' where all that is known is that it did, or may have, by now."""
    if following["since"]:
        return str(following["since"])
    if following["basis"] == Basis.AS_OF:
        return f"{start.split('/')[0]}/{following['as_of']}" if start else ""
    if following["status"] == Status.UNKNOWN:
        return ""
    return str(following["from_day"].isoformat())


def _later(step: dict[Any, Any], on: date) -> bool:
    """Whether the step is after the day; a date that may have come by then is not."""
    if step["since"] and len(str(step["since"])) != 10:
        return str(step["since"])[:10] > on.isoformat()
    return step["from_day"] is not None and step["from_day"] > on


def _words(step: dict[Any, Any], start: str, following: dict[Any, Any] | None) -> str:
    parts = []
    if not start:
        parts.append(f"date not known, as of {step['as_of']}")
    if step["basis"] == Basis.BY_TREATY_RULE:
        parts.append("date follows from the treaty's own rule")
    if step["note"]:
        parts.append(str(step["note"]))
    if following and following["status"] == Status.UNKNOWN and following["note"]:
        parts.append(str(following["note"]))
    return "; ".join(parts)
