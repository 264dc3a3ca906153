"""The parameters of /data: a topic and a search among the sources, and a table."""

from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import ChoiceParam, PageParam, TextParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, Spec

TOPICS = {
    "treaties": "Treaties",
    "organisations": "Organisations",
    "csirts": "CERTs/CSIRTs",
    "incidents": "Incidents",
    "indicators": "Indicators",
    "countries": "Countries",
    "boundaries": "Boundaries",
}
TOPIC = ChoiceParam("topic", ("all", *TOPICS), "all", kind="topic")
QUERY = TextParam("q")
PAGE = PageParam("page")
PARTS = Parts({"sources": "Sources", "coverage": "Coverage", "tables": "Tables"})


@per_store(size=1)
def table_param(store: Store) -> ChoiceParam:
    """Which table to take away."""
    tables = store.tables()
    return ChoiceParam("table", tables, tables[0], kind="table")


def data_spec(store: Store) -> Spec:
    """The parameters of the page."""
    return Spec((PARTS.param, TOPIC, QUERY, PAGE, table_param(store), MY))
