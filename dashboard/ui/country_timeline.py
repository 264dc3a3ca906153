"""A chart below a heading: legend, drawing kept between reruns, table and sources."""

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.charts.dots import MEDIANS
from dashboard.charts.panels import PANELS
from dashboard.ui.figure import figure
from dashboard.ui.glossary import term_for

_GLYPHS = ("●", "◆", "■", "▲", "✚", "★")
"""``tokens.SYMBOLS`` as text."""
_MEDIANS = {"world": "│", "region": "╷", "income": "Y"}


def draw_chart(chart: Chart, cite: Caption, *, key: str) -> None:
    """Draw ``chart`` with its legend below a heading of the page."""
    figure(chart, cite, key=key, level=3, legend=drawn_legend(chart))


def drawn_legend(chart: Chart) -> str:
    """The legend a drawing needs above it; bands and panels carry their names themselves."""
    return legend_html(chart) if chart.variant not in ("band", PANELS) else ""


def legend_html(chart: Chart) -> str:
    """The entries of a chart's legend with their colours, for light and dark; in a dot plot with
    their shapes too, in the order the renderer gives them."""
    shapes = dict(_MEDIANS)
    countries = [entry.key for entry in chart.legend if entry.key not in MEDIANS]
    shapes |= dict(zip(countries, _GLYPHS, strict=False))
    items = "".join(
        "<li>"
        + (
            glyph(shapes[entry.key], entry.color, entry.color_dark)
            if chart.kind == "dot"
            else swatch(entry.color, entry.color_dark)
        )
        + f"{term_for(entry.label)}</li>"
        for entry in chart.legend
        if entry.label
    )
    return f'<ul class="legend">{items}</ul>' if items else ""


def glyph(shape: str, light: str, dark: str) -> str:
    """A mark of a dot plot in one colour."""
    return (
        f'<span class="glyph" style="color:light-dark({light},{dark})" aria-hidden="true">'
        f"{shape}</span>"
    )


def swatch(light: str, dark: str) -> str:
    """A small square of one colour; the word beside it says what it means."""
    return (
        f'<span class="swatch" style="background:light-dark({light},{dark})"'
        ' aria-hidden="true"></span>'
    )
