"""What /treaties lets a reader choose, and the words it uses for treaties."""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.analysis.selection import Selection, regions
from dashboard.analysis.treaties import treaty
from dashboard.core.dates import FIRST_DAY, LAST_DAY, parse_day
from dashboard.core.errors import UserError
from dashboard.store.store import Store
from dashboard.ui import controls
from dashboard.ui.controls import Filter
from dashboard.ui.state import View
from dashboard.views.params import (
    BoolParam,
    ChoiceListParam,
    ChoiceParam,
    Context,
    Param,
    Parsed,
)
from dashboard.views.url import MY, ON, Spec

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
        return Spec((*chosen, STEP, WAIT, GROUP, ALL))


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


def choose(view: View, params: TreatyParams, store: Store) -> tuple[date, date]:
    """Draw the controls at the top of the page; gives the first and last day of the period."""
    names = store.table("treaties").set_index("treaty_id")["short_name"].to_dict()
    labels = {str(k): str(v) for k, v in names.items()}
    bodies = store.table("organisations").set_index("organisation_id")["short_name"].to_dict()
    controls.choices(view, params.treaties, f"Treaties (up to {MOST})", labels)
    with st.container(horizontal=True, vertical_alignment="bottom", key="treaties-controls"):
        on = controls.day(view, ON)
        since = _since(view, on)
        fields = (
            Filter(params.region, "Region", {}),
            Filter(params.organisation, "Member of", {str(k): str(v) for k, v in bodies.items()}),
        )
        controls.filters(view, fields)
    return since, on


def _since(view: View, on: date) -> date:
    year_before = controls.shift_years(on, -1, on)
    since = view[SINCE] or year_before
    if since >= on:
        since = year_before
    st.date_input(
        "Changes since",
        min_value=FIRST_DAY,
        max_value=LAST_DAY,
        format="YYYY-MM-DD",
        key=view.key(SINCE, since),
        on_change=view.on_change(SINCE, lambda day: None if day == year_before else day),
        width=152,
    )
    return since


def selection(view: View, params: TreatyParams) -> Selection:
    """The filter of the view."""
    return Selection(regions=view[params.region], organisations=view[params.organisation])


def brief(store: Store, treaty_id: str) -> str:
    """A name short enough for a line's end: what stands in brackets, else the everyday name."""
    name = str(treaty(store, treaty_id)["short_name"])
    return name[name.index("(") + 1 : -1] if name.endswith(")") else name
