"""The top of the page of gaps: the finding, and the shares with both ends."""

from datetime import date
from html import escape

import pandas as pd

from dashboard.analysis.gaps import (
    MEASURES,
    coverage_now,
    coverage_total,
)
from dashboard.analysis.gaps_incidents import Crossings, crossings
from dashboard.analysis.incident_bias import ENOUGH
from dashboard.charts.format import date_phrase, number, plural
from dashboard.store.store import Store
from dashboard.ui.markup import Metric, metrics_html
from dashboard.views.gaps import THINGS


def span(low: object, high: object) -> str:
    """'3–7 %', or '5 %' where both ends round to the same; small shares keep a digit."""
    first, last = (f"{float(str(v)):.0f}" for v in (low, high))
    if first == "0" and float(str(low)) > 0:
        first = "under 1"
    return f"{last} %" if first == last else f"{first}–{last} %"


def finding(total: pd.DataFrame, about: Crossings) -> str:
    """What the shares say, as the title of the page."""
    count = int(total["incidents"].iloc[0])
    if not count:
        return f"{about.short_name} has no dated cross-border incidents by this day"
    if count < ENOUGH:
        said = plural(count, "suspected cross-border incident")
        verb = "is" if count == 1 else "are"
        return f"{said} in {about.short_name} {verb} dated by this day: too few for a share"
    rows = total.set_index("measure")
    narrow, wide = (span(*rows.loc[m, ["share", "share_upper"]]) for m in ("narrow", "any"))
    return (
        f"{narrow} of suspected cross-border incidents in {about.short_name} fell between states"
        f" with a cybercrime treaty in force; {wide} if any legal basis counts"
    )


def head_html(store: Store, dataset: str, on: date) -> str:
    """The finding as h1."""
    title = finding(coverage_total(store, dataset, on), crossings(store, dataset))
    return (
        '<header class="page-heading wide"><p class="kicker">Gaps: incidents between states that'
        f" share no channel</p><h1>{escape(title)}</h1></header>"
    )


def shares_html(store: Store, dataset: str, on: date) -> str:
    """One number a measure with both ends, then what is counted."""
    about = crossings(store, dataset)
    total, now = coverage_total(store, dataset, on), coverage_now(store, dataset, on)
    shares = []
    count = int(total["incidents"].iloc[0])
    if count >= ENOUGH:
        later = now.set_index("measure")
        for row in total.to_dict("records"):
            today = span(*later.loc[row["measure"], ["share", "share_upper"]])
            shares.append(
                Metric(
                    MEASURES[str(row["measure"])],
                    span(row["share"], row["share_upper"]),
                    f"in force at the time; with the channels of {date_phrase(on)}: {today}",
                )
            )
    shares.append(Metric("Counted", number(count), f"{THINGS.lower()}, {about.short_name}"))
    if count < ENOUGH:
        return metrics_html(shares)
    return (
        f'{metrics_html(shares)}<p class="count">The lower end is what is known to have been in'
        " force on every day the incident can have begun; the upper end also counts what is not"
        " known.</p>"
    )
