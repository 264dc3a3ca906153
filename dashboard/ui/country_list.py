"""The list beside the map: every country with its value, sortable, the keyboard's way to select."""

import pandas as pd
import streamlit as st

from dashboard.analysis.layer import Layer
from dashboard.core.vocabulary import EntityKind
from dashboard.ui.controls import country_label
from dashboard.ui.map_events import find_country, list_key, pick_row
from dashboard.ui.markup import draw_html
from dashboard.ui.state import View, sync
from dashboard.views.url import C

_HEIGHT = 470
_FINDER = "find-country"
NUMBER, WORDS = "Value", "In words"


def list_frame(layer: Layer, members: frozenset[str]) -> pd.DataFrame:
    """Rows of the list: iso3, country, number if the layer has one, and the value in words.

    Known ones come first, the strongest or largest on top.

    Territories for which the layer has nothing to say are left out.
    """
    frame = layer.frame[layer.frame["iso3"].isin(members)]
    silent = frame["entity_kind"].eq(EntityKind.TERRITORY) & frame["empty"].notna()
    frame = frame[~silent]
    if layer.kind == "number":
        frame = frame.sort_values("value", ascending=False, na_position="last", kind="stable")
    else:
        rank = {key: place for place, key in enumerate(layer.categories)}
        places = frame["category"].map(rank).fillna(len(rank))
        frame = frame.assign(place=places + 100 * frame["empty"].notna())
        frame = frame.sort_values("place", kind="stable")
    columns = {"iso3": frame["iso3"], "Country": frame["name"]}
    if layer.kind == "number":
        columns[NUMBER] = frame["value"].round(layer.decimals)
    # A plain index is a line of metadata; any other crosses the wire row by row.
    return pd.DataFrame({**columns, WORDS: frame["text"]}).reset_index(drop=True)


def country_list(view: View, layer: Layer, frame: pd.DataFrame) -> None:
    """Draw the finder and the list of ``list_frame``; both select the same country as the map.

    Neither shows the choice itself (the card does), so that neither is sent again at a click.
    """
    _finder(view)
    if frame.empty:
        draw_html('<p class="empty">No country passes the filter. Clear it to see all.</p>')
        return
    order = tuple(frame["iso3"])
    picked = view[C][0] if view[C] else ""
    key = list_key(layer.layer_id, order, picked)
    st.dataframe(
        frame.drop(columns="iso3"),
        hide_index=True,
        height=_HEIGHT,
        key=key,
        on_select=lambda: pick_row(view, key, order),
        selection_mode="single-row",
        column_config={
            "Country": st.column_config.TextColumn(width=120),
            NUMBER: st.column_config.NumberColumn(width=70),
            WORDS: st.column_config.TextColumn(width=420),
        },
        alt=f"{layer.title}: all countries as a list",
    )


def _finder(view: View) -> None:
    """Type a name or code to select a country; the box empties itself again."""
    st.selectbox(
        "Find a country",
        [c.iso3 for c in view.countries],
        index=None,
        format_func=lambda iso3: country_label(view.countries, iso3),
        key=sync(_FINDER, None),
        on_change=lambda: find_country(view, _FINDER),
        placeholder="Type a name or code",
        accept_new_options=True,
    )
