"""What a brief admits not to know, with the page that would settle it."""

from datetime import date

import pandas as pd

from dashboard.analysis.unknowns import unknowns
from dashboard.charts.format import plural
from dashboard.export.brief import Cell, Sources, Table, capital, short
from dashboard.store.store import Store

_MOST = 8
_TOPICS = {"treaties": 4, "csirts": 2, "indicators": 2, "organisations": 3}
"""Topics in the order of a brief, and how many gaps of each are printed."""


def not_known(store: Store, countries: tuple[str, ...], on: date, cited: Sources) -> Table:
    """The gaps of one country or of several, treaties first; the rest is counted."""
    parts = [unknowns(store, iso3, on).assign(iso3=iso3) for iso3 in countries]
    count = sum(len(part) for part in parts)
    chosen = pd.concat([_chosen(part, _MOST // len(parts)) for part in parts])
    rows = tuple(
        (
            Cell(
                f"{store.countries[row['iso3']].name}: {row['item']}"
                if len(countries) > 1
                else str(row["item"])
            ),
            Cell(short(capital(str(row["why"]))), "", cited.cite(row["source_id"], row["as_of"])),
            Cell(_host(str(row["settled_by"]))),
        )
        for row in chosen.to_dict("records")
    )
    rest = count - len(rows)
    more = f"{plural(rest, 'more gap')} in the profile." if rest else ""
    return Table(
        title="What is not known",
        subtitle="A gap in our lists is not an absence",
        head=("Not known", "Why", "Would be settled at"),
        widths=(0.3, 0.45, 0.25),
        rows=rows,
        more=more if rows else "Every list read says something about it.",
    )


def _chosen(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    topics = [frame[frame["topic"].eq(topic)].head(few) for topic, few in _TOPICS.items()]
    return pd.concat(topics).head(most)


def _host(url: str) -> str:
    """The host of an address: short enough for a cell."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.") or "no page known"
