"""Titles of the figures of a country profile: what they show, from their rows."""

from datetime import date

import pandas as pd

from dashboard.analysis.pair_summary import subject
from dashboard.analysis.treaties import COUNTED
from dashboard.charts.format import plural
from dashboard.core.countries import Country

_LATELY = 10


def counted(count: int, one: str, many: str) -> str:
    """'3 treaties', '1 treaty', 'no treaty'."""
    return plural(count, one, many) if count else f"no {one}"


def first_bound(home: Country, life: pd.DataFrame) -> str:
    """Since when cyber treaties have been in force for the country, as far as steps are dated."""
    bound = life[life["status"].isin(COUNTED)]
    count = life["treaty_id"].nunique()
    if not count:
        return f"{subject(home)} is not known to have taken a step under a cyber treaty"
    steps = counted(count, "cyber treaty", "cyber treaties")
    if bound.empty:
        return f"{subject(home)} has taken a step under {steps}, none known to be in force for it"
    bound = bound[bound["start"].ne("")]
    if bound.empty:
        return f"{subject(home)} has taken a step under {steps}; no entry into force is dated"
    first = bound.sort_values("start", kind="stable").iloc[0]
    return (
        f"{subject(home)} has taken a step under {steps};"
        f" the first in force for it: {first['treaty']}, {str(first['start'])[:4]}"
    )


def lately(home: Country, life: pd.DataFrame, on: date, bodies: str) -> str:
    """How many of the bodies are known to have been joined since ten years before the day."""
    dated = life[life["start"].ne("")]
    first = dated.groupby("organisation_id")["start"].min()
    late = int((first.str[:4].astype(int) >= on.year - _LATELY).sum()) if len(first) else 0
    if not late:
        return f"{subject(home)} in {bodies} over time"
    return f"{subject(home)} is known to have joined {late} of {bodies} since {on.year - _LATELY}"
