"""Named threat actors as collected by MISP: context, never a score (DESIGN §2.5).

A country is a claim of the collection's authors; a state sponsor a suspicion they repeat. A count
of actors of a country says how many names circulate, nothing else.
"""

import pandas as pd

from dashboard.analysis.evidence import evidence_urls
from dashboard.store.memo import per_store
from dashboard.store.store import Store

COLUMNS = (
    "actor_id",
    "actor",
    "synonyms",
    "iso3",
    "attribution_confidence",
    "state_sponsor_raw",
    "state_sponsor_iso3",
    "target_category",
    "targeted_sector",
    "incident_types",
    "victims",
    "n_refs",
    "source_url",
    "source_id",
    "as_of",
    "evidence_url",
)


@per_store()
def named_actors(store: Store) -> pd.DataFrame:
    """All actors with COLUMNS: those with most references first, then by name.

    ``victims`` are iso3 joined by ``;``; ``evidence_url`` is the page of the collection.
    """
    actors = store.table("threat_actors")
    struck = store.table("threat_actor_victims").groupby("actor_id")["iso3"]
    victims = struck.agg(lambda codes: ";".join(sorted(set(codes))))
    frame = actors.assign(
        victims=actors["actor_id"].map(victims).fillna(""),
        evidence_url=evidence_urls(store, actors["source_id"]),
    )
    frame = frame.sort_values(["n_refs", "actor"], ascending=[False, True], ignore_index=True)
    return frame[list(COLUMNS)]


def find_actors(
    store: Store, text: str = "", country: str | None = None, sponsored: bool = False
) -> pd.DataFrame:
    """Actors whose name or synonym holds ``text``; ``country``: attributed to it, said to be
    sponsored by it, or reported to have struck it; ``sponsored``: a state sponsor is named."""
    frame = named_actors(store)
    if text.strip():
        sought = text.strip().casefold()
        names = (frame["actor"] + ";" + frame["synonyms"].fillna("")).str.casefold()
        frame = frame[names.str.contains(sought, regex=False)]
    if country:
        struck = frame["victims"].str.contains(country, regex=False)
        own = (frame["iso3"] == country) | (frame["state_sponsor_iso3"] == country)
        frame = frame[own | struck]
    if sponsored:
        frame = frame[frame["state_sponsor_iso3"].notna()]
    return frame.reset_index(drop=True)
