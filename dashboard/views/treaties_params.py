"""The parameters of /treaties, and the words it uses for treaties."""

from dataclasses import dataclass
from datetime import date

from dashboard.analysis.selection import Selection, regions
from dashboard.analysis.treaties import treaty
from dashboard.core.dates import parse_day
from dashboard.core.errors import UserError
from dashboard.store.memo import per_store
from dashboard.store.store import Store
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    Context,
    Param,
    Parsed,
)
from dashboard.views.parts import Parts
from dashboard.views.url import MY, ON, Spec, State

MOST = 6
DEFAULT = ("AU_MALABO", "CETS185", "CETS224", "UNCC2024")
STEP = ChoiceParam("step", ("deposited", "signed", "in_force"), "deposited", kind="step")
STEP_WORDS = {"deposited": "Deposited", "signed": "Signed", "in_force": "In force"}
WAIT = ChoiceParam(
    "wait",
    ("signature-force", "signature-deposit", "opening-deposit", "opening-force"),
    "signature-force",
    kind="wait",
)
WAIT_WORDS = {
    "signature-force": "From signature to force",
    "signature-deposit": "From signature to deposit",
    "opening-deposit": "From opening to deposit",
    "opening-force": "From opening to force",
}
GROUP = ChoiceParam("group", ("region", "organisation"), "region", kind="grouping")
GROUP_WORDS = {"region": "By region", "organisation": "By organisation"}
ALL = BoolParam("all")
PARTS = Parts(
    {
        "joined": "Who has joined",
        "countries": "Country by country",
        "times": "How long it takes",
        "changes": "What changed",
        "reservations": "Reservations",
        "totals": "Published totals",
    }
)


@dataclass(frozen=True, slots=True)
class SomeTreaties(ChoiceListParam):
    """Up to MOST treaties; more cannot be told apart in one chart."""

    def parse(self, text: str, context: Context) -> Parsed[tuple[str, ...]]:
        value, problems = ChoiceListParam.parse(self, text, context)
        if len(value) > MOST:
            left_out = ", ".join(value[MOST:])
            message = f"At most {MOST} treaties fit here, so {left_out} was left out"
            problems = (*problems, UserError(message, where=self.name, given=text))
        return value[:MOST], problems


@dataclass(frozen=True, slots=True)
class SinceParam(Param[date | None]):
    """The first day of a period of change; none is a year before the day of the view."""

    def default(self, context: Context) -> date | None:
        return None

    def read(self, text: str) -> date | None:
        return parse_day(text, where=self.name)

    def format(self, value: date | None) -> str:
        return value.isoformat() if value else ""


SINCE = SinceParam("since")


@dataclass(frozen=True, slots=True)
class TreatyParams:
    """The parameters of /treaties; those with choices from the data are made for the store."""

    treaties: ChoiceListParam
    region: ChoiceListParam
    organisation: ChoiceListParam

    @property
    def spec(self) -> Spec:
        chosen = (self.treaties, ON, SINCE, self.region, self.organisation, MY)
        return Spec((*chosen, STEP, WAIT, GROUP, ALL, PARTS.param))


@per_store(size=1)
def treaty_params(store: Store) -> TreatyParams:
    """Parameters whose allowed values are what the store holds."""
    ids = tuple(store.table("treaties")["treaty_id"])
    default = tuple(treaty_id for treaty_id in DEFAULT if treaty_id in ids)
    organisations = tuple(store.table("organisations")["organisation_id"])
    return TreatyParams(
        treaties=SomeTreaties("t", ids, default, kind="treaty"),
        region=ChoiceListParam("region", regions(store), kind="region"),
        organisation=ChoiceListParam("org", organisations, kind="organisation"),
    )


def selection(state: State, params: TreatyParams) -> Selection:
    """The filter of the view."""
    return Selection(regions=state[params.region], organisations=state[params.organisation])


def brief(store: Store, treaty_id: str) -> str:
    """A name short enough for a line's end: what stands in brackets, else the everyday name."""
    name = str(treaty(store, treaty_id)["short_name"])
    return name[name.index("(") + 1 : -1] if name.endswith(")") else name
