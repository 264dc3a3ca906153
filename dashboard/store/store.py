"""The shared, read-only store: the only way the rest of the product reaches the data."""

import os
import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import DataError, Problem, UnknownIdError, UserError
from dashboard.core.provenance import Source, split_ids
from dashboard.store.build import (
    Built,
    build,
    contracts_of,
    data_version,
    default_data_dir,
    write_parquet,
)
from dashboard.store.contracts import Contract
from dashboard.store.corrections import load_corrections
from dashboard.store.events.imported import Imported, imports_version, read_imports
from dashboard.store.package import corrected_frames
from dashboard.store.registry import read_registry
from dashboard.store.sources import source_from_json
from dashboard.store.tables import typed

if TYPE_CHECKING:
    from dashboard.store.events.event_store import EventStore


class Store:
    """Tables by name, loaded when first asked for and then kept. Safe to share among threads.

    Frames are copy-on-write views: a caller who changes one changes only his own. A table that
    breaks its contract raises DataError when asked for; the others stay usable.
    """

    def __init__(
        self,
        data_dir: Path,
        built: Built,
        *,
        noncommercial: bool,
        imports: Mapping[str, Imported] = MappingProxyType({}),
    ) -> None:
        self.built_version = built.version
        self.imports = MappingProxyType(
            {n: one for n, one in imports.items() if noncommercial or not one.card.noncommercial}
        )
        marks = (built.version, imports_version(self.imports), "" if noncommercial else "open")
        self.data_version = "-".join(filter(None, marks))
        self.noncommercial = noncommercial
        self._data_dir = data_dir
        self._folder = built.folder
        self._files = built.manifest["files"]
        self._contracts = contracts_of(built.manifest)
        self._problems = {
            table: tuple(Problem(**item) for item in items)
            for table, items in built.manifest["problems"].items()
        }
        sources = (source_from_json(item) for item in built.manifest["sources"])
        self._sources = {source.source_id: source for source in sources}
        self._sources |= {one.source_id: one.source() for one in self.imports.values()}
        self._closed = frozenset(i for i, s in self._sources.items() if s.noncommercial)
        self._frames: dict[str, pd.DataFrame] = {}
        self._events: EventStore | None = None
        self._lock = threading.RLock()

    @cached_property
    def countries(self) -> CountryRegistry:
        """The country registry (249 ISO entries and Kosovo) with its name resolver."""
        return read_registry(self.table("countries"), self.table("country_names"))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id; without the non-commercial ones where that setting is off."""
        shown = {
            source_id: source
            for source_id, source in self._sources.items()
            if self.noncommercial or not source.noncommercial
        }
        return MappingProxyType(shown)

    @property
    def events(self) -> "EventStore":
        """The event tables of the incident datasets, on the engine chosen; opened at first use."""
        from dashboard.store.events.event_store import EventStore

        with self._lock:
            if self._events is None:
                self._events = EventStore(self)
            return self._events

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found wrong while the data were built; empty for a sound package."""
        return tuple(problem for found in self._problems.values() for problem in found)

    def tables(self) -> tuple[str, ...]:
        """Names of all tables that have a contract, also of those whose rows are broken."""
        return tuple(sorted(self._contracts))

    def contract(self, name: str) -> Contract:
        """What the columns of a table mean and may hold; raises UnknownIdError."""
        if name not in self._contracts:
            if name in self._problems:
                raise DataError(self._problems[name])
            raise UnknownIdError(
                f"There is no table “{name[:60]}”",
                where="table",
                given=name,
                allowed=self.tables(),
            )
        return self._contracts[name]

    def source(self, source_id: str) -> Source:
        """One source, whatever its licence.

        Raises UnknownIdError, or DataError where its file is broken.
        """
        if source_id in self._sources:
            return self._sources[source_id]
        broken = [
            p for p in self._problems.get("sources", ()) if p.row == f"sources/{source_id}.yml"
        ]
        if broken:
            raise DataError(broken)
        raise UnknownIdError(
            f"There is no source “{source_id[:60]}”", where="source_id", given=source_id
        )

    def row_count(self, name: str) -> int:
        """Rows of a table under the current non-commercial setting."""
        if not self.noncommercial:
            return len(self.table(name))
        return sum(item["rows"] for _, item in self._parts(name))

    def table(self, name: str) -> pd.DataFrame:
        """One table: text, date and id columns ``str``, others Int64, float64 or boolean.

        Missing cells are NaN or NA. Raises DataError where this table breaks its contract,
        UnknownIdError where there is no such table.
        """
        frame = self._frames.get(name)
        if frame is None:
            with self._lock:
                frame = self._frames.get(name)
                if frame is None:
                    frame = self._frames[name] = self._load(name)
        return frame.copy(deep=False)

    def _parts(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        self.contract(name)
        if name in self._problems:
            raise DataError(self._problems[name])
        return [
            (number, item)
            for number, item in enumerate(self._files[name])
            if self.noncommercial or not item["noncommercial"]
        ]

    def _load(self, name: str) -> pd.DataFrame:
        contract = self.contract(name)
        parts = [self._part(contract, number, item) for number, item in self._parts(name)]
        if not parts:
            return typed(pd.DataFrame(columns=list(contract.columns), dtype="str"), contract)
        frame = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
        return frame if self.noncommercial else self._without_closed(frame)

    def _without_closed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Leave out rows that rest on non-commercial sources alone (datasets, indicators)."""
        if "source_id" not in frame.columns:
            return frame
        cells = frame["source_id"].dropna().unique()
        closed = [cell for cell in cells if set(split_ids(cell)) <= self._closed]
        return frame[~frame["source_id"].isin(closed)].reset_index(drop=True)

    def _part(self, contract: Contract, number: int, item: Mapping[str, Any]) -> pd.DataFrame:
        path = self._folder / str(item["file"])
        try:
            frame: pd.DataFrame = pq.read_table(path, page_checksum_verification=True).to_pandas()
            if len(frame) == item["rows"] and tuple(frame.columns) == contract.columns:
                return frame
        except (OSError, pa.ArrowException, ValueError):
            pass
        return self._rebuild(contract, number, path)

    def _rebuild(self, contract: Contract, number: int, path: Path) -> pd.DataFrame:
        """The part read again from its CSV, where its Parquet file is missing or damaged."""
        if data_version(self._data_dir) != self.built_version:
            message = "the built file is gone and the data have changed since the start"
            problem = Problem(contract.table, path.name, "", "", message)
            raise DataError([problem], fix="Start the dashboard again")
        corrections, _ = load_corrections(self._data_dir, self._contracts)
        raw = corrected_frames(self._data_dir, contract, tuple(corrections))[number]
        frame = typed(raw, contract)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_parquet(frame, path)
        return frame


def open_store(data_dir: Path | None = None, *, noncommercial: bool | None = None) -> Store:
    """Open the data, building them first where needed.

    ``noncommercial`` defaults to on; the environment variable ``DASHBOARD_NONCOMMERCIAL=off``
    leaves every non-commercial row out.
    """
    folder = data_dir or default_data_dir()
    keep = noncommercial_setting() if noncommercial is None else noncommercial
    return Store(folder, build(folder), noncommercial=keep, imports=read_imports())


def noncommercial_setting() -> bool:
    """``DASHBOARD_NONCOMMERCIAL``: on (default) or off; raises UserError for anything else."""
    given = os.environ.get("DASHBOARD_NONCOMMERCIAL", "on").strip().lower()
    if given not in {"on", "off"}:
        raise UserError(
            "DASHBOARD_NONCOMMERCIAL is neither on nor off",
            where="DASHBOARD_NONCOMMERCIAL",
            given=given,
            allowed=("on", "off"),
        )
    return given == "on"


_shared: Store | None = None
_shared_lock = threading.Lock()


def shared_store() -> Store:
    """The one store of this process, opened at the first call."""
    global _shared
    with _shared_lock:
        if _shared is None:
            _shared = open_store()
        return _shared
