"""What parties added when they joined, and our counts against numbers others have published."""

from collections.abc import Mapping

import pandas as pd

from dashboard.analysis.treaty_codes import CODES, treaty_codes
from dashboard.analysis.treaty_totals import MEASURES, published_totals
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell, evidence, more_html, small, table_html
from dashboard.ui.markup import anchor_html, section_html
from dashboard.views.treaties_params import brief
from dashboard.views.url import link

_VERDICTS = {
    "same": "✓ same",
    "within": "≈ within our bounds",
    "fewer": "▽ our list is short",
    "differs": "✗ differs",
}


def codes_block(
    store: Store,
    treaty_ids: tuple[str, ...],
    inside: frozenset[str] | None,
    query: Mapping[str, str],
) -> Block | None:
    """One row a letter of the depositary's chart; None where no chosen treaty has letters."""
    frame = treaty_codes(store)
    frame = frame[frame["treaty_id"].isin(list(treaty_ids))]
    if inside is not None:
        frame = frame[frame["iso3"].isin(inside)]
    if frame.empty:
        return None
    countries = frame["iso3"].nunique()
    reserved = int((frame["code"] == "R").sum())
    rows = [
        [cell(word) + small(f"letter {code}"), cell(meaning), *_who(frame, code, query)]
        for code, (word, meaning) in CODES.items()
    ]
    names = ", ".join(brief(store, str(t)) for t in frame["treaty_id"].unique())
    return Block(
        title=f"{reserved} parties to the {names} made reservations",
        subtitle=f"What {plural(countries, 'country', 'countries')} added on joining, as of"
        f" {date_phrase(frame['as_of'].max())}; no source read dates each entry",
        html=table_html("Reservations and declarations", _CODE_HEAD, rows, numbers=frozenset({2})),
        caption=caption(frame, store.sources),
        frame=frame,
        notes=("Letters of the depositary's chart; their meaning is in our words.",),
    )


def no_codes_html(store: Store) -> str:
    """What stands where no chosen treaty has letters: for which treaties they are known."""
    known = [str(t) for t in treaty_codes(store)["treaty_id"].unique()]
    links = ", ".join(
        anchor_html(brief(store, t), link("treaties", {"part": "reservations", "t": t}))
        for t in known
    )
    return (
        section_html("Reservations and declarations", anchor="reservations")
        + '<p class="empty">No source read lists what states of this choice added on joining.'
        f" That is not proof of none. Known for: {links or 'no treaty'}.</p>"
    )


NO_TOTALS = (
    section_html("Published totals", anchor="totals")
    + '<p class="empty">No source read prints a total for the chosen treaties.</p>'
)

_CODE_HEAD = ("Entry", "What it means", "Countries", "Which")


def _who(frame: pd.DataFrame, code: str, query: Mapping[str, str]) -> tuple[str, str]:
    own = frame[frame["code"] == code].sort_values("name")
    links = ", ".join(
        anchor_html(str(name), link("country", {**query, "c": str(iso3)}))
        for iso3, name in zip(own["iso3"], own["name"], strict=True)
    )
    which = links if len(own) <= 3 else more_html("Show", f"<p>{links}</p>")
    return str(len(own)), which or "none seen"


def totals_block(store: Store, treaty_ids: tuple[str, ...]) -> Block | None:
    """Published totals of the chosen treaties beside our counts; None where none is known."""
    frame = published_totals(store, treaty_ids)
    if frame.empty:
        return None
    rows = [
        [
            cell(brief(store, str(row["treaty_id"]))),
            cell(date_phrase(row["date"])),
            cell(MEASURES[str(row["measure"])]),
            cell(row["published"]),
            cell(_ours(row["lower"], row["upper"])),
            cell(_VERDICTS[str(row["verdict"])]) + small(row["why"]),
            evidence(row["evidence_url"]),
        ]
        for row in frame.to_dict("records")
    ]
    same = int((frame["verdict"] == "same").sum())
    return Block(
        title=f"{same} of {plural(len(frame), 'published total')} equal our count on their day",
        subtitle="Worldwide, whatever the filter. Two numbers: those surely there by the day, and"
        " with those whose step no source dates",
        html=table_html("Published totals", _TOTAL_HEAD, rows, numbers=frozenset({3, 4})),
        caption=caption(frame, store.sources),
        frame=frame,
    )


_TOTAL_HEAD = ("Treaty", "Day", "What is counted", "Published", "Ours", "Verdict", "Evidence")


def _ours(lower: object, upper: object) -> str:
    return f"{lower}" if lower == upper else f"{lower} to {upper}"
