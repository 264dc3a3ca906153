"""Where two datasets count the same origin, victim and year, and how far apart they are."""

from html import escape
from typing import Any

from dashboard.analysis.attribution import ATTRIBUTION_DATES, agreement, disagreements
from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.incident_index import available, dataset_table, short_name
from dashboard.charts.cite import caption
from dashboard.store.frames import rows_of
from dashboard.store.store import Store
from dashboard.ui.country_block import Block
from dashboard.ui.html_table import Cell, Head, Html, link, table_html, with_small

SHOWN = 10
_HEADS = (
    Head("Suspected origin and victim"),
    Head("Year", "number"),
    Head("One dataset", "number"),
    Head("The other", "number"),
    Head("Apart", "number"),
)
_SUMMARY = (
    Head("Two datasets"),
    Head("Years both cover"),
    Head("Both count", "number"),
    Head("The same number", "number"),
    Head("Only the first", "number"),
    Head("Only the second", "number"),
)


def dates_html() -> str:
    """That, and why, nothing is said on how long attributions take."""
    return f'<p class="empty">{escape(ATTRIBUTION_DATES)}</p>'


def agreement_block(store: Store, f: EventFilter) -> Block | None:
    """Summary and largest disagreements; None where only one dataset is there to compare."""
    if len(available(store)) < 2:
        return None
    summary = agreement(store)
    rows = disagreements(store, f.years, f.victims, f.origins)
    body = table_html(
        "Agreement of datasets", _SUMMARY, [_summary(store, r) for r in rows_of(summary)]
    )
    if len(rows):
        shown = [_row(store, r) for r in rows_of(rows.head(SHOWN))]
        body += "<h3>Furthest apart</h3>" + table_html("Largest disagreements", _HEADS, shown)
    else:
        body += '<p class="empty">No two datasets count the same pair in the same year here.</p>'
    both, same = int(summary["both"].sum()), int(summary["equal"].sum())
    return Block(
        title=f"Datasets seldom agree: the same number in {same} of {both} comparisons",
        subtitle="Suspected origin, victim and year that two datasets both count, malicious "
        "incidents across borders, two datasets at a time. They overlap and count different "
        "things, so they are compared here and never added up."
        + (" Filters for years, victim and origin apply to the list." if len(rows) else ""),
        html=body,
        caption=caption(rows if len(rows) else summary, store.sources),
        frame=rows,
        notes=(
            *_how_many(len(rows)),
            f"A dataset that does not count a pair may not cover it. {_what_each_counts(store)}",
        ),
    )


def _how_many(count: int) -> tuple[str, ...]:
    return (f"{min(SHOWN, count)} of {count} shown; the file has all.",) if count else ()


def _what_each_counts(store: Store) -> str:
    rows = rows_of(dataset_table(store))
    return " ".join(f"{short_name(store, r['dataset'])}: {r['unit_counted']}." for r in rows)


def _summary(store: Store, row: dict[str, Any]) -> list[Cell]:
    names = f"{short_name(store, row['dataset'])} and {short_name(store, row['dataset_2'])}"
    numbers = [int(row[key]) for key in ("both", "equal", "only_first", "only_second")]
    return [names, f"{row['first_year']}–{row['last_year']}", *numbers]


def _row(store: Store, row: dict[str, Any]) -> list[Cell]:
    start, end = str(row["origin_iso3"]), str(row["victim_iso3"])
    names = f"{store.countries[start].name} → {store.countries[end].name}"
    return [
        link(names, f"/pair?a={start}&b={end}"),
        str(row["year"]),
        _count(store, row["incidents"], row["dataset"]),
        _count(store, row["incidents_2"], row["dataset_2"]),
        int(row["difference"]),
    ]


def _count(store: Store, incidents: Any, dataset: str) -> Html:
    return with_small(f"{int(incidents):,}", short_name(store, dataset))
