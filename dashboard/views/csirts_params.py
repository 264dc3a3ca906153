"""The parameters of /csirts."""

from dataclasses import dataclass

from dashboard.analysis.csirt_directory import sectors, team_types
from dashboard.analysis.csirt_networks import network_names
from dashboard.core.vocabulary import CsirtPresence
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import ChoiceParam, CountryListParam, PageParam, TextParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec

CLASSES = tuple(str(c) for c in CsirtPresence if c is not CsirtPresence.NOT_APPLICABLE)
ANY = "all"
CLASS = ChoiceParam("class", (ANY, *CLASSES), ANY, kind="class")
FIND = TextParam("find")
QUERY = TextParam("q")
COUNTRIES = CountryListParam("c")
NATIONAL_PAGE = PageParam("npage")
TEAM_PAGE = PageParam("page")
MEMBER_PAGE = PageParam("mpage")
PARTS = Parts(
    {
        "national": "National teams",
        "teams": "All teams",
        "networks": "Networks",
        "growth": "Since when",
    }
)


@dataclass(frozen=True, slots=True)
class CsirtParams:
    """Parameters whose choices come from the data."""

    type: ChoiceParam
    sector: ChoiceParam
    network: ChoiceParam

    @property
    def spec(self) -> Spec:
        national = (ON, CLASS, FIND, NATIONAL_PAGE)
        teams = (QUERY, self.type, self.sector, self.network, COUNTRIES, TEAM_PAGE, MEMBER_PAGE)
        return Spec((*national, *teams, MY, PARTS.param))


@per_store(size=1)
def csirt_params(store: Store) -> CsirtParams:
    """Parameters whose allowed values are what the store holds."""
    return CsirtParams(
        type=ChoiceParam("type", (ANY, *team_types(store)), ANY, kind="type of team"),
        sector=ChoiceParam("sector", (ANY, *sectors(store)), ANY, kind="sector"),
        network=ChoiceParam("network", (ANY, *network_names(store)), ANY, kind="network"),
    )


def given(value: str) -> str:
    """The value of a filter, '' where it lets everything through."""
    return "" if value == ANY else value
