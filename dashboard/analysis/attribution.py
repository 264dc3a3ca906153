"""What incident datasets say about who did it: how often nobody, who says so, how far they agree.

Obstacle 7 reads these. An origin is suspected, as coded by the dataset; an incident without one is
not a failure of a country. None of the datasets here dates its attributions, so how long an
attribution took cannot be computed (``ATTRIBUTION_DATES``).
"""

from itertools import combinations
from typing import Literal

import pandas as pd

from dashboard.analysis.event_filter import EventFilter
from dashboard.analysis.event_queries import by_label, flows, total, unattributed
from dashboard.analysis.event_select import Rows, selected
from dashboard.analysis.incident_bias import Share
from dashboard.analysis.incident_index import available, check_dataset
from dashboard.core.provenance import unique_ids
from dashboard.store.events.schema import code_of
from dashboard.store.memo import per_store
from dashboard.store.store import Store

UNKNOWN_ACTORS = ("unknown", "external_unknown")
"""Kinds of actor that say nothing about who it was: unknown, or only that it was an outsider."""
ATTRIBUTION_DATES = (
    "How long attributions took is not shown: the tables here date the start of an incident, and "
    "none of them dates the attribution."
)
DISAGREEMENT_COLUMNS = (
    "origin_iso3",
    "victim_iso3",
    "year",
    "dataset",
    "incidents",
    "dataset_2",
    "incidents_2",
    "difference",
    "source_id",
    "as_of",
)
By = Literal["year", "victim"]


@per_store(size=64)
def unknown_share(
    store: Store, dataset: str, by: By = "year", f: EventFilter | None = None
) -> pd.DataFrame:
    """Columns key (year or iso3), incidents, without_origin, unknown_actor, and both as share and
    actor_share in percent; dataset, source_id, as_of.

    ``without_origin``: no suspected country of origin is coded. ``unknown_actor``: every kind of
    actor coded is one of UNKNOWN_ACTORS. ``f`` is a filter of the same dataset; by default the
    malicious incidents. Years in order, the unknown one last; victims with most incidents first.
    """
    chosen = f or EventFilter(check_dataset(store, dataset))
    frame = unattributed(store, chosen, by)
    known = _unknown_actors(store, chosen, by)
    keys = frame["key"].astype("object").where(frame["key"].notna(), 0)
    frame = frame.assign(unknown_actor=keys.map(known).fillna(0).astype("int64"))
    for column, part in (("share", "without_origin"), ("actor_share", "unknown_actor")):
        frame[column] = frame[part].astype("float64") / frame["incidents"].astype("float64") * 100
    return frame


def _unknown_actors(store: Store, f: EventFilter, by: By) -> dict[object, int]:
    """Incidents whose every kind of actor says nothing, by year (0: unknown) or iso3."""
    about = store.events.describe(f.dataset)
    rest = ~about.bits("actors", UNKNOWN_ACTORS)
    if by == "year":
        rows: Rows = selected(store, f, "events", ("year", "actors"))
        key = "year"
    else:
        rows = selected(store, f, "victims", ("victim", "doubtful", "actors"))
        rows = rows.where(lambda t: ~t.doubtful)
        key = "victim"
    found = store.events.frame(rows.table.group_by([key, "actors"]).aggregate(n=rows.count))
    silent = found[(found["actors"].astype("int64") & rest) == 0]
    names = {code_of(c.iso3): c.iso3 for c in store.countries} if by == "victim" else {}
    counts: dict[object, int] = {}
    for place, n in zip(silent[key], silent["n"], strict=True):
        name = names.get(int(place), int(place))
        counts[name] = counts.get(name, 0) + int(n)
    return counts


def overall(store: Store, f: EventFilter) -> tuple[Share, Share]:
    """Incidents without a suspected origin, and those whose actor is unknown, of all kept."""
    frame = unknown_share(store, f.dataset, "year", f)
    whole = int(frame["incidents"].sum())
    return (
        Share(int(frame["without_origin"].sum()), whole),
        Share(int(frame["unknown_actor"].sum()), whole),
    )


