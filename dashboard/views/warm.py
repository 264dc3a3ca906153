"""What the first readers ask for, worked out before they come."""

import logging
import time
from collections.abc import Mapping

from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.views.figure import ViewEntry
from dashboard.views.params import Context
from dashboard.views.registry import VIEWS
from dashboard.views.url import read

LOG = logging.getLogger("dashboard")


def warm(store: Store, context: Context) -> int:
    """Make every figure of every view once, as its bare address and its example ask for it; how
    many were made.

    Results stay with the store where they are kept at all (``per_store``). A figure that asks for
    a choice, or whose data are broken, is passed over: its page says so.
    """
    started, made = time.perf_counter(), 0
    for view in VIEWS.values():
        bare: dict[str, str] = {}
        for query in (bare, view.example):
            made += _figures(store, context, view, query)
    LOG.info("%d figures made ahead in %.1f s", made, time.perf_counter() - started)
    return made


def _figures(store: Store, context: Context, view: ViewEntry, query: Mapping[str, str]) -> int:
    made = 0
    try:
        state, _ = read(query, view.spec(store), context)
    except UserError as error:
        LOG.warning("/%s is not made ahead: %s", view.path, error)
        return 0
    for name in view.figures:
        try:
            view.figure(store, state, name)
            made += 1
        except UserError as error:
            LOG.debug("/%s %s is not made ahead: %s", view.path, name, error)
    return made
