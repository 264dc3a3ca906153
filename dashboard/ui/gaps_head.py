"""The top of the page of gaps: the finding, the shares with both ends, and the shares by year."""

from datetime import date
from html import escape

import pandas as pd

from dashboard.analysis.gaps import (
    MEASURES,
    coverage_by_year,
    coverage_now,
    coverage_total,
)
from dashboard.analysis.gaps_incidents import Crossings, crossings
from dashboard.charts.bands import bands
from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption, caption
from dashboard.charts.format import date_phrase, number, plural
from dashboard.store.store import Store
from dashboard.ui.markup import Metric, metrics_html

THINGS = "Incident × (suspected origin, victim)"


def span(low: object, high: object) -> str:
    """'3–7 %', or '5 %' where both ends round to the same; small shares keep a digit."""
    first, last = (f"{float(str(v)):.0f}" for v in (low, high))
    if first == "0" and float(str(low)) > 0:
        first = "under 1"
    return f"{last} %" if first == last else f"{first}–{last} %"


def finding(total: pd.DataFrame, about: Crossings) -> str:
    """What the shares say, as the title of the page."""
    if not int(total["incidents"].iloc[0]):
        return f"{about.short_name} has no dated cross-border incidents by this day"
    rows = total.set_index("measure")
    narrow, wide = (span(*rows.loc[m, ["share", "share_upper"]]) for m in ("narrow", "any"))
    return (
        f"{narrow} of suspected cross-border incidents in {about.short_name} fell between states"
        f" with a cybercrime treaty in force; {wide} if any legal basis counts"
    )


def head_html(store: Store, dataset: str, on: date) -> str:
    """The finding as h1, then one number a measure with both ends, then what is counted."""
    about = crossings(store, dataset)
    total, now = coverage_total(store, dataset, on), coverage_now(store, dataset, on)
    shares = []
    if int(total["incidents"].iloc[0]):
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
    count = int(total["incidents"].iloc[0])
    shares.append(Metric("Counted", number(count), f"{THINGS.lower()}, {about.short_name}"))
    return (
        f'<header class="page-heading wide"><h1>{escape(finding(total, about))}</h1>'
        '<p class="lede">The lower end is what is known to have been in force on every day the'
        " incident can have begun; the upper end also counts what is not known.</p></header>"
        f"{metrics_html(shares)}"
    )


def year_chart(store: Store, dataset: str, on: date) -> tuple[Chart, Caption]:
    """The shares by year with their bands, and the caption of its rows."""
    about = crossings(store, dataset)
    frame = coverage_by_year(store, dataset, on)
    chart = bands(
        frame,
        title="Which part had a channel to work through at the time?",
        subtitle=(
            f"Share of incident × (suspected origin, victim) in {about.short_name} by year, "
            f"percent; solid: known, dotted: at most. Records as of {date_phrase(about.as_of)}."
        ),
        panels=MEASURES,
        things=THINGS,
        notes=notes(about),
    )
    return chart.with_licence(store.sources), caption(frame, store.sources, limit=2)


def notes(about: Crossings) -> tuple[str, ...]:
    """What is left out, and the bias of the dataset."""
    undated = int((~about.dated).sum())
    out = [
        f"{plural(undated, 'incident')} without a year" if undated else "",
        f"{about.left_out} with a territory on one side" if about.left_out else "",
        f"{plural(about.doubtful, 'victim')} whose country is doubtful" if about.doubtful else "",
    ]
    said = "; ".join(part for part in out if part)
    return tuple(
        text
        for text in (
            f"Left out: {said}." if said else "",
            *about.notes,
            "Membership in FIRST and most team networks is known only as seen in lists: teams not"
            " seen are not known, so the upper end of the last panel is 100 %.",
        )
        if text
    )
