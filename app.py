"""The application: pages, static files and the REST API in one process (`streamlit run app.py`)."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit.runtime.pages_manager import PagesManager

from dashboard.api.app import root_routes
from dashboard.pages import PAGES
from dashboard.store.store import shared_store
from dashboard.ui.cache import warmed
from dashboard.ui.head import PRODUCT, HeadMiddleware, PageHead, inline_script
from dashboard.ui.limits import RequestLimits
from dashboard.ui.preload import preload_html
from dashboard.ui.previews import previews
from dashboard.ui.security import SecurityHeaders
from dashboard.ui.sockets import look_back_far, send_at_once
from dashboard.ui.static_routes import routes
from dashboard.ui.streamlit_files import StreamlitFiles
from dashboard.ui.style import icon, stylesheet
from dashboard.views.registry import VIEWS

HOME = PageHead(PRODUCT, PAGES[0].description)
HEADS = {"": HOME, **{page.url_path: page.head for page in PAGES}}

# Streamlit would take dashboard/pages/, a folder beside the script, for its own kind of pages and
# show the first visitor of a deep link an empty one; our pages come from st.navigation alone.
PagesManager.uses_pages_directory = False

send_at_once()
look_back_far()

BASE = st.get_option("server.baseUrlPath") or ""

app = st.App(
    Path(__file__).parent / "dashboard" / "main.py",
    lifespan=warmed,
    routes=[*root_routes(BASE), *routes(BASE)],
    middleware=[
        Middleware(SecurityHeaders, scripts=[inline_script(BASE, HEADS)]),
        Middleware(RequestLimits, base_path=BASE),
        Middleware(GZipMiddleware, compresslevel=6),
        Middleware(StreamlitFiles),
        Middleware(
            HeadMiddleware,
            pages=HEADS,
            style=stylesheet(),
            icon=icon(),
            base_path=BASE,
            preview=previews(HEADS, VIEWS, shared_store),
            preload=preload_html,
        ),
    ],
)
