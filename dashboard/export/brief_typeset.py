"""A brief as PDF: the layout is a Typst file, the text reaches it as data.

Nothing is fetched and nothing of the machine is used: fonts are ours and Matplotlib's, the date in
the file is the brief's own, so the same brief gives the same bytes.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import matplotlib
import typst

from dashboard.charts.chart import Chart
from dashboard.charts.cite import PRODUCT, SourceLine
from dashboard.charts.format import date_phrase, listing
from dashboard.core.errors import UserError
from dashboard.export.brief import Brief, Picture, Table, capital, ranges

_LAYOUT = Path(__file__).parent / "assets" / "brief.typ"
_OWN_FONTS = Path(__file__).parents[2] / "static" / "vendor"
MOST_PAGES = 2
_SCALES = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8)
"""Sizes of type, tried in turn until the text fits."""
_GAP = "\N{NO-BREAK SPACE}"
Draw = Callable[[Chart], bytes]


def typeset(brief: Brief, draw: Draw, *, origin: str = "") -> bytes:
    """The PDF. ``draw`` gives a chart with its legend as SVG, without title; ``origin`` is put
    before addresses ('https://example.org'). Raises UserError where two pages do not hold it."""
    text = json.dumps(_data(brief, draw, origin), ensure_ascii=False).replace(" %", _GAP + "%")
    stamp = int(datetime.combine(brief.on, time(), UTC).timestamp())
    for scale in _SCALES:
        pdf, pages = _compile({"brief": text, "tight": str(scale)}, max(0, stamp))
        if pages <= MOST_PAGES:
            return pdf
    raise UserError(f"The brief of {brief.title} does not fit on {MOST_PAGES} pages")


def _compile(inputs: dict[str, str], stamp: int) -> tuple[bytes, int]:
    compiler = typst.Compiler(
        str(_LAYOUT), root=str(_LAYOUT.parent), font_paths=_fonts(), sys_inputs=inputs
    )
    pdf = cast(bytes, compiler.compile(format="pdf", timestamp=stamp))
    pages = json.loads(compiler.query("<pages>", field="value", one=True))
    return pdf, int(pages)


@cache
def _fonts() -> typst.Fonts:
    folders = [str(_OWN_FONTS), str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _data(brief: Brief, draw: Draw, origin: str) -> dict[str, Any]:
    return {
        "product": PRODUCT,
        "kind": brief.kind,
        "title": brief.title,
        "finding": brief.finding,
        "summary": brief.summary,
        "on": date_phrase(brief.on),
        "version": brief.data_version,
        "facts": [{"value": f.value, "label": f.label, "note": f.note} for f in brief.facts],
        "pictures": [_picture(p, draw) for p in brief.pictures],
        "tables": [_table(t) for t in brief.tables],
        "beside": min(brief.beside, len(brief.tables)),
        "sources": [_source(s) for s in brief.sources],
        "licence": _licence(brief),
        "notes": list(brief.notes),
        "where": "The view behind this brief:",
        "address": f"{origin}{brief.address}",
        "linked": bool(origin),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "subtitle": table.subtitle,
        "head": list(table.head),
        "widths": list(table.widths),
        "rows": [
            [{"text": c.text, "small": c.small, "sources": ranges(c.sources)} for c in row]
            for row in table.rows
        ],
        "more": table.more,
    }


def _picture(picture: Picture, draw: Draw) -> dict[str, Any]:
    chart = picture.chart
    return {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "svg": draw(chart).decode(),
        "alt": chart.alt or chart.title,
        "credit": picture.credit,
    }


def _source(line: SourceLine) -> dict[str, Any]:
    url = line.url if line.url and line.url.startswith(("http://", "https://")) else ""
    marks = [
        word
        for held, word in (
            (line.noncommercial, "non-commercial"),
            (line.share_alike, "share alike"),
        )
        if held and word not in line.licence
    ]
    return {
        "name": capital(line.name),
        "when": line.when,
        "licence": ", ".join((line.licence, *marks)),
        "marked": line.noncommercial or line.share_alike,
        "url": url,
        "host": (urlsplit(url).hostname or "").removeprefix("www."),
    }


def _licence(brief: Brief) -> str:
    """What the licences ask of a reader who passes the brief on."""
    asked = (
        ("Non-commercial use only", [n for n, s in enumerate(brief.sources, 1) if s.noncommercial]),
        ("Share alike", [n for n, s in enumerate(brief.sources, 1) if s.share_alike]),
    )
    return " ".join(
        f"{words}: source{'s' if len(numbers) > 1 else ''} {listing([str(n) for n in numbers])}."
        for words, numbers in asked
        if numbers
    )
