"""Cases as tables: one row a case, its reason in the last column. Add rows, not code."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def cases(name: str) -> list[dict[str, str]]:
    """The rows of ``<name>.tsv``."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
