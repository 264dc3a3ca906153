"""Timelines as steps: a track (country × instrument) holds one state from a day to its next step.

The same structure answers 'what on this day' for one track or for all of them at once, by a
binary search over sorted integers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.core.dates import ReducedDate, parse_reduced
from dashboard.core.vocabulary import Basis, DatePrecision

IntArray = npt.NDArray[np.int64]
_SPAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """A state that holds from ``from_day`` (ordinal; 0 = since ever) until the track's next step.

    ``earliest`` is the first day on which the step may already have happened: between it and
    ``from_day`` the weaker state stands, with a note. ``since`` is the reduced date of the event
    as sourced; empty where only the list's as-of date is known.
    """

    from_day: int
    state: str
    basis: Basis
    source_id: str
    as_of: str
    since: str = ""
    earliest: int = 0
    role: str = ""
    note: str = ""
    precision: DatePrecision = DatePrecision.UNDATED


@dataclass(frozen=True, slots=True)
class Evidence:
    """The source and as-of date that the steps of one row share."""

    source_id: str
    as_of: str

    def dated(
        self,
        when: ReducedDate,
        state: str,
        *,
        not_before: date | None = None,
        basis: Basis = Basis.DATED,
        role: str = "",
        note: str = "",
    ) -> Step:
        """A step that counts from the last day on which its reduced date can fall."""
        floor = not_before.toordinal() if not_before else 0
        return Step(
            from_day=max(when.latest.toordinal(), floor),
            earliest=max(when.earliest.toordinal(), floor),
            state=state,
            basis=basis,
            source_id=self.source_id,
            as_of=self.as_of,
            since=_since(when, not_before),
            role=role,
            note=note,
            precision=when.precision,
        )

    def undated(
        self, state: str, *, not_before: date | None = None, role: str = "", note: str = ""
    ) -> Step:
        """A step without a date: it counts from its row's as-of date on."""
        day = parse_reduced(self.as_of).latest
        start = max(day, not_before) if not_before else day
        return Step(
            from_day=start.toordinal(),
            earliest=start.toordinal(),
            state=state,
            basis=Basis.AS_OF,
            source_id=self.source_id,
            as_of=self.as_of,
            role=role,
            note=note,
        )

    def base(self, state: str, *, from_day: int = 0, note: str = "") -> Step:
        """What the list says by leaving a country out."""
        basis = Basis.NONE if state == "unknown" else Basis.LIST
        return Step(from_day, state, basis, self.source_id, self.as_of, note=note)


def _since(when: ReducedDate, not_before: date | None) -> str:
    if not_before and when.latest < not_before:
        return not_before.isoformat()
    return when.text


