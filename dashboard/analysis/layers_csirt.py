"""Map layers on CERT/CSIRTs: presence of a national team, and teams where all were listed."""

from datetime import date

import pandas as pd

from dashboard.analysis.csirt_teams import team_counts
from dashboard.analysis.csirts import RUNNING, national_presence
from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.core.dates import day_phrase, parse_reduced
from dashboard.core.vocabulary import CsirtPresence, Empty
from dashboard.store.store import Store

_EMPTY = {
    CsirtPresence.UNKNOWN.value: Empty.NO_DATA.value,
    CsirtPresence.NOT_APPLICABLE.value: Empty.NOT_APPLICABLE.value,
}
_CLASSES = tuple(c for c in CsirtPresence if c.value not in _EMPTY)


def csirt_layer(store: Store, on: date) -> Layer:
    """National CSIRT presence on a day in classes; what is not known is no data, never "no"."""
    facts = national_presence(store, on)
    frame = facts.assign(
        value=float("nan"),
        category=facts["presence"].mask(facts["presence"].isin(list(_EMPTY))),
        empty=facts["presence"].map(_EMPTY),
        year=pd.array([pd.NA] * len(facts), dtype="Int64"),
    )
    members = facts[facts["un_member"]]
    silent = int((members["presence"] == CsirtPresence.UNKNOWN).sum())
    return Layer(
        layer_id="csirt",
        family="csirts",
        title="National CERT/CSIRT",
        measure="Is there a national computer emergency team, as far as sources say?",
        unit="",
        kind="category",
        frame=frame[list(FRAME_COLUMNS)],
        palette="csirt",
        on=on,
        finding=finding(store, on),
        categories={c.value: c.label for c in _CLASSES},
        notes=(
            "“A source says none” mostly means that the ITU index of 2024 credits no national "
            "team; a zero there may also be a missing answer.",
            "“Likely” means that a team is named but its national role is not certain.",
            f"For {silent} UN members the sources read say nothing that counts on this date.",
        ),
        table="national_csirts",
    )


def finding(store: Store, on: date) -> str:
    """How many UN members have a national team on the day, in words."""
    facts = national_presence(store, on)
    members = facts[facts["un_member"]]
    running = int(members["presence"].isin([c.value for c in RUNNING]).sum())
    when = "" if on >= _newest(facts) else f" on {day_phrase(on)}, as far as dates are known"
    return f"{running} of {len(members)} UN members have a national CSIRT, or likely have one{when}"


def csirt_teams_layer(store: Store, on: date) -> Layer:
    """Teams of each country whose teams were all listed; everyone else is no data."""
    facts = team_counts(store)
    listed = facts["empty"].isna()
    early = listed & facts["as_of"].map(lambda text: bool(text) and _after(text, on))
    known = listed & ~early
    frame = facts.assign(
        value=facts["teams"].astype("float64").where(known),
        category=None,
        empty=facts["empty"].mask(early, Empty.NO_DATA.value),
        text=[
            _words(row["teams"], row["first_teams"]) if k else "No full list of teams"
            for row, k in zip(facts.to_dict("records"), known, strict=True)
        ],
        since="",
        year=pd.array([pd.NA] * len(facts), dtype="Int64"),
        note=facts["note"].mask(early, "the inventory is of a later date"),
    )
    total, countries = int(facts.loc[known, "teams"].sum()), int(known.sum())
    return Layer(
        layer_id="csirt_teams",
        family="csirts",
        title="CERT/CSIRT teams",
        measure="Teams listed in a full inventory of the country, teams of companies included",
        unit="teams",
        kind="number",
        frame=frame[list(FRAME_COLUMNS)],
        palette="count",
        on=on,
        finding=(
            f"{total:,} teams are listed in {countries} countries, the only ones with a full list"
            if countries
            else "No full list of teams exists for this date"
        ),
        scale="count",
        notes=(
            "Outside the countries of the inventory, nearly all European, only the national team "
            "and a few others were looked up: those numbers cannot be compared and are not shown.",
        ),
        table="teams",
    )


def _words(teams: int, first: int) -> str:
    return f"{teams} {'team' if teams == 1 else 'teams'}, {first} of them in FIRST"


def _after(as_of: str, on: date) -> bool:
    return parse_reduced(as_of).latest > on


def _newest(facts: pd.DataFrame) -> date:
    return max(parse_reduced(text).latest for text in facts["as_of"] if text)
