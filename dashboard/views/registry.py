"""Every view by its path: the page, the API, exports and the command line find figures here."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.views.figure import ViewEntry

_ALL: tuple[ViewEntry, ...] = ()

VIEWS: Mapping[str, ViewEntry] = MappingProxyType({view.path: view for view in _ALL})