@dataclass(frozen=True)
class StepTable:
    """All tracks' steps as one sorted frame.

    ``tracks`` has columns iso3 and instrument_id; ``steps`` the fields of Step plus ``track``.
    Built once per store; every query is read-only.
    """

    tracks: pd.DataFrame
    steps: pd.DataFrame
    key: IntArray
    first: dict[str, IntArray] = field(default_factory=dict)

    @classmethod
    def build(cls, tracks: Mapping[tuple[str, str], Iterable[Step]]) -> "StepTable":
        """``tracks`` maps (iso3, instrument_id) to steps, the first of them from day 0."""
        rows = [
            (number, *_fields(step))
            for number, steps in enumerate(tracks.values())
            for step in sorted(steps, key=lambda s: s.from_day)
        ]
        frame = pd.DataFrame(rows, columns=["track", *Step.__slots__])
        names = pd.DataFrame(list(tracks), columns=["iso3", "instrument_id"])
        key = frame["track"].to_numpy(np.int64) * _SPAN + frame["from_day"].to_numpy(np.int64)
        if (np.diff(key) < 0).any():
            raise ValueError("steps of a track must be in order of their days")
        groups = {
            str(instrument): group.to_numpy(np.int64)
            for instrument, group in names.groupby("instrument_id", sort=False).groups.items()
        }
        return cls(names, frame, key, groups)

    def tracks_of(self, instrument_id: str) -> IntArray:
        """Track numbers of one instrument, in the order they were built (registry order)."""
        return self.first[instrument_id]

    def country_on(self, day: date, iso3: str) -> dict[str, dict[str, Any]]:
        """``step_on`` of every instrument for one country: instrument_id → fields of its step."""
        own = self.of_country[iso3]
        names = self.tracks["instrument_id"].to_numpy(object)[own]
        return {
            str(name): self.step_on(day, int(track)) for name, track in zip(names, own, strict=True)
        }

    def step_on(self, day: date, track: int) -> dict[str, Any]:
        """The fields of the step of one track on ``day``: the fast way for a few tracks."""
        at = int(np.searchsorted(self.key, track * _SPAN + day.toordinal(), side="right")) - 1
        return {name: cells[at] for name, cells in self.cells.items()}

    def rows_on(
        self, day: date, tracks: IntArray, renamed: Mapping[str, str]
    ) -> list[dict[str, Any]]:
        """What ``on`` gives, as plain rows under other names: the fast way for one country."""
        at = np.searchsorted(self.key, tracks * _SPAN + day.toordinal(), side="right") - 1
        names = {name: self.tracks[name].to_numpy(object)[tracks] for name in self.tracks}
        cells = {name: column for name, column in self.cells.items() if name != "track"}
        rows = []
        for place, (track, row) in enumerate(zip(tracks.tolist(), at.tolist(), strict=True)):
            later = self._begun(track, row + 1, day.toordinal())
            found = {str(name): column[place] for name, column in names.items()}
            found |= {name: column[row] for name, column in cells.items()}
            found["pending"] = cells["since"][later] if later else ""
            found["pending_state"] = cells["state"][later] if later else ""
            rows.append({renamed.get(name, name): value for name, value in found.items()})
        return rows

    def _begun(self, track: int, row: int, ordinal: int) -> int:
        """``row`` where it is a later step of the track that may have happened by then, else 0."""
        if row >= len(self.steps) or self.cells["track"][row] != track:
            return 0
        return row if 0 < self.cells["earliest"][row] <= ordinal else 0

    def is_listed(self, track: int) -> bool:
        """Whether a row names the country at all: some step with a date or an as-of date."""
        first, last = np.searchsorted(self.key, [track * _SPAN, (track + 1) * _SPAN])
        named = (Basis.DATED, Basis.AS_OF, Basis.BY_TREATY_RULE)
        return any(basis in named for basis in self.cells["basis"][first:last])

    @cached_property
    def of_country(self) -> dict[str, IntArray]:
        """Track numbers of each country, in the order they were built."""
        groups = self.tracks.groupby("iso3", sort=False).groups
        return {str(iso3): group.to_numpy(np.int64) for iso3, group in groups.items()}

    @cached_property
    def cells(self) -> dict[str, npt.NDArray[np.object_]]:
        """The columns of ``steps`` as arrays of objects."""
        return {str(name): self.steps[name].to_numpy(object) for name in self.steps}

    def steps_of(self, iso3: str) -> pd.DataFrame:
        """All steps of one country: instrument_id, from_day (a date, None for day 0), state,
        basis, since, precision, role, note, source_id, as_of; undated ones keep basis 'as_of'."""
        tracks = self.tracks[self.tracks["iso3"] == iso3]
        steps = self.steps[self.steps["track"].isin(tracks.index)].copy()
        steps["instrument_id"] = steps["track"].map(tracks["instrument_id"])
        steps["from_day"] = [date.fromordinal(d) if d else None for d in steps["from_day"]]
        return steps.drop(columns=["track", "earliest"])

    def on(self, day: date, tracks: IntArray) -> pd.DataFrame:
        """The step in force on ``day`` for each track, with iso3 and instrument_id.

        ``pending`` holds the since-text of a later step that may already have happened by then
        (its reduced date has begun but not ended), else ''; ``pending_state`` its state.
        """
        ordinal = day.toordinal()
        at = np.searchsorted(self.key, tracks * _SPAN + ordinal, side="right") - 1
        result = self.steps.iloc[at].reset_index(drop=True)
        nxt = np.minimum(at + 1, len(self.steps) - 1)
        later = {name: cells[nxt] for name, cells in self.cells.items()}
        begun = (later["track"] == tracks) & (later["earliest"] <= ordinal)
        begun &= (nxt != at) & (later["earliest"] > 0)
        result["pending"] = np.where(begun, later["since"], "")
        result["pending_state"] = np.where(begun, later["state"], "")
        names = self.tracks.iloc[tracks].reset_index(drop=True)
        return pd.concat([names, result.drop(columns="track")], axis=1)

    def states_on(self, day: date, tracks: IntArray) -> npt.NDArray[np.object_]:
        """Only the states of ``on``: the fast way for counts."""
        return self.cells_on("state", day, tracks)

    def cells_on(self, column: str, day: date, tracks: IntArray) -> npt.NDArray[np.object_]:
        """One field of the step of each track on ``day``."""
        at = np.searchsorted(self.key, tracks * _SPAN + day.toordinal(), side="right") - 1
        return self.cells[column][at]


_fields = attrgetter(*Step.__slots__)
