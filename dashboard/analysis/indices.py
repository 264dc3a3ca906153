"""Indices side by side: where well-known measures of one country disagree.

Positions are percentiles among the countries that every chosen index covers, so that a difference
between two of them is not a difference of who is compared: 0 is least, 100 most of an obstacle.
"""

import numpy as np
import pandas as pd

from dashboard.analysis.evidence import merged_sources
from dashboard.analysis.indicators import Indicator, all_indicators, values_on
from dashboard.analysis.normalise import percentile
from dashboard.core.vocabulary import Direction, EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store

INDICES = (
    "gci_overall",
    "ncsi_score",
    "itu_idi",
    "ddl_score",
    "wgi_ge",
    "wgi_rl",
    "wgi_rq",
    "wgi_cc",
    "wgi_pv",
    "cei_exposure",
)
"""Measures that put a whole country on one scale and speak of security, connection or government.
Voice and accountability (WGI) is a regime measure and not among them."""
USUAL = ("gci_overall", "ncsi_score", "itu_idi", "ddl_score", "wgi_ge", "wgi_rl")
"""Those compared at first: cyber security (GCI, NCSI), digital development (IDI, DDL; both near
what an e-government index measures) and government (WGI)."""


def known_indices(store: Store) -> tuple[Indicator, ...]:
    """The indices whose values can be shown under the current setting."""
    known = all_indicators(store)
    return tuple(known[name] for name in INDICES if name in known)


@per_store(size=32)
def side_by_side(store: Store, indices: tuple[str, ...], year: int) -> pd.DataFrame:
    """One row for each country and index: iso3, name, indicator_id, indicator, value, year, unit,
    decimals, percentile (NaN unless all indices cover the country), source_id, as_of.

    Values in doubt and territories are left out.
    """
    known = all_indicators(store)
    parts = []
    for name in indices:
        frame = values_on(store, name, year)
        frame = frame[frame["entity_kind"] != EntityKind.TERRITORY.value]
        about = known[name]
        frame = frame.assign(
            value=frame["value"].mask(frame["implausible"]),
            indicator=about.name,
            unit=about.unit_short,
            decimals=about.decimals,
        )
        parts.append(frame)
    whole = pd.concat(parts, ignore_index=True)
    common = whole.groupby("iso3")["value"].transform("count") == len(indices)
    turned = np.array([known[n].direction is not Direction.HIGHER_IS_OBSTACLE for n in indices])
    sign = whole["indicator_id"].map(dict(zip(indices, np.where(turned, -1.0, 1.0), strict=True)))
    whole["percentile"] = np.nan
    for name in indices:
        rows = common & (whole["indicator_id"] == name)
        column = (whole.loc[rows, "value"] * sign[rows]).to_numpy(float)
        whole.loc[rows, "percentile"] = percentile(column)
    columns = ["iso3", "name", "indicator_id", "indicator", "value", "year", "unit", "decimals"]
    return whole[[*columns, "percentile", "source_id", "as_of"]]


def disagreements(frame: pd.DataFrame) -> pd.DataFrame:
    """Countries of ``side_by_side`` by how far their positions lie apart, furthest first.

    Columns iso3, name, value (the median position), low, high, spread, low_index, high_index,
    low_text, high_text, source_id, as_of; only countries that every index covers.
    """
    known = frame[frame["percentile"].notna()]
    own = known.groupby("iso3", sort=False)
    ends = known.sort_values("percentile", kind="stable").groupby("iso3", sort=False)
    first, last = ends.head(1).set_index("iso3"), ends.tail(1).set_index("iso3")
    last = last.reindex(first.index)
    table = pd.DataFrame(
        {
            "name": first["name"],
            "value": own["percentile"].median(),
            "low": first["percentile"],
            "high": last["percentile"],
            "spread": last["percentile"] - first["percentile"],
            "low_index": first["indicator"],
            "high_index": last["indicator"],
            "source_id": own["source_id"].agg(merged_sources),
            "as_of": own["as_of"].min(),
        }
    )
    table = table.rename_axis("iso3").reset_index()
    return table.sort_values(["spread", "name"], ascending=[False, True], ignore_index=True)


def spearman(x: pd.Series, y: pd.Series) -> float:
    """Rank correlation of the pairs with both values, ties sharing the mean rank; NaN below 3."""
    both = x.notna() & y.notna()
    if both.sum() < 3:
        return float("nan")
    first, second = x[both].rank().to_numpy(float), y[both].rank().to_numpy(float)
    if first.std() == 0 or second.std() == 0:
        return float("nan")
    return float(np.corrcoef(first, second)[0, 1])
