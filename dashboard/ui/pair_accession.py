"""The single accession by one of two countries that would add most."""

from datetime import date

import pandas as pd

from dashboard.analysis.accession_pair import PairBest, best_for_pair
from dashboard.charts.cite import caption
from dashboard.charts.format import is_missing, plural
from dashboard.store.store import Store
from dashboard.ui.country_block import Block, cell

_BETWEEN = {
    "narrow": "a first cybercrime treaty",
    "any": "a first legal basis",
    "another": "one more legal basis beside those they have",
}


def accession_block(store: Store, a: str, b: str, on: date) -> Block:
    """Between them and overall; prospective gains are marked as such."""
    best = best_for_pair(store, a, b, on)
    between, overall = best["between"], best["overall"]
    cards = _card("Between the two", between, _between(between)) + _card(
        "With everyone", overall, _overall(overall)
    )
    rows = [
        {"scope": scope, "between": option.between, **option.numbers}
        for scope, option in best.items()
        if option
    ]
    frame = pd.DataFrame(rows)
    treaties = store.table("treaties")
    ids = {option.treaty_id for option in best.values() if option}
    evidence = treaties[treaties["treaty_id"].isin(ids)]
    title = "No single accession by one of them would add a legal basis between them"
    if between:
        verb = "would one day give" if between.prospective else "would give"
        title = (
            f"{between.name} joining the {between.treaty} {verb} them {_BETWEEN[between.between]}"
        )
    return Block(
        title=title,
        subtitle="Only treaties open to the country, of which it is known not to be a party.",
        html=f'<div class="halves">{cards}</div>',
        caption=caption(evidence, store.sources),
        frame=frame,
        notes=("An accession opens a channel; it does not guarantee that help is given.",),
    )


def _card(title: str, option: PairBest | None, text: str) -> str:
    head = f"{option.name} joins: {option.treaty}" if option else "None"
    return (
        f'<section class="half card"><p class="facts">{cell(title)}</p><h3>{cell(head)}</h3>'
        f"<p>{cell(text)}</p></section>"
    )


def _between(option: PairBest | None) -> str:
    if option is None:
        return "Neither can join a treaty that the other has and that would count."
    text = f"It would give the two {_BETWEEN[option.between]}."
    return text + (_LATER if option.prospective else "")


def _overall(option: PairBest | None) -> str:
    if option is None:
        return "No single accession by one of them would add a legal basis with anyone."
    narrow, wide = option.numbers["new_narrow"], option.numbers["new_any"]
    count = 0 if is_missing(narrow) else int(str(narrow))
    any_ = 0 if is_missing(wide) else int(str(wide))
    text = (
        f"A first cybercrime treaty with {plural(count, 'country', 'countries')}, a first legal"
        f" basis of any kind with {any_}."
    )
    return text + (_LATER if option.prospective else "")


_LATER = " Prospective: the treaty is not yet in force."
