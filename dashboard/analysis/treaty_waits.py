"""How long states took: from signature, or from the opening of a treaty, to deposit and to force.

Only states whose two dates are known to the day are measured; how many are left out, and how many
have signed and still not finished, is always said, because the slowest are never in the figures.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.treaties import treaty
from dashboard.analysis.treaty_adoption import steps_by_country
from dashboard.core.provenance import unique_ids
from dashboard.store.store import Store

Start = Literal["signature", "opening"]
Finish = Literal["deposit", "force"]
WAITS: tuple[tuple[Start, Finish], ...] = (
    ("signature", "deposit"),
    ("signature", "force"),
    ("opening", "deposit"),
    ("opening", "force"),
)
EVERYWHERE = "All regions"
_STEP_OF = {"deposit": "deposited", "force": "in_force"}


def waits(
    store: Store,
    treaty_ids: Sequence[str],
    start: Start,
    finish: Finish,
    on: date,
    inside: frozenset[str] | None = None,
) -> pd.DataFrame:
    """One row a state that signed (or joined, where ``start`` is the opening) by ``on``.

    Columns: treaty_id, treaty, iso3, name, region, start, finish (ISO days or ''), days, state,
    source_id, as_of. ``state`` is measured; waiting (signed, not finished by ``on``); or undated
    (one of the two days is not sourced). Days count from signature 0 for a signature that binds at
    once. Law of an organisation has no such steps and gives no rows.
    """
    parts = [_of_treaty(store, t, start, finish, on, inside) for t in treaty_ids]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=_COLUMNS)


_COLUMNS = [
    *("treaty_id", "treaty", "iso3", "name", "region", "start", "finish", "days", "state"),
    *("source_id", "as_of"),
]


def _of_treaty(
    store: Store,
    treaty_id: str,
    start: Start,
    finish: Finish,
    on: date,
    inside: frozenset[str] | None,
) -> pd.DataFrame:
    about = treaty(store, treaty_id)
    rows = []
    if about["kind"] != "organisation_law":
        opening = about["opened"] if isinstance(about["opened"], str) else ""
        last_day = on.toordinal()
        for iso3, steps in steps_by_country(store, treaty_id).items():
            if inside is not None and iso3 not in inside:
                continue
            own = [
                step
                for step in steps
                if step["change"] == 1 and (step["day"] is None or step["day"] <= last_day)
            ]
            dates = {step["step"]: step["date"] for step in own}
            done = _STEP_OF[finish] in dates
            if start == "opening" and not done:
                continue
            if start == "signature" and "signed" not in dates:
                continue
            first = opening if start == "opening" else str(dates["signed"])
            last = str(dates[_STEP_OF[finish]]) if done else ""
            rows.append(
                {
                    **{"treaty_id": treaty_id, "treaty": about["short_name"], "iso3": iso3},
                    **{"name": own[0]["name"], "region": own[0]["region"]},
                    **{"start": first, "finish": last},
                    **{"days": _days(first, last), "state": _state(first, last, done)},
                    "source_id": ";".join(unique_ids(step["source_id"] for step in own)),
                    "as_of": max(step["as_of"] for step in own),
                }
            )
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.astype({"days": "Float64"})


def _is_day(text: str) -> bool:
    return len(text) == 10


def _days(first: str, last: str) -> float | None:
    if not (_is_day(first) and _is_day(last)):
        return None
    return float((date.fromisoformat(last) - date.fromisoformat(first)).days)


def _state(first: str, last: str, done: bool) -> str:
    if not done:
        return "waiting" if first else "undated"
    return "measured" if _is_day(first) and _is_day(last) else "undated"


def _spread(days: npt.NDArray[np.float64]) -> tuple[float, ...]:
    """Quartiles, least and most; all missing where nobody is measured."""
    if not len(days):
        return (float("nan"),) * 5
    return tuple(float(q) for q in np.quantile(days, [0.25, 0.5, 0.75, 0.0, 1.0]))


def wait_summary(frame: pd.DataFrame, *, by_region: bool = True) -> pd.DataFrame:
    """Distribution of ``waits`` for each treaty, over all regions first and then each region.

    Columns: treaty_id, treaty, region, n, median, q1, q3, low, high (days; missing where nobody is
    measured), waiting and undated (numbers of states left out).
    """
    rows = []
    for (treaty_id, name), own in frame.groupby(["treaty_id", "treaty"], sort=False):
        regions = sorted(set(own["region"])) if by_region else []
        for region in (EVERYWHERE, *regions):
            part = own if region == EVERYWHERE else own[own["region"] == region]
            days = part.loc[part["state"] == "measured", "days"].to_numpy(np.float64)
            q1, median, q3, low, high = _spread(days)
            rows.append(
                {
                    **{"treaty_id": treaty_id, "treaty": name, "region": region, "n": len(days)},
                    **{"median": median, "q1": q1, "q3": q3},
                    **{"low": low, "high": high},
                    "waiting": int((part["state"] == "waiting").sum()),
                    "undated": int((part["state"] == "undated").sum()),
                }
            )
    columns = ["treaty_id", "treaty", "region", "n", "median", "q1", "q3", "low", "high"]
    return pd.DataFrame(rows, columns=[*columns, "waiting", "undated"])
