"""All channels between all countries on any date, as matrices.

Countries are the registry entries that pairs range over (UN members and other entities with
memberships of their own). Instruments are the rows of ``channels.csv``: treaties, organisations and
networks by what both sides are on a date, agreements by their own dates. A state becomes one of
four codes; every count, history and gap is arithmetic on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.analysis.agreements import Agreements, agreements
from dashboard.analysis.steps import IntArray, StepTable
from dashboard.analysis.timelines import membership_timelines, treaty_timelines
from dashboard.core.vocabulary import MembershipStatus, Status
from dashboard.store.memo import per_store
from dashboard.store.store import Store

NONE, UNKNOWN, PROSPECTIVE, ACTIVE = 0, 1, 2, 3
Codes = npt.NDArray[np.int8]
Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int16]
_CODES = {
    Status.IN_FORCE: ACTIVE,
    Status.BOUND: ACTIVE,
    Status.RATIFIED: PROSPECTIVE,
    Status.SIGNED: PROSPECTIVE,
    Status.UNKNOWN: UNKNOWN,
    MembershipStatus.MEMBER: ACTIVE,
}
_SPAN = 1_000_000
_MEMBER_WITH = "member_with:"


@dataclass(frozen=True)
class Side:
    """The steps of one timeline table as integers: sorted keys and the code of each step."""

    key: IntArray
    code: Codes

    @classmethod
    def of(cls, table: StepTable) -> "Side":
        codes = np.array([_CODES.get(s, NONE) for s in table.steps["state"]], dtype=np.int8)
        return cls(table.key, codes)

    def codes_on(self, tracks: IntArray, days: IntArray | int) -> Codes:
        """The code of each track on its day (ordinals); shapes broadcast."""
        at = np.searchsorted(self.key, tracks * _SPAN + days, side="right") - 1
        found: Codes = self.code[at]
        return found


@dataclass(frozen=True)
class Network:
    """``instruments`` has one row a column of the code matrices, in order: instrument_id, name,
    kind, legal_basis, counts, strength, pair_rule, instrument_type; ``kind``, ``legal`` and
    ``counted`` are its columns as arrays. ``tracks[n, k]`` and ``is_treaty[k]`` say where the
    steps are; ``clubs`` maps a column to the column of the club whose members it links."""

    countries: tuple[str, ...]
    place: dict[str, int]
    instruments: pd.DataFrame
    kind: npt.NDArray[np.str_]
    legal: npt.NDArray[np.str_]
    counted: Bools
    clubs: dict[int, int]
    tracks: IntArray
    is_treaty: Bools
    treaty: Side
    membership: Side
    agreements: Agreements

    def codes_on(self, on: date) -> Codes:
        """codes[n, k]: what instrument k is to country n on the day."""
        return self.codes_at(self.tracks, on.toordinal())

    def codes_at(self, tracks: IntArray, days: IntArray | int) -> Codes:
        """Codes of tracks[..., k] on days broadcastable to their shape."""
        whole = np.broadcast_to(np.asarray(days, dtype=np.int64), tracks.shape)
        codes = np.empty(tracks.shape, dtype=np.int8)
        for columns, side in ((self.is_treaty, self.treaty), (~self.is_treaty, self.membership)):
            codes[..., columns] = side.codes_on(tracks[..., columns], whole[..., columns])
        return codes

    def columns(self, *, kind: str | None = None, legal: tuple[str, ...] = ()) -> Bools:
        """Counted instruments of a kind, or of a legal basis ('narrow', 'any')."""
        chosen = self.counted.copy()
        if kind is not None:
            chosen &= self.kind == kind
        if legal:
            chosen &= np.isin(self.legal, legal)
        return chosen

    def pair_counts(
        self, on: date, *, kind: str | None = None, legal: tuple[str, ...] = (), code: int = ACTIVE
    ) -> Counts:
        """counts[n, n]: channels in force between each two countries on the day, 0 on the diagonal.

        ``code`` lowers the bar: UNKNOWN also counts what may be in force (an upper bound).
        """
        held = self.held(self.codes_on(on), code)
        counts = self.joint(held, self.columns(kind=kind, legal=legal))
        counts += self.agreements.counts(on, len(self.countries), kind, legal)
        np.fill_diagonal(counts, 0)
        return counts

    def held(self, codes: Codes, code: int = ACTIVE) -> npt.NDArray[np.float32]:
        """1 where the code is ACTIVE, or also ``code``; else 0."""
        held: npt.NDArray[np.float32] = ((codes == ACTIVE) | (codes == code)).astype(np.float32)
        return held

    def joint(self, held: npt.NDArray[np.float32], columns: Bools) -> Counts:
        """How many of ``columns`` link each two countries: both hold it, or one holds it and the
        other is of the club it links to."""
        plain = columns.copy()
        plain[list(self.clubs)] = False
        own = held[:, plain]
        total = own @ own.T
        counts: Counts = total.astype(np.int16)
        if not columns[list(self.clubs)].any():
            return counts
        return counts + self._through_clubs(held > 0, columns)

    def history(
        self, days: Sequence[date], *, kind: str | None = None, legal: tuple[str, ...] = ()
    ) -> npt.NDArray[np.int16]:
        """counts[d, n, n] on each of ``days`` (in order): the pair counts through time.

        Only what changed between two days is counted again, without products of matrices.
        """
        columns = self.columns(kind=kind, legal=legal)
        plain = columns.copy()
        plain[list(self.clubs)] = False
        size, diagonal = len(self.countries), np.arange(len(self.countries))
        result = np.empty((len(days), size, size), dtype=np.int16)
        active = self.codes_on(days[0]) == ACTIVE
        changes = self._changes(days[0].toordinal(), days[-1].toordinal())
        shared = self.joint(active.astype(np.float32), plain)
        through_clubs = self._through_clubs(active, columns)
        turns = np.unique([self.agreements.begin, self.agreements.end])
        at, turn, agreed = 0, -1, shared
        for number, day in enumerate(days):
            until = int(np.searchsorted(changes[:, 0], day.toordinal(), side="right"))
            touched = self._apply(changes[at:until], active, shared, plain)
            at = max(at, until)
            if not self.clubs.keys().isdisjoint(touched) or touched & {*self.clubs.values()}:
                through_clubs = self._through_clubs(active, columns)
            now = int(np.searchsorted(turns, day.toordinal(), side="right"))
            if now != turn:
                turn, agreed = now, self.agreements.counts(day, size, kind, legal)
            np.add(shared, through_clubs, out=result[number])
            result[number] += agreed
        result[:, diagonal, diagonal] = 0
        return result

    @staticmethod
    def _apply(changes: IntArray, active: Bools, shared: Counts, plain: Bools) -> set[int]:
        """Bring ``active`` and the counts ``shared`` up to date; the columns that turned."""
        touched = set()
        for _, row, column, code in changes.tolist():
            if active[row, column] == (code == ACTIVE):
                continue
            active[row, column] = code == ACTIVE
            touched.add(column)
            if plain[column]:
                step = active[:, column] if code == ACTIVE else -active[:, column].astype(np.int16)
                shared[row] += step
                shared[:, row] += step
        return touched

    def _through_clubs(self, held: Bools, columns: Bools) -> Counts:
        """How many of ``columns`` link two countries because one holds it and the other is of the
        club it links to."""
        total: Counts = np.zeros((len(held), len(held)), dtype=np.int16)
        for column, club in self.clubs.items():
            if columns[column]:
                one_way = held[:, column, None] & held[None, :, club]
                total += one_way | one_way.T
        return total

    def _changes(self, after: int, until: int) -> IntArray:
        """Rows (day, n, k, code) of steps that begin after one day and up to another, in order."""
        pieces = []
        for columns, side in ((self.is_treaty, self.treaty), (~self.is_treaty, self.membership)):
            tracks, days = np.divmod(side.key, _SPAN)
            where = np.full((int(tracks.max()) + 1, 2), -1, dtype=np.int64)
            places = np.argwhere(np.broadcast_to(columns, self.tracks.shape))
            where[self.tracks[places[:, 0], places[:, 1]]] = places
            inside = (days > after) & (days <= until) & (where[tracks, 0] >= 0)
            pieces.append(np.column_stack([days[inside], where[tracks[inside]], side.code[inside]]))
        rows = np.concatenate(pieces)
        ordered: IntArray = rows[np.argsort(rows[:, 0], kind="stable")]
        return ordered


@per_store(size=1)
def network(store: Store) -> Network:
    """The network of a store, built once."""
    countries = tuple(c.iso3 for c in store.countries.selectable)
    rows = [i for i, c in enumerate(store.countries) if c.iso3 in set(countries)]
    treaties, members = treaty_timelines(store), membership_timelines(store)
    table = _instruments(store, treaties, members)
    is_treaty = table["instrument_type"].eq("treaty").to_numpy(bool)
    tracks = np.stack(
        [
            (treaties if treaty else members).tracks_of(instrument)[rows]
            for instrument, treaty in zip(table["instrument_id"], is_treaty, strict=True)
        ],
        axis=1,
    )
    place = {iso3: i for i, iso3 in enumerate(countries)}
    ids = table["instrument_id"].tolist()
    rules = [str(rule) for rule in table["pair_rule"]]
    return Network(
        countries=countries,
        place=place,
        instruments=table,
        kind=np.array(table["kind"].tolist(), dtype=np.str_),
        legal=np.array(table["legal_basis"].fillna("").tolist(), dtype=np.str_),
        counted=table["counts"].to_numpy(bool),
        clubs={
            column: ids.index(rule.removeprefix(_MEMBER_WITH))
            for column, rule in enumerate(rules)
            if rule.startswith(_MEMBER_WITH)
        },
        tracks=tracks,
        is_treaty=is_treaty,
        treaty=Side.of(treaties),
        membership=Side.of(members),
        agreements=agreements(store, countries),
    )


def _instruments(store: Store, treaties: StepTable, members: StepTable) -> pd.DataFrame:
    """Channel rows that have a timeline, with their names and sources."""
    rules = store.table("channels")
    known = {*treaties.first, *members.first}
    rules = rules[rules["instrument_id"].isin(known)]
    columns = ["instrument_id", "name", "url", "source_id", "as_of"]
    about = pd.concat(
        [
            store.table("treaties")
            .assign(name=lambda f: f["short_name"])
            .rename(columns={"treaty_id": "instrument_id"})[columns],
            store.table("organisations")
            .assign(name=lambda f: f["short_name"])
            .rename(columns={"organisation_id": "instrument_id"})[columns],
        ]
    )
    merged = rules.merge(about, on="instrument_id", how="left", validate="1:1")
    merged["counts"] = merged["counts"].astype(bool)
    return merged.sort_values("strength", ascending=False, kind="stable", ignore_index=True)
