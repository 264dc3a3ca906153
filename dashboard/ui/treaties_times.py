"""How long states took from one step to the next: quartiles, overall and by region."""

from datetime import date

import pandas as pd

from dashboard.analysis.treaty_waits import EVERYWHERE, Finish, Start, wait_summary, waits
from dashboard.charts.cite import caption
from dashboard.charts.format import date_phrase, number
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell
from dashboard.views.treaties_params import brief

_YEAR = 365.25
_FEW = 4
"""Below this number of states quartiles would say more than the data do."""
_SCALE = "On one scale"
_HEAD = ("Treaty, region", "States", "Median, years", "Middle half, years", _SCALE, "Left out")
_NUMBERS = (1, 2)
_STARTS: dict[str, Start] = {"signature": "signature", "opening": "opening"}
_FINISHES: dict[str, Finish] = {"deposit": "deposit", "force": "force"}
_FROM = {
    "signature": "from a state's signature",
    "opening": "from the opening of the treaty",
}
_TO = {"deposit": "to the deposit of its instrument", "force": "to entry into force for it"}


def times_block(
    store: Store,
    treaty_ids: tuple[str, ...],
    wait: str,
    on: date,
    inside: frozenset[str] | None,
    where: str,
) -> Block:
    """The distribution of one wait for each treaty, over all regions and for each region."""
    start, finish = wait.split("-")
    frame = waits(store, treaty_ids, _STARTS[start], _FINISHES[finish], on, inside)
    table = wait_summary(frame)
    return Block(
        title=_title(store, table),
        subtitle=f"Years {_FROM[start]} {_TO[finish]}, up to {date_phrase(on)}{where}. The bar is"
        " the middle half of the states, the mark their median.",
        html=_table(store, table) if len(table) else _NOTHING,
        caption=caption(frame, store.sources),
        frame=frame,
        notes=(
            "Only states whose two dates are known to the day are measured. Those that signed and"
            " have not finished are left out, so the true time is longer than the median; a state"
            " that acceded never signed, and is measured from the opening only.",
        ),
    )


_NOTHING = '<p class="empty">No state has taken these steps under the chosen treaties.</p>'


def _title(store: Store, table: pd.DataFrame) -> str:
    whole = table[(table["region"] == EVERYWHERE) & (table["n"] >= _FEW)]
    if whole.empty:
        return "How long did states take? Too few are dated to say"
    parts = [
        f"{brief(store, str(treaty_id))} {_years(median)}"
        for treaty_id, median in zip(whole["treaty_id"], whole["median"], strict=True)
    ]
    return f"Half of the states needed more than: {', '.join(parts)}"


def _years(days: object) -> str:
    years = number(float(str(days)) / _YEAR, 1)
    return f"{years} years"


def _table(store: Store, table: pd.DataFrame) -> str:
    many = table[table["n"] >= _FEW]
    longest = float(many["q3"].max()) if len(many) else 0.0
    measured = table.groupby("treaty_id")["n"].transform("max") > 0
    several = table.groupby("treaty_id")["region"].transform("size") > 2
    table = table[(table["region"] == EVERYWHERE) | (measured & several)]
    rows = "".join(_row(store, row, longest) for row in table.to_dict("records"))
    names = [f"{name}, 0 to {_years(longest)}" if name == _SCALE else name for name in _HEAD]
    head = "".join(f'<th scope="col"{_css(i)}>{cell(name)}</th>' for i, name in enumerate(names))
    return (
        '<div class="table-scroll"><table class="blocks"><caption>Waiting times</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(store: Store, row: dict[object, object], longest: float) -> str:
    whole, count = row["region"] == EVERYWHERE, int(str(row["n"]))
    name = brief(store, str(row["treaty_id"])) if whole else str(row["region"])
    median = half = bar = ""
    if count >= _FEW:
        q1, middle, q3 = (float(str(row[k])) for k in ("q1", "median", "q3"))
        median, half = (
            number(middle / _YEAR, 1),
            f"{number(q1 / _YEAR, 1)} to {number(q3 / _YEAR, 1)}",
        )
        bar = _bar(q1 / longest, middle / longest, q3 / longest) if longest else ""
    elif count:
        low, high = float(str(row["low"])), float(str(row["high"]))
        ends = (low,) if count == 1 else (low, high)
        half = f"too few: {' to '.join(number(end / _YEAR, 1) for end in ends)}"
    left = [f"{row['waiting']} still waiting"] if row["waiting"] else []
    left += [f"{row['undated']} without a full date"] if row["undated"] else []
    texts = (count, median, half, None, ", ".join(left))
    tds = "".join(
        f'<td data-label="{_HEAD[i]}"{_css(i)}>{bar if text is None else cell(text)}</td>'
        for i, text in enumerate(texts, start=1)
    )
    return f'<tr{"" if whole else " class=part"}><th scope="row">{cell(name)}</th>{tds}</tr>'


def _css(place: int) -> str:
    return ' class="number"' if place in _NUMBERS else ""


def _bar(low: float, middle: float, high: float) -> str:
    return (
        f'<span class="iqr" aria-hidden="true"><i style="left:{low:.1%};width:{high - low:.1%}">'
        f'</i><b style="left:{middle:.1%}"></b></span>'
    )
