"""The frame around every page: header with links and 'my country', and footer."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.core.countries import CountryRegistry
from dashboard.core.errors import UserError
from dashboard.ui.controls import country_label
from dashboard.ui.head import PRODUCT, PageHead
from dashboard.ui.markup import draw_html
from dashboard.ui.notices import guarded
from dashboard.ui.state import choose_my_country, my_country, shared_query, show_path, sync
from dashboard.views.url import link

_MY_KEY = "header-my-country"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page: its address, its title and link text, one sentence about it, and its function."""

    url_path: str
    title: str
    label: str
    description: str
    render: Callable[[], None]

    @property
    def head(self) -> PageHead:
        return PageHead(self.title, self.description)


def run(
    pages: Sequence[PageEntry],
    countries: Callable[[], CountryRegistry],
    embeds: Mapping[str, Callable[[], None]] | None = None,
    title_of: Callable[[PageEntry], str] | None = None,
) -> None:
    """Draw header, the page the address asks for, and footer. The first page is also the home.

    ``countries`` loads the registry; if that fails, the page still shows why. ``embeds`` draw one
    figure of a page alone, by path; an address with ``embed=true`` shows nothing around it.
    ``title_of`` gives the view on a page a title of its own, '' for none.
    """
    st.set_page_config(layout="wide")
    alone = bool(st.context.is_embedded)
    drawn = {entry.url_path: entry.render for entry in pages}
    if alone:
        drawn |= embeds or {}
    home = st.Page(
        guarded(drawn[pages[0].url_path]),
        title=PRODUCT,
        default=True,
        visibility="hidden",
        url_path="home",
    )
    targets = {
        entry.url_path: st.Page(
            guarded(drawn[entry.url_path]),
            title=f"{entry.title} · {PRODUCT}",
            url_path=entry.url_path,
        )
        for entry in pages
    }
    current = st.navigation([home, *targets.values()], position="hidden")
    path = current.url_path or pages[0].url_path
    show_path(path)
    if title_of and (title := title_of(next(p for p in pages if p.url_path == path))):
        st.set_page_config(page_title=title)
    if alone:
        current.run()
        return
    with st.container(key="site-header"):
        draw_html(_links_html(pages, path, shared_query()))
        with suppress(UserError):  # broken data: the page below says what is wrong
            _my_country(countries())
    current.run()
    draw_html(
        f'<footer class="site-footer"><p>{escape(PRODUCT)}. Every figure names its sources and '
        "their dates. Borders and names on maps do not imply any opinion on the legal status of "
        "a territory.</p></footer>"
    )


def _links_html(pages: Sequence[PageEntry], path: str, query: Mapping[str, str]) -> str:
    """The name of the product and a link to each page; the one shown is marked."""
    base = (st.get_option("server.baseUrlPath") or "").strip("/")
    start = f"/{base}" if base else ""

    def anchor(label: str, to: str, more: str = "") -> str:
        href = escape(start + link(to, query), quote=True)
        return f'<a href="{href}" target="_self"{more}>{escape(label)}</a>'

    here = ' aria-current="page"'
    items = "".join(
        f"<li>{anchor(p.label, p.url_path, here if p.url_path == path else '')}</li>" for p in pages
    )
    return (
        f'<div class="site-links"><p>{anchor(PRODUCT, "")}</p>'
        f'<nav aria-label="Pages"><ul>{items}</ul></nav></div>'
    )


def _my_country(countries: CountryRegistry) -> None:
    """The chip that holds the reader's own country, chosen once for all pages."""
    mine = my_country(countries)
    label = countries[mine].name if mine else "My country"
    with st.popover(label, key="my-country-chip", on_change="rerun") as box:
        if not box.open:
            return
        st.selectbox(
            "My country",
            [c.iso3 for c in countries.selectable],
            format_func=lambda iso3: country_label(countries, iso3),
            index=None,
            key=sync(_MY_KEY, mine),
            on_change=lambda: choose_my_country(st.session_state[_MY_KEY], countries),
            placeholder="Type a name or code",
            accept_new_options=True,
            help="Pages put this country first. It is kept in the link, not on the server.",
        )
