"""Live numbers on the channels between pairs of countries."""

import numpy as np
import pandas as pd

from dashboard.analysis.csirt_reach import linked_pairs, reached
from dashboard.analysis.gaps import linked_on
from dashboard.analysis.gaps_lab import SENSES
from dashboard.analysis.network import network
from dashboard.charts.format import date_phrase, number
from dashboard.core.vocabulary import ChannelKind
from dashboard.views.guide_number import Ask, LiveNumber, Numbers, evidence, part


def pairs_with_treaty(ask: Ask) -> LiveNumber:
    """The share of pairs of countries that have a legal basis of the sense ``about`` in force."""
    known, possible = linked_on(network(ask.store), ask.on, ask.about)
    size = len(known)
    pairs = size * (size - 1) // 2
    least, most = int(known.sum()) // 2, int(possible.sum()) // 2
    sentence = (
        f"of all {number(pairs)} pairs of countries share a cybercrime treaty known to be in force"
        f" on {date_phrase(ask.on)}; counting what is not known, at most {part(most, pairs)}."
    )
    own = ""
    if ask.own and (place := network(ask.store).place.get(ask.own.iso3)) is not None:
        own = f"{ask.own.name} shares one with {number(known[place].sum())} of {size - 1} others."
    return LiveNumber(part(least, pairs), sentence, _instruments(ask, ask.about), own)


def states_to_ask(ask: Ask) -> LiveNumber:
    """How many others a typical UN member can ask on a legal basis of the sense ``about``."""
    found = network(ask.store)
    known, _ = linked_on(found, ask.on, ask.about)
    states = np.array([ask.store.countries[i].un_member for i in found.countries])
    reach = known[states].sum(axis=1)
    alone = int((reach == 0).sum())
    sentence = (
        f"other countries can be asked by a typical UN member (the median) on the basis of a"
        f" cybercrime treaty in force on {date_phrase(ask.on)}; {number(alone)} of"
        f" {len(reach)} UN members share one with nobody."
    )
    own = ""
    if ask.own and (place := found.place.get(ask.own.iso3)) is not None:
        own = f"{ask.own.name} can ask {number(known[place].sum())}."
    return LiveNumber(number(np.median(reach)), sentence, _instruments(ask, ask.about), own)


def team_links(ask: Ask) -> LiveNumber:
    """Pairs of countries whose response teams share a network or an agreement on the day."""
    table = linked_pairs(ask.store, ask.on).set_index("network")
    size = len(network(ask.store).countries)
    pairs, linked = size * (size - 1) // 2, int(table["pairs"]["ALL"])
    sentence = (
        f"pairs of countries, {part(linked, pairs)} of all, have response teams known to share a"
        f" network or an agreement on {date_phrase(ask.on)}; a lower bound, as most lists are"
        " partial."
    )
    own = ""
    if ask.own and ask.own.iso3 in network(ask.store).place:
        count = len(reached(ask.store, ask.own.iso3, ask.on))
        own = f"The teams of {ask.own.name} are linked with those of {number(count)} others."
    return LiveNumber(number(linked), sentence, _instruments(ask, "csirt"), own)


def _instruments(ask: Ask, measure: str) -> pd.DataFrame:
    """The instruments that a measure of channels counts, as its evidence."""
    found = network(ask.store)
    kind = ChannelKind.CSIRT if measure == "csirt" else None
    columns = found.columns(kind=kind, legal=SENSES.get(measure, ()))
    return evidence(found.instruments.loc[columns])


NUMBERS: Numbers = {
    "pairs_with_treaty": pairs_with_treaty,
    "states_to_ask": states_to_ask,
    "team_links": team_links,
}
