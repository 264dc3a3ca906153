"""Map layers of indicators: values, classes, or the distance to a country the reader chose."""

from datetime import date
from typing import Literal

import pandas as pd

from dashboard.analysis.dyads import dyadic_from
from dashboard.analysis.indicator_index import positions
from dashboard.analysis.indicator_list import Indicator, indicator
from dashboard.analysis.indicator_profile import counted, medians
from dashboard.analysis.indicator_values import distance_to, values_on
from dashboard.analysis.layer import FRAME_COLUMNS, Layer
from dashboard.analysis.obstacle_list import needs_reference
from dashboard.core.vocabulary import Direction, Empty, EntityKind
from dashboard.store.store import Store

FEWEST_FOR_MEDIAN = 5


def indicator_layer(
    store: Store, indicator_id: str, on: date, reference: str | None = None
) -> Layer:
    """The latest value up to the year of ``on`` for every registry entry.

    Indicators of pairs, and those that speak only through a difference, are measured from
    ``reference``; without one every country is blank and the finding asks for a choice.
    """
    about = indicator(store, indicator_id)
    measured = needs_reference(about)
    if measured and reference is None:
        return _layer(about, _blank(store), on, about.name, _ASK, (about.definition,))
    if measured:
        return _from_reference(store, about, on, str(reference))
    facts = values_on(store, indicator_id, on.year)
    frame = _texts(facts, [about.words(v) for v in facts["value"].fillna(0.0)])
    measure = ", ".join(p for p in (about.name, _years(facts)) if p)
    return _layer(about, frame, on, measure, _finding(store, about, facts), _notes(about, facts))


_ASK = (
    "Choose your country: this indicator only says how far apart two countries are, "
    "not which one is ahead"
)


def _from_reference(store: Store, about: Indicator, on: date, reference: str) -> Layer:
    home = store.countries[reference]
    if about.level == "dyadic":
        facts = dyadic_from(store, about.indicator_id, home.iso3, on.year)
        words = [about.words(v) for v in facts["value"].fillna(0.0)]
        measure = f"{about.name}: {home.name} and each other country"
    else:
        facts = distance_to(store, about.indicator_id, home.iso3, on.year)
        words = [_apart(about, v, home.name) for v in facts["value"].fillna(0.0)]
        measure = f"{about.name}: difference to {home.name}"
    frame = _texts(facts, words)
    own = positions(store)[home.iso3]
    frame.loc[own, "text"] = "The country measured from"
    measure = ", ".join(p for p in (measure, _years(facts)) if p)
    return _layer(
        about, frame, on, measure, _near_and_far(about, facts, home.name), _notes(about, facts)
    )


def _apart(about: Indicator, value: float, name: str) -> str:
    if about.scale == "categorical":
        return f"Differs from {name}" if value else f"Same as {name}"
    return f"{about.words(value)} apart from {name}"


def _layer(
    about: Indicator,
    frame: pd.DataFrame,
    on: date,
    measure: str,
    finding: str,
    notes: tuple[str, ...],
) -> Layer:
    classes = _classes(about, frame)
    apart = about.difference_only
    if classes:
        frame["category"] = frame["value"].map(lambda v: None if pd.isna(v) else f"{v:g}")
    return Layer(
        layer_id=about.indicator_id,
        family="context" if about.obstacle is None else "obstacles",
        title=about.name,
        measure=measure,
        unit="" if classes else about.unit,
        kind="category" if classes else "number",
        frame=frame[list(FRAME_COLUMNS)],
        palette="count" if about.obstacle is None else "obstacles",
        on=on,
        finding=finding,
        categories=classes,
        scale=_scale(about),
        decimals=about.decimals,
        notes=notes if classes else (_shade(about, apart), *notes),
        dark_is_low=about.direction is Direction.HIGHER_IS_BETTER and not apart,
        table="dyadic_values" if about.level == "dyadic" else "values",
    )


def _shade(about: Indicator, apart: bool) -> str:
    """What the dark end of the colours means."""
    if apart:
        return "Stronger colour: further apart."
    if about.direction is Direction.HIGHER_IS_BETTER:
        return "Stronger colour: a lower value, more of an obstacle."
    if about.direction is Direction.HIGHER_IS_OBSTACLE:
        return "Stronger colour: a higher value, more of an obstacle."
    return "Stronger colour: a higher value."


def _scale(about: Indicator) -> Literal["linear", "log"]:
    return "log" if about.scale == "log" else "linear"


