"""The parameters of /incidents, and the filter of incidents they make."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from dashboard.analysis.event_countries import without_largest
from dashboard.analysis.event_filter import CONFIDENCES, IMPACTS, EventFilter
from dashboard.analysis.event_queries import by_year
from dashboard.analysis.event_records import SORTS
from dashboard.analysis.gaps_incidents import default_dataset
from dashboard.analysis.incident_index import available, check_dataset
from dashboard.core.vocabulary import Normalisation
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    CountryListParam,
    CountryParam,
    PageParam,
    Param,
    TextParam,
    YearRangeParam,
)
from dashboard.views.parts import Parts
from dashboard.views.url import MY, Spec, State, write

PARTS = Parts(
    {
        "overview": "When and where",
        "flows": "From whom to whom",
        "kinds": "What kind",
        "attribution": "Who says so",
        "agreement": "Do datasets agree",
        "actors": "Named groups",
        "records": "Records",
    }
)
VICTIM = CountryListParam("victim", limit=30)
ORIGIN = CountryListParam("origin", limit=30)
STATE = BoolParam("state")
RANSOMWARE = BoolParam("ransomware")
IMPACT = ChoiceListParam("impact", IMPACTS, kind="impact")
CONFIDENCE = ChoiceListParam("confidence", CONFIDENCES, kind="confidence")
MALICIOUS = ChoiceParam("malicious", ("only", "all"), "only", kind="choice")
DUPLICATES = BoolParam("duplicates", True)
LARGEST = BoolParam("largest", True)
NORMALISE = ChoiceParam("norm", tuple(str(n) for n in Normalisation), "count", kind="measure")
ROLE = ChoiceParam("role", ("victim", "origin"), "victim", kind="side")
FORM = ChoiceParam("form", ("sankey", "matrix"), "sankey", kind="form")
CROSS = ChoiceParam(
    "cross",
    ("sector:action", "actor_type:action", "actor_type:sector", "sector:impact"),
    "sector:action",
    kind="cross table",
)
TOP = ChoiceParam("top", ("8", "12", "20", "30"), "12", kind="number of countries")
QUERY = TextParam("q")
SORT = ChoiceParam("sort", SORTS, "date", kind="column to sort by")
OLDEST = BoolParam("ascending")
PAGE = PageParam("page")
RECORD = TextParam("record", longest=120)
FIND = TextParam("find")
ACTOR_COUNTRY = CountryParam("group")
SPONSORED = BoolParam("sponsored")
ACTOR_PAGE = PageParam("apage")


@dataclass(frozen=True, slots=True)
class DatasetParam(ChoiceParam):
    """One dataset. Several at once, or one that is switched off, are told why not."""

    check: Callable[[str], str] = str

    def read(self, text: str) -> str:
        return self.check(text.casefold())


@dataclass(frozen=True, slots=True)
class IncidentParams:
    """Parameters whose allowed values are what the datasets hold."""

    datasets: tuple[str, ...]
    dataset: DatasetParam
    beside: ChoiceListParam
    years: YearRangeParam
    actor: ChoiceListParam
    action: ChoiceListParam
    sector: ChoiceListParam
    basis: ChoiceListParam

    @property
    def filters(self) -> tuple[Param[Any], ...]:
        """What narrows the incidents, besides the dataset and what is on or off for all."""
        lists: tuple[Param[Any], ...] = (
            VICTIM,
            ORIGIN,
            self.actor,
            self.action,
            self.sector,
            IMPACT,
            self.basis,
        )
        return (self.years, *lists, CONFIDENCE, STATE, RANSOMWARE)

    @property
    def spec(self) -> Spec:
        shown = (NORMALISE, ROLE, FORM, TOP, CROSS)
        records = (QUERY, SORT, OLDEST, PAGE, RECORD)
        actors = (FIND, ACTOR_COUNTRY, SPONSORED, ACTOR_PAGE)
        params: list[Param[Any]] = [self.dataset, self.beside, PARTS.param, *self.filters]
        params += [MALICIOUS, DUPLICATES, LARGEST, *shown, *records, *actors, MY]
        return Spec(tuple(params))


@per_store()
def incident_params(store: Store) -> IncidentParams:
    """The parameters over every dataset that may be shown."""
    names = available(store)
    years = [
        int(year)
        for name in names
        for year in by_year(store, EventFilter(name, malicious=False))["year"].dropna()
    ]

    def words(column: str) -> tuple[str, ...]:
        sets = [store.events.describe(name).labels[column] for name in names]
        return tuple(dict.fromkeys(word for labels in sets for word in labels))

    return IncidentParams(
        datasets=names,
        dataset=DatasetParam(
            "dataset",
            names,
            default_dataset(store),
            kind="dataset",
            check=partial(check_dataset, store),
        ),
        beside=ChoiceListParam("with", names, kind="dataset"),
        years=YearRangeParam("years", min(years), max(years)),
        actor=ChoiceListParam("actor", words("actors"), kind="kind of actor"),
        action=ChoiceListParam("action", words("actions"), kind="kind of action"),
        sector=ChoiceListParam("sector", words("sectors"), kind="sector"),
        basis=ChoiceListParam("basis", words("bases"), kind="attribution basis"),
    )


def spec(store: Store) -> Spec:
    """The parameters of the page."""
    return incident_params(store).spec


def event_filter(store: Store, state: State) -> EventFilter:
    """The incidents the address asks for; the search of the records is not part of it."""
    params = incident_params(store)
    dataset, malicious = state[params.dataset], state[MALICIOUS] == "only"
    years = state[params.years]
    asked = EventFilter(
        dataset,
        years=None if years == (params.years.first, params.years.last) else years,
        victims=state[VICTIM],
        origins=state[ORIGIN],
        actor_types=state[params.actor],
        actions=state[params.action],
        sectors=state[params.sector],
        state_linked=state[STATE],
        ransomware=state[RANSOMWARE],
        impacts=state[IMPACT],
        bases=state[params.basis],
        confidences=state[CONFIDENCE],
        malicious=malicious,
        duplicates=state[DUPLICATES],
    )
    return asked if state[LARGEST] else without_largest(store, asked)


_ELSEWHERE = frozenset(
    [
        *("with", "part", "q", "sort", "ascending", "page", "record"),
        *("find", "group", "sponsored", "apage", "my"),
    ]
)


def figure_key(state: State) -> tuple[tuple[str, str], ...]:
    """What figures depend on: the address without what only tables and pages read."""
    query = write(state).items()
    return tuple((name, text) for name, text in query if name not in _ELSEWHERE)


def base_of(f: EventFilter) -> EventFilter:
    """The whole dataset under the same rules: what shares are measured against."""
    return EventFilter(f.dataset, malicious=f.malicious, duplicates=f.duplicates, without=f.without)


def without_origins(f: EventFilter) -> EventFilter:
    """The filter without what only attributed incidents can have."""
    return replace(f, origins=(), bases=(), confidences=())


def beside(store: Store, state: State) -> tuple[str, ...]:
    """The dataset shown and those next to it, each once."""
    params = incident_params(store)
    main = state[params.dataset]
    return (main, *(name for name in state[params.beside] if name != main))
