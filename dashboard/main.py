"""The script behind the app: Streamlit runs it once per interaction."""

from functools import partial

from dashboard.pages import PAGES
from dashboard.ui import turns
from dashboard.ui.cache import countries, store
from dashboard.ui.embed import embed, title_of
from dashboard.ui.shell import run
from dashboard.views.registry import VIEWS

EMBEDS = {path: partial(embed, store, view) for path, view in VIEWS.items()}

with turns.PAGES:
    run(PAGES, countries, EMBEDS, partial(title_of, store, VIEWS))
