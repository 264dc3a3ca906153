"""The parameters of /obstacles: obstacle, indicator, reference, filters, weights, indices."""

from dataclasses import dataclass

from dashboard.analysis.composite import AGGREGATIONS, SPREADS, Recipe, Weights, why_not
from dashboard.analysis.indicators import Indicator, all_indicators
from dashboard.analysis.indices import USUAL, known_indices
from dashboard.analysis.normalise import BOUNDED, METHODS
from dashboard.analysis.obstacle_list import first_indicator
from dashboard.analysis.selection import INCOME_GROUPS, Selection, regions
from dashboard.core.errors import UnknownIdError, UserError
from dashboard.core.vocabulary import Obstacle
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    Context,
    CountryParam,
    Param,
    Parsed,
    pieces,
)
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, C, Spec, State

NUMBER = ChoiceParam("o", tuple(str(int(o)) for o in Obstacle), "1", kind="obstacle")
REFERENCE = CountryParam("ref")
SCALE = ChoiceParam("scale", tuple(METHODS), "percentile", kind="scale")
MEAN = ChoiceParam("mean", AGGREGATIONS, "arithmetic", kind="mean")
DRAW = ChoiceParam("draw", SPREADS, "any", kind="way to draw weights")
EVERY = BoolParam("every")
PARTS = Parts(
    {
        "map": "Map and values",
        "indicators": "All its indicators",
        "explorer": "Weigh them yourself",
        "indices": "Indices side by side",
    }
)
UNFILTERED = "indicators"
"""The part that is the same whatever the filter keeps."""
MOST_WEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class WeightsParam(Param[Weights]):
    """Indicators with weights, ``gci_legal:3,wgi_rl:1``; a weight left out is 1.

    ``allowed`` are the ids that may carry weight; ``refused`` are (id, reason) of those that may
    not. Nothing is dropped without a word; weights that are all zero mean none chosen.
    """

    allowed: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def default(self, context: Context) -> Weights:
        return ()

    def parse(self, text: str, context: Context) -> Parsed[Weights]:
        found: dict[str, float] = {}
        problems: list[UserError] = []
        for piece in pieces(text):
            try:
                name, weight = self._one(piece)
                found[name] = weight
            except UserError as error:
                problems.append(error)
        if found and not any(found.values()):
            problems.append(
                UserError(
                    "All weights are zero, so nothing is combined",
                    where=self.name,
                    given=text,
                    fix="Give at least one indicator a weight above zero",
                )
            )
            found = {}
        return tuple(found.items()), tuple(problems)

    def _one(self, piece: str) -> tuple[str, float]:
        given, _, number = piece.partition(":")
        name = given.strip().casefold()
        reasons = dict(self.refused)
        if name in reasons:
            raise UserError(reasons[name], where=self.name, given=piece)
        if name not in self.allowed:
            raise UnknownIdError(
                f"“{given[:60]}” is not an indicator known here",
                where=self.name,
                given=piece,
                allowed=self.allowed,
            )
        try:
            weight = float(number) if number else 1.0
        except ValueError:
            weight = -1.0
        if not 0 <= weight <= MOST_WEIGHT:
            raise UserError(
                f"“{number[:20]}” is not a weight",
                where=self.name,
                given=piece,
                allowed=(f"a number from 0 to {MOST_WEIGHT:g}",),
            )
        return name, weight

    def format(self, value: Weights) -> str:
        return ",".join(f"{name}:{weight:g}" for name, weight in value)


@dataclass(frozen=True, slots=True)
class ObstacleParams:
    """The parameters of the page; those with choices from the data are made for the store."""

    indicator: ChoiceParam
    region: ChoiceListParam
    income: ChoiceListParam
    organisation: ChoiceListParam
    weights: WeightsParam
    indices: ChoiceListParam
    across: ChoiceParam
    up: ChoiceParam

    @property
    def spec(self) -> Spec:
        shown = (NUMBER, PARTS.param, self.indicator, REFERENCE, ON, C, MY)
        facets = (self.region, self.income, self.organisation)
        explorer = (self.weights, SCALE, MEAN, DRAW, EVERY)
        return Spec((*shown, *facets, *explorer, self.indices, self.across, self.up))


@per_store(size=1)
def obstacle_params(store: Store) -> ObstacleParams:
    """Parameters whose allowed values are what the store holds."""
    known = all_indicators(store)
    scored = {name: about for name, about in known.items() if about.obstacle is not None}
    refused = {
        name: f"“{about.name}” carries no weight: {why_not(about)}"
        for name, about in known.items()
        if why_not(about)
    }
    indices = tuple(about.indicator_id for about in known_indices(store))
    usual = tuple(name for name in USUAL if name in indices)
    return ObstacleParams(
        indicator=ChoiceParam("ind", tuple(scored), "", kind="indicator"),
        region=ChoiceListParam("region", regions(store), kind="region"),
        income=ChoiceListParam("income", INCOME_GROUPS, kind="income group"),
        organisation=ChoiceListParam(
            "org", tuple(store.table("organisations")["organisation_id"]), kind="organisation"
        ),
        weights=WeightsParam(
            "w", tuple(name for name in known if name not in refused), tuple(refused.items())
        ),
        indices=ChoiceListParam("idx", indices, usual, kind="index"),
        across=ChoiceParam("ix", indices, usual[0], kind="index"),
        up=ChoiceParam("iy", indices, usual[1], kind="index"),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What an address asks for, its parts in agreement with each other. ``notes`` say what had to
    give way; ``members`` is None without a filter, ``where`` the filter in words."""

    obstacle: int
    about: Indicator
    reference: str | None
    members: frozenset[str] | None
    where: str
    recipe: Recipe | None
    notes: tuple[UserError, ...]


def asked(store: Store, state: State) -> Asked:
    """The address in agreement with itself: an indicator decides the obstacle where none is
    given; one of another obstacle, or a mean that its scale cannot have, gives way with a note."""
    params = obstacle_params(store)
    notes: list[UserError] = []
    obstacle, chosen = int(state[NUMBER]), state[params.indicator]
    about = all_indicators(store).get(chosen)
    if about is not None and about.obstacle is not None and about.obstacle != obstacle:
        if state[NUMBER] == NUMBER.fallback:
            obstacle = int(about.obstacle)
        else:
            notes.append(
                UserError(
                    f"“{about.name}” belongs to obstacle {int(about.obstacle)}",
                    where=params.indicator.name,
                    fix=f"The first indicator of obstacle {obstacle} is shown",
                )
            )
            about = None
    mean = state[MEAN]
    if mean == "geometric" and state[SCALE] not in BOUNDED:
        notes.append(
            UserError(
                "A geometric mean needs scores from 0 to 100",
                where=MEAN.name,
                fix="The arithmetic mean is used",
            )
        )
        mean = MEAN.fallback
    weights = state[params.weights]
    where = filter_of(store, state)
    return Asked(
        obstacle=obstacle,
        about=about or first_indicator(store, obstacle),
        reference=state[REFERENCE] or state[MY],
        members=None if where.is_all else where.members(store, state[ON]),
        where="" if where.is_all else where.describe(store),
        recipe=Recipe(weights, state[SCALE], mean, state[DRAW]) if weights else None,
        notes=tuple(notes),
    )


def filter_of(store: Store, state: State) -> Selection:
    """The filter of the view."""
    params = obstacle_params(store)
    return Selection(
        regions=state[params.region],
        incomes=state[params.income],
        organisations=state[params.organisation],
    )
