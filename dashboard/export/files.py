"""Every form in which a figure can be taken: picture, data, citation, each written when asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from dashboard.export.document import document
from dashboard.export.image import ImageFormat, Size, image
from dashboard.export.still.sheet import Imprint, Look
from dashboard.export.table import csv_bytes
from dashboard.export.take import Taken
from dashboard.export.workbook import workbook


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is drawn; data files do not change with it."""

    look: Look = "light"
    size: Size = "page"
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """One form: what it is called, its media type, and how it is written."""

    label: str
    media_type: str
    write: Callable[[Taken, Style], bytes]
    picture: bool = False


def _picture(fmt: ImageFormat, taken: Taken, style: Style) -> bytes:
    return image(
        taken.figure.chart,
        taken.figure.caption,
        fmt,
        look=style.look,
        size=style.size,
        scale=style.scale,
        imprint=Imprint(taken.link, taken.data_version),
    )


FORMS: Mapping[str, Form] = {
    "png": Form("PNG", "image/png", partial(_picture, "png"), picture=True),
    "svg": Form("SVG", "image/svg+xml", partial(_picture, "svg"), picture=True),
    "pdf": Form("PDF", "application/pdf", partial(_picture, "pdf"), picture=True),
    "csv": Form("CSV", "text/csv; charset=utf-8", lambda taken, _: csv_bytes(taken.rows())),
    "xlsx": Form(
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda taken, _: workbook(taken),
    ),
    "json": Form("JSON", "application/json", lambda taken, _: document(taken)),
    "txt": Form("APA", "text/plain; charset=utf-8", lambda taken, _: taken.citation.apa().encode()),
    "bib": Form(
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        lambda taken, _: taken.citation.bibtex().encode(),
    ),
    "ris": Form(
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        lambda taken, _: taken.citation.ris().encode(),
    ),
}
"""By file ending."""
