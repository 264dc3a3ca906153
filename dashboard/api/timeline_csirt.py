"""The timeline of national CSIRTs: founding years are events, all else is known without a date."""

from datetime import date

from dashboard.analysis.csirts import RUNNING, national_presence
from dashboard.analysis.history import StateTimeline
from dashboard.api.answers import cited_ids
from dashboard.core.dates import parse_reduced
from dashboard.core.vocabulary import CsirtPresence
from dashboard.store.store import Store


def csirt_timeline(store: Store, start: date, end: date) -> StateTimeline:
    """Teams count from the end of their founding year; before it nothing is known of a country."""
    frame = national_presence(store)
    base: dict[str, str] = {}
    events: list[tuple[str, date, str]] = []
    undated: dict[str, str] = {}
    for row in frame.to_dict("records"):
        iso3, state = str(row["iso3"]), str(row["presence"])
        since = str(row["since"])
        base[iso3] = CsirtPresence.UNKNOWN.value
        if state == CsirtPresence.NOT_APPLICABLE:
            base[iso3] = state
        elif since and state in RUNNING:
            founded = parse_reduced(since).latest
            if founded <= start:
                base[iso3] = state
            elif founded <= end:
                events.append((iso3, founded, state))
        elif state != CsirtPresence.UNKNOWN:
            undated[iso3] = state
    keys = tuple(str(word) for word in CsirtPresence)
    return StateTimeline(keys, base, tuple(events), undated, cited_ids(frame))
