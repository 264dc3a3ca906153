"""The whole of ``data/`` read and checked against its contracts, as the build and checks use it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from dashboard.core.errors import DataError, Problem
from dashboard.core.provenance import Source
from dashboard.store.contract_files import load_contracts
from dashboard.store.contracts import Contract
from dashboard.store.corrections import Correction, apply_corrections, load_corrections
from dashboard.store.report import Report
from dashboard.store.sources import load_sources
from dashboard.store.tables import read_raw, typed
from dashboard.store.validate import line_labels, validate


@dataclass
class Package:
    """``raw`` holds text frames (one per file) of each table that could be read at all.

    ``report`` names every violation; the table of a Problem tells what it concerns.
    """

    data_dir: Path
    contracts: Mapping[str, Contract]
    sources: Mapping[str, Source]
    corrections: tuple[Correction, ...]
    raw: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    _values: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def source_files(self) -> frozenset[str]:
        """Ids of all source files, also of those that have problems of their own."""
        return frozenset(path.stem for path in (self.data_dir / "sources").glob("*.yml"))

    def values(self, target: str) -> frozenset[str] | None:
        """All values of ``table.column``; None where the table or column cannot be read."""
        if target == "sources.source_id":
            return self.source_files
        table, _, column = target.partition(".")
        frames = self.raw.get(table)
        if frames is None or column not in self.contracts[table].columns:
            return None
        if target not in self._values:
            found = [frame[column].dropna().unique() for frame in frames]
            self._values[target] = frozenset(value for values in found for value in values)
        return self._values[target]

    def frame(self, table: str) -> pd.DataFrame:
        """One table with its types, all files together. Raises DataError where it is broken."""
        problems = self.report.of_table(table)
        if table not in self.contracts and not problems:
            problems = (Problem(table, "", "", "", "there is no such table"),)
        if problems:
            raise DataError(problems)
        parts = [typed(frame, self.contracts[table]) for frame in self.raw[table]]
        return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def read_package(data_dir: Path) -> Package:
    """Read and check everything; never raises for bad data, the report tells it all at once."""
    contracts, contract_problems = load_contracts(data_dir)
    sources, source_problems = load_sources(data_dir)
    corrections, correction_problems = load_corrections(data_dir, contracts)
    package = Package(data_dir, contracts, sources, tuple(corrections))
    package.report.errors += contract_problems + source_problems + correction_problems
    if not contracts:
        message = "no contracts found: is this the data folder?"
        package.report.errors.append(Problem("contracts", str(data_dir), "", "", message))
    for name, contract in contracts.items():
        try:
            package.raw[name] = corrected_frames(data_dir, contract, package.corrections)
        except DataError as error:
            package.report.errors += error.problems
    for name, frames in package.raw.items():
        package.report.add(_validate(package, contracts[name], frames))
    return package


def corrected_frames(
    data_dir: Path, contract: Contract, corrections: tuple[Correction, ...]
) -> list[pd.DataFrame]:
    """The text frames of one table, one per file, corrections applied; raises DataError."""
    problems: list[Problem] = []
    frames: list[pd.DataFrame] = []
    for part in contract.parts:
        try:
            frames.append(read_raw(data_dir, contract, part))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    own = [correction for correction in corrections if correction.table == contract.table]
    frames, problems = apply_corrections(frames, own)
    if problems:
        raise DataError(problems, fix="Remove the expired correction from data/corrections.yml")
    return frames


def _validate(package: Package, contract: Contract, frames: list[pd.DataFrame]) -> Report:
    if len(frames) == 1:
        return validate(frames[0], contract, package.values)
    labels = [
        line_labels(len(frame), "" if number == 0 else f"{part.path} ")
        for number, (frame, part) in enumerate(zip(frames, contract.parts, strict=True))
    ]
    whole = pd.concat(frames, ignore_index=True)
    return validate(whole, contract, package.values, pd.concat(labels, ignore_index=True))
