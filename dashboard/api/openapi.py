"""What a route says of its rows; ``openapi_document`` makes the OpenAPI document of it."""

from collections.abc import Mapping
from typing import Any

from dashboard.store.store import Store

MARK, FILES = "x-fields", "x-files"


def described(
    table: str,
    *columns: str,
    without: tuple[str, ...] = (),
    single: bool = False,
    source: bool = False,
) -> dict[str, Any]:
    """What a route says of its rows: the columns of a table by contract, and computed ones.

    ``without``: columns of the table that are not shown; ``single``: one object instead of a
    list; ``source``: the rows are sources.
    """
    return {
        MARK: {
            "table": table,
            "columns": columns,
            "without": without,
            "single": single,
            "source": source,
        }
    }


def files(kinds: Mapping[str, str]) -> dict[str, Any]:
    """What a route says that answers with a file; ``kinds`` maps media types to words."""
    return {FILES: dict(kinds)}


def field_names(about: Mapping[str, Any], store: Store) -> tuple[str, ...]:
    """The fields of the rows of one route, in order."""
    table = store.contract(about["table"]).columns if about["table"] else ()
    shown = dict.fromkeys((*table, *about["columns"]))
    return tuple(name for name in shown if name not in about["without"])
