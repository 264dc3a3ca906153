"""An address of each page as a reader would open it, and the barest page Streamlit can serve."""

from dashboard.pages import PAGES

_CHOSEN = {"country": "?c=KEN", "compare": "?c=FRA,BRA", "pair": "?a=BRA&b=JPN"}
ADDRESSES = {page.url_path: f"/{page.url_path}{_CHOSEN.get(page.url_path, '')}" for page in PAGES}
WITH_MAP = ("map", "incidents", "obstacles")
BARE = """import streamlit as st
st.button("Again", on_click=lambda: st.session_state.update(n=st.session_state.get("n", 0) + 1))
st.text(f"seen {st.session_state.get('n', 0)}")
"""
