"""Buttons that save rows a reader takes away. Files are written only when asked for."""

import pandas as pd
import streamlit as st

from dashboard.export.table import csv_bytes, file_name

__all__ = ("csv_button", "file_name")


def csv_button(
    frame: pd.DataFrame, name: str, *, key: str, label: str = "Download CSV", mark: str = ""
) -> None:
    """A button that saves ``frame``. It is written only when pressed.

    ``mark`` is what its licence asks for, shown before the download ('non-commercial use only').
    """
    st.download_button(
        f"{label} ({mark})" if mark else label,
        data=lambda: csv_bytes(frame),
        file_name=name,
        mime="text/csv",
        key=key,
        on_click="ignore",
    )
