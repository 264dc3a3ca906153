"""The script behind the app: Streamlit runs it once per interaction."""

from dashboard.pages import PAGES
from dashboard.ui.cache import countries
from dashboard.ui.shell import run

run(PAGES, countries)
