"""Live numbers from indicators of countries."""

import pandas as pd

from dashboard.analysis.indicators import indicator, values_on
from dashboard.charts.format import date_phrase, number
from dashboard.views.guide_number import (
    Ask,
    LiveNumber,
    Numbers,
    evidence,
    nothing,
    span,
)

INTERNET = "internet_users_pct"
_NONE_YET = "No country has a value by this year."


def people_online(ask: Ask) -> LiveNumber:
    """The share of people who use the internet, over the countries with a value."""
    rows = people_weighted(ask, ask.on.year)
    if rows.empty:
        return nothing(_NONE_YET)
    share = float((rows["value"] * rows["people"]).sum() / rows["people"].sum())
    sentence = (
        f"of people use the internet, over the {len(rows)} countries with a value; the latest of"
        f" each country up to {ask.on.year} ({span(_years(rows))}), weighted by today's population."
    )
    return LiveNumber(number(share, 0, "%"), sentence, rows, _own_value(ask, rows, " %"))


def people_weighted(ask: Ask, year: int) -> pd.DataFrame:
    """Rows of ``values_on`` of internet use with a value and a population (column people)."""
    rows = _with_value(ask, INTERNET, year)
    people = {c.iso3: c.population for c in ask.store.countries if c.population}
    rows = rows.assign(people=rows["iso3"].map(people))
    return rows[rows["people"].notna()]


def trade_share(ask: Ask) -> LiveNumber:
    """The median of trade in goods over UN members."""
    rows = _states(_with_value(ask, "merchandise_trade_pct_gdp", ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    sentence = (
        "of its yearly output is what the typical UN member (the median) buys and sells abroad in"
        f" goods; {len(rows)} states, latest value up to {ask.on.year} ({span(_years(rows))})."
    )
    value = number(rows["value"].median(), 0, "%")
    return LiveNumber(value, sentence, rows, _own_value(ask, rows, " % of GDP"))


def states_with_law(ask: Ask) -> LiveNumber:
    """UN members that have a law of the kind the indicator ``about`` follows."""
    rows = _states(_with_value(ask, ask.about, ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    name = indicator(ask.store, ask.about).name.lower()
    held = int(rows["value"].eq(1).sum())
    sentence = (
        f"of {len(rows)} UN members with a value have a {name} ({span(_years(rows))});"
        f" {number(rows['value'].eq(0.5).sum())} have a draft."
    )
    own = ""
    if ask.own and len(mine := rows[rows["iso3"].eq(ask.own.iso3)]):
        word = {1.0: "has a law", 0.5: "has a draft", 0.0: "has none"}
        own = f"{ask.own.name} {word[float(mine['value'].iloc[0])]}, according to the source."
    return LiveNumber(number(held), sentence, rows, own)


def states_with_rivals(ask: Ask) -> LiveNumber:
    """UN members with a strategic rival in the last year coded up to the day."""
    return _some(ask, "tss_rivalry_count", "had at least one strategic rival")


def states_in_conflict(ask: Ask) -> LiveNumber:
    """UN members whose government was a main party to an armed conflict in the last year coded."""
    return _some(ask, "ucdp_conflicts_primary", "were a main party to at least one armed conflict")


def defence_pacts(ask: Ask) -> LiveNumber:
    """UN members with a partner in a defence pact, by the last list up to the day."""
    return _some(ask, "atop_defence_partners", "had a defence pact with at least one other state")


def _some(ask: Ask, indicator_id: str, what: str) -> LiveNumber:
    rows = _with_value(ask, indicator_id, ask.on.year)
    if rows.empty:
        return nothing(_NONE_YET)
    year = int(rows["year"].max())
    rows = _states(rows[rows["year"].eq(year)])
    held = rows[rows["value"].gt(0)]
    sentence = f"of {len(rows)} UN members {what} in {year}, the last year coded by then."
    own = ""
    if ask.own and len(mine := rows[rows["iso3"].eq(ask.own.iso3)]):
        own = f"{ask.own.name}: {number(mine['value'].iloc[0])}."
    return LiveNumber(number(len(held)), sentence, rows, own)


def income_spread(ask: Ask) -> LiveNumber:
    """Income of the state a tenth from the top over that of the state a tenth from the bottom."""
    rows = _states(_with_value(ask, "gdp_per_capita_ppp", ask.on.year))
    if rows.empty:
        return nothing(_NONE_YET)
    low, high = rows["value"].quantile([0.1, 0.9])
    sentence = (
        "times as much is produced for each person in the UN member a tenth from the top as in the"
        f" one a tenth from the bottom, at purchasing power; {len(rows)} states, latest value up to"
        f" {ask.on.year} ({span(_years(rows))})."
    )
    value = number(high / low)
    return LiveNumber(value, sentence, rows, _own_value(ask, rows, " international dollars"))


def _with_value(ask: Ask, indicator_id: str, year: int) -> pd.DataFrame:
    rows = values_on(ask.store, indicator_id, year)
    sound = rows["value"].notna() & ~rows["implausible"].astype(bool)
    return evidence(rows[sound])


def _states(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["un_member"].astype(bool)]


def _years(rows: pd.DataFrame) -> list[int]:
    return [int(year) for year in rows["year"]]


def _own_value(ask: Ask, rows: pd.DataFrame, unit: str) -> str:
    if not ask.own:
        return ""
    mine = rows[rows["iso3"].eq(ask.own.iso3)]
    if mine.empty:
        return f"{ask.own.name} has no value."
    row = mine.iloc[0]
    return f"{ask.own.name}: {number(row['value'])}{unit} ({date_phrase(str(row['year']))})."


NUMBERS: Numbers = {
    "people_online": people_online,
    "trade_share": trade_share,
    "states_with_law": states_with_law,
    "states_with_rivals": states_with_rivals,
    "states_in_conflict": states_in_conflict,
    "defence_pacts": defence_pacts,
    "income_spread": income_spread,
}
