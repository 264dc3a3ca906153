"""A matrix as an accessible table: heads stay in view while it scrolls, cells cost few bytes.

Colours come from the tokens as classes of a letter or two, so that thousands of cells stay light;
every cell also says in text what its colour says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.charts.colour import readable_on
from dashboard.charts.tokens import Tone


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a row or column. ``note`` is small text below the label."""

    key: str
    label: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says. ``css`` is a class of ``tones_css``; ``title`` shows on hover."""

    text: str
    css: str = ""
    href: str = ""
    title: str = ""


def matrix_html(
    groups: Mapping[str, Sequence[Head]],
    columns: Sequence[Head],
    cell: Callable[[str, str], Cell],
    *,
    caption: str,
    corner: str = "Country",
    css: str = "",
) -> str:
    """The table. ``groups`` maps a heading ('' for none) to its rows; ``cell(row, column)`` is
    asked by keys. ``css`` are rules of ``tones_css``. All text is escaped.
    """
    heads = "".join(f'<th scope="col">{_head(column)}</th>' for column in columns)
    bodies = "".join(
        _group(name, len(rows), len(columns))
        + "".join(
            f'<tr><th scope="row">{_head(row)}</th>'
            + "".join(_cell(cell(row.key, column.key)) for column in columns)
            + "</tr>"
            for row in rows
        )
        + "</tbody>"
        for name, rows in groups.items()
    )
    return (
        (f"<style>{css}</style>" if css else "")
        + f'<div class="mx" tabindex="0" role="region" aria-label="{escape(caption, quote=True)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>"
        f'<th scope="col">{escape(corner)}</th>{heads}</tr></thead>{bodies}</table></div>'
    )


def _group(name: str, rows: int, columns: int) -> str:
    if not name:
        return "<tbody>"
    return (
        f'<tbody><tr class="g"><th scope="rowgroup" colspan="{columns + 1}">'
        f"<span>{escape(name)} · {rows}</span></th></tr>"
    )


def _head(head: Head) -> str:
    text = escape(head.label)
    if head.href:
        text = f'<a href="{escape(head.href, quote=True)}" target="_self">{text}</a>'
    return text + (f"<small>{escape(head.note)}</small>" if head.note else "")


def _cell(cell: Cell) -> str:
    text = escape(cell.text)
    if cell.href:
        text = f'<a href="{escape(cell.href, quote=True)}" target="_self">{text}</a>'
    look = f' class="{cell.css}"' if cell.css else ""
    full = f' title="{escape(cell.title, quote=True)}"' if cell.title else ""
    return f"<td{look}{full}>{text}</td>"


def tones_css(classes: Mapping[str, Tone]) -> str:
    """Fill and readable text colour of each class, in light and dark."""
    return "".join(
        f".stApp .mx .{name}{{background:light-dark({tone.light},{tone.dark});"
        f"color:light-dark({ink_on(tone.light)},{ink_on(tone.dark)})}}"
        for name, tone in classes.items()
    )


def ink_on(fill: str) -> str:
    """Black or white: on any colour one of the two has enough contrast for small text."""
    return readable_on(fill, "#000000", "#FFFFFF")
