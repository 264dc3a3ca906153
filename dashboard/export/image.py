"""A chart as the bytes of a picture: PNG, SVG or PDF, without a browser.

The same chart gives the same bytes: no dates, no random ids. Thread-safe: every call has a figure
of its own, and nothing global changes after import.
"""

import re
from io import BytesIO
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from dashboard.charts.chart import Chart
from dashboard.charts.cite import PRODUCT, Caption
from dashboard.export.still.canvas import DPI
from dashboard.export.still.fonts import CSS_FAMILIES, FALLBACK, FAMILY, face_css
from dashboard.export.still.sheet import Imprint, Look, bare, sheet, social

ImageFormat = Literal["png", "svg", "pdf"]
Size = Literal["page", "social"]
_LARGER = 1.25
_SIZE = re.compile(r'<svg ([^>]*?)width="[^"]*" height="[^"]*"')
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FAMILIES = f"'{FAMILY}', '{FALLBACK}'"


def image(
    chart: Chart,
    caption: Caption,
    fmt: ImageFormat,
    *,
    look: Look = "light",
    size: Size = "page",
    scale: float = 1.0,
    imprint: Imprint | None = None,
) -> bytes:
    """The figure with all that belongs to it.

    ``scale`` multiplies the pixels of a PNG (1 or 2). Raises UnknownIdError for a kind of chart
    nothing draws.
    """
    if size == "social":
        figure = social(chart, caption, look=look, imprint=imprint)
        return written(figure, fmt, title=chart.title, scale=scale * _LARGER)
    figure = sheet(chart, caption, look=look, imprint=imprint)
    return written(figure, fmt, title=chart.title, scale=scale)


def bare_image(
    chart: Chart, fmt: ImageFormat, *, look: Look = "light", width: float = 960.0
) -> bytes:
    """The drawing with its legend alone, for a document that sets title and sources itself."""
    return written(bare(chart, look=look, room=width), fmt, title=chart.title)


def written(figure: Figure, fmt: ImageFormat, *, title: str, scale: float = 1.0) -> bytes:
    """The bytes of a figure, with its title as metadata and no date."""
    out = BytesIO()
    if fmt == "png":
        FigureCanvasAgg(figure)
        figure.canvas.print_figure(out, format="png", dpi=DPI * scale, metadata=_about(title))
        return out.getvalue()
    if fmt == "pdf":
        FigureCanvasPdf(figure)
        about = {**_about(title), "Producer": PRODUCT, "CreationDate": None}
        figure.canvas.print_figure(out, format="pdf", metadata=about)
        return out.getvalue()
    FigureCanvasSVG(figure)
    figure.canvas.print_figure(out, format="svg", metadata={"Title": title, "Date": None})
    wide, tall = (round(length * DPI * scale) for length in figure.get_size_inches())
    return _finished(out.getvalue().decode(), wide, tall).encode()


def _about(title: str) -> dict[str, str]:
    return {"Title": title, "Creator": PRODUCT}


def _finished(svg: str, wide: int, tall: int) -> str:
    """The SVG in pixels, with our font inside and common families to fall back to."""
    styled = _NOT_XML.sub("", svg).replace(_FAMILIES, CSS_FAMILIES)
    styled = _SIZE.sub(f'<svg \\1width="{wide}" height="{tall}"', styled, count=1)
    return styled.replace("<defs>", f"<defs><style>{face_css()}</style>", 1)
