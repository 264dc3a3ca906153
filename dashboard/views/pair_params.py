"""The parameters of /pair: two countries, and a group whose pairs are counted."""

from dashboard.analysis.pair_matrix import KINDS, LIMIT, OWN, SORTS, group_names
from dashboard.core.countries import CountryRegistry
from dashboard.core.vocabulary import EntityKind
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import ChoiceParam, CountryListParam, CountryParam
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, C, Spec, State

A, B = CountryParam("a"), CountryParam("b")
LABELS = {
    "legal": "Any legal basis",
    "narrow": "Cybercrime treaty",
    "law_enforcement": "Law enforcement",
    "csirt": "CSIRT to CSIRT",
    "diplomacy": "Diplomacy and norms",
    "alliance": "Alliance",
    "all": "All kinds",
}
ORDER = {"name": "By name", "total": "By total", "region": "By region"}
KIND = ChoiceParam("kind", KINDS, "legal", kind="kind of channel")
SORT = ChoiceParam("sort", SORTS, "name", kind="order")
MEMBERS = CountryListParam("members", limit=LIMIT)
PARTS = Parts(
    {
        "channels": "Channels",
        "more": "What would add to them",
        "between": "What stands between",
        "group": "All pairs of a group",
    }
)
DEFAULT = "auto"
_FALLBACK = "org:G7"


@per_store(size=1)
def group_param(store: Store) -> ChoiceParam:
    """The parameter ``group``: a group of the data, an own list, or the region of A."""
    return ChoiceParam("group", (DEFAULT, *group_names(store), OWN), DEFAULT, kind="group")


def pair_spec(store: Store) -> Spec:
    """The parameters of the page."""
    return Spec((A, B, PARTS.param, ON, MY, C, group_param(store), KIND, SORT, MEMBERS))


def with_defaults(state: State) -> State:
    """The address with missing sides filled: from two countries of ``c``, then from my country."""
    a, b = state[A], state[B]
    listed = state[C] if len(state[C]) > 1 else ()
    if listed:
        a, b = a or listed[0], b or listed[1]
    mine = state[MY]
    if a is None and mine is not None and mine != b:
        a = mine
    elif b is None and a is not None and mine is not None and mine != a:
        b = mine
    return state.replace(A, a).replace(B, b)


def problem_of(countries: CountryRegistry, a: str | None, b: str | None) -> str:
    """Why the two cannot be shown, in a sentence; '' where they can."""
    if a is None or b is None:
        return ""
    if a == b:
        return (
            f"{countries[a].name} is chosen twice. Channels run between two countries; what one"
            " country has is on its profile."
        )
    territories = [
        countries[i].name for i in (a, b) if countries[i].entity_kind is EntityKind.TERRITORY
    ]
    if territories:
        names = " and ".join(territories)
        verb = "is a territory" if len(territories) == 1 else "are territories"
        return f"{names} {verb} and makes no treaties of its own. Choose the state it belongs to."
    return ""


def actual_group(store: Store, state: State, chosen: str) -> str:
    """The group shown: without a choice the part of the world of A, else the G7."""
    if chosen != DEFAULT:
        return chosen
    here = state[A]
    region = store.countries[here].un_subregion if here else ""
    return f"region:{region}" if f"region:{region}" in group_names(store) else _FALLBACK
