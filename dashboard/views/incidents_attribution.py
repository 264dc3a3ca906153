"""Figures of /incidents on attribution: how often nobody is named, and who does the naming."""

import pandas as pd

from dashboard.analysis.attribution import bases, overall, unknown_share
from dashboard.analysis.incident_bias import ENOUGH
from dashboard.analysis.incident_index import dataset_table
from dashboard.analysis.incident_rates import FEWEST_FOR_RATE
from dashboard.analysis.incident_words import word
from dashboard.charts.bars import ranked_bars
from dashboard.charts.format import plural
from dashboard.charts.lines import lines
from dashboard.store.store import Store
from dashboard.views.figure import Figure
from dashboard.views.incidents_common import Chosen, chosen
from dashboard.views.incidents_params import without_origins
from dashboard.views.url import State

ORIGIN, ACTOR = "No suspected origin", "Kind of actor unknown"
MOST = 15


def _any_origin(store: Store, state: State) -> Chosen:
    """The selection without what only attributed incidents can have."""
    at = chosen(store, state)
    return Chosen(store, without_origins(at.f), at.about)


def _complete(at: Chosen) -> str:
    return f"{at.short} codes a suspected origin for every incident of this selection"


def _rule(at: Chosen) -> str:
    """What makes an incident count: a dataset that asks for an origin always has one."""
    table = dataset_table(at.store).set_index("dataset")
    if at.f.dataset not in table.index:
        return ""
    return f"What {at.short} includes: {table.loc[at.f.dataset, 'inclusion_rule']!s}"


def unknown_by_year(store: Store, state: State) -> Figure:
    """Share of incidents without a suspected origin, and with an unknown actor, by year."""
    at = _any_origin(store, state)
    wide = unknown_share(store, at.f.dataset, "year", at.f)
    wide = wide[wide["key"].notna()]
    few = wide["incidents"] < FEWEST_FOR_RATE
    rows = pd.concat(
        [
            wide.assign(name=name, value=wide[column].mask(few))
            for name, column in ((ORIGIN, "share"), (ACTOR, "actor_share"))
        ],
        ignore_index=True,
    ).assign(date=lambda t: t["key"].astype("str"))
    if wide.empty:
        title = f"{at.short}: no incident with a known year in this selection"
    else:
        without, actor = overall(store, at.f)
        title = (
            _complete(at)
            if without.numerator == 0
            else (
                f"{at.short} codes no suspected origin for {without.percent} of incidents, and an "
                f"unknown kind of actor for {actor.percent}"
            )
        )
    chart = lines(
        rows,
        title=title,
        subtitle=f"{at.lead}; percent of the incidents of each year",
        order=(ORIGIN, ACTOR) if len(rows) else (),
        unit="%",
        decimals=1,
        measure="Share",
        heading="What is not known",
        notes=(
            *((f"Years with fewer than {FEWEST_FOR_RATE} incidents are a gap.",) * bool(few.any())),
            "What is coded as unknown may have become known since; newest years most of all.",
            *filter(None, (_rule(at),)),
            *at.notes,
        ),
    )
    return at.figure("unknown-by-year", chart, wide)


def unknown_by_victim(store: Store, state: State) -> Figure:
    """The same share for the victims with most incidents."""
    at = _any_origin(store, state)
    wide = unknown_share(store, at.f.dataset, "victim", at.f)
    wide = wide[wide["incidents"] >= ENOUGH].head(MOST)
    wide = wide.assign(iso3=wide["key"], name=at.names(wide["key"]))
    title = f"{at.short}: no victim country with {ENOUGH} incidents or more in this selection"
    if len(wide) and not wide["without_origin"].any():
        title = _complete(at)
    elif len(wide):
        low = wide.sort_values(["share", "name"]).iloc[0]
        title = (
            f"Of the most reported victims, {low['name']} has the smallest share without a "
            f"suspected origin ({low['share']:.0f} %)"
        )
    chart = ranked_bars(
        wide,
        title=title,
        subtitle=f"{at.lead}; percent of a country’s incidents for which {at.short} codes no "
        f"suspected origin; {plural(len(wide), 'country', 'countries')} with most incidents, "
        f"{ENOUGH} or more",
        value="share",
        unit="%",
        decimals=1,
        family="incidents",
        measure="Without a suspected origin",
        top=None,
        notes=at.notes,
    )
    return at.figure("unknown-by-victim", chart, wide)


def who_attributes(store: Store, state: State) -> Figure:
    """On whose word the suspected origins rest."""
    at = chosen(store, state)
    frame = bases(store, at.f)
    rows = frame.assign(key=frame["label"], name=[word(str(label)) for label in frame["label"]])
    named = rows[rows["label"] != "not stated"]
    title = f"{at.short} codes no suspected origin in this selection"
    if len(named):
        top = named.iloc[0]
        title = f"{at.short}: most suspected origins with a stated basis rest on: {top['name']}"
    elif len(rows):
        title = f"{at.short} does not say on whose word its suspected origins rest"
    chart = ranked_bars(
        rows,
        title=title,
        subtitle=f"{at.lead}; incidents with a suspected origin by the basis coded",
        value="incidents",
        key="key",
        label="name",
        family="incidents",
        heading="Basis",
        measure="Incidents",
        things=("basis", "bases"),
        top=None,
        notes=("An incident counts once under each basis it carries.", *at.notes),
    )
    return at.figure("who-attributes", chart, rows)
