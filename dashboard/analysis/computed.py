"""Indicators computed from other tables: a registry of methods, and their values as one frame.

``computed_indicators`` (data/reference) says what each is and which method makes it; the values
have the columns of the table ``values`` and stand among them in ``indicator_index``, so maps,
profiles, medians and the API treat both alike. A value stands for the end of its year, in the
last year for the last day that the tables speak for.
"""

from collections.abc import Callable, Mapping

import pandas as pd

from dashboard.analysis.computed_legal import chart_letters, legal_agreements, legal_reach
from dashboard.analysis.computed_norms import commitments, law_positions, rounds
from dashboard.analysis.computed_origins import unattributed
from dashboard.analysis.evidence import merged_sources
from dashboard.core.errors import UserError
from dashboard.store.memo import per_store
from dashboard.store.store import Store

VALUE_COLUMNS = ("iso3", "year", "value", "source_id", "as_of")
"""What every method returns; ``year`` is an integer, the rest as in the table ``values``."""
Method = Callable[[Store, tuple[str, ...]], pd.DataFrame]
METHODS: Mapping[str, Method] = {
    "chart_letters": chart_letters,
    "commitments": commitments,
    "legal_agreements": legal_agreements,
    "legal_reach": legal_reach,
    "positions": law_positions,
    "rounds": rounds,
    "unattributed": unattributed,
}


def computed_values(store: Store) -> pd.DataFrame:
    """Values of all computed indicators: indicator_id and VALUE_COLUMNS."""
    return _computed(store)[0]


def not_computed(store: Store) -> dict[str, UserError]:
    """Indicators that could not be computed because a table they rest on cannot be read."""
    return _computed(store)[1]


@per_store(size=1)
def indicator_table(store: Store) -> pd.DataFrame:
    """The table ``indicators`` followed by the computed ones that have a value, with their method.

    ``source_id`` and ``as_of`` of a computed one are those of its values: all sources, last date.
    """
    listed = store.table("indicators")
    about = store.table("computed_indicators").drop(columns="inputs")
    evidence = _evidence(computed_values(store))
    about = about.merge(evidence, on="indicator_id")
    if about.empty:
        return listed.assign(method=None)
    columns = [*listed.columns, "method"]
    both = pd.concat([listed, about.astype({"source_id": "str", "as_of": "str"})])
    return both.reindex(columns=columns).reset_index(drop=True)


@per_store(size=1)
def _computed(store: Store) -> tuple[pd.DataFrame, dict[str, UserError]]:
    parts, broken = [], {}
    for row in store.table("computed_indicators").to_dict("records"):
        name, given = str(row["indicator_id"]), row["inputs"]
        inputs = tuple(str(given).split(";")) if isinstance(given, str) else ()
        try:
            values = METHODS[str(row["method"])](store, inputs)
        except UserError as error:
            broken[name] = error
        else:
            parts.append(values.assign(indicator_id=name))
    columns = ["indicator_id", *VALUE_COLUMNS]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return frame.reindex(columns=columns), broken


def _evidence(values: pd.DataFrame) -> pd.DataFrame:
    groups = values.groupby("indicator_id", sort=False)
    return groups.agg(
        source_id=("source_id", lambda cells: merged_sources(cells)), as_of=("as_of", "max")
    ).reset_index()
