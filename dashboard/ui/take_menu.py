"""“Take it with you”: one menu beside each figure and table, for its plain table, files, citation
and links.

A closed menu costs a label on the wire; an open one is links to the interface, so a file is made
when it is asked for. Tables without an entry among the view's figures are written by buttons.
"""

from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.cite import Caption
from dashboard.export.files import FORMS, Style
from dashboard.export.take import Taken, frozen_link, permalink, pinned
from dashboard.ui.cache import store
from dashboard.ui.html_table import Head, table_html
from dashboard.ui.markup import draw_html
from dashboard.ui.state import shown_path, shown_state
from dashboard.views.embed_code import embed_code, embed_path
from dashboard.views.figure import Figure
from dashboard.views.registry import VIEWS
from dashboard.views.url import ON, link

TABLE_DOWNLOAD, DOWNLOAD = "Table, download, cite", "Download, cite"
LONGEST_TWIN = 300
_FILES = "/api/v1/figures"
_PICTURES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("PNG", "png", {}),
    ("PNG, 2×", "png", {"pixel_ratio": "2"}),
    ("PNG, 1200 × 675", "png", {"size": "social"}),
    ("SVG", "svg", {}),
    ("PDF", "pdf", {}),
)
_PRINT, _DATA, _CITE = ("png", "svg", "pdf"), ("csv", "xlsx", "json"), ("txt", "bib", "ris")


def take_menu(figure_id: str, make: Callable[[], Figure], *, rows_only: bool = False) -> None:
    """The menu of one figure of the page being drawn, ``figure_id`` its key there.

    ``make`` is asked only once a reader opens the menu.

    ``rows_only`` for a table that is no figure of the view: a figure may have the same key, and
    what stands on the page as a table needs none here.
    """
    key = f"take-rows-{figure_id}" if rows_only else f"take-{figure_id}"
    label = DOWNLOAD if rows_only else TABLE_DOWNLOAD
    with st.popover(label, key=key, on_change="rerun") as box:
        if not box.open:
            return
        made = make()
        taken = _taken(made)
        if not rows_only:
            draw_html(twin_html(made.chart))
        licence(made.caption)
        linked = not rows_only and _linked(taken)
        if linked:
            draw_html(_links_html(taken))
        else:
            _buttons(taken)
        _texts(taken, linked)


def twin_html(chart: Chart) -> str:
    """What is drawn as a table, up to LONGEST_TWIN rows of it."""
    table = chart.table()
    rows = table.head(LONGEST_TWIN).itertuples(index=False)
    heads = [
        Head(str(name), "number" if column.kind == "number" else "", explained=False)
        for name, column in zip(table.columns, chart.columns, strict=True)
    ]
    more = (
        f'<p class="count">The first {LONGEST_TWIN} of {len(table):,} rows; the files hold all.</p>'
        if len(table) > LONGEST_TWIN
        else ""
    )
    title = f"The same as a table: {chart.title}"
    return f'<div class="twin">{table_html(title, heads, rows)}{more}</div>'


def licence(caption: Caption) -> None:
    """What the licences ask for, before anything is taken."""
    _, *asks = caption.licence_parts() or ("",)
    if asks:
        lines = "".join(f"<p>{escape(ask)}.</p>" for ask in asks)
        draw_html(f'<div class="take-licence">{lines}</div>')


def _taken(made: Figure) -> Taken:
    state, path, data = shown_state(), shown_path(), store()
    if state is None:
        raise RuntimeError("a figure was drawn before its page was bound to the address")
    origin = _origin()
    return Taken(
        path=path,
        figure=made,
        link=origin + permalink(path, state),
        frozen=origin + frozen_link(path, state, data.data_version),
        data_version=data.data_version,
        day=state.context.today,
        on=state[ON] if ON.name in state.spec.names else None,
    )


def _origin() -> str:
    """Scheme, host and base path of the address in the reader's browser; '' where unknown."""
    parts = urlsplit(st.context.url or "")
    return f"{parts.scheme}://{parts.netloc}{_base()}" if parts.netloc else ""


def _base() -> str:
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _linked(taken: Taken) -> bool:
    return taken.path in VIEWS and taken.figure.figure_id in VIEWS[taken.path].figures


def _links_html(taken: Taken) -> str:
    """Groups of links: pictures in two styles, data, citations."""
    state = shown_state()
    query = {} if state is None else {**pinned(state), "figure": taken.figure.figure_id}

    def anchor(label: str, form: str, more: Mapping[str, str]) -> str:
        href = _base() + link(f"{_FILES}/{taken.path}.{form}", {**query, **more})
        return f'<a href="{escape(href, quote=True)}" download target="_self">{label}</a>'

    def group(name: str, links: list[str]) -> str:
        return f"<dt>{name}</dt><dd>{''.join(links)}</dd>"

    ink = {"style": "print"}
    return (
        '<dl class="take">'
        + group("Image", [anchor(*each) for each in _PICTURES])
        + group("For print", [anchor(FORMS[form].label, form, ink) for form in _PRINT])
        + group("Data", [anchor(FORMS[form].label, form, {}) for form in _DATA])
        + group("Cite", [anchor(FORMS[form].label, form, {}) for form in _CITE])
        + "</dl>"
    )


def _buttons(taken: Taken) -> None:
    """Buttons for what has no address of its own; each file is written when pressed."""
    for forms in (_DATA, _CITE):
        with st.container(horizontal=True):
            for form in forms:
                _button(taken, form)


def _button(taken: Taken, form: str) -> None:
    kind = FORMS[form]
    st.download_button(
        kind.label,
        data=lambda: kind.write(taken, Style()),
        file_name=taken.file_name(form),
        mime=kind.media_type.partition(";")[0],
        key=f"save-{taken.figure.figure_id}-{form}",
        on_click="ignore",
    )


def _texts(taken: Taken, linked: bool) -> None:
    """What is copied rather than saved: citation, links, embed code."""
    texts = [
        ("Citation (APA)", taken.citation.apa()),
        ("Link to this view", taken.link),
        ("Link with the data version", taken.frozen),
    ]
    state = shown_state()
    if linked and state is not None:
        address = _origin() + embed_path(taken.path, pinned(state), taken.figure.figure_id)
        texts.append(("Embed", embed_code(address, taken.figure.chart)))
    for label, text in texts:
        draw_html(f'<p class="take-label">{label}</p>')
        st.code(text, language=None, wrap_lines=True)