def bases(store: Store, f: EventFilter) -> pd.DataFrame:
    """Who attributed: label, incidents, share (percent of incidents with a suspected origin).

    An incident counts once under each basis it carries, so shares may add up to more than 100.
    """
    frame = by_label(store, f, "basis")
    named = total(store, f)
    if not (f.origins or f.bases or f.confidences):  # else all of them have an origin
        named -= overall(store, f)[0].numerator
    return frame.assign(share=frame["incidents"].astype("float64") / max(named, 1) * 100)


@per_store()
def attributed_groups(store: Store) -> dict[str, Share]:
    """Of the named threat actors (MISP): with a country, with a named state sponsor, with a
    stated confidence. Keys country, sponsor, confidence."""
    actors = store.table("threat_actors")
    columns = {
        "country": "iso3",
        "sponsor": "state_sponsor_iso3",
        "confidence": "attribution_confidence",
    }
    return {
        key: Share(int(actors[column].notna().sum()), len(actors))
        for key, column in columns.items()
    }


@per_store(size=16)
def disagreements(
    store: Store,
    years: tuple[int, int] | None = None,
    victims: tuple[str, ...] = (),
    origins: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Suspected origin, victim and year that two datasets both count, and how far apart they are.

    DISAGREEMENT_COLUMNS, one row for each pair of datasets; largest difference first. Malicious
    incidents across borders; nothing is added up over datasets.
    """
    names = available(store)
    found = {
        name: flows(
            store, EventFilter(name, years=years, victims=victims, origins=origins), by_year=True
        ).dropna(subset=["year"])
        for name in names
    }
    pieces = []
    keys = ["origin_iso3", "victim_iso3", "year"]
    for first, second in combinations(names, 2):
        both = found[first].merge(found[second], on=keys, suffixes=("", "_2"))
        pieces.append(
            both.assign(
                difference=(both["incidents"] - both["incidents_2"]).abs(),
                source_id=both["source_id"] + ";" + both["source_id_2"],
                as_of=both[["as_of", "as_of_2"]].max(axis=1),
            )
        )
    if not pieces:
        return pd.DataFrame(columns=list(DISAGREEMENT_COLUMNS))
    frame = pd.concat(pieces, ignore_index=True)[list(DISAGREEMENT_COLUMNS)]
    return frame.sort_values(
        ["difference", "year", *keys[:2]], ascending=[False, False, True, True], ignore_index=True
    )


@per_store()
def agreement(store: Store) -> pd.DataFrame:
    """For each two datasets: dataset, dataset_2, first_year, last_year (both cover), both, equal,
    only_first, only_second (pair-years that both count, count equally, only one counts)."""
    names = available(store)
    keys = ["origin_iso3", "victim_iso3", "year"]
    found = {n: flows(store, EventFilter(n), by_year=True).dropna(subset=["year"]) for n in names}
    rows = []
    for first, second in combinations(names, 2):
        a, b = found[first], found[second]
        if a.empty or b.empty:
            continue
        start, end = max(a["year"].min(), b["year"].min()), min(a["year"].max(), b["year"].max())
        a, b = (t[t["year"].between(start, end)] for t in (a, b))
        whole = a.merge(b, on=keys, how="outer", suffixes=("", "_2"))
        here, there = whole["incidents"].notna(), whole["incidents_2"].notna()
        rows.append(
            {
                **{"dataset": first, "dataset_2": second},
                **{"first_year": int(start), "last_year": int(end)},
                "both": int((here & there).sum()),
                "equal": int((whole["incidents"] == whole["incidents_2"]).fillna(False).sum()),
                "only_first": int((here & ~there).sum()),
                "only_second": int((there & ~here).sum()),
                "source_id": ";".join(unique_ids([*a["source_id"], *b["source_id"]])),
                "as_of": max([*a["as_of"], *b["as_of"]], default=""),
            }
        )
    return pd.DataFrame(rows)