def _classes(about: Indicator, frame: pd.DataFrame) -> dict[str, str]:
    """Category keys and labels of a categorical indicator, strongest obstacle first."""
    if about.scale != "categorical":
        return {}
    if about.difference_only:
        return {"1": "Differs", "0": "Same"}
    known = sorted({*frame["value"].dropna().unique(), *about.classes})
    if about.direction is not Direction.HIGHER_IS_BETTER:
        known.reverse()
    return {f"{value:g}": about.words(value).capitalize() for value in known}


def _texts(facts: pd.DataFrame, words: list[str]) -> pd.DataFrame:
    """FRAME_COLUMNS from a frame of values: the phrase of each country with its year."""
    text = []
    for word, row in zip(words, facts.to_dict("records"), strict=True):
        if pd.isna(row["empty"]):
            text.append(f"{word} ({row['year']})")
        else:
            text.append(Empty(row["empty"]).label)
    return facts.assign(category=None, text=text, since="")


def _blank(store: Store) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(c.iso3, c.name, str(c.entity_kind)) for c in store.countries],
        columns=["iso3", "name", "entity_kind"],
    )
    return frame.assign(
        value=float("nan"),
        category=None,
        empty=Empty.NOT_APPLICABLE.value,
        text="Choose a country to measure from",
        since="",
        year=pd.array([pd.NA] * len(frame), dtype="Int64"),
        note="",
        source_id="",
        as_of="",
        evidence_url="",
    )


def _years(facts: pd.DataFrame) -> str:
    years = facts.loc[facts["value"].notna(), "year"]
    if years.empty:
        return ""
    first, last = int(years.min()), int(years.max())
    return str(last) if first == last else f"latest value of each country, {first}–{last}"


def _finding(store: Store, about: Indicator, facts: pd.DataFrame) -> str:
    values = counted(facts)
    if values.empty:
        return f"{about.name}: no data up to this year"
    if about.scale == "categorical":
        best = values.min() if about.direction is Direction.HIGHER_IS_OBSTACLE else values.max()
        known = facts["un_member"] & facts["value"].notna()
        share = int((facts.loc[known, "value"] == best).sum())
        label = about.words(float(best))
        return f"{about.name}: “{label}” for {share} of {int(known.sum())} UN members with data"
    table = medians(facts, store)
    world = table["median"].iloc[0]
    regions = table[(table["group"] == "un_region") & (table["countries"] >= FEWEST_FOR_MEDIAN)]
    text = f"{about.name}: the median of {len(values)} countries is {about.words(float(world))}"
    if len(regions) > 1 and about.use == "level":
        regions = regions.sort_values("median", ignore_index=True)
        low, high = regions.iloc[0], regions.iloc[-1]
        if low["median"] < high["median"]:
            text += (
                f", from {about.words(float(low['median']))} in {low['name']} "
                f"to {about.words(float(high['median']))} in {high['name']}"
            )
    return text


def _near_and_far(about: Indicator, facts: pd.DataFrame, name: str) -> str:
    known = facts[facts["value"].notna() & (facts["entity_kind"] != EntityKind.TERRITORY.value)]
    if known.empty:
        return f"{about.name}: nothing is recorded for {name} up to this year"
    if about.pairs_listed == "positive_only":
        year = int(known["year"].max())
        noun = "country" if len(known) == 1 else "countries"
        return f"{about.name}: recorded between {name} and {len(known)} {noun} in {year}"
    if about.scale == "categorical":
        same = int((known["value"] == 0).sum())
        return f"{about.name}: {same} of {len(known)} countries are the same as {name}"
    middle = about.words(float(known["value"].median()))
    apart = "the median difference to" if about.difference_only else "the median with"
    return f"{about.name}: {apart} {name} is {middle}, over {len(known)} countries"


def _notes(about: Indicator, facts: pd.DataFrame) -> tuple[str, ...]:
    known = int((facts["un_member"] & facts["value"].notna()).sum())
    notes = [
        about.definition,
        about.caution,
        f"Data for {known} of {int(facts['un_member'].sum())} UN members.",
    ]
    if about.direction_editorial:
        notes.append("That more of it means more or less of an obstacle is our reading.")
    if about.use == "context_only":
        notes.append("Background, not a score of the country.")
    doubtful = int(facts["implausible"].sum())
    if doubtful:
        notes.append(
            f"{doubtful} implausible value(s) are shown with a note and left out of medians."
        )
    return tuple(note for note in notes if note)
