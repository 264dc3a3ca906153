"""The same expressions on a server or a cluster: PostgreSQL, ClickHouse, Trino, Spark.

``DASHBOARD_EVENTS`` names it: ``postgres://user:password@host/database``, ``clickhouse://…``,
``trino://…`` or ``spark://host:7077?warehouse=/shared/folder`` (``spark://local?warehouse=…`` runs
Spark in this process). Tables get there with ``python -m dashboard events load``.
"""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any
from urllib.parse import parse_qs, urlsplit

import ibis
import pyarrow as pa

from dashboard.core.errors import EngineError
from dashboard.store.events.schema import table_name

LOG = logging.getLogger("dashboard")
VARIABLE = "DASHBOARD_EVENTS"
SCHEMES = ("duckdb", "postgres", "postgresql", "clickhouse", "trino", "spark")
SETS = "event_sets"
"""Table of the engine with one row for each dataset it holds: dataset, manifest (JSON)."""
INSTALL = "Install the optional engines with `pip install .[cluster]`"


class ServerEngine:
    """Answers Ibis expressions on another engine. Safe to share among threads.

    A question borrows a connection; one that failed is not used again, so the dashboard recovers
    when the engine comes back. Nothing is connected before the first question.
    """

    def __init__(self, url: str) -> None:
        self.url = checked_url(url)
        self.name = scheme_of(url)
        self._idle: LifoQueue[Any] = LifoQueue()
        self._spark: Any = None
        self._views: set[str] = set()
        self._lock = threading.Lock()

    def attach(self, dataset: str, kind: str, folder: Path) -> None:
        """Nothing to do: the tables are there or the question says they are not. Spark alone
        learns of a table when it is first asked for."""
        name = table_name(dataset, kind)
        if self.name == "spark" and name not in self._views:
            with self.borrowed():
                self._view(name)

    def run(self, expression: Any) -> pa.Table:
        """The rows of an expression over tables that were loaded."""
        with self.borrowed() as backend:
            return backend.to_pyarrow(expression.as_table())

    def manifest(self, dataset: str) -> str | None:
        """The JSON text stored with a loaded dataset; None where it is not loaded."""
        if self.name == "spark":
            path = warehouse(self.url) / f"{dataset}.json"
            return path.read_text(encoding="utf-8") if path.is_file() else None
        with self.borrowed() as backend:
            if SETS not in backend.list_tables():
                return None
            table = ibis.table({"dataset": "string", "manifest": "string"}, name=SETS)
            found = backend.to_pyarrow(table.filter(table.dataset == dataset))
        return str(found["manifest"][0]) if len(found) else None

    @contextmanager
    def borrowed(self) -> Iterator[Any]:
        """A connection for one question; EngineError where the engine cannot be asked."""
        backend = None
        try:
            try:
                backend = self._idle.get_nowait()
            except Empty:
                backend = self._connect()
            yield backend
        except EngineError:
            raise
        except ImportError as error:
            raise EngineError(
                f"The package for {self.name} is not installed ({error.name or error})",
                where=VARIABLE,
                fix=INSTALL,
            ) from error
        except Exception as error:  # each engine has its own errors
            if self.name != "spark":
                backend = None
            raise self._down(error) from error
        finally:
            if backend is not None:
                self._idle.put(backend)

    def _connect(self) -> Any:
        if self.name != "spark":
            return ibis.connect(self.url)
        with self._lock:
            if self._spark is None:
                self._spark = ibis.pyspark.connect(_session(self.url))
            return self._spark

    def _view(self, name: str) -> None:
        path = warehouse(self.url) / f"{name}.parquet"
        if path.exists():
            session = self._spark._session
            session.read.parquet(str(path)).createOrReplaceTempView(name)
            self._views.add(name)

    def _down(self, error: Exception) -> EngineError:
        LOG.warning("%s: %s", shown(self.url), shown(str(error).strip()))
        return EngineError(
            f"The engine that counts incidents ({self.name}) does not answer; why stands in the "
            "log of the server",
            where=VARIABLE,
            fix=f"Start it, mend its address in {VARIABLE}, or leave that unset to use the engine "
            "built in. Whatever needs no incidents works as before",
        )


def checked_url(url: str) -> str:
    """The address of an engine that is supported; EngineError for another one."""
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.netloc:
        raise EngineError(
            "This is no address of an event engine",
            where=VARIABLE,
            given=shown(url),
            allowed=tuple(f"{scheme}://…" for scheme in SCHEMES if scheme != "duckdb"),
            fix=f"Leave {VARIABLE} unset to use the engine built in",
        )
    if parts.scheme == "spark":
        warehouse(url)
    return url


def scheme_of(url: str) -> str:
    """postgres, clickhouse, trino or spark."""
    scheme = urlsplit(url).scheme
    return "postgres" if scheme == "postgresql" else scheme


def warehouse(url: str) -> Path:
    """The folder where Spark finds the tables; EngineError where the address names none."""
    given = parse_qs(urlsplit(url).query).get("warehouse")
    if not given:
        raise EngineError(
            "Spark needs the folder of its tables",
            where=VARIABLE,
            given=shown(url),
            fix="Write spark://host:port?warehouse=/folder/that/all/workers/see",
        )
    return Path(given[0])


def shown(text: str) -> str:
    """A text without the password of an address in it."""
    return re.sub(r"://([^:/@\s]+):[^@/\s]+@", r"://\1:…@", text)


def _session(url: str) -> Any:
    from pyspark.sql import SparkSession

    host = urlsplit(url).netloc
    master = "local[*]" if host == "local" else f"spark://{host}"
    builder = SparkSession.builder.master(master).appName("dashboard events")
    builder = builder.config("spark.ui.enabled", "false")
    parts = "2" if host == "local" else "16"
    return builder.config("spark.sql.shuffle.partitions", parts).getOrCreate()
