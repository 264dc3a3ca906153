"""Every effort of international cyber cooperation: organisations, networks, talks, treaties and
agreements between two countries, with what each does and who takes part on a date.

Which forms of cooperation an effort serves is our own editorial classification (data), not a fact.
"""

import pandas as pd

from dashboard.analysis.csirt_directory import folded
from dashboard.analysis.network import network
from dashboard.core.errors import UnknownIdError
from dashboard.core.provenance import split_ids
from dashboard.store.memo import per_store
from dashboard.store.store import Store

BILATERAL = "BILATERAL"
TREATY, AGREEMENT = "treaty", "bilateral"
EFFORT_COLUMNS = (
    "effort_id",
    "short_name",
    "name",
    "type",
    "functions",
    "what_it_does",
    "why",
    "counts",
    "founded",
    "ended",
    "published_total",
    "published_note",
    "coverage",
    "coverage_note",
    "absence",
    "list_as_of",
    "url",
    "note",
    "authority",
    "source_id",
    "as_of",
)


@per_store(size=1)
def efforts(store: Store) -> pd.DataFrame:
    """One row an effort with EFFORT_COLUMNS, by type and name.

    ``functions`` is a list joined by ';'; ``why`` says whether and why it counts as a channel;
    ``authority`` is that of the main source of its list (official, research, curated, press).
    """
    bodies = store.table("organisations").rename(
        columns={"organisation_id": "effort_id", "published_total_note": "published_note"}
    )
    treaties = store.table("treaties").rename(
        columns={
            "treaty_id": "effort_id",
            "full_name": "name",
            "opened": "founded",
            "published_total": "published_note",
        }
    )
    treaties = treaties.assign(type=TREATY, founded=treaties["founded"].fillna(treaties["adopted"]))
    frame = pd.concat(
        [
            part.reindex(columns=list(EFFORT_COLUMNS)).astype("object")
            for part in (bodies, treaties, _bilateral(store))
        ],
        ignore_index=True,
    )
    texts = store.table("effort_texts").set_index("effort_id")
    frame["what_it_does"] = frame["effort_id"].map(texts["what_it_does"])
    frame["functions"] = frame["functions"].fillna(frame["effort_id"].map(texts["functions"]))
    rules = store.table("channels").set_index("instrument_id")
    frame["why"] = frame["effort_id"].map(rules["why"])
    frame["counts"] = frame["effort_id"].map(rules["counts"])
    frame["authority"] = [_authority(store, cell) for cell in frame["source_id"]]
    text = [c for c in EFFORT_COLUMNS if c not in ("counts", "published_total")]
    frame[text] = frame[text].fillna("")
    frame["published_total"] = frame["published_total"].astype("Int64")
    order = frame["short_name"].str.casefold()
    return frame.assign(order=order).sort_values(["type", "order"], ignore_index=True)[
        list(EFFORT_COLUMNS)
    ]


def _bilateral(store: Store) -> pd.DataFrame:
    table = network(store).agreements.table
    table = table[~table["instrument_id"].str.startswith("alliance_")]
    return pd.DataFrame(
        [
            {
                "effort_id": BILATERAL,
                "short_name": "Bilateral agreements",
                "name": "Agreements between two countries or their response teams",
                "type": AGREEMENT,
                "coverage": "partial",
                "coverage_note": "most agreements are those of the United States and of members "
                "of the European Union; others are hardly covered",
                "absence": "unknown",
                "list_as_of": max(str(text) for text in table["as_of"]),
                "source_id": str(table["source_id"].mode().iloc[0]),
                "as_of": max(str(text) for text in table["as_of"]),
            }
        ]
    )


def _authority(store: Store, cell: object) -> str:
    ids = split_ids(cell) if isinstance(cell, str) else ()
    return store.sources[ids[0]].authority if ids and ids[0] in store.sources else ""


@per_store(size=64)
def effort(store: Store, effort_id: str) -> dict[str, object]:
    """The row of one effort; UnknownIdError names the allowed ids."""
    table = efforts(store).set_index("effort_id", drop=False)
    if effort_id not in table.index:
        raise UnknownIdError(
            f"No effort has the id “{effort_id[:40]}”",
            where="effort",
            given=effort_id,
            allowed=tuple(table.index),
        )
    return {str(k): v for k, v in table.loc[effort_id].to_dict().items()}


def search_efforts(
    store: Store, text: str = "", kind: str = "", function: str = ""
) -> pd.DataFrame:
    """Rows of ``efforts`` of a type that serve a function and whose texts hold every word."""
    table = efforts(store)
    keep = pd.Series(True, index=table.index)
    if kind:
        keep &= table["type"] == kind
    if function:
        keep &= serves(table, function)
    columns = ["effort_id", "short_name", "name", "what_it_does", "functions"]
    content = table[columns].agg(" ".join, axis=1).map(folded)
    for word in folded(text).split():
        keep &= content.str.contains(word, regex=False)
    return table[keep].reset_index(drop=True)


def serves(table: pd.DataFrame, function: str) -> pd.Series:
    """Which rows of ``efforts`` serve one of the nine forms of cooperation."""
    return table["functions"].map(lambda cell: function in split_ids(cell))
