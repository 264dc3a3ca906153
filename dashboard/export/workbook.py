"""A figure as a workbook: one sheet with the rows, one that says what they are."""

from datetime import datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.charts.cite import PRODUCT, SourceLine
from dashboard.charts.format import is_missing
from dashboard.export.plain import plain
from dashboard.export.table import defused
from dashboard.export.take import Taken

_WIDEST = 60
_LONGEST = 32_767
"""Characters a cell of a workbook can hold."""
_UNDATED = datetime(2000, 1, 1)
"""The day written into every workbook, so that the same figure gives the same bytes."""
_SOURCE_HEADS = ("Source", "As of", "Licence", "Asks for", "Address")


def workbook(taken: Taken) -> bytes:
    """The workbook. Text stays text: nothing in it is a formula or becomes a link by itself."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {"title": taken.figure.chart.title[:250], "company": PRODUCT, "created": _UNDATED}
    )
    bold = book.add_format({"bold": True})
    _data(book.add_worksheet("Data"), defused(taken.rows()), bold)
    _about(book.add_worksheet("About"), taken, bold, book.add_format({"text_wrap": True}))
    book.close()
    return out.getvalue()


def _data(sheet: Any, rows: pd.DataFrame, bold: Any) -> None:
    """Heads, then rows; a missing cell stays empty."""
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(rows.columns):
        cells = [None if is_missing(v) else plain(v) for v in rows[name].astype(object)]
        longest = max([len(str(name)), *(len(str(c)) for c in cells if c is not None)])
        sheet.set_column(place, place, min(_WIDEST, longest + 2))
        sheet.write_string(0, place, str(name), bold)
        for line, cell in enumerate(cells, start=1):
            _write(sheet, line, place, cell)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), max(0, len(rows.columns) - 1))


def _write(sheet: Any, line: int, place: int, cell: object) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, place, cell)
    else:
        sheet.write_string(line, place, str(cell)[:_LONGEST])


def about_rows(taken: Taken) -> list[tuple[str, str]]:
    """What the rows are, as name and text: title, notes, licence, links, columns."""
    chart, caption = taken.figure.chart, taken.figure.caption
    facts = [
        ("Title", chart.title),
        ("Measure", chart.subtitle),
        *(("Note", note) for note in chart.notes),
        ("Data as of", caption.as_of),
        *(("Licence", part) for part in caption.licence_parts()),
        ("From", PRODUCT),
        ("Link", taken.link),
        ("Link with data version", taken.frozen),
        ("Data version", taken.data_version),
        ("Cite as", taken.citation.apa()),
    ]
    facts += [
        (f"Column {c.key}", f"{c.label} ({c.unit})" if c.unit else c.label) for c in chart.columns
    ]
    return [(name, text) for name, text in facts if text]


def asks(line: SourceLine) -> str:
    """What the licence of a source asks for, in words; '' for nothing beyond naming it."""
    marks = (("non-commercial use only", line.noncommercial), ("share alike", line.share_alike))
    return ", ".join(words for words, asked in marks if asked)


def _about(sheet: Any, taken: Taken, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 4, 40)
    line = 0
    for name, text in about_rows(taken):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, text[:_LONGEST], wrapped)
        line += 1
    line += 1
    for place, head in enumerate(_SOURCE_HEADS):
        sheet.write_string(line, place, head, bold)
    for source in taken.figure.caption.lines:
        line += 1
        cells = (source.name, source.when, source.licence, asks(source), source.url or "")
        for place, text in enumerate(cells):
            sheet.write_string(line, place, text)
