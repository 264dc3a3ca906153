"""Key figures of treaties on a date, and the status of every state under each as one grid."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.timelines import treaty_timelines
from dashboard.analysis.treaties import COUNTED, status_on, treaty
from dashboard.analysis.treaty_changes import net_changes
from dashboard.core.vocabulary import EntityKind, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

FIGURE_COLUMNS = (
    "treaty_id",
    "treaty",
    "in_force",
    "ratified",
    "signed",
    "invited",
    "unknown",
    "undated",
    "change",
    "opened",
    "entered_into_force",
    "in_force_by",
    "parties_needed",
    "kind",
    "coverage",
    "list_as_of",
    "source_id",
    "as_of",
)

_KEPT = (
    *("treaty_id", "kind", "opened", "entered_into_force", "in_force_by", "parties_needed"),
    *("coverage", "list_as_of", "source_id", "as_of"),
)


def treaty_figures(
    store: Store,
    treaty_ids: Sequence[str],
    since: date,
    on: date,
    inside: frozenset[str] | None = None,
) -> pd.DataFrame:
    """One row a treaty with FIGURE_COLUMNS: how many states have each status on the day.

    ``in_force`` includes those bound through membership; ``undated`` are states of any counted
    status whose last step is undated; ``change`` is the number of states more for which it works
    than at ``since``, dated steps only.
    """
    rows = [_figures_of(store, treaty_id, since, on, inside) for treaty_id in treaty_ids]
    frame = pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))
    # Beside a treaty without the number pandas would make it 38.0.
    return frame.astype({"parties_needed": "Int64"})


@per_store(size=256)
def _figures_of(
    store: Store, treaty_id: str, since: date, on: date, inside: frozenset[str] | None
) -> dict[str, object]:
    """The row of one treaty."""
    about = treaty(store, treaty_id)
    states = _standing(store, treaty_id, on, inside)
    count = states["status"].value_counts()
    undated = states["basis"].eq("as_of") & states["status"].isin(
        [*COUNTED, Status.RATIFIED, Status.SIGNED]
    )
    row = {k: about[k] for k in _KEPT}
    for status in (Status.RATIFIED, Status.SIGNED, Status.INVITED, Status.UNKNOWN):
        row[str(status)] = int(count.get(status, 0))
    row["in_force"] = sum(int(count.get(status, 0)) for status in COUNTED)
    row |= {"treaty": about["short_name"], "undated": int(undated.sum())}
    row["change"] = net_changes(store, since, on, (treaty_id,), COUNTED, inside)[treaty_id]
    return row


def status_grid(store: Store, treaty_ids: Sequence[str], on: date) -> pd.DataFrame:
    """status_on of several treaties for all states and other entities, one below the other."""
    frames = [_states(store, treaty_id, on, None) for treaty_id in treaty_ids]
    return pd.concat(frames, ignore_index=True)


def _states(store: Store, treaty_id: str, on: date, inside: frozenset[str] | None) -> pd.DataFrame:
    frame = status_on(store, treaty_id, on)
    frame = frame[frame["entity_kind"] != EntityKind.TERRITORY]
    return frame if inside is None else frame[frame["iso3"].isin(inside)]


def _standing(
    store: Store, treaty_id: str, on: date, inside: frozenset[str] | None
) -> pd.DataFrame:
    """Only iso3, status and basis of ``_states``: enough to count, without the words."""
    table = treaty_timelines(store)
    tracks = table.tracks_of(treaty_id)
    states = pd.DataFrame(
        {
            "iso3": table.tracks["iso3"].to_numpy(object)[tracks],
            "status": table.cells_on("state", on, tracks),
            "basis": table.cells_on("basis", on, tracks),
        }
    )
    kept = {c.iso3 for c in store.countries if c.entity_kind is not EntityKind.TERRITORY}
    return states[states["iso3"].isin(kept & inside if inside is not None else kept)]
