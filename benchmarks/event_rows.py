"""Generated incidents for benchmarks: no facts, only rows that are as lopsided as real ones.

About two fifths of the victims are one country, a tenth of the incidents have two, two fifths have
a suspected origin; kinds of actor, action and sector follow a falling curve. Row n is always the
same.
"""

from pathlib import Path

import duckdb

from dashboard.store.events.make import LINKED, STAGED
from dashboard.store.events.schema import RECORD_TYPES

ACTORS = ("criminal", "state", "state_affiliated", "hacktivist", "individual", "unknown")
ACTIONS = ("hacking", "malware", "social", "disruption", "data theft", "ransomware", "defacement")
SECTORS = (
    "government", "health", "finance", "education_research", "telecom_ict", "manufacturing",
    "transport", "media", "civil_society", "military_defence", "retail_wholesale", "other",
)  # fmt: skip
PART = 1_000_000


def stage_generated(rows: int, countries: tuple[str, ...], folder: Path) -> None:
    """Write ``rows`` incidents and their countries as a staging folder of ``make_tables``."""
    con = duckdb.connect()
    con.execute(f"SET memory_limit='1GB'; SET temp_directory='{folder}'")
    for macro in (
        "draw(i, k) AS (hash(i * 64 + k) % 1000000) / 1e6",
        "skewed(i, k, n) AS floor(pow(draw(i, k), 2.5) * n)::INTEGER + 1",
        f"place(i, k) AS {list(countries)}[skewed(i, k, {len(countries)})]",
        "victim(i, k) AS CASE WHEN draw(i, k + 20) < 0.4 THEN 'USA' ELSE place(i, k) END",
        f"actor(i, k) AS {list(ACTORS)}[skewed(i, k, {len(ACTORS)})]",
        f"act(i, k) AS {list(ACTIONS)}[skewed(i, k, {len(ACTIONS)})]",
        f"sector_of(i, k) AS {list(SECTORS)}[skewed(i, k, {len(SECTORS)})]",
    ):
        con.execute(f"CREATE MACRO {macro}")
    for part, start in enumerate(range(0, rows, PART)):
        stop = min(start + PART, rows)
        con.execute(
            f"COPY (SELECT {', '.join(_columns(name) for name in STAGED)} FROM (SELECT i, "
            "DATE '2001-01-01' + (9130 * pow(draw(i, 1), 0.6))::INTEGER AS d, "
            "sector_of(i, 6) AS s, act(i, 4) AS a, actor(i, 3) AS w, victim(i, 7) AS v1, "
            "CASE WHEN draw(i, 8) < 0.1 THEN place(i, 9) END AS v2, "
            "CASE WHEN draw(i, 10) < 0.4 THEN place(i, 11) END AS o "
            f"FROM range({start}, {stop}) r(i))) TO '{folder}/incidents-{part:06d}.parquet'"
        )
        names = ", ".join(_link(name) for name in LINKED)
        con.execute(
            f"COPY (SELECT {names} FROM (SELECT *, unnest([v1, v2, o]) AS iso3, "
            "unnest(['victim', 'victim', 'origin']) AS side FROM (SELECT row, "
            "string_split(victims, ';')[1] AS v1, string_split(victims, ';')[2] AS v2, "
            f"origins AS o FROM '{folder}/incidents-{part:06d}.parquet')) WHERE iso3 <> '') "
            f"TO '{folder}/links-{part:06d}.parquet'"
        )


def _columns(name: str) -> str:
    made = {
        "row": "i",
        "incident_id": "'generated:' || i",
        "upstream_ref": "'row ' || i",
        "date": "strftime(d, '%Y-%m-%d')",
        "date_precision": "'day'",
        "year": "year(d)",
        "actor_type": "w",
        "actor_types": "w",
        "actor_name": "CASE WHEN draw(i, 12) < 0.3 THEN 'Group ' || (hash(i + 5) % 500) END",
        "action_type": "CASE WHEN draw(i, 13) < 0.2 AND act(i, 5) <> a "
        "THEN a || ';' || act(i, 5) ELSE a END",
        "malicious_cyber": "draw(i, 14) < 0.8",
        "is_ransomware": "a = 'ransomware'",
        "possible_duplicate": "draw(i, 15) < 0.02",
        "sector": "s",
        "sector_group": "s",
        "conf_impact": "CASE WHEN draw(i, 16) < 0.5 THEN 'yes' END",
        "avail_impact": "CASE WHEN draw(i, 17) < 0.3 THEN 'yes' END",
        "records_affected": "CASE WHEN draw(i, 18) < 0.2 THEN hash(i + 9) % 1000000 END",
        "source_urls": "'https://example.org/report/' || i",
        "source_id": "'generated'",
        "as_of": "'2026-01-01'",
        "day": "(d - DATE '0001-01-01')::INTEGER + 1",
        "last_day": "(d - DATE '0001-01-01')::INTEGER + 1",
        "victims": "CASE WHEN v2 IS NULL OR v2 = v1 THEN v1 ELSE v1 || ';' || v2 END",
        "origins": "o",
    }
    types = {"int64": "BIGINT", "boolean": "BOOLEAN"}
    cast = "" if name in made else f"::{types.get(RECORD_TYPES.get(name, ''), 'VARCHAR')}"
    return f"{made.get(name, 'NULL')}{cast} AS {name}"


def _link(name: str) -> str:
    made = {
        "row": "row",
        "number": "row::INTEGER",
        "side": "side",
        "iso3": "iso3",
        "raw_country": "iso3",
        "country_doubtful": "false",
        "actor_role": "CASE WHEN side = 'origin' THEN 'external' END",
        "attribution_basis": "CASE WHEN side = 'origin' THEN 'Attacker confirms' END",
        "confidence": "CASE WHEN side = 'origin' THEN 'Medium' END",
        "source_id": "'generated'",
        "as_of": "'2026-01-01'",
    }
    return f"{made[name]} AS {name}"
