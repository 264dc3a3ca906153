"""Patches to the data, kept as data: ``data/corrections.yml``, each with a reason and a guard.

A correction names one row by its key, the value it ``expect``s to find and the value to put in
its place. Once the upstream data no longer hold the expected value the correction has expired
and is told as a problem, so that no patch outlives its cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.core.errors import Problem
from dashboard.store.contracts import Contract
from dashboard.store.yaml_io import key_problems, read_yaml

TABLE = "corrections"
_KEYS = ("table", "key", "column", "expect", "to", "reason", "source_id")


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell to change. Values are as written in the CSV; None is an empty cell."""

    table: str
    key: tuple[tuple[str, str], ...]
    column: str
    expect: str | None
    to: str | None
    reason: str
    source_id: str

    @property
    def row(self) -> str:
        return ", ".join(f"{name}={value}" for name, value in self.key)


def load_corrections(
    data_dir: Path, contracts: Mapping[str, Contract]
) -> tuple[list[Correction], list[Problem]]:
    """All corrections that can be read, and the problems of the others. No file: no corrections."""
    path = data_dir / "corrections.yml"
    if not path.is_file():
        return [], []
    try:
        given = read_yaml(path) or []
    except ValueError as error:
        return [], [Problem(TABLE, path.name, "", "", str(error))]
    if not isinstance(given, list):
        return [], [Problem(TABLE, path.name, "", str(given)[:80], "must be a list of corrections")]
    corrections: list[Correction] = []
    problems: list[Problem] = []
    for number, item in enumerate(given, start=1):
        found = _problems(f"entry {number}", item, contracts)
        problems.extend(found)
        if not found:
            corrections.append(_correction(item))
    return corrections, problems


def _problems(row: str, item: Any, contracts: Mapping[str, Contract]) -> list[Problem]:
    problems = key_problems(TABLE, row, item, _KEYS)
    if problems:
        return problems
    contract = contracts.get(str(item["table"]))
    if contract is None:
        allowed = ", ".join(sorted(contracts))
        return [Problem(TABLE, row, "table", str(item["table"]), "unknown table", allowed)]
    key = item["key"]
    if not isinstance(key, dict) or set(key) != set(contract.key):
        allowed = ", ".join(contract.key)
        problems.append(Problem(TABLE, row, "key", str(key)[:80], "is not the key", allowed))
    if item["column"] not in contract.columns:
        allowed = ", ".join(contract.columns)
        problems.append(Problem(TABLE, row, "column", str(item["column"]), "unknown", allowed))
    problems += [
        Problem(TABLE, row, name, "", "must not be empty")
        for name in ("reason", "source_id")
        if not item[name]
    ]
    return problems


def _correction(item: Mapping[str, Any]) -> Correction:
    def cell(value: object) -> str | None:
        return None if value is None or value == "" else str(value)

    return Correction(
        table=item["table"],
        key=tuple((name, str(value)) for name, value in item["key"].items()),
        column=item["column"],
        expect=cell(item["expect"]),
        to=cell(item["to"]),
        reason=str(item["reason"]),
        source_id=str(item["source_id"]),
    )


def apply_corrections(
    frames: Sequence[pd.DataFrame], corrections: Sequence[Correction]
) -> tuple[list[pd.DataFrame], list[Problem]]:
    """The frames of one table with its corrections applied, and those that have expired.

    ``frames`` are the text frames of ``read_raw``, one per file of the table.
    """
    patched = list(frames)
    problems: list[Problem] = []
    for correction in corrections:
        hits = 0
        for position, frame in enumerate(patched):
            mask = pd.Series(True, index=frame.index)
            for name, value in correction.key:
                mask &= frame[name] == value
            if not mask.any():
                continue
            hits += 1
            cell = frame.loc[mask, correction.column].iloc[0]
            found = None if pd.isna(cell) else str(cell)
            if found != correction.expect:
                problems.append(_expired(correction, found))
                continue
            changed = frame.copy()
            changed.loc[mask, correction.column] = correction.to
            patched[position] = changed
        if not hits:
            problems.append(_expired(correction, None, "no row has this key"))
    return patched, problems


def _expired(correction: Correction, found: str | None, why: str = "") -> Problem:
    cause = why or f"expects {correction.expect!r} in {correction.column}"
    return Problem(
        correction.table,
        correction.row,
        correction.column,
        found or "",
        f"the correction has expired: {cause}; remove it from corrections.yml",
    )
