"""Rows of a file one after another, with the number of their line; the file is never held whole."""

import csv
import gzip
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.core.errors import UserError
from dashboard.store.imports.mapping import FORMATS, FileMapping

csv.field_size_limit(1 << 24)
_ENDINGS = {".csv": "csv", ".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl",
            ".json": "jsonl"}  # fmt: skip
_OPENERS: dict[str, Any] = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as found; ``broken`` says why it cannot be read at all. ``done`` is the share of
    the file read so far, in bytes or rows."""

    line: int
    cells: dict[str, Any]
    broken: str = ""
    done: int = 0


def file_format(path: Path, mapping: FileMapping) -> str:
    """The format the mapping states, else that of the file's ending; UserError for another one."""
    name = path.name.lower().removesuffix(".gz").removesuffix(".xz")
    found = _ENDINGS.get(Path(name).suffix) or mapping.format
    if found not in FORMATS:
        raise UserError(
            f"It is not clear what kind of file {path.name} is",
            where=str(path),
            allowed=FORMATS,
            fix="Give it the ending .csv, .parquet or .jsonl, or `format:` in the mapping",
        )
    return found


def size_of(path: Path, mapping: FileMapping) -> int:
    """What ``done`` runs up to: bytes, or rows of a Parquet file."""
    if file_format(path, mapping) == "parquet":
        return int(_parquet(path).metadata.num_rows)
    return path.stat().st_size


def read_rows(path: Path, mapping: FileMapping) -> Iterator[RawRow]:
    """Every row of the file. UserError where the file as a whole cannot be read."""
    kind = file_format(path, mapping)
    if kind == "parquet":
        yield from _parquet_rows(path)
        return
    with path.open("rb") as raw:
        opener = _OPENERS.get(path.suffix.lower())
        stream = opener(raw) if opener else raw
        try:
            yield from (_csv_rows if kind == "csv" else _json_rows)(stream, raw, path, mapping)
        except UnicodeDecodeError as error:
            raise _unreadable(path, f"not UTF-8 text ({error.reason})") from None
        except (OSError, EOFError, lzma.LZMAError) as error:
            raise _unreadable(path, str(error)) from None


def _csv_rows(
    stream: IO[bytes], raw: IO[bytes], path: Path, mapping: FileMapping
) -> Iterator[RawRow]:
    text = (line.decode("utf-8-sig" if n == 0 else "utf-8") for n, line in enumerate(stream))
    reader = csv.reader(text, delimiter=mapping.delimiter, strict=True)
    try:
        header = next(reader, None)
        if not header:
            raise _unreadable(path, "it is empty")
        if len(set(header)) < len(header):
            raise _unreadable(path, "two columns have the same name")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(header):
                yield RawRow(line, dict(zip(header, cells, strict=True)), done=raw.tell())
            elif cells:
                why = f"has {len(cells)} cells where the header has {len(header)}"
                yield RawRow(line, {"row": ",".join(cells)}, why, raw.tell())
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unreadable(path, f"line {reader.line_num}: {error}") from None


def _json_rows(
    stream: IO[bytes], raw: IO[bytes], path: Path, mapping: FileMapping
) -> Iterator[RawRow]:
    first = stream.read(1)
    while first and first.isspace():
        first = stream.read(1)
    if not first:
        raise _unreadable(path, "it is empty")
    if first == b"[":
        yield from _json_array(first + stream.read(), path)
        return
    for number, line in enumerate(_joined(first, stream), start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except ValueError as error:
            yield RawRow(
                number, {"row": line.decode("utf-8", "replace")[:200]}, f"no JSON: {error}"
            )
            continue
        yield _json_row(number, given, raw.tell())


def _joined(first: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield first + stream.readline()
    yield from stream


def _json_array(content: bytes, path: Path) -> Iterator[RawRow]:
    """One array in one file, as VCDB publishes its records; it is read at once."""
    try:
        items = json.loads(content)
    except ValueError as error:
        raise _unreadable(path, f"no JSON: {error}") from None
    for number, given in enumerate(items, start=1):
        yield _json_row(number, given, 0)


def _json_row(number: int, given: Any, done: int) -> RawRow:
    if isinstance(given, dict):
        return RawRow(number, given, done=done)
    return RawRow(number, {"row": str(given)[:200]}, "is no JSON object", done)


def _parquet(path: Path) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, str(error).splitlines()[0]) from None


def _parquet_rows(path: Path) -> Iterator[RawRow]:
    number = 0
    try:
        for batch in _parquet(path).iter_batches(batch_size=10_000):
            for cells in batch.to_pylist():
                number += 1
                yield RawRow(number, cells, done=number)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(path, str(error).splitlines()[0]) from None


def _unreadable(path: Path, why: str) -> UserError:
    return UserError(
        f"{path.name} cannot be read: {why}",
        where=str(path),
        fix="Nothing was imported; mend the file and import it again",
    )
