"""Every view by its path: pages, exports, the API and the command line find figures here."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.views.compare import COMPARE
from dashboard.views.country import COUNTRY
from dashboard.views.csirts import CSIRTS
from dashboard.views.efforts import EFFORTS
from dashboard.views.figure import ViewEntry
from dashboard.views.gaps import GAPS
from dashboard.views.guide import GUIDE
from dashboard.views.incidents import INCIDENTS
from dashboard.views.obstacles import OBSTACLES
from dashboard.views.pair import PAIR
from dashboard.views.treaties import TREATIES
from dashboard.views.world_map import WORLD_MAP

VIEWS: Mapping[str, ViewEntry] = MappingProxyType(
    {
        view.path: view
        for view in (
            *(WORLD_MAP, COUNTRY, COMPARE, PAIR, TREATIES, CSIRTS, INCIDENTS, EFFORTS),
            *(OBSTACLES, GAPS, GUIDE),
        )
    }
)
"""In the order of the pages; the path is that of the page."""
