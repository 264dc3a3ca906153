"""What is known about one country on a date, in the order a reader asks for it."""

from datetime import date

import pandas as pd

from dashboard.analysis.csirts import national_presence
from dashboard.analysis.memberships import country_memberships
from dashboard.analysis.treaties import COUNTED, country_treaties
from dashboard.core.dates import day_phrase
from dashboard.core.provenance import split_ids
from dashboard.core.vocabulary import FUNCTIONS, CsirtPresence, MembershipStatus, Status
from dashboard.store.store import Store


def summary(store: Store, iso3: str, on: date) -> str:
    """One sentence from counted facts: treaties, memberships, national CSIRT."""
    country = store.countries[iso3]
    treaties = country_treaties(store, iso3, on)
    active = int(treaties["status"].isin(COUNTED).sum())
    coming = int(treaties["status"].isin([Status.RATIFIED, Status.SIGNED]).sum())
    members = country_memberships(store, iso3, on)
    joined = int(members["status"].eq(MembershipStatus.MEMBER).sum())
    more = f" and has signed or ratified {coming} more" if coming else ""
    return (
        f"On {day_phrase(on)} {active} of {len(treaties)} cyber treaties and laws are in force for"
        f" {country.name}{more}; it takes part in {joined} organisations and efforts on record;"
        f" {_csirt_words(store, iso3)}."
    )


def _csirt_words(store: Store, iso3: str) -> str:
    presence = national_presence(store).set_index("iso3").loc[iso3]
    kind = CsirtPresence(str(presence["presence"]))
    team = presence.get("team")
    named = f", {team}" if isinstance(team, str) and team else ""
    return {
        CsirtPresence.YES: f"a national CSIRT is named{named}",
        CsirtPresence.LIKELY: f"a national CSIRT is likely{named}",
        CsirtPresence.PLANNED: "a national CSIRT is planned",
        CsirtPresence.HISTORICAL: f"a national CSIRT existed in the past{named}",
        CsirtPresence.NONE_STATED: "a source says that there is no national CSIRT",
        CsirtPresence.UNKNOWN: "whether there is a national CSIRT is not known",
        CsirtPresence.NOT_APPLICABLE: "a national CSIRT is not looked for in territories",
    }[kind]


def by_function(memberships: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Memberships under each of the nine forms of cooperation (a body may serve several).

    Forms that nothing serves keep an empty frame: a gap is shown, not hidden.
    """
    functions = [split_ids(cell) for cell in memberships["functions"].fillna("")]
    return {
        name: memberships[[name in served for served in functions]].reset_index(drop=True)
        for name in FUNCTIONS
    }


def peers(store: Store, iso3: str) -> tuple[str, ...]:
    """UN members of the same subregion and income group, the country left out."""
    home = store.countries[iso3]
    return tuple(
        c.iso3
        for c in store.countries.un_members
        if c.iso3 != iso3
        and c.un_region == home.un_region
        and c.wb_income_group == home.wb_income_group
    )
