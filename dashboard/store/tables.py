"""Reading CSV files by contract: strictly, with empty cells as missing and ``NA`` as text."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv

from dashboard.core.errors import DataError, Problem
from dashboard.store.contracts import Contract, Part

_DTYPES = {"integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean"}


def read_raw(data_dir: Path, contract: Contract, part: Part) -> pd.DataFrame:
    """One file as text columns in the order of the contract; raises DataError naming the file.

    Empty cells are missing, every other cell (also ``NA``, the code of Namibia) is text.
    """
    path = data_dir / part.path
    if not path.is_file():
        raise DataError([Problem(contract.table, part.path, "", "", "the file is missing")])
    ragged: list[Problem] = []

    def note(row: csv.InvalidRow) -> str:
        label = f"line {row.number}" if row.number else part.path
        message = f"has {row.actual_columns} cells where the header has {row.expected_columns}"
        ragged.append(Problem(contract.table, label, "", str(row.text)[:80], message))
        return "skip"

    try:
        table = csv.read_csv(
            path,
            read_options=csv.ReadOptions(use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True, invalid_row_handler=note),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(contract.columns, pa.string()),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (pa.ArrowInvalid, OSError) as error:
        raise DataError([Problem(contract.table, part.path, "", "", str(error))]) from None
    problems = ragged + _header_problems(contract, part, table.column_names)
    if problems:
        raise DataError(problems)
    frame: pd.DataFrame = table.to_pandas()
    return frame.astype("str") if len(frame) == 0 else frame


def _header_problems(contract: Contract, part: Part, given: list[str]) -> list[Problem]:
    expected = list(contract.columns)
    if given == expected:
        return []
    allowed = ", ".join(expected)
    unknown = [name for name in given if name not in expected]
    missing = [name for name in expected if name not in given]
    problems = [
        Problem(contract.table, part.path, name, "", "column is not in the contract", allowed)
        for name in unknown
    ]
    problems += [Problem(contract.table, part.path, name, "", "column missing") for name in missing]
    if not problems:
        order = ", ".join(given)
        message = "columns are not in the order of the contract"
        problems.append(Problem(contract.table, part.path, "", order, message, allowed))
    return problems


def typed(raw: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Text columns turned into Int64, float64 and boolean where the contract says so.

    Expects a frame that passed ``validate``: a cell of the wrong type raises ValueError.
    """
    columns: dict[str, pd.Series] = {}
    for field in contract.fields:
        column = raw[field.name]
        dtype = _DTYPES.get(field.type)
        if dtype is None:
            columns[field.name] = column.astype("str")
        elif dtype == "boolean":
            columns[field.name] = column.map({"1": True, "0": False}).astype("boolean")
        elif dtype == "Int64":
            numbers = pd.to_numeric(column, dtype_backend="numpy_nullable")
            columns[field.name] = numbers.astype("Int64")
        else:
            columns[field.name] = pd.to_numeric(column).astype("float64")
    return pd.DataFrame(columns)
