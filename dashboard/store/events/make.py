"""From incidents as coded to event tables: sorted, numbered, counted in advance.

Input is a staging folder of Parquet files: ``incidents-*`` with STAGED columns and ``links-*``
(countries of incidents) with LINKED ones. DuckDB does the work on disk within a memory limit, so
the size of a file does not matter. This is the builder; questions are asked through ``engine``.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.core.errors import UserError
from dashboard.store.events.manifest import write_manifest
from dashboard.store.events.schema import (
    CONFIDENCE_LABELS,
    FILTERS,
    IMPACT_LABELS,
    MASKS,
    MOST_LABELS,
    RECORD_TYPES,
    ROLL_UPS,
    SEVERAL,
    STATE_ACTORS,
    TABLES,
    EventSet,
    columns_of,
)

STAGED = ("row", *RECORD_TYPES, "day", "last_day", "victims", "origins")
"""``row`` is unique; ``victims`` and ``origins`` are lists of iso3 joined by ``;``."""
LINKED = ("row", *list(TABLES["links"])[1:])
"""``row`` of the incident; ``side`` is victim, origin or partner."""
SOURCES = {
    "actors": "actor_types",
    "actions": "action_type",
    "sectors": "sector_group",
    "motives": "motive",
}
_LINK_SOURCES = {"bases": "attribution_basis", "confidences": "confidence"}
_SQL = {"int16": "SMALLINT", "int32": "INTEGER", "int64": "BIGINT", "boolean": "BOOLEAN"}
_GROUP = {"records": 32768, "links": 65536}
_ORDER = {
    "events": "event",
    "victims": "victim, event",
    "origins": "origin, event",
    "crossings": "origin, victim, event",
    "links": "event, side, number",
}
Progress = Callable[[str], None]


def make_tables(
    staging: Path,
    target: Path,
    dataset: str,
    version: str,
    *,
    memory: str = "1GB",
    progress: Progress = lambda step: None,
) -> EventSet:
    """Write all event tables of one dataset and their manifest into ``target``, an empty folder.

    Raises UserError where a field has more labels than bits.
    """
    scratch = Path(tempfile.mkdtemp(prefix="making-", dir=target))
    con = duckdb.connect(str(scratch / "events.duckdb"))
    try:
        con.execute(f"SET memory_limit='{memory}'; SET temp_directory='{scratch}'")
        con.execute("SET preserve_insertion_order=true")
        progress("sorting")
        _records(con, staging, scratch, target)
        progress("labels")
        labels = _labels(con)
        progress("counting columns")
        _full(con)
        for kind, select in _SELECTS.items():
            progress(kind)
            _copy(con, select, target / f"{kind}.parquet", kind)
        for kind, (base, _) in ROLL_UPS.items():
            progress(kind)
            keys = ", ".join(list(columns_of(kind))[:-1])
            source = f"read_parquet('{target / base}.parquet')"
            _copy(
                con,
                f"SELECT {keys}, count(*) AS n FROM {source} GROUP BY ALL ORDER BY {keys}",
                target / f"{kind}.parquet",
                kind,
            )
        made = _describe(con, dataset, version, labels)
    finally:
        con.close()
        shutil.rmtree(scratch, ignore_errors=True)
    write_manifest(target, made)
    return made


def _records(con: duckdb.DuckDBPyConnection, staging: Path, scratch: Path, target: Path) -> None:
    """Sort by date, number by position, keep what is read one page at a time."""
    ordered = scratch / "ordered.parquet"
    con.execute(
        f"COPY (SELECT * FROM read_parquet('{staging}/incidents-*.parquet') "
        f"ORDER BY day = 0, day, date, incident_id) TO '{ordered}' (COMPRESSION zstd)"
    )
    con.execute(
        "CREATE VIEW ordered AS SELECT (file_row_number + 1)::INTEGER AS event, * "
        f"EXCLUDE (file_row_number) FROM read_parquet('{ordered}', file_row_number=true)"
    )
    con.execute("CREATE TABLE numbers AS SELECT row, event FROM ordered")
    con.execute(
        f"CREATE VIEW linked AS SELECT n.event, l.* FROM read_parquet('{staging}/links-*.parquet') "
        "l JOIN numbers n USING (row)"
    )
    names = ", ".join(columns_of("records"))
    _copy(con, f"SELECT {names} FROM ordered", target / "records.parquet", "records")


def _labels(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """The words of each column, most frequent first, and a table from cell to mask for each."""
    labels = {"impacts": IMPACT_LABELS, "confidences": CONFIDENCE_LABELS}
    for column, field in {**SOURCES, **_LINK_SOURCES}.items():
        view = "ordered" if column in SOURCES else "linked"
        only = "" if column in SOURCES else " AND side = 'origin'"
        cells = con.execute(
            f"SELECT {field}, count(*) FROM {view} WHERE {field} IS NOT NULL{only} GROUP BY ALL"
        ).fetchall()
        if column not in labels:
            labels[column] = _words(field, cells)
        known = {word: number for number, word in enumerate(labels[column])}
        masks = [sum(1 << known[word] for word in _split(cell)) for cell, _ in cells]
        bits = pa.table(
            {"cell": pa.array([cell for cell, _ in cells], "string"), "mask": pa.array(masks, "i8")}
        )
        con.register("bits", bits)
        con.execute(f"CREATE TABLE bits_{column} AS SELECT cell, mask::BIGINT AS mask FROM bits")
        con.unregister("bits")
    return {column: tuple(labels[column]) for column in MASKS}


def _split(cell: str) -> set[str]:
    return {word.strip() for word in cell.split(";") if word.strip()}


def _words(field: str, cells: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for cell, times in cells:
        for word in _split(cell):
            counts[word] += times
    if len(counts) > MOST_LABELS:
        raise UserError(
            f"The field {field} has {len(counts)} different labels, more than the "
            f"{MOST_LABELS} that can be counted by",
            where=field,
            fix="Bring its values to a shorter list with `values:` in the mapping, and keep the "
            "finer ones in action_detail",
        )
    return tuple(sorted(counts, key=lambda word: (-counts[word], word)))


def _full(con: duckdb.DuckDBPyConnection) -> None:
    """Every incident with the columns it can be filtered by, and its countries."""
    for statement in _COUNTRIES:
        con.execute(statement)
    state = " OR ".join(
        f"list_contains(string_split(actor_types, ';'), '{actor}')" for actor in STATE_ACTORS
    )
    masks = ", ".join(f"coalesce(bits_{column}.mask, 0) AS {column}" for column in SOURCES)
    joins = " ".join(
        f"LEFT JOIN bits_{column} ON o.{field} = bits_{column}.cell"
        for column, field in SOURCES.items()
    )
    con.execute(
        "CREATE TABLE filters AS SELECT o.event, coalesce(year, 0)::SMALLINT AS year, "
        "coalesce(malicious_cyber, false) AS malicious, coalesce(is_ransomware, false) "
        "AS ransomware, coalesce(possible_duplicate, false) AS duplicate, "
        f"coalesce({state}, false) AS state, struck.event IS NOT NULL AS victim_known, "
        "said.event IS NOT NULL AS origin_known, coalesce(struck.lone, 0) AS lone_victim, "
        f"coalesce(said.lone, 0) AS lone_origin, {masks}, "
        "(CASE WHEN conf_impact = 'yes' THEN 1 WHEN conf_impact = 'potential' THEN 8 ELSE 0 END + "
        "CASE WHEN integ_impact = 'yes' THEN 2 ELSE 0 END + "
        "CASE WHEN avail_impact = 'yes' THEN 4 ELSE 0 END)::BIGINT AS impacts, "
        "coalesce(said.bases, 0) AS bases, coalesce(said.confidences, 0) AS confidences, "
        "day, last_day FROM ordered o LEFT JOIN struck USING (event) "
        f"LEFT JOIN said USING (event) {joins}"
    )


_CODE = "(((ascii(iso3) - 65) * 26 + ascii(iso3[2]) - 65) * 26 + ascii(iso3[3]) - 64)::SMALLINT"
_LONE = f"CASE WHEN count(*) = 1 THEN min({{}}) ELSE {SEVERAL} END::SMALLINT AS lone"
_COUNTRIES = (
    f"CREATE TABLE victims AS SELECT event, {_CODE} AS victim, "
    "bool_or(country_doubtful) AS doubtful FROM linked WHERE side = 'victim' GROUP BY ALL",
    f"CREATE TABLE origins AS SELECT event, {_CODE} AS origin, coalesce(bit_or(b.mask), 0) "
    "AS bases, coalesce(bit_or(c.mask), 0) AS confidences FROM linked l "
    "LEFT JOIN bits_bases b ON l.attribution_basis = b.cell "
    "LEFT JOIN bits_confidences c ON l.confidence = c.cell WHERE side = 'origin' GROUP BY ALL",
    f"CREATE TABLE struck AS SELECT event, {_LONE.format('victim')} FROM victims GROUP BY event",
    f"CREATE TABLE said AS SELECT event, {_LONE.format('origin')}, bit_or(bases) AS bases, "
    "bit_or(confidences) AS confidences FROM origins GROUP BY event",
    "CREATE TABLE crossed AS SELECT event, origin, victim FROM origins JOIN victims "
    "USING (event) WHERE origin <> victim AND NOT doubtful",
    "CREATE TABLE home AS SELECT DISTINCT event FROM origins JOIN victims USING (event) "
    "WHERE origin = victim",
)
_FILTER_NAMES = ", ".join(FILTERS)
_SEARCH = (
    "lower(concat_ws(' ', incident_id, actor_name, action_type, sector, sector_group, "
    "upstream_ref)) AS search"
)
_SELECTS = {
    "events": f"SELECT f.*, {_SEARCH} FROM filters f JOIN ordered USING (event)",
    "victims": f"SELECT event, victim, doubtful, {_FILTER_NAMES} FROM victims "
    "JOIN filters USING (event)",
    "origins": "SELECT event, origin, (event IN (FROM home) AND NOT EXISTS (FROM crossed c WHERE "
    f"c.event = o.event AND c.origin = o.origin)) AS inside, {_FILTER_NAMES} FROM "
    "(SELECT event, origin FROM origins) o JOIN filters USING (event)",
    "crossings": f"SELECT event, origin, victim, {_FILTER_NAMES}, day, last_day FROM crossed "
    "JOIN filters USING (event)",
    "links": f"SELECT {', '.join(TABLES['links'])} FROM linked",
}


def _copy(con: duckdb.DuckDBPyConnection, select: str, path: Path, kind: str) -> None:
    casts = ", ".join(
        f"{name}::{_SQL.get(type_, 'VARCHAR')} AS {name}"
        for name, type_ in columns_of(kind).items()
    )
    order = f" ORDER BY {_ORDER[kind]}" if kind in _ORDER else ""
    how = "zstd" if kind in _GROUP else "snappy"
    con.execute(
        f"COPY (SELECT {casts} FROM ({select}){order}) TO '{path}' "
        f"(FORMAT parquet, COMPRESSION {how}, ROW_GROUP_SIZE {_GROUP.get(kind, 122880)})"
    )


def _describe(
    con: duckdb.DuckDBPyConnection,
    dataset: str,
    version: str,
    labels: dict[str, tuple[str, ...]],
) -> EventSet:
    row: Any = con.execute(
        "SELECT count(*), (SELECT count(*) FROM crossed), "
        "(SELECT coalesce(max(as_of), '') FROM ordered) FROM filters"
    ).fetchone()
    sources = con.execute(
        "SELECT source_id, count(*) FROM ordered GROUP BY ALL ORDER BY 2 DESC, 1"
    ).fetchall()
    return EventSet(
        dataset=dataset,
        version=version,
        incidents=row[0],
        crossings=row[1],
        labels=labels,
        source_id=";".join(str(source) for source, _ in sources),
        as_of=row[2],
    )
