"""Controls bound to the address: each draws one widget and returns what the address says."""

from dashboard.ui.controls.choices import choice, choices, layer_menu, optional, search, switch
from dashboard.ui.controls.countries import countries, country, country_label
from dashboard.ui.controls.dates import day, shift_years, years
from dashboard.ui.controls.filters import Filter, filters

__all__ = (
    "Filter",
    "choice",
    "choices",
    "countries",
    "country",
    "country_label",
    "day",
    "filters",
    "layer_menu",
    "optional",
    "search",
    "shift_years",
    "switch",
    "years",
)
