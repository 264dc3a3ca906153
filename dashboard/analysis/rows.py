"""One row of a reference table by its id."""

from dashboard.core.errors import UnknownIdError
from dashboard.store.store import Store


def row_of(store: Store, table: str, column: str, wanted: str, *, what: str) -> dict[str, object]:
    """The row whose ``column`` is ``wanted``; UnknownIdError names ``what`` and the allowed ids."""
    rows = store.table(table).set_index(column, drop=False)
    if wanted not in rows.index:
        raise UnknownIdError(
            f"No {what} has the id “{wanted[:40]}”",
            where=what,
            given=wanted,
            allowed=tuple(rows.index),
        )
    return {str(name): value for name, value in rows.loc[wanted].to_dict().items()}
