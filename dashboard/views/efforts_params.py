"""The parameters of /efforts."""

from dataclasses import dataclass

from dashboard.analysis.efforts import efforts
from dashboard.core.vocabulary import FUNCTIONS
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import ChoiceParam, CountryListParam, PageParam, TextParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec

ANY, NO_EFFORT = "all", "none"
QUERY = TextParam("q")
FUNCTION = ChoiceParam("function", (ANY, *FUNCTIONS), ANY, kind="form of cooperation")
COUNTRY = CountryListParam("c")
AGREEMENT_QUERY = TextParam("bq")
PAGE = PageParam("page")
MEMBER_PAGE = PageParam("mpage")
AGREEMENT_PAGE = PageParam("bpage")
POSITION_PAGE = PageParam("ppage")
CENTRE_PAGE = PageParam("ipage")
PARTS = Parts(
    {
        "list": "All efforts",
        "functions": "Crowded and thin forms",
        "rounds": "Talks at the United Nations",
        "agreements": "Between two countries",
        "centres": "Sharing centres",
        "positions": "National positions",
    }
)

TYPES = {
    "intergovernmental": "Between governments",
    "alliance": "Alliance",
    "operational": "Operational",
    "technical": "Technical network",
    "multistakeholder": "With companies and civil society",
    "information-sharing": "Information sharing centres",
    "process": "Round of talks",
    "treaty": "Treaty or law",
    "bilateral": "Between two countries",
}


@dataclass(frozen=True, slots=True)
class EffortParams:
    """Parameters whose choices come from the data."""

    effort: ChoiceParam
    type: ChoiceParam

    @property
    def spec(self) -> Spec:
        pages = (PAGE, MEMBER_PAGE, AGREEMENT_QUERY, AGREEMENT_PAGE, POSITION_PAGE, CENTRE_PAGE)
        return Spec((self.effort, ON, QUERY, self.type, FUNCTION, COUNTRY, *pages, MY, PARTS.param))


@per_store(size=1)
def effort_params(store: Store) -> EffortParams:
    """Parameters whose allowed values are what the store holds."""
    table = efforts(store)
    types = tuple(kind for kind in TYPES if kind in set(table["type"]))
    ids = (NO_EFFORT, *(str(i) for i in table["effort_id"]))
    return EffortParams(
        effort=ChoiceParam("e", ids, NO_EFFORT, kind="body, treaty or network"),
        type=ChoiceParam("type", (ANY, *types), ANY, kind="type of effort"),
    )


def given(value: str) -> str:
    """The value of a filter, '' where it lets everything through."""
    return "" if value in (ANY, NO_EFFORT) else value
