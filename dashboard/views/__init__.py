"""What a page shows, without Streamlit: parameters, their codec, and the figures of a view."""
