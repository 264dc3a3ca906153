"""The brief of two countries: channels between them, what may come, and what is in the way."""

from datetime import date

import pandas as pd

from dashboard.analysis.accession_pair import best_for_pair
from dashboard.analysis.pair import pair_channels
from dashboard.analysis.pair_obstacles import pair_obstacles
from dashboard.analysis.pair_summary import KIND_WORDS, count_pair, finding, sentence
from dashboard.charts.format import date_phrase, plural
from dashboard.charts.pair_growth import KINDS
from dashboard.core.errors import UserError
from dashboard.core.vocabulary import Empty, Obstacle
from dashboard.export.brief import (
    BORDERS,
    NOT_A_PROMISE,
    Brief,
    Cell,
    Fact,
    Picture,
    Sources,
    Table,
    capital,
    grouped,
    names,
    with_year,
)
from dashboard.export.brief_country import reach_picture
from dashboard.export.brief_known import not_known
from dashboard.store.store import Store
from dashboard.views.pair_growth import growth_chart
from dashboard.views.url import link

_BILATERAL = (
    "Bilateral agreements are known completely for no country but the United States (list of 2015)."
)
_STATES = {
    "prospective": "Not yet in force",
    "commitment": "Political commitment",
    "unknown": "Not known to be in force",
}
_GAIN = {"narrow": "a first cybercrime treaty", "any": "a first legal basis"}


def pair_brief(store: Store, a: str, b: str, on: date) -> Brief:
    """The brief of two different states or entities on a day. Raises UserError."""
    first, second = store.countries[a], store.countries[b]
    if a == b:
        raise UserError(f"{first.name} is given twice; a pair needs two countries", where="b")
    channels = pair_channels(store, a, b, on)
    count = count_pair(channels)
    cited = Sources(store)
    tables = (
        _in_force(channels, on, cited),
        _coming(store, channels, a, b, on, cited),
        _obstacles(store, a, b, on, cited),
        not_known(store, (a, b), on, cited),
    )
    facts = (
        Fact(str(count.narrow), "cybercrime treaties", "legal basis in the narrow sense"),
        Fact(str(count.legal), "legal bases of any kind", "general treaties included"),
        *(
            Fact(str(count.kinds[kind]), KIND_WORDS[kind][count.kinds[kind] != 1])
            for kind in ("law_enforcement", "csirt")
        ),
        Fact(str(count.prospective), "not yet in force", "signed or ratified by both"),
    )
    return Brief(
        kind="Brief on two countries",
        title=f"{first.name} and {second.name}",
        finding=finding(count, first, second),
        summary=sentence(count, first, second, on),
        on=on,
        data_version=store.data_version,
        address=_address(a, b, on),
        facts=facts,
        pictures=_pictures(store, a, b, on, cited),
        tables=tuple(table for table in tables if table.rows or table.more),
        notes=(NOT_A_PROMISE, _BILATERAL, BORDERS),
        sources=cited.lines(),
        beside=2,
    )


def _address(a: str, b: str, on: date) -> str:
    return link("pair", {"a": a, "b": b, "on": on.isoformat()})


def _in_force(channels: pd.DataFrame, on: date, cited: Sources) -> Table:
    working = channels[channels["status"].eq("in_force")]
    counted = working[working["counts"].astype(bool)]
    apart = [str(name) for name in working.loc[~working["counts"].astype(bool), "name"]]
    rows = tuple(
        (
            Cell(str(row["name"]), "", cited.cite(row["source_id"], row["as_of"])),
            Cell(KINDS[str(row["kind"])][0]),
            Cell(capital(str(row["since_words"]))),
        )
        for row in counted.to_dict("records")
    )
    none = "" if rows else "No channel that counts is seen in force. "
    shown = f"Also in common, but no channel of its own: {names(apart, 12)}." if apart else ""
    return Table(
        title=plural(len(rows), "channel in force", "channels in force"),
        subtitle=f"Known to be in force for both on {date_phrase(on)}, strongest first",
        head=("Channel", "Kind", "Between them"),
        widths=(0.42, 0.2, 0.38),
        rows=rows,
        more=none + shown,
    )


def _coming(
    store: Store, channels: pd.DataFrame, a: str, b: str, on: date, cited: Sources
) -> Table:
    counted = channels["counts"].astype(bool) | channels["status"].ne("unknown")
    rest = channels[channels["status"].isin(list(_STATES)) & counted]
    rows = tuple(
        (
            Cell(str(row["name"]), "", cited.cite(row["source_id"], row["as_of"])),
            Cell(_STATES[str(row["status"])]),
            Cell(capital(str(row["since_words"]))),
        )
        for row in rest.to_dict("records")
    )
    best = best_for_pair(store, a, b, on)["between"]
    next_step = "No single accession by one of them would add a legal basis between them."
    if best:
        gain = _GAIN.get(best.between, "one more legal basis")
        verb = "would one day give" if best.prospective else "would give"
        next_step = f"Next step: {best.name} joining the {best.treaty} {verb} them {gain}."
    return Table(
        title="What may come, and what is not certain",
        head=("Channel", "State", "What is known"),
        widths=(0.42, 0.2, 0.38),
        rows=rows,
        more=next_step,
    )


def _obstacles(store: Store, a: str, b: str, on: date, cited: Sources) -> Table:
    frame = pair_obstacles(store, a, b, on.year)
    rows = grouped(
        (
            Cell(Obstacle(int(row["obstacle"])).label),
            Cell(str(row["indicator"]), "", cited.cite(row["source_id"], row["as_of"])),
            Cell(with_year(row)),
            Cell("" if row["empty"] == Empty.NO_DATA else capital(str(row["reading"]))),
        )
        for row in frame.to_dict("records")
    )
    return Table(
        title="Obstacles between them",
        subtitle=f"Indicators of pairs, latest value up to {on.year}; no score adds them up",
        head=("Obstacle", "Indicator", "Value", "Against all pairs"),
        widths=(0.2, 0.27, 0.13, 0.4),
        rows=rows,
    )


def _pictures(store: Store, a: str, b: str, on: date, cited: Sources) -> tuple[Picture, ...]:
    chart, cite = growth_chart(store, a, b, on)
    pictures = []
    if not chart.empty:
        pictures.append(Picture(chart, cited.credit(cite, _address(a, b, on), limit=8)))
    return (*pictures, reach_picture(store, a, on, cited))
