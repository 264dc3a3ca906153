"""How many dimensions of a comparison differ, topic by topic."""

import pandas as pd

TALLY_COLUMNS = ("topic", "rows", "differ", "same", "too_little", "share")


def tally(wide: pd.DataFrame) -> pd.DataFrame:
    """One row a topic of ``comparison`` in its order, with TALLY_COLUMNS.

    ``share`` is that of the rows that differ.
    ``too_little``: the row does not differ, and of at least one side nothing is known.
    """
    differ = wide["differs"].astype(bool)
    marks = pd.DataFrame(
        {
            "topic": wide["group"],
            "rows": 1,
            "differ": differ.astype(int),
            "same": (~differ & wide["unknown"].eq(0)).astype(int),
            "too_little": (~differ & wide["unknown"].gt(0)).astype(int),
        }
    )
    found = marks.groupby("topic", sort=False).sum().reset_index()
    return found.assign(share=found["differ"] / found["rows"])[list(TALLY_COLUMNS)]
