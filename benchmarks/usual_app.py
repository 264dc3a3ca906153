"""The usual way to build the map page, for comparison: plotly.express, GeoJSON inside the figure,
st.cache_data, st.plotly_chart. The same layer, the same selection of a country, the same card."""

import json
from datetime import date
from typing import Any

import pandas as pd
import plotly.express as px  # noqa: TID251  # the usual way is what is measured here
import streamlit as st

from benchmarks.usual_layers import LAYERS
from dashboard.analysis.layers import LayerOptions, build_layer
from dashboard.store.build import default_data_dir
from dashboard.store.store import Store, open_store


@st.cache_resource
def store() -> Store:
    """The data, once a process."""
    return open_store()


@st.cache_data
def geometry() -> dict[str, Any]:
    """The same outlines as the dashboard's, as the GeoJSON that Plotly asks for."""
    path = default_data_dir() / "boundaries" / "world.geojson"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@st.cache_data
def rows(layer: str, on: date) -> pd.DataFrame:
    """Country, name, status and its text."""
    frame = build_layer(store(), layer, on, LayerOptions()).frame
    return frame[["iso3", "name", "category", "text"]]


st.set_page_config(layout="wide")
layer = st.selectbox("Layer", list(LAYERS))
on = st.date_input("On", date(2024, 6, 30))
table = rows(LAYERS[layer], on)
figure = px.choropleth(
    table,
    geojson=geometry(),
    locations="iso3",
    featureidkey="id",
    color="category",
    hover_name="name",
    projection="equal earth",
)
figure.update_geos(fitbounds=False, visible=False)
figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=500)
# Its base map would come from another host; here it is an empty one beside this file.
chosen = st.plotly_chart(
    figure,
    on_select="rerun",
    selection_mode="points",
    key="map",
    config={"topojsonURL": "/app/static/"},
)
found = st.selectbox("Find a country", table["name"].tolist(), index=None)
points = chosen["selection"]["points"]
iso3 = points[0]["location"] if points else None
if found:
    iso3 = table.loc[table["name"].eq(found), "iso3"].iloc[0]
if iso3:
    row = table.set_index("iso3").loc[iso3]
    st.subheader(row["name"])
    st.write(row["text"])
st.dataframe(table[["name", "text"]], hide_index=True)
